/** Copies the lists of a market: at trust level strict exactly the files that its signed index pins, and the index last. */
import { MarketError } from '#core/errors.ts';
import { isSegment, parseMarketIndex, parseVersions } from '#core/read/index.ts';
import { verifyPinned } from '#core/verify/index.ts';
import { digest } from '#core/digest.ts';
import { hashedNames, hashedPath, hashedPins, hashedSignature } from '../by-hash.ts';
import { toFinding, warning } from '../findings.ts';
import { createPinnedReader } from '../index-files.ts';
import { isAbsent } from '../market-files.ts';

import type { FilePin, MarketIndex } from '#core/model/generated.ts';
import type { OpenMarket } from '#core/model/market.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { CopyTarget } from '#core/publisher-ports.ts';
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

/** The signed index as it was verified when the market was opened. */
export interface ReadIndex {
  index: MarketIndex;
  sha256: string;
  bytes: Uint8Array;
  signature: Uint8Array;
}

/** Undefined at a level that reads none. */
export async function takeIndex(
  market: OpenMarket,
  recording: Recording,
  { limits }: CopyDeps,
): Promise<ReadIndex | undefined> {
  if (!market.index) return undefined;
  const { sha256 } = market.index;
  const bytes = recorded(recording, INDEX);
  const signature = signatureOf(recording, sha256);
  return { index: await parseIndex(bytes, sha256, limits), sha256, bytes, signature };
}

interface IndexCopy {
  market: OpenMarket;
  read: ReadIndex | undefined;
  former: FormerIndex | undefined;
  put: Put;
  deps: CopyDeps;
}

/** Lists by their digests first, then under their plain names, then signature and index: a reader sees the former state or the new one. */
export async function copyIndex({ market, read, former, put, deps }: IndexCopy): Promise<void> {
  if (!read) return copyLists(market, put, deps);
  const { index, sha256, bytes, signature } = read;
  const files = await readPinned(market, index, deps);
  if (index.byHash === true) {
    const hashed = new Map<string, Uint8Array>();
    for (const [path, pin] of hashedPins(index)) hashed.set(hashedPath(pin), bytesOf(files, path));
    for (const [path, content] of hashed) await put(path, content);
    await put(hashedSignature(sha256), signature);
  }
  for (const [path, content] of files) await put(path, content);
  // Who has read the former market.json just now reads on by it.
  const names = former ? hashedNames(former.index, former.sha256) : [];
  for (const name of names) await deps.target.keep(name);
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
async function copyLists({ config, categories }: OpenMarket, put: Put, deps: CopyDeps) {
  const source = deps.sources.open(config.url);
  const options = { limit: deps.limits.indexBytes, signal: deps.signal };
  const named = categories.filter(({ name }) => isSegment('name', name));
  for (const { name } of named) {
    await copyOptional(`packages-${name}.json`, { source, options, put });
  }
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

/** versions.json of the packages that are in the copy, where the signed index does not pin it: no reader of ours decides anything by it. */
export async function copyVersions(
  packages: readonly PackageId[],
  market: OpenMarket,
  { read, put, deps }: { read: ReadIndex | undefined; put: Put; deps: CopyDeps },
): Promise<Finding[]> {
  const source = deps.sources.open(market.config.url);
  const options = { limit: deps.limits.indexBytes, signal: deps.signal };
  const findings: Finding[] = [];
  for (const name of new Set(packages.map((each) => each.name))) {
    const path = `packages/${name}/versions.json`;
    if (read && Object.hasOwn(read.index.files, path)) continue;
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
