/** What is to be sent and removed so that a target shows this market: the differences, in the order in which readers may see them. */
import { MarketError } from '#core/errors.ts';
import { sameBytes } from '#core/same-bytes.ts';
import { hashedNames, hashedPath, hashedPins, hashedSignature } from '../by-hash.ts';
import { fieldOf, toFields } from './signature-fields.ts';
import { findStale } from './stale-files.ts';
import { readPins } from './own-files.ts';

import type { Limits } from '#core/limits.ts';
import type { PackageId } from '#core/model/publish.ts';
import type { PublishTarget, TargetEntry } from '#core/model/publish-target.ts';
import type { Tree } from '#core/ports.ts';
import type { RowChanges } from './compare-rows.ts';
import type { OwnFiles } from './own-files.ts';
import type { Signatures } from './signature-fields.ts';
import type { SignedState } from './signed-state.ts';

export interface PlannedFile {
  path: string;
  /** Where its bytes are in the market folder. */
  from: string;
  size: number;
  /** Its bytes, where they were judged and are still at hand. */
  bytes?: Uint8Array | undefined;
  /** What its bytes must be; undefined for a file that nothing pins, such as a signature. */
  sha256?: string | undefined;
  /** A file of the target that has the same bytes by then. */
  copyOf?: string | undefined;
}

export interface VersionChange extends PackageId {
  /** `signed`: the same files with other signatures. */
  change: 'added' | 'replaced' | 'signed' | 'removed';
}

export interface PublishPlan {
  changes: VersionChange[];
  /** Files of versions, copies by digest, lists, the signature of market.json: each kind when the one before is there. */
  stages: PlannedFile[][];
  /** market.json, which switches readers over; undefined where it is there. */
  index: PlannedFile | undefined;
  stale: string[];
  /** For the note at the target. */
  signatures: string[];
}

export interface PlanInput {
  market: Tree;
  target: PublishTarget;
  own: SignedState;
  former: SignedState | undefined;
  /** The signature that holds for market.json here, and what lies beside it at the target. */
  signature: Uint8Array;
  formerSignature: Uint8Array | undefined;
  files: OwnFiles;
  signed: Signatures;
  rows: RowChanges;
  /** Fields of the signatures that are at the target, where that is known. */
  fields: readonly string[] | undefined;
  /** Everything at the target, where it had to be listed. */
  listed: ReadonlyMap<string, TargetEntry> | undefined;
  /** Bytes are compared also where the index vouches for them. */
  full: boolean;
  limits: Limits;
  signal?: AbortSignal | undefined;
}

export async function makePlan(input: PlanInput): Promise<PublishPlan> {
  const { own, former, rows, listed, target, signal } = input;
  const same = former?.sha256 === own.sha256;
  const hashed = listed ?? (same ? new Map() : await listAll(target, 'by-hash/', signal));
  const versions = await planVersions(input);
  const signature = planSignature(input);
  // Of an index that is there already only its signature may be another one.
  const known = same && !listed;
  const copies = known && signature.length === 0 ? [] : await planCopies(input, { hashed, known });
  const lists = await planLists(input);
  return {
    changes: [
      ...mark(rows.added, 'added'),
      ...mark(rows.replaced, 'replaced'),
      ...mark(versions.signed, 'signed'),
      ...mark(rows.removed, 'removed'),
    ],
    stages: [versions.files, copies, lists, signature],
    index: same ? undefined : toIndexFile(own),
    stale: await findStale({ ...input, hashed, keep: keptNames(input) }),
    signatures: await toFields(input.signed),
  };
}

/** By path. */
export async function listAll(
  target: PublishTarget,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<Map<string, TargetEntry>> {
  const found = new Map<string, TargetEntry>();
  for await (const entry of target.list(prefix, signal)) found.set(entry.path, entry);
  return found;
}

export function isEmptyPlan({ stages, index, stale }: PublishPlan): boolean {
  return !index && stale.length === 0 && stages.every((files) => files.length === 0);
}

function mark(ids: readonly PackageId[], change: VersionChange['change']): VersionChange[] {
  return ids.map(({ name, version }) => ({ name, version, change }));
}

function toIndexFile({ bytes, sha256 }: SignedState): PlannedFile {
  return { path: 'market.json', from: 'market.json', size: bytes.length, sha256 };
}

/** Whoever read the market.json before must find what it pins for a while. */
function keptNames({ own, former }: PlanInput): Set<string> {
  return new Set([
    ...hashedNames(own.index, own.sha256),
    ...(former ? hashedNames(former.index, former.sha256) : []),
  ]);
}

interface VersionPlan {
  files: PlannedFile[];
  signed: PackageId[];
}

async function planVersions(input: PlanInput): Promise<VersionPlan> {
  const { rows, files, market, limits } = input;
  const fresh = [...rows.added, ...rows.replaced];
  const keys = new Set(fresh.map(keyOf));
  const planned: PlannedFile[] = [];
  for (const version of fresh) {
    const pins = await readPins(version, { market, limits });
    for (const path of files.versions.get(keyOf(version)) ?? []) {
      const file = toFile(path, input, pins.get(path));
      if (await differs(file, input, { byBytes: true })) planned.push(file);
    }
  }
  const others = [...files.versions].filter(([key]) => !keys.has(key));
  const signed = input.listed
    ? await planOthers(others, planned, input)
    : await planSignatures(others, planned, input);
  planned.push(...(await planVersionLists(input)));
  return { files: planned, signed };
}

/** Where all is listed: whatever is missing, and signatures that differ. */
async function planOthers(
  others: readonly [string, string[]][],
  planned: PlannedFile[],
  input: PlanInput,
): Promise<PackageId[]> {
  const trusted = input.former?.verified === true && !input.full;
  const changed: PackageId[] = [];
  for (const [key, paths] of others) {
    let sent = false;
    for (const path of paths) {
      const file = toFile(path, input);
      if (!(await differs(file, input, { byBytes: !trusted || path.endsWith('.asc') }))) continue;
      planned.push(file);
      sent = true;
    }
    if (sent) changed.push(toId(key));
  }
  return changed;
}

/** Where nothing is listed: signatures of all versions whose field says that one of them changed. */
async function planSignatures(
  others: readonly [string, string[]][],
  planned: PlannedFile[],
  input: PlanInput,
): Promise<PackageId[]> {
  const { signed, fields = [] } = input;
  const keys = new Set(others.map(([key]) => key));
  const now = await toFields(new Map([...signed].filter(([, { version }]) => keys.has(version))));
  const changed: PackageId[] = [];
  for (const [key, paths] of others) {
    const field = fieldOf(key);
    if (now[field] === fields[field]) continue;
    for (const path of paths.filter((each) => each.endsWith('.asc'))) {
      planned.push(toFile(path, input));
    }
    changed.push(toId(key));
  }
  return changed;
}

/** Lists of versions that a large market does not pin; the others are among its lists. */
async function planVersionLists(input: PlanInput): Promise<PlannedFile[]> {
  const { own, rows, files, listed } = input;
  const touched = new Set([...rows.added, ...rows.removed].map(({ name }) => name));
  const planned: PlannedFile[] = [];
  for (const path of files.sizes.keys()) {
    const name = /^packages\/([^/]+)\/versions\.json$/.exec(path)?.[1];
    if (name === undefined || Object.hasOwn(own.index.files, path)) continue;
    if (!listed && !touched.has(name)) continue;
    const file = toFile(path, input);
    if (await differs(file, input, { byBytes: true })) planned.push(file);
  }
  return planned;
}

async function planCopies(
  input: PlanInput,
  { hashed, known }: { hashed: ReadonlyMap<string, TargetEntry>; known: boolean },
): Promise<PlannedFile[]> {
  const { own, signature, full } = input;
  if (own.index.byHash !== true) return [];
  const planned: PlannedFile[] = [];
  const there = { ...input, listed: hashed };
  for (const [from, { size, sha256 }] of known ? [] : hashedPins(own.index)) {
    const file = { path: hashedPath({ sha256 }), from, size, sha256 };
    // Its name says what its bytes are.
    if (await differs(file, there, { byBytes: full })) planned.push(file);
  }
  const path = hashedSignature(own.sha256);
  const file = signatureAt(path, signature);
  if (await differs(file, there, { byBytes: true })) planned.push(file);
  return dropTwins(planned);
}

/** Two lists with the same rows have the same name there. */
function dropTwins(files: PlannedFile[]): PlannedFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

async function planLists(input: PlanInput): Promise<PlannedFile[]> {
  const { own, former, listed } = input;
  const copies = own.index.byHash === true ? hashedPins(own.index) : undefined;
  const before = former ? pinsOf(former) : new Map<string, { sha256: string }>();
  const planned: PlannedFile[] = [];
  for (const [path, { size, sha256 }] of pinsOf(own)) {
    const copyOf = copies?.has(path) ? hashedPath({ sha256 }) : undefined;
    const file = { path, from: path, size, sha256, copyOf };
    const isOther = listed
      ? await differs(file, input, { byBytes: true })
      : before.get(path)?.sha256 !== sha256;
    if (isOther) planned.push(file);
  }
  return planned;
}

function pinsOf({ index: { files, shards = [] } }: SignedState) {
  return new Map([
    ...Object.entries(files),
    ...shards.map(({ path, sha256, size }) => [path, { sha256, size }] as const),
  ]);
}

function planSignature({ signature, formerSignature }: PlanInput): PlannedFile[] {
  if (formerSignature && sameBytes(signature, formerSignature)) return [];
  return [signatureAt('market.json.asc', signature)];
}

function signatureAt(path: string, bytes: Uint8Array): PlannedFile {
  return { path, from: 'market.json.asc', size: bytes.length, bytes };
}

/** Whether the target lacks these bytes, as far as it was listed; without `byBytes` the size must do. */
async function differs(
  { path, from, size, bytes }: PlannedFile,
  { listed, market, target, limits }: Pick<PlanInput, 'listed' | 'market' | 'target' | 'limits'>,
  { byBytes }: { byBytes: boolean },
): Promise<boolean> {
  const found = listed?.get(path);
  if (!found || found.size !== size) return true;
  if (!byBytes) return false;
  const tag = await found.tag();
  if (tag === undefined) return true;
  return tag !== target.tagOf(bytes ?? (await market.read(from, limits.archiveBytes)));
}

function toFile(path: string, { files }: Pick<PlanInput, 'files'>, sha256?: string): PlannedFile {
  const size = files.sizes.get(path);
  if (size === undefined) throw new MarketError('internal', `${path} is not in the market.`);
  return { path, from: path, size, sha256 };
}

function keyOf({ name, version }: PackageId): string {
  return `${name}/${version}`;
}

function toId(key: string): PackageId {
  const [name = '', version = ''] = key.split('/');
  return { name, version };
}
