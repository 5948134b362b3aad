/** Signs a market folder: every spec.json, archive.zip and loose resource, then market.json over its index; then reads it back as a reader would. */
import { MarketError } from '#core/errors.ts';
import { createKeyring, verifySigned } from '#core/verify/index.ts';
import { assertNotCancelled, warning } from './findings.ts';
import { ID_FILE } from './market-id.ts';
import { INDEX_FILE, nextIndex } from './next-index.ts';
import { verifyMarket } from './verify-market.ts';

import type { Keyring } from '#core/verify/index.ts';
import type { MarketConfig, MarketIndex } from '#core/model/generated.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Limits } from '#core/limits.ts';
import type { Clock, Memory, Signer, Sources, Tree, TreeEntry } from '#core/ports.ts';
import type { NextIndex } from './next-index.ts';

export interface SignDeps {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  signal?: AbortSignal;
  /** Called before each file. */
  onFile?: (path: string) => void;
  /** Identifier of the market for market.json, if the folder does not say it. */
  marketId?: string | undefined;
  /** Days until market.json expires, 1 to 90; 60 if absent. */
  expiresDays?: number | undefined;
  /** Full fingerprints, upper-case hexadecimal, of keys that market.json announces. */
  nextKeys?: readonly string[] | undefined;
  /** Adds signatures beside those of other keys, and changes no other file. */
  add?: boolean;
}

export interface SignedPackage extends PackageId {
  /** Names of the files that were signed now, and of those whose signature by this key was good already. */
  signed: string[];
  kept: string[];
}

export interface SignReport {
  /** Fingerprint of the key that signed. */
  fingerprint: string;
  /** What market.json says now. */
  index: Pick<MarketIndex, 'market' | 'serial' | 'issued' | 'expires'> & {
    nextKeys: string[];
    /** Whether market.json is the one that was there, and whether its signature is. */
    kept: boolean;
    signatureKept: boolean;
  };
  packages: SignedPackage[];
  /** Paths of files whose signatures by other keys were replaced. */
  replaced: string[];
  /** What a reader finds afterwards, with errors only if the market must not be published. */
  findings: Finding[];
}

/** Files that a signed spec pins by digest; they need no signature of their own. */
const PINNED_FILES = /^(?:license\.txt|README\.md|CHANGELOG\.md|icon\.(?:png|jpg))$/;

/**
 * Writes `<file>.asc` beside each file to sign, market.json and its signature last. A signature by this key that still
 * verifies is kept, and market.json too while it says what is there and more than half of its life is left, so that
 * an unchanged market stays unchanged. Killed at any point, it goes on where it was when called again.
 * Throws `source-invalid` when the folder is no market, `index-future` and `index-mismatch` as `nextIndex` does,
 * `signature-malformed` and `signature-too-large` when nothing can be added to a signature file, `internal` when a signature just made does not verify.
 */
export async function signMarket(
  { market, signer }: { market: Tree; signer: Signer },
  deps: SignDeps,
): Promise<SignReport> {
  const keyring = await createKeyring({
    armored: [signer.certificate],
    fingerprints: [signer.fingerprint],
    now: deps.clock.now(),
    limits: deps.limits,
  });
  const entries = await market.list();
  assertMarket(entries, market.base);
  const next = await nextIndex({ market, entries }, { ...deps, unchanged: deps.add }, deps);
  const work: Work = { market, signer, keyring, deps, replaced: [] };
  const packages = new Map<string, SignedPackage>();
  for (const { path } of filesToSign(entries)) {
    assertNotCancelled(deps.signal);
    const limit = path.endsWith('.json') ? deps.limits.indexBytes : deps.limits.archiveBytes;
    const state = await signFile(path, await market.read(path, limit), work);
    note(packages, path, state);
  }
  assertNotCancelled(deps.signal);
  const state = await signIndex(next, entries, work);
  const findings = [...dropped(next, signer), ...(await readBack(next.index, work))];
  return {
    fingerprint: signer.fingerprint,
    index: describe(next, state),
    packages: [...packages.values()],
    replaced: work.replaced,
    findings,
  };
}

function assertMarket(entries: TreeEntry[], base: string): void {
  if (entries.some(({ path, kind }) => path === 'packages.json' && kind === 'file')) return;
  throw new MarketError('source-invalid', `${base} is no market: it has no packages.json.`, {
    details: { folder: base },
  });
}

function filesToSign(entries: TreeEntry[]): TreeEntry[] {
  const paths = new Set(entries.map(({ path }) => path));
  return entries.filter(({ path }) => {
    const [top, name, version, ...rest] = path.split('/');
    if (top !== 'packages' || rest.length === 0 || path.endsWith('.asc')) return false;
    const file = rest.join('/');
    if (file === 'spec.json' || file === 'archive.zip') return true;
    // Loose resources: without an archive each file stands alone.
    const loose = !paths.has(`packages/${name}/${version}/archive.zip`);
    return loose && !PINNED_FILES.test(file);
  });
}

interface Work {
  market: Tree;
  signer: Signer;
  keyring: Keyring;
  deps: SignDeps;
  replaced: string[];
}

async function signFile(path: string, bytes: Uint8Array, work: Work): Promise<'signed' | 'kept'> {
  const signature = await makeSignature(path, bytes, work);
  if (!signature) return 'kept';
  await work.market.write(`${path}.asc`, signature);
  return 'signed';
}

/** Trust 2: market.json and its signature are made before either is written, so that they disagree for a moment only. */
async function signIndex(
  { bytes, kept }: NextIndex,
  entries: TreeEntry[],
  work: Work,
): Promise<'signed' | 'kept'> {
  const { market } = work;
  const signature = await makeSignature(INDEX_FILE, bytes, work);
  if (!kept) await market.write(INDEX_FILE, bytes);
  if (signature) await market.write(`${INDEX_FILE}.asc`, signature);
  if (entries.some(({ path }) => path === ID_FILE)) await market.remove(ID_FILE);
  return signature ? 'signed' : 'kept';
}

/** The content of the signature file; undefined when the one that is there stays. */
async function makeSignature(
  path: string,
  bytes: Uint8Array,
  work: Work,
): Promise<Uint8Array | undefined> {
  const { market, signer, deps } = work;
  deps.onFile?.(path);
  const old = await readOld(`${path}.asc`, work);
  if (old && (await isGood(path, bytes, { signature: old, work }))) return undefined;
  const others = old ? await signer.others(old) : [];
  if (deps.add && others.length >= deps.limits.signaturePackets) throw tooMany(path, others.length);
  if (!deps.add && others.length > 0) work.replaced.push(path);
  const beside = deps.add ? old : undefined;
  const signature = new TextEncoder().encode(await signer.sign(bytes, beside));
  try {
    await check(path, bytes, { signature, work });
  } catch (cause) {
    throw new MarketError('internal', `The signature just made for ${path} does not verify.`, {
      cause,
      details: { file: path, folder: market.base },
    });
  }
  return signature;
}

/** One that is too large is no signature, so it is replaced like a damaged one. */
async function readOld(path: string, { market, deps }: Work): Promise<Uint8Array | undefined> {
  return market.read(path, deps.limits.signatureBytes).catch(() => undefined);
}

function tooMany(path: string, found: number): MarketError {
  return new MarketError(
    'signature-too-large',
    `${path}.asc holds ${found} signatures already; readers take no more.`,
    { details: { file: `${path}.asc`, found } },
  );
}

/** Any refusal of an old signature means the same here: sign again. */
async function isGood(
  path: string,
  bytes: Uint8Array,
  input: { signature: Uint8Array; work: Work },
): Promise<boolean> {
  return check(path, bytes, input).then(
    () => true,
    () => false,
  );
}

async function check(
  path: string,
  bytes: Uint8Array,
  { signature, work: { keyring, deps } }: { signature: Uint8Array; work: Work },
): Promise<void> {
  await verifySigned({
    path,
    bytes,
    signature,
    keyring,
    threshold: 1,
    now: deps.clock.now(),
    limits: deps.limits,
    level: 'signatures',
  });
}

function note(packages: Map<string, SignedPackage>, path: string, state: 'signed' | 'kept'): void {
  const [, name = '', version = '', ...rest] = path.split('/');
  const key = `${name}/${version}`;
  const entry = packages.get(key) ?? { name, version, signed: [], kept: [] };
  entry[state].push(rest.join('/'));
  packages.set(key, entry);
}

function describe({ index, kept }: NextIndex, signature: 'signed' | 'kept'): SignReport['index'] {
  const { market, serial, issued, expires, nextKeys = [] } = index;
  return {
    ...{ market, serial, issued, expires, nextKeys, kept },
    signatureKept: signature === 'kept',
  };
}

/** A key that signs now needs no announcement any more. */
function dropped({ dropped: keys }: NextIndex, signer: Signer): Finding[] {
  return keys
    .filter((key) => key !== signer.fingerprint)
    .map((key) =>
      warning(
        'key-announced',
        INDEX_FILE,
        `The key ${key} was announced before and is not any more; give it by --next-key to go on announcing it.`,
      ),
    );
}

/** Remembers nothing: the reader of the read-back sees the market for the first time. */
const FORGETFUL: Memory = {
  get: () => Promise.resolve(undefined),
  update: (_key, change) => Promise.resolve(change(undefined)),
  keys: () => Promise.resolve([]),
  remove: () => Promise.resolve(),
};

async function readBack({ market: id }: MarketIndex, work: Work): Promise<Finding[]> {
  const { market, signer, deps } = work;
  const config: MarketConfig = {
    id,
    url: market.base,
    keys: [signer.certificate],
    fingerprints: [signer.fingerprint],
    trust: 'strict',
  };
  const reader = { ...deps, memory: FORGETFUL, identity: 'configured' as const };
  const { findings } = await verifyMarket(config, reader);
  // What this call announces is no news to the publisher.
  return findings.filter(({ code }) => code !== 'key-announced');
}
