/** Trust 2: reads and judges market.json, then has the files read that it pins; a market in the middle of an update gets one more try. */
import { CLOCK_FLOOR } from '#core/clock-floor.ts';
import { MarketError, toProblem } from '#core/errors.ts';
import { parseMarketIndex } from '#core/read/index.ts';
import { clockProblem, judgeIndex } from '#core/verify/index.ts';
import { createPinnedReader } from './index-files.ts';
import { explainSigner, memoryKey } from './market-memory.ts';
import { withOwnSignal } from './own-signal.ts';
import { readSignedIndex } from './read-signed-index.ts';

import type { ErrorCode, Problem } from '#core/errors.ts';
import type { MarketConfig, MarketIndex } from '#core/model/generated.ts';
import type { IndexEvidence, Verified } from '#core/model/trust.ts';
import type { Source } from '#core/ports.ts';
import type { IndexJudgement, Keyring } from '#core/verify/index.ts';
import type { IndexPlace, PinnedReader } from './index-files.ts';
import type { MarketDeps } from './market-keys.ts';
import type { IndexTrust } from './read-signed-index.ts';

export interface IndexDeps extends MarketDeps {
  /** `first-use`: the market may give itself any identifier the first time, and keeps it. */
  identity?: 'configured' | 'first-use' | undefined;
}

/** A verified market.json, judged. */
export interface SignedIndex {
  index: MarketIndex;
  evidence: IndexEvidence;
  /** Why nothing may be installed: index-expired, index-rollback, index-future. */
  refusal?: Problem;
}

/** One try to read the files of a signed index. */
export interface IndexReading extends SignedIndex {
  reader: PinnedReader;
  /** Caches are asked past. */
  reload: boolean;
  /** Fires when this try is over: what it began is not needed any more. */
  signal: AbortSignal;
}

/** With these the list can be read all the same. */
const READABLE: readonly ErrorCode[] = ['index-expired', 'index-rollback', 'index-future'];

/**
 * `use` reads the files, and is asked once more with another index where what it read does not fit the first.
 * Throws what it throws, `index-signature`, signer-unknown, key-*, signature-threshold, -expired, -future, `index-market`,
 * `index-invalid`, `index-mismatch`, net-*, and `index-future` by a clock that is surely wrong.
 */
export async function withSignedIndex<Result>(
  config: MarketConfig,
  { trust, deps, kept }: { trust: IndexTrust; deps: IndexDeps; kept?: IndexPlace['kept'] },
  use: (reading: IndexReading) => Promise<Result>,
): Promise<Result> {
  const source = deps.sources.open(config.url);
  const usable = usableKeys(trust.keyring);
  const remembered = await deps.memory.get(memoryKey(config));
  const now = deps.clock.now();
  const clock = clockProblem({ kept: remembered, usable, floor: CLOCK_FLOOR, now });
  if (clock) throw clock;
  const verified = new Map<string, Verified>();
  const read = (reload: boolean) =>
    withOwnSignal(deps.signal, async (signal) => {
      const signed = await readIndex(config, { source, trust, usable, deps });
      const place = { source, limits: deps.limits, signal, kept, verified };
      const reader = createPinnedReader(place, signed.index);
      return use({ ...signed, reader, reload, signal });
    });
  try {
    return await read(false);
  } catch (error) {
    if (!mayPass(error)) throw error;
    // R24: market.json and the files that it pins may be of two states while the market is published.
    return await read(true);
  }
}

/** Whether an update of the market under way can be the cause. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof MarketError)) return false;
  const { code, details } = error;
  return code === 'index-mismatch' || details['reason'] === 'signature-bad';
}

interface Reading {
  source: Source;
  trust: IndexTrust;
  usable: string[];
  deps: IndexDeps;
}

async function readIndex(config: MarketConfig, reading: Reading): Promise<SignedIndex> {
  const { deps } = reading;
  const { file } = await explainSigner(config, deps.memory, () => readSignedIndex(reading));
  const index = parseMarketIndex(file, deps.limits);
  const { sha256, signers } = file.evidence;
  const { serial, issued, expires } = index;
  const evidence: IndexEvidence = { serial, issued, expires, signers, sha256 };
  const { problem } = await judge(config, { index, evidence }, reading);
  if (!problem) return { index, evidence };
  if (!READABLE.includes(problem.code)) throw problem;
  return { index, evidence, refusal: toProblem(problem) };
}

/** Trust 9: judged and remembered in one step, so that of two tabs the second sees what the first has kept. */
async function judge(
  config: MarketConfig,
  { index, evidence }: { index: MarketIndex; evidence: IndexEvidence },
  { usable, deps }: Reading,
): Promise<IndexJudgement> {
  let judged: IndexJudgement = {};
  await deps.memory.update(memoryKey(config), (kept) => {
    const expected = deps.identity === 'first-use' ? undefined : config.id;
    const now = deps.clock.now();
    judged = judgeIndex({ index, evidence, expected, usable, now, floor: CLOCK_FLOOR, kept });
    return judged.remember ?? kept ?? '';
  });
  return judged;
}

function usableKeys({ certificates }: Keyring): string[] {
  return certificates
    .filter(({ problem }) => problem === undefined)
    .map(({ fingerprint }) => fingerprint);
}
