/** Trust 2 and 9: holds a verified market.json against the clock and against what was remembered of its market. */
import { MarketError } from '../errors.ts';
import { formatTime } from './policy.ts';

import type { ErrorCode } from '../errors.ts';
import type { MarketIndex } from '../model/generated.ts';
import type { IndexEvidence } from '../model/trust.ts';

/** What a browser keeps of one market between visits. */
export interface IndexMemory {
  /** Identifier that the market gave itself at first use. */
  market: string;
  /** The newest index that each key signed, by fingerprint: of a key that is configured no more it does not count. */
  seen: Record<string, SeenIndex>;
  /** Keys that the newest index announced, by fingerprint. */
  announced: Record<string, AnnouncedKey>;
}

/** One signed index that was accepted. */
export interface SeenIndex {
  serial: number;
  sha256: string;
  issued: string;
}

export interface AnnouncedKey {
  /** `issued` of the first index that announced it. */
  since: string;
  /** Fingerprints of the keys that signed that index. */
  by: string[];
}

export interface IndexJudgement {
  /**
   * Why the index does not do. With index-expired, index-rollback and index-future the list may be shown and nothing
   * installed; with any other code nothing of the market may be used.
   */
  problem?: MarketError;
  /** What to keep from now on; `undefined` if as before. */
  remember?: string;
}

export interface IndexInput {
  /** Read of bytes whose signature was verified. */
  index: MarketIndex;
  evidence: Pick<IndexEvidence, 'sha256' | 'signers'>;
  /** Identifier that the market must have; at first use any that it gives itself if absent. */
  expected?: string | undefined;
  /** Fingerprints of the configured keys that can be used now: only what these signed counts as seen. */
  usable: readonly string[];
  /** As the clock shows it; milliseconds since the epoch. */
  now: number;
  /** Milliseconds; no time before it is believed. */
  floor: number;
  /** As `remember` gave it before. */
  kept: string | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Fingerprints of so many keys are remembered for one market, those with the newest indexes. */
const MOST_KEYS = 64;

/** Pure, so that it can run inside the one step that changes the memory: two tabs judge one after the other. */
export function judgeIndex(input: IndexInput): IndexJudgement {
  const memory = readIndexMemory(input.kept);
  const problem =
    identityProblem(input, memory) ??
    futureProblem(input) ??
    serialProblem(input) ??
    rollbackProblem(input, memory);
  // R12: what lies in the future or behind is never remembered.
  if (problem) return { problem };
  const expired = expiryProblem(input);
  return {
    ...(expired ? { problem: expired } : {}),
    remember: JSON.stringify(withIndex(memory, input)),
  };
}

/** What was kept; undefined at first use, and for a text that we did not write. */
export function readIndexMemory(kept: string | undefined): IndexMemory | undefined {
  if (kept === undefined) return undefined;
  try {
    const value = JSON.parse(kept) as Partial<IndexMemory> | null;
    const whole = typeof value?.market === 'string' && isObject(value.seen);
    if (!whole || !isObject(value?.announced)) return undefined;
    return value as IndexMemory;
  } catch {
    // Only a fault of the storage or other script of the portal leaves such a text; first use is all that is left.
    return undefined;
  }
}

/** What is known of the time, whatever the clock shows. */
export type KnownTime = Pick<IndexInput, 'kept' | 'usable' | 'floor' | 'now'>;

/** R13: by a clock that shows a time before one that surely has passed, nothing can be judged. */
export function clockProblem(known: KnownTime): MarketError | undefined {
  const passed = passedTime(known);
  // An index may be dated up to a day ahead of a clock that it was judged by.
  if (known.now + DAY_MS >= passed) return undefined;
  const clock = formatTime(known.now);
  return refused(
    'index-future',
    `The clock of this computer shows ${clock}, but it must be later than ${formatTime(passed)}: with a wrong clock nobody can tell whether a market is fresh. Set the clock of this computer.`,
    { clock, expected: formatTime(passed) },
  );
}

/** Milliseconds; the floor, or when the newest index was issued that counts as seen. */
function passedTime({ kept, usable, floor }: KnownTime): number {
  const newest = newestSeen(readIndexMemory(kept), usable);
  return Math.max(floor, newest ? newest.serial * 1000 : 0);
}

/** Trust 2: why an index that was good when it was read is so no more; pages stay open for days. */
export function expiryOf(
  { expires }: Pick<IndexEvidence, 'expires'>,
  now: number,
): MarketError | undefined {
  if (Date.parse(expires) > now) return undefined;
  return refused(
    'index-expired',
    `The signed index of the market expired on ${expires}: newer packages, and withdrawals, may be kept from you.`,
    { expires, clock: formatTime(now) },
  );
}

/** R23: an index is of one market, whoever signed it. */
function identityProblem(
  { index, expected }: IndexInput,
  memory: IndexMemory | undefined,
): MarketError | undefined {
  const wanted = expected ?? memory?.market ?? index.market;
  if (index.market === wanted) return undefined;
  const why =
    expected === undefined ? 'that was seen here before' : 'that is configured at this address';
  return refused(
    'index-market',
    `market.json is the signed index of the market "${index.market}", not of "${wanted}" ${why}.`,
    { found: index.market, expected: wanted },
  );
}

/** R12: never remembered, so that a thief cannot shut the true index out for ever. */
function futureProblem({ index, now }: IndexInput): MarketError | undefined {
  const latest = now + DAY_MS;
  if (index.serial * 1000 <= latest && Date.parse(index.issued) <= latest) return undefined;
  const clock = formatTime(now);
  const isDated = Date.parse(index.issued) > latest;
  const dated = isDated ? `is dated ${index.issued}` : `has the serial number ${index.serial}`;
  return refused(
    'index-future',
    `The signed index of the market ${dated}, which is in the future; the clock of this computer shows ${clock}.`,
    { issued: index.issued, serial: index.serial, clock },
  );
}

function serialProblem({ index }: IndexInput): MarketError | undefined {
  if (Math.floor(Date.parse(index.issued) / 1000) === index.serial) return undefined;
  return refused(
    'index-invalid',
    `market.json is refused: its serial ${index.serial} is not the second of its time of issue, ${index.issued}.`,
    { serial: index.serial, issued: index.issued },
  );
}

/** R08: older than one that was seen, or another of the same second. */
function rollbackProblem(
  { index, evidence, usable }: IndexInput,
  memory: IndexMemory | undefined,
): MarketError | undefined {
  const newest = newestSeen(memory, usable);
  if (!newest || index.serial > newest.serial) return undefined;
  const details = {
    found: index.serial,
    expected: newest.serial,
    issued: index.issued,
    seen: newest.issued,
  };
  if (index.serial < newest.serial) {
    return refused(
      'index-rollback',
      `The market shows its state of ${index.issued}, but this browser has seen a newer one, of ${newest.issued}.`,
      details,
    );
  }
  if (index.serial === newest.serial && evidence.sha256 === newest.sha256) return undefined;
  return refused(
    'index-rollback',
    `The market shows another signed index of ${index.issued} than this browser has seen: two with one serial cannot both be right.`,
    { ...details, digest: evidence.sha256, digestSeen: newest.sha256 },
  );
}

/** R10 and R13: a clock that is a little behind does not make an old index fresh. */
function expiryProblem(input: IndexInput): MarketError | undefined {
  return expiryOf(input.index, Math.max(input.now, passedTime(input)));
}

/** What a key signed counts only while that key is configured and good: a thief's index ends with the stolen key (R12). */
function newestSeen(
  memory: IndexMemory | undefined,
  usable: readonly string[],
): SeenIndex | undefined {
  return Object.entries(memory?.seen ?? {})
    .filter(([fingerprint]) => usable.includes(fingerprint))
    .map(([, seen]) => seen)
    .sort((a, b) => b.serial - a.serial)[0];
}

function withIndex(memory: IndexMemory | undefined, { index, evidence }: IndexInput): IndexMemory {
  const { serial, issued, nextKeys = [] } = index;
  const by = evidence.signers.map(({ fingerprint }) => fingerprint);
  const seen = { ...memory?.seen };
  for (const fingerprint of by) seen[fingerprint] = { serial, sha256: evidence.sha256, issued };
  const newestFirst = Object.entries(seen).sort(([, a], [, b]) => b.serial - a.serial);
  const announced = nextKeys.map((key) => [key, memory?.announced[key] ?? { since: issued, by }]);
  return {
    market: index.market,
    seen: Object.fromEntries(newestFirst.slice(0, MOST_KEYS)),
    announced: Object.fromEntries(announced) as IndexMemory['announced'],
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(
  code: ErrorCode,
  message: string,
  details: Record<string, string | number>,
): MarketError {
  return new MarketError(code, message, { details: { file: 'market.json', ...details } });
}
