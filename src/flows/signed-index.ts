/** Trust 2: reads and judges market.json, then has the files read that it pins; a market in the middle of an update gets one more try. */
import { CLOCK_FLOOR } from '#core/clock-floor.ts';
import { MarketError, toProblem } from '#core/errors.ts';
import { parseMarketIndex } from '#core/read/index.ts';
import { clockProblem, judgeIndex, verifySigned } from '#core/verify/index.ts';
import { createPinnedReader } from './index-files.ts';
import { isAbsent } from './market-files.ts';
import { explainSigner, memoryKey } from './market-memory.ts';
import { withOwnSignal } from './own-signal.ts';

import type { ErrorCode, Problem } from '#core/errors.ts';
import type { MarketConfig, MarketIndex } from '#core/model/generated.ts';
import type { IndexEvidence, Verified } from '#core/model/trust.ts';
import type { Source } from '#core/ports.ts';
import type { IndexJudgement, Keyring } from '#core/verify/index.ts';
import type { IndexPlace, PinnedReader } from './index-files.ts';
import type { FileTrust } from './market-files.ts';
import type { MarketDeps } from './market-keys.ts';

export type IndexTrust = Extract<FileTrust, { keyring: Keyring }>;

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
      const reader = createPinnedReader({ source, limits: deps.limits, signal, kept, verified });
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
  const file = await explainSigner(config, deps.memory, () => readVerified(reading));
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

/** Trust 3: exactly these bytes; always past every cache, as a stale market.json looks like a rollback. */
async function readVerified({ source, trust, deps }: Reading): Promise<Verified> {
  const { limits, signal, clock } = deps;
  const path = 'market.json';
  const [bytes, signature] = await Promise.all([
    readFresh(source, path, { limit: limits.marketBytes, signal }),
    readFresh(source, `${path}.asc`, { limit: limits.signatureBytes, signal }),
  ]);
  if (!bytes) throw noIndex();
  const now = clock.now();
  try {
    return await verifySigned({ path, bytes, signature, ...trust, now, limits });
  } catch (error) {
    throw toIndexError(error);
  }
}

/** Undefined when the market says that there is no such file (R25); any other failure is one (R26). */
async function readFresh(
  source: Source,
  path: string,
  options: { limit: number; signal: AbortSignal | undefined },
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await source.read(path, { ...options, reload: true });
    return bytes.length === 0 ? undefined : bytes;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    const flood = error instanceof MarketError && error.code === 'net-too-large';
    if (!flood || !path.endsWith('.asc')) throw error;
    throw toIndexError(
      new MarketError('signature-too-large', `${path} has more than ${options.limit} bytes.`, {
        cause: error,
        details: { file: path, allowed: options.limit },
      }),
    );
  }
}

/** Codes that say something of a configured key stay; a signature that is none makes the index unsigned. */
const NO_SIGNATURE: readonly ErrorCode[] = [
  'signature-missing',
  'signature-malformed',
  'signature-too-large',
  'signature-type',
  'signature-weak-hash',
  'signature-bad',
];

function toIndexError(error: unknown): unknown {
  if (!(error instanceof MarketError) || !NO_SIGNATURE.includes(error.code)) return error;
  return new MarketError(
    'index-signature',
    `The index of the market is not signed as it must be. ${error.message}`,
    { cause: error, details: { ...error.details, reason: error.code } },
  );
}

function noIndex(): MarketError {
  return new MarketError(
    'index-signature',
    'The market has no signed index: market.json is missing. This market is configured with trust level "strict", which reads no market without one.',
    { details: { file: 'market.json', reason: 'missing' } },
  );
}

function usableKeys({ certificates }: Keyring): string[] {
  return certificates
    .filter(({ problem }) => problem === undefined)
    .map(({ fingerprint }) => fingerprint);
}
