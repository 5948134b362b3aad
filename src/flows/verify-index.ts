/** Trust 2: holds every index file of a market against what its signed index pins, also those that no page reads. */
import { MarketError } from '#core/errors.ts';
import { parseMarketIndex } from '#core/read/index.ts';
import { verifyPinned, verifySigned } from '#core/verify/index.ts';
import { hashedPath, hashedPins, hashedSignature } from './by-hash.ts';
import { toFinding } from './findings.ts';
import { createPinnedReader } from './index-files.ts';
import { parseRows, sameRows } from './index-pins.ts';
import { loadTrust } from './market-keys.ts';

import type { FilePin, MarketIndex } from '#core/model/generated.ts';
import type { OpenMarket } from '#core/model/market.ts';
import type { Finding } from '#core/model/publish.ts';
import type { IndexEvidence } from '#core/model/trust.ts';
import type { IndexPlace, PinnedReader } from './index-files.ts';
import type { MarketDeps } from './market-keys.ts';

/** A finding for each file that is not the pinned one; none at a level that reads no signed index. */
export async function verifyIndexFiles(market: OpenMarket, deps: MarketDeps): Promise<Finding[]> {
  if (!market.index) return [];
  const place = { ...deps, source: deps.sources.open(market.config.url) };
  const index = await readAgain(market.index, place);
  const reader = createPinnedReader(place, { ...index, byHash: false });
  const findings: Finding[] = [];
  for (const [path, pin] of [
    ...Object.entries(index.files),
    ...shardsOf(index),
    ...copiesOf(index),
  ]) {
    try {
      await reader.read(path, pin, false);
    } catch (thrown) {
      findings.push(toFinding(thrown, path));
    }
  }
  findings.push(...(await verifyHashedSignature(market, index, place)));
  if (findings.length === 0) findings.push(...(await compareShards(index, reader)));
  return findings;
}

/** The bytes whose signature was verified when the market was opened. */
async function readAgain({ sha256 }: IndexEvidence, place: IndexPlace): Promise<MarketIndex> {
  const path = 'market.json';
  const { source, limits, signal } = place;
  const bytes = await source.read(path, { limit: limits.marketBytes, signal, reload: true });
  const pin = { sha256, size: bytes.length };
  const file = await verifyPinned({
    ...{ path, bytes, pin },
    level: 'strict',
    digestCode: 'index-mismatch',
  });
  return parseMarketIndex(file, limits);
}

function shardsOf({ shards = [] }: MarketIndex): [string, FilePin][] {
  return shards.map((shard) => [shard.path, shard]);
}

/** Readers take these first, so they must be there as promised, each with the bytes that its name says. */
function copiesOf(index: MarketIndex): [string, FilePin][] {
  if (index.byHash !== true) return [];
  return [...hashedPins(index).values()].map((pin) => [hashedPath(pin), pin]);
}

/** Readers take it while market.json is being exchanged, so it must hold as the one beside market.json does. */
async function verifyHashedSignature(
  market: OpenMarket,
  index: MarketIndex,
  { source, ...deps }: IndexPlace & MarketDeps,
): Promise<Finding[]> {
  const { sha256 = '' } = market.index ?? {};
  const trust = await loadTrust(market.config, deps);
  if (index.byHash !== true || trust.level === 'off') return [];
  const path = hashedSignature(sha256);
  const { limits, signal } = deps;
  const read = (file: string, limit: number) => source.read(file, { limit, signal, reload: true });
  try {
    const bytes = await read('market.json', limits.marketBytes);
    const signature = await read(path, limits.signatureBytes);
    const pin = { sha256, size: bytes.length };
    const now = deps.clock.now();
    await verifySigned({ path: 'market.json', bytes, signature, pin, ...trust, now, limits });
    return [];
  } catch (thrown) {
    return [toFinding(thrown, path)];
  }
}

/** Readers that know shards must see what readers of packages.json see. */
async function compareShards(index: MarketIndex, reader: PinnedReader): Promise<Finding[]> {
  const list = index.files['packages.json'];
  if (!list || !index.shards?.length) return [];
  const read = async (path: string, pin: FilePin) =>
    parseRows(path, (await reader.read(path, pin, false)).bytes);
  try {
    const rows = await read('packages.json', list);
    const pieces: unknown[] = [];
    for (const shard of index.shards) pieces.push(...(await read(shard.path, shard)));
    if (sameRows(rows, pieces)) return [];
    throw new MarketError('index-mismatch', 'The shards are not the rows of packages.json.');
  } catch (thrown) {
    return [toFinding(thrown, 'packages.json')];
  }
}
