/** Copies the lists of a market: at trust level strict exactly the files that its signed index pins, and the index last. */
import { MarketError } from '#core/errors.ts';
import { parseMarketIndex, parseVersions } from '#core/read/index.ts';
import { verifyPinned } from '#core/verify/index.ts';
import { digest } from '#core/digest.ts';
import { hashedNames, hashedPath, hashedPins, hashedSignature } from '../by-hash.ts';
import { toFinding, warning } from '../findings.ts';
import { createPinnedReader } from '../index-files.ts';
import { isAbsent } from '../market-files.ts';

import type { FilePin, MarketIndex } from '#core/model/generated.ts';
import type { OpenMarket } from '#core/model/market.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { CopyTarget } from '#core/ports.ts';
import type { MarketDeps } from '../market-keys.ts';
import type { Recording } from './record-reads.ts';

const INDEX = 'market.json';

type Put = (path: string, bytes: Uint8Array) => Promise<void>;

interface CopyDeps extends MarketDeps {
  target: CopyTarget;
}

/** The signed index of the copy that is there already. */
export interface FormerIndex {
  index: MarketIndex;
  sha256: string;
}

/** Undefined where there is none, or none that can be read: it is made anew. It is our own copy, so its bytes are taken as they are. */
export async function readFormerIndex({
  target,
  sources,
  limits,
  signal,
}: CopyDeps): Promise<FormerIndex | undefined> {
  if (!(await target.held()).has(INDEX)) return undefined;
  try {
    const options = { limit: limits.marketBytes, signal };
    const bytes = await sources.open(target.base).read(INDEX, options);
    const sha256 = await digest(bytes);
    return { index: await parseIndex(bytes, sha256, limits), sha256 };
  } catch (error) {
    if (error instanceof MarketError && error.code !== 'cancelled') return undefined;
    throw error;
  }
}

interface IndexCopy {
  market: OpenMarket;
  former: FormerIndex | undefined;
  recording: Recording;
  put: Put;
  deps: CopyDeps;
}

/** Lists by their digests first, then under their plain names, then signature and index: a reader sees the former state or the new one. */
export async function copyIndex({
  market,
  former,
  recording,
  put,
  deps,
}: IndexCopy): Promise<void> {
  if (!market.index) return copyLists({ recording, put, deps, market });
  const { sha256 } = market.index;
  const bytes = recorded(recording, INDEX);
  const signature = signatureOf(recording, sha256);
  const index = await parseIndex(bytes, sha256, deps.limits);
  const files = await readPinned(market, index, deps);
  if (index.byHash === true) {
    for (const [path, pin] of hashedPins(index)) await put(hashedPath(pin), bytesOf(files, path));
    await put(hashedSignature(sha256), signature);
  }
  for (const [path, content] of files) await put(path, content);
  // Who has read the former market.json just now reads on by it.
  if (former)
    for (const name of hashedNames(former.index, former.sha256)) await deps.target.keep(name);
  await put(`${INDEX}.asc`, signature);
  await put(INDEX, bytes);
}

/** Every file that the index pins, verified. Throws `index-mismatch`, net-*. */
async function readPinned(
  market: OpenMarket,
  index: MarketIndex,
  deps: CopyDeps,
): Promise<Map<string, Uint8Array>> {
  const place = { ...deps, source: deps.sources.open(market.config.url) };
  const reader = createPinnedReader(place, index);
  const pins: [string, FilePin][] = [
    ...Object.entries(index.files),
    ...(index.shards ?? []).map((shard): [string, FilePin] => [shard.path, shard]),
  ];
  const files = new Map<string, Uint8Array>();
  for (const [path, pin] of pins) files.set(path, (await reader.read(path, pin, false)).bytes);
  return files;
}

/** Below strict nothing says what belongs together: the lists that readers of these levels read are copied as they are. */
async function copyLists({
  market,
  put,
  deps,
}: Pick<IndexCopy, 'market' | 'recording' | 'put' | 'deps'>) {
  const source = deps.sources.open(market.config.url);
  const options = { limit: deps.limits.indexBytes, signal: deps.signal };
  for (const { name } of market.categories)
    await copyOptional(`packages-${name}.json`, { source, options, put });
  await copyOptional('categories.json', { source, options, put });
  await put('packages.json', await source.read('packages.json', options));
}

interface Optional {
  source: ReturnType<MarketDeps['sources']['open']>;
  options: { limit: number; signal?: AbortSignal | undefined };
  put: Put;
}

/** False where the market does not have it. */
async function copyOptional(path: string, { source, options, put }: Optional): Promise<boolean> {
  let bytes: Uint8Array;
  try {
    bytes = await source.read(path, options);
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
  await put(path, bytes);
  return true;
}

/** versions.json of the packages that are in the copy: no reader of ours decides anything by it where the signed index does not pin it. */
export async function copyVersions(
  packages: readonly PackageId[],
  market: OpenMarket,
  { put, deps }: { put: Put; deps: CopyDeps },
): Promise<Finding[]> {
  const source = deps.sources.open(market.config.url);
  const options = { limit: deps.limits.indexBytes, signal: deps.signal };
  const findings: Finding[] = [];
  for (const name of new Set(packages.map((each) => each.name))) {
    const path = `packages/${name}/versions.json`;
    const checked: Put = async (_, bytes) => {
      const known = new Set(market.entries.find((entry) => entry.name === name)?.versions);
      if (parseVersions(bytes, deps.limits).every((version) => known.has(version))) {
        return put(path, bytes);
      }
      const message = `${path} names versions that the list of the market does not have; it was not copied.`;
      findings.push(warning('index-mismatch', path, message));
    };
    try {
      await copyOptional(path, { source, options, put: checked });
    } catch (thrown) {
      findings.push({ ...toFinding(thrown, path), severity: 'warning' });
    }
  }
  return findings;
}

async function parseIndex(bytes: Uint8Array, sha256: string, limits: CopyDeps['limits']) {
  const pin = { sha256, size: bytes.length };
  const file = await verifyPinned({
    ...{ path: INDEX, bytes, pin },
    level: 'strict',
    digestCode: 'index-mismatch',
  });
  return parseMarketIndex(file, limits);
}

/** The one that was verified: where the plain one was of another state, its copy by the digest of the index. */
function signatureOf(recording: Recording, sha256: string): Uint8Array {
  const hashed = recording.take(hashedSignature(sha256)).get(hashedSignature(sha256));
  return hashed?.bytes ?? recorded(recording, `${INDEX}.asc`);
}

function recorded(recording: Recording, path: string): Uint8Array {
  const file = recording.take(path).get(path);
  if (file) return file.bytes;
  throw new MarketError('internal', `${path} was not read.`);
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const bytes = files.get(path);
  if (bytes) return bytes;
  throw new MarketError('internal', `${path} was not read.`);
}
