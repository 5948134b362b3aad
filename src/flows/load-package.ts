/** Loads the files that a package's actions name: the archive, or loose resources where there is none. */
import { MarketError } from '#core/errors.ts';
import { actionFiles, isFileName } from '#core/read/index.ts';
import { toFileTree, unpack } from '#core/unpack/index.ts';
import { expiryOf } from '#core/verify/index.ts';
import { isAbsent, mayBeAbsent, readSigned } from './market-files.ts';
import { loadTrust } from './market-keys.ts';

import type { FilePin, PackageSpec } from '#core/model/generated.ts';
import type { LoadedPackage, Notice, OpenPackage } from '#core/model/market.ts';
import type { FileTree, Verified } from '#core/model/trust.ts';
import type { FileTrust, PackagePlace } from './market-files.ts';
import type { MarketDeps } from './market-keys.ts';

export interface LoadPackageDeps extends MarketDeps {
  /** File name, or `checking`, with bytes so far and in all where they are known. */
  onProgress?: ((what: string, read?: number, total?: number) => void) | undefined;
  /** Also loads an archive that no action needs, to check a whole market. */
  complete?: boolean;
  /** What is needed of it; if absent, all that its actions name. */
  files?: readonly NamedFile[] | undefined;
}

/** A file of a package; where an optional one is not there, the user is asked for it. */
export interface NamedFile {
  file: string;
  optional: boolean;
}

interface Loading {
  opened: OpenPackage;
  place: PackagePlace;
  trust: FileTrust;
  deps: LoadPackageDeps;
}

/**
 * Throws what refuses the whole market, `package-yanked`, `archive-unbound`, config-*, net-*, signature-*, signer-unknown, key-*, `archive-size`, `archive-digest`,
 * `file-digest`, zip-*, and `action-file` for a file that an action names and the package does not have.
 */
export async function loadPackage(
  opened: OpenPackage,
  deps: LoadPackageDeps,
): Promise<LoadedPackage> {
  assertMayLoad(opened, deps.clock.now());
  const needed = neededOf(opened, deps.files ?? allNamed(opened));
  if (needed.length === 0 && !(deps.complete && opened.spec.archive)) {
    return { package: opened, files: toFileTree([]), notices: [] };
  }
  assertBound(needed, opened);
  const { market, name, version } = opened;
  const place = { ...deps, source: deps.sources.open(market.url), name, version };
  const loading = { opened, place, deps, trust: await loadTrust(market, deps) };
  const archive = namesLoose(needed, opened) ? undefined : await readArchive(loading);
  deps.onProgress?.('checking');
  const files = archive
    ? await unpack(archive, deps.limits)
    : toFileTree(await readLoose(needed, loading));
  if (archive) await checkData(files, deps);
  assertFiles(needed, files, opened);
  if (!archive) return { package: opened, files, notices: looseNotices(files, opened) };
  const { path, evidence } = archive;
  return { package: opened, files, archive: { path, evidence }, notices: archiveNotices(opened) };
}

/**
 * An expired or older index is shown, but nothing it names is loaded, even where it expired while the package was
 * open (R10). R31: the reason is the publisher's.
 */
export function assertMayLoad(opened: OpenPackage, now: number): void {
  const { name, version, yanked, refusal, index } = opened;
  if (refusal) throw new MarketError(refusal.code, refusal.message, { details: refusal.details });
  const expired = index && expiryOf(index, now);
  if (expired) throw expired;
  if (yanked === undefined) return;
  throw new MarketError('package-yanked', `${name} ${version} was withdrawn: ${yanked}`, {
    details: { package: `${name} ${version}` },
  });
}

/**
 * Each once. At level strict an optional file that nothing pins is left to the user: nobody vouches for what the
 * market has under its name.
 */
function neededOf({ spec, market }: OpenPackage, files: readonly NamedFile[]): NamedFile[] {
  const named = new Map<string, NamedFile>();
  for (const { file, optional } of files) {
    named.set(file, { file, optional: optional && (named.get(file)?.optional ?? true) });
  }
  const isStrict = (market.trust ?? 'strict') === 'strict';
  return [...named.values()].filter(
    ({ file, optional }) => !(optional && isStrict && !spec.archive && !pinOf(spec, file)),
  );
}

function allNamed({ spec }: OpenPackage): NamedFile[] {
  return actionFiles(spec).map((file) => ({ file, optional: false }));
}

/**
 * Trust 5: where the spec pins no archive but files that the actions name, these count: an archive of another
 * version, just as validly signed, must not take their place.
 */
function namesLoose(needed: NamedFile[], { spec }: OpenPackage): boolean {
  return !spec.archive && needed.some(({ file }) => pinOf(spec, file) !== undefined);
}

/** Trust 5: at level strict the signed spec says which bytes its archive or its loose files have. */
function assertBound(needed: NamedFile[], { market, name, version, spec }: OpenPackage): void {
  if ((market.trust ?? 'strict') !== 'strict' || spec.archive) return;
  const loose = needed.some((each) => pinOf(spec, each.file) !== undefined);
  const unbound = needed.find((each) => pinOf(spec, each.file) === undefined);
  if (unbound === undefined) return;
  const file = loose ? unbound.file.slice(0, 200) : 'archive.zip';
  throw new MarketError(
    'archive-unbound',
    `The spec of ${name} ${version} does not say which bytes ${file} has: nothing proves that this file belongs to this version.`,
    { details: { package: `${name} ${version}`, file } },
  );
}

function pinOf({ files = {} }: PackageSpec, file: string): FilePin | undefined {
  return Object.hasOwn(files, file) ? files[file] : undefined;
}

/** Trust 5; undefined when the market has no archive and the spec does not speak of one. */
async function readArchive({ opened, place, trust, deps }: Loading): Promise<Verified | undefined> {
  const pin = opened.spec.archive;
  try {
    return await readSigned(
      place,
      {
        file: 'archive.zip',
        limit: deps.limits.archiveBytes,
        pin,
        digestCode: 'archive-digest',
        sizeCode: 'archive-size',
        onProgress: (read, total) => deps.onProgress?.('archive.zip', read, pin?.size ?? total),
      },
      trust,
    );
  } catch (error) {
    if (!pin && mayBeAbsent(error)) return undefined;
    throw error;
  }
}

/** Each with its own signature, under the same rules; one after the other, within the bound of an archive. */
async function readLoose(needed: NamedFile[], loading: Loading): Promise<Verified[]> {
  const files: Verified[] = [];
  const { zipTotalBytes, archiveBytes } = loading.deps.limits;
  let left = zipTotalBytes;
  for (const named of needed.filter(({ file }) => isFileName(file))) {
    const read = await readLooseFile(named, Math.min(left, archiveBytes), loading);
    if (!read) continue;
    left -= read.bytes.length;
    files.push(read);
  }
  return files;
}

/** Undefined for an optional file that the market does not have. */
async function readLooseFile(
  { file, optional }: NamedFile,
  limit: number,
  loading: Loading,
): Promise<Verified | undefined> {
  const { opened, place, trust, deps } = loading;
  const pin = pinOf(opened.spec, file);
  const onProgress = (read: number, total?: number) => deps.onProgress?.(file, read, total);
  try {
    return await readSigned(
      place,
      { file, limit, pin, digestCode: 'file-digest', onProgress },
      trust,
    );
  } catch (error) {
    if (optional && pin === undefined && mayBeAbsent(error)) return undefined;
    if (isAbsent(error)) throw noFile(file, opened, error);
    throw error;
  }
}

const PAUSE_BYTES = 4 * 1024 * 1024;

/**
 * Security rules, step 10: sizes and checksums of all data hold before the cluster is asked anything, also of files that
 * no action uses, so that an archive has one verdict everywhere. No bytes are kept.
 */
async function checkData({ entries }: FileTree, { clock, signal }: LoadPackageDeps): Promise<void> {
  // Lets the thread draw, or hear of a "Cancel".
  const pause = () => clock.sleep(0, signal);
  let unpaused = 0;
  for (const entry of entries.values()) {
    await entry.check(pause);
    unpaused += entry.size;
    if (unpaused < PAUSE_BYTES) continue;
    await pause();
    unpaused = 0;
  }
}

/** Z29: names are compared exactly. */
function assertFiles(needed: NamedFile[], files: FileTree, opened: OpenPackage): void {
  const lacking = needed.find(({ file, optional }) => !optional && !files.entries.has(file));
  if (lacking !== undefined) throw noFile(lacking.file, opened);
}

function noFile(file: string, { name: owner, version }: OpenPackage, cause?: unknown): MarketError {
  const name = file.slice(0, 200);
  return new MarketError(
    'action-file',
    `A step needs the file ${name}, which the package ${owner} ${version} does not have.`,
    { cause, details: { file: name } },
  );
}

function archiveNotices({ spec }: OpenPackage): Notice[] {
  if (spec.archive) return [];
  return [
    {
      code: 'archive-unbound',
      text: 'The spec does not pin its archive: nothing proves that this archive belongs to this version of the package.',
    },
  ];
}

/** A signature alone does not say which file of which version it was made for. */
function looseNotices({ entries }: FileTree, { spec }: OpenPackage): Notice[] {
  const unbound = [...entries.keys()].filter((file) => pinOf(spec, file) === undefined);
  if (unbound.length === 0) return [];
  const names = unbound.slice(0, 5).map((file) => file.slice(0, 100));
  const list = names.join(', ') + (unbound.length > names.length ? ' and others' : '');
  return [
    {
      code: 'archive-unbound',
      text: `The spec does not pin ${list}: nothing proves that these files belong to this version of the package.`,
    },
  ];
}
