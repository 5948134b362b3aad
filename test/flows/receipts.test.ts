import { beforeEach, describe, expect, it } from 'vitest';

import { createPageMemory } from '#adapters/http/page-memory.ts';
import { createReceipts } from '#flows/receipts.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { Memory, Store } from '#core/ports.ts';
import type { Receipts } from '#flows/receipts.ts';

const clock = { now: () => Date.UTC(2026, 11, 1), sleep: () => Promise.resolve() };

let memory: Memory;
let texts: Map<string, string>;
let receipts: Receipts;
beforeEach(() => {
  memory = createPageMemory();
  texts = new Map();
  const store: Store = {
    get: (key) => texts.get(key),
    set: () => true,
    remove: (key) => void texts.delete(key),
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
  };
  receipts = createReceipts({ memory, store, clock });
});

function makeReceipt(change: Partial<Receipt> = {}): Receipt {
  const id = change.id ?? 'a1';
  return {
    format: 'pai-market-receipt/2',
    id,
    market: 'lab',
    package: { name: 'hello', version: '1.0.0' },
    packages: [{ name: 'hello', version: '1.0.0', signers: ['AB'] }],
    clusters: { openpai: 'https://pai.example/rest-server/' },
    user: 'ada',
    startedAt: '2026-11-01T00:00:00.000Z',
    finishedAt: '2026-11-01T00:01:00.000Z',
    outcome: 'done',
    trust: 'strict',
    signers: ['AB'],
    answers: {},
    steps: [],
    ...change,
  };
}

const FORMER = {
  format: 'pai-market-receipt/1',
  id: 'old',
  market: 'lab',
  package: { name: 'hello', version: '0.9.0' },
  cluster: 'https://pai.example/rest-server/',
  user: 'ada',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:01:00.000Z',
  outcome: 'failed',
  errorCode: 'cluster-error',
  signers: ['AB'],
  archiveSha256: 'a'.repeat(64),
  answers: { 1: { word: 'moin' } },
  steps: [
    {
      number: 1,
      type: 'submit_job',
      label: 'Submit',
      state: 'failed',
      requests: [
        {
          id: '1.1',
          method: 'GET',
          url: 'https://pai.example/rest-server/api/v2/jobs/ada~x',
          status: 404,
        },
        {
          id: '1.2',
          method: 'POST',
          url: 'https://pai.example/rest-server/api/v2/jobs',
          status: 500,
          bodySha256: 'b'.repeat(64),
        },
      ],
    },
  ],
};

describe('receipts', () => {
  it('are kept by user, newest first, one for each id', async () => {
    await receipts.keep(makeReceipt());
    await receipts.keep(makeReceipt({ id: 'b', startedAt: '2026-11-02T00:00:00.000Z' }));
    await receipts.keep(makeReceipt({ id: 'c', user: 'bob' }));
    await receipts.keep(makeReceipt({ outcome: 'undone' }));
    expect((await receipts.list('ada')).map(({ id, outcome }) => [id, outcome])).toEqual([
      ['b', 'done'],
      ['a1', 'undone'],
    ]);
    expect(await receipts.list('a')).toEqual([]);
    expect(await receipts.list('ada/x')).toEqual([]);
  });

  it('make room for new ones: 200 of a user stay', async () => {
    for (let at = 0; at < 203; at += 1) {
      const startedAt = new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();
      await receipts.keep(makeReceipt({ id: `r${at}`, startedAt }));
    }
    await receipts.keep(
      makeReceipt({ id: 'x', user: 'bob', startedAt: '2020-01-01T00:00:00.000Z' }),
    );
    const kept = await receipts.list('ada');
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([200, 'r202', 'r3']);
    expect(await receipts.list('bob')).toHaveLength(1);
  });

  it('are forgotten', async () => {
    await receipts.keep(makeReceipt());
    await receipts.forget('ada', makeReceipt());
    expect(await receipts.list('ada')).toEqual([]);
  });

  it('of version 1 are shown beside new ones, and forgotten too', async () => {
    texts.set('pai-market/receipt/ada/old', JSON.stringify(FORMER));
    await receipts.keep(makeReceipt());
    const [, former] = await receipts.list('ada');
    expect(former).toMatchObject({
      format: 'pai-market-receipt/2',
      id: 'old',
      outcome: 'failed',
      clusters: { openpai: FORMER.cluster },
      packages: [{ name: 'hello', version: '0.9.0', archiveSha256: FORMER.archiveSha256 }],
      steps: [
        {
          state: 'failed',
          undo: [],
          requests: [
            { id: '1.1', kind: 'probe', outcome: 'absent', status: 404 },
            { id: '1.2', kind: 'write', outcome: 'failed', status: 500 },
          ],
        },
      ],
    });
    await receipts.forget('ada', former!);
    expect(await receipts.list('ada')).toHaveLength(1);
    expect(texts.size).toBe(0);
  });

  it('that are none are left out and left alone', async () => {
    const others = [
      '',
      'no json',
      '[]',
      '{}',
      'null',
      JSON.stringify({ ...makeReceipt(), steps: 7 }),
    ];
    for (const [at, text] of others.entries()) {
      await memory.update(`receipt/ada/${at}`, () => text);
      texts.set(`pai-market/receipt/ada/${at}`, text);
    }
    texts.set(
      'pai-market/receipt/ada/bad',
      JSON.stringify({ ...FORMER, steps: [{ requests: [{ url: 7 }] }] }),
    );
    expect(await receipts.list('ada')).toEqual([]);
    expect(await memory.keys('receipt/')).toHaveLength(others.length);
  });
});

describe('a file of receipts', () => {
  it('is read as it was written, and marks what came out of it', async () => {
    const file = receipts.export([makeReceipt(), makeReceipt({ id: 'b' })]);
    expect(await receipts.import('eve', file)).toEqual({ added: 2, known: 0 });
    expect(await receipts.import('eve', file)).toEqual({ added: 0, known: 2 });
    const [first] = await receipts.list('eve');
    expect(first).toEqual({
      ...makeReceipt({ id: first!.id }),
      importedAt: '2026-12-01T00:00:00.000Z',
    });
    expect(await receipts.list('ada')).toEqual([]);
  });

  it('may be one receipt', async () => {
    expect(await receipts.import('ada', JSON.stringify(makeReceipt()))).toEqual({
      added: 1,
      known: 0,
    });
  });

  it('never takes the place of what this browser knows', async () => {
    await receipts.keep(makeReceipt());
    const forged = receipts.export([makeReceipt({ outcome: 'undone' })]);
    expect(await receipts.import('ada', forged)).toEqual({ added: 0, known: 1 });
    expect(await receipts.list('ada')).toEqual([makeReceipt()]);
  });

  it('cannot say itself when it was imported', async () => {
    await receipts.import(
      'ada',
      JSON.stringify(makeReceipt({ importedAt: '2000-01-01T00:00:00Z' })),
    );
    expect((await receipts.list('ada'))[0]?.importedAt).toBe('2026-12-01T00:00:00.000Z');
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another format', JSON.stringify(FORMER)],
    ['no list', '{"format":"pai-market-receipts/1","receipts":{}}'],
    ['a wrong field', JSON.stringify({ ...makeReceipt(), user: 7 })],
    ['an unknown field', JSON.stringify({ ...makeReceipt(), extra: 1 })],
    [
      'a key of JavaScript',
      JSON.stringify(makeReceipt()).replace('"answers":{}', '"answers":{"__proto__":{}}'),
    ],
    [
      'a key twice',
      JSON.stringify(makeReceipt()).replace('"user":"ada"', '"user":"ada","user":"eve"'),
    ],
    [
      'great depth',
      JSON.stringify(makeReceipt()).replace(
        '"answers":{}',
        `"answers":{"1":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`,
      ),
    ],
    [
      'more than a thousand',
      `{"format":"pai-market-receipts/1","receipts":[${Array(1001).fill(JSON.stringify(makeReceipt())).join()}]}`,
    ],
    ['great length', ' '.repeat(16 * 1024 * 1024 + 1)],
  ])('with %s is refused as a whole', async (_words, text) => {
    expect(await codeOf(() => receipts.import('ada', text))).toBe('receipt-invalid');
    expect(await receipts.list('ada')).toEqual([]);
  });

  it('says what is wrong with which receipt', async () => {
    const file = receipts.export([
      makeReceipt(),
      { ...makeReceipt({ id: 'b' }), user: 7 as never },
    ]);
    const { message } = await refusalOf(() => receipts.import('ada', file));
    expect(message).toContain('receipt 2: user must be text');
  });
});
