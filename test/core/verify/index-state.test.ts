import { describe, expect, it } from 'vitest';

import { clockProblem, expiryOf, judgeIndex, readIndexMemory } from '#core/verify/index.ts';

import type { IndexInput } from '#core/verify/index.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-12-01T12:00:00Z');
const FLOOR = Date.parse('2026-11-01T00:00:00Z');
const [OLD_KEY, NEW_KEY, NEXT_KEY] = ['A', 'B', 'C'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
];

interface Changes extends Partial<Omit<IndexInput, 'index' | 'evidence'>> {
  /** Milliseconds. */
  issued?: number;
  days?: number;
  market?: string;
  serial?: number;
  sha256?: string;
  by?: string[];
  nextKeys?: string[];
}

function input(changes: Changes = {}): IndexInput {
  const { issued = NOW - DAY, days = 30, market = 'example', nextKeys = [] } = changes;
  const { serial = issued / 1000, sha256 = `digest of ${issued}`, by = [OLD_KEY] } = changes;
  const time = (ms: number) => new Date(ms).toISOString();
  return {
    index: {
      ...{ format: 'pai-market/1', market, serial, files: {}, nextKeys },
      ...{ issued: time(issued), expires: time(issued + days * DAY) },
    },
    evidence: { sha256, signers: by.map((fingerprint) => signer(fingerprint)) },
    ...{ expected: 'example', usable: [OLD_KEY], now: NOW, floor: FLOOR, kept: undefined },
    ...changes,
  };
}

function signer(fingerprint: string) {
  return { fingerprint, signingFingerprint: fingerprint, userId: '', created: '', hash: 'SHA-512' };
}

/** What is kept after these indexes were judged one after the other. */
function keptAfter(...seen: Changes[]): string | undefined {
  let kept: string | undefined;
  for (const changes of seen) kept = judgeIndex(input({ ...changes, kept })).remember ?? kept;
  return kept;
}

const codeOf = (changes: Changes) => judgeIndex(input(changes)).problem?.code;

describe('judging a signed index', () => {
  it('takes and remembers a fresh one, and takes it again', () => {
    const { problem, remember } = judgeIndex(input());
    expect(problem).toBeUndefined();
    expect(readIndexMemory(remember)?.seen[OLD_KEY]?.serial).toBe((NOW - DAY) / 1000);
    const again = judgeIndex(input({ kept: remember }));
    expect(again).toEqual({ remember });
  });

  it('refuses a smaller serial, and the same serial with other bytes (R08)', () => {
    const kept = keptAfter({});
    const before = judgeIndex(input({ kept, issued: NOW - 2 * DAY }));
    expect(before.problem?.code).toBe('index-rollback');
    expect(before.problem?.message).toContain('2026-11-29T12:00:00');
    expect(before.remember).toBeUndefined();
    expect(codeOf({ kept, sha256: 'other' })).toBe('index-rollback');
    expect(codeOf({ kept, issued: NOW })).toBeUndefined();
  });

  it('takes no rollback for fresh because it has expired, too', () => {
    const kept = keptAfter({});
    expect(codeOf({ kept, issued: NOW - 60 * DAY })).toBe('index-rollback');
  });

  it('refuses one past its time, but remembers that it was seen (R10)', () => {
    const stale = input({ issued: NOW - 31 * DAY });
    const { problem, remember } = judgeIndex({ ...stale, floor: 0 });
    expect(problem?.code).toBe('index-expired');
    expect(codeOf({ kept: remember, issued: NOW - 32 * DAY })).toBe('index-rollback');
    expect(codeOf({ issued: NOW - 30 * DAY + 1000, days: 30 })).toBeUndefined();
    expect(codeOf({ issued: NOW - 30 * DAY, days: 30 })).toBe('index-expired');
  });

  it('refuses one of the future and never remembers it (R12)', () => {
    const { problem, remember } = judgeIndex(input({ issued: NOW + DAY + 1000 }));
    expect(problem?.code).toBe('index-future');
    expect(remember).toBeUndefined();
    expect(codeOf({ issued: NOW + DAY })).toBeUndefined();
  });

  it('refuses the largest serial as one of the future, whatever its time of issue (R12)', () => {
    const { problem, remember } = judgeIndex(input({ serial: 2 ** 53 - 1 }));
    expect(problem?.code).toBe('index-future');
    expect(remember).toBeUndefined();
  });

  it('refuses a serial that is not the second of its time of issue', () => {
    expect(codeOf({ serial: NOW / 1000 - 5 })).toBe('index-invalid');
    expect(codeOf({ issued: NOW + 999, serial: NOW / 1000 })).toBeUndefined();
  });

  it('refuses the index of another market, before anything else (R23)', () => {
    const { problem, remember } = judgeIndex(input({ market: 'other', issued: NOW + 9 * DAY }));
    expect(problem?.code).toBe('index-market');
    expect(problem?.message).toMatch(/"other".*"example"/);
    expect(remember).toBeUndefined();
  });

  it('lets a market name itself at first use, and keeps that name', () => {
    const first = { market: 'own-name', expected: undefined };
    const kept = keptAfter(first);
    expect(codeOf({ ...first, kept })).toBeUndefined();
    expect(codeOf({ ...first, kept, market: 'other' })).toBe('index-market');
  });
});

describe('the memory of a market', () => {
  it('does not count for a key that is configured no more (R12, rotation)', () => {
    const kept = keptAfter({ by: [OLD_KEY] });
    const older = { kept, issued: NOW - 2 * DAY, by: [NEW_KEY] };
    expect(codeOf({ ...older, usable: [NEW_KEY] })).toBeUndefined();
    expect(codeOf({ ...older, usable: [OLD_KEY, NEW_KEY] })).toBe('index-rollback');
  });

  it('keeps what each key signed, so that the end of one key frees no older index of another', () => {
    const both = [OLD_KEY, NEW_KEY];
    const kept = keptAfter(
      { issued: NOW - 2 * DAY, by: [NEW_KEY], usable: both },
      { issued: NOW - DAY, by: [OLD_KEY], usable: both },
    );
    const older = { kept, issued: NOW - 3 * DAY, by: [NEW_KEY], usable: [NEW_KEY] };
    expect(codeOf(older)).toBe('index-rollback');
  });

  it.each([
    undefined,
    '',
    'null',
    '[]',
    '{}',
    '{"market":1}',
    '<html>',
    '{"market":"a","seen":[]}',
  ])('takes %j for a first use (R09)', (kept) => {
    expect(readIndexMemory(kept)).toBeUndefined();
    expect(judgeIndex(input({ kept })).problem).toBeUndefined();
  });

  it('holds the keys of many rotations and no more', () => {
    const keys = Array.from({ length: 70 }, (_, at) =>
      at.toString(16).toUpperCase().padStart(40, '0'),
    );
    const seen = keys.map((key, at) => ({
      issued: NOW - DAY + at * 1000,
      by: [key],
      usable: keys,
    }));
    const memory = readIndexMemory(keptAfter(...seen));
    expect(Object.keys(memory?.seen ?? {})).toHaveLength(64);
    expect(memory?.seen[keys[69] as string]).toBeDefined();
  });

  it('keeps when a key was first announced, by whom, and until it is announced no more', () => {
    const nextKeys = [NEXT_KEY];
    const kept = keptAfter({ issued: NOW - 2 * DAY, nextKeys }, { issued: NOW - DAY, nextKeys });
    expect(readIndexMemory(kept)?.announced).toEqual({
      [NEXT_KEY]: { since: '2026-11-29T12:00:00.000Z', by: [OLD_KEY] },
    });
    const { remember } = judgeIndex(input({ kept, issued: NOW }));
    expect(readIndexMemory(remember)?.announced).toEqual({});
  });
});

describe('a clock that is wrong (R13)', () => {
  const known = { kept: undefined, usable: [OLD_KEY], floor: FLOOR, now: NOW };

  it('is named when it shows a time before the program was made', () => {
    const problem = clockProblem({ ...known, now: Date.parse('2020-01-01T00:00:00Z') });
    expect(problem?.code).toBe('index-future');
    expect(problem?.message).toMatch(/clock.*2020-01-01.*2026-11-01/);
    expect(clockProblem(known)).toBeUndefined();
  });

  it('is named when it shows a time before an index that was seen', () => {
    const kept = keptAfter({});
    expect(clockProblem({ ...known, kept, now: NOW - 3 * DAY })?.message).toContain('2026-11-30');
    const others = { ...known, kept, now: NOW - 3 * DAY, usable: [NEW_KEY] };
    expect(clockProblem(others)).toBeUndefined();
  });

  it('is borne with for a day, but makes no expired index fresh', () => {
    const kept = keptAfter({ issued: NOW, now: NOW });
    expect(clockProblem({ ...known, kept, now: NOW - DAY })).toBeUndefined();
    const behind = { kept, issued: NOW, days: 0.001, now: NOW - DAY };
    expect(codeOf({ ...behind, sha256: `digest of ${NOW}` })).toBeUndefined();
    const floor = NOW + 60_000_000;
    expect(codeOf({ issued: NOW, days: 0.001, now: NOW, floor })).toBe('index-expired');
  });
});

describe('an index that was good when it was read', () => {
  it('is expired once its time is over', () => {
    const expires = '2026-12-01T12:00:00Z';
    expect(expiryOf({ expires }, NOW - 1)).toBeUndefined();
    expect(expiryOf({ expires }, NOW)?.code).toBe('index-expired');
  });
});
