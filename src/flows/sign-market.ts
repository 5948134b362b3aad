/** Signs every spec.json and archive.zip of a market folder (and loose resources), then reads the market back as a reader would. */
import { MarketError } from '#core/errors.ts';
import { createKeyring, verifySigned } from '#core/verify/index.ts';
import { assertNotCancelled } from './findings.ts';
import { verifyMarket } from './verify-market.ts';

import type { Keyring } from '#core/verify/index.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Limits } from '#core/limits.ts';
import type { Clock, Signer, Sources, Tree, TreeEntry } from '#core/ports.ts';

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
  nextKeys?: readonly string[];
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
  packages: SignedPackage[];
  /** What a reader finds afterwards, with errors only if the market must not be published. */
  findings: Finding[];
}

/** Files that a signed spec pins by digest; they need no signature of their own. */
const PINNED_FILES = /^(?:license\.txt|README\.md|CHANGELOG\.md|icon\.(?:png|jpg))$/;

/**
 * Writes `<file>.asc` beside each file to sign. A signature by this key that still verifies is kept, so that an
 * unchanged market stays unchanged. Throws `source-invalid` when the folder is no market, `internal` when a
 * signature just made does not verify.
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
  const packages = new Map<string, SignedPackage>();
  for (const { path } of filesToSign(entries)) {
    assertNotCancelled(deps.signal);
    deps.onFile?.(path);
    const state = await signFile(path, { market, signer, keyring, deps });
    note(packages, path, state);
  }
  const findings = await readBack(market, signer, deps);
  return { fingerprint: signer.fingerprint, packages: [...packages.values()], findings };
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
    if (path === 'market.json') return true;
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
}

async function signFile(path: string, work: Work): Promise<'signed' | 'kept'> {
  const { market, signer, deps } = work;
  const limit = path.endsWith('.json') ? deps.limits.indexBytes : deps.limits.archiveBytes;
  const bytes = await market.read(path, limit);
  const old = await market.read(`${path}.asc`, deps.limits.signatureBytes).catch(() => undefined);
  if (old && (await isGood(path, bytes, { signature: old, work }))) return 'kept';
  const signature = new TextEncoder().encode(await signer.sign(bytes));
  try {
    await check(path, bytes, { signature, work });
  } catch (cause) {
    throw new MarketError('internal', `The signature just made for ${path} does not verify.`, {
      cause,
      details: { file: path },
    });
  }
  await market.write(`${path}.asc`, signature);
  return 'signed';
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
  const [top, name, version, ...rest] = path.split('/');
  if (top !== 'packages' || name === undefined || version === undefined) return;
  const key = `${name}/${version}`;
  const entry = packages.get(key) ?? { name, version, signed: [], kept: [] };
  entry[state].push(rest.join('/'));
  packages.set(key, entry);
}

async function readBack(market: Tree, signer: Signer, deps: SignDeps): Promise<Finding[]> {
  const config: MarketConfig = {
    id: 'signed',
    url: market.base,
    keys: [signer.certificate],
    fingerprints: [signer.fingerprint],
    trust: 'signatures',
  };
  return (await verifyMarket(config, deps)).findings;
}
