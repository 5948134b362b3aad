import { describe, expect, it } from 'vitest';

import { composeIndex, composeMarketIndex, composeShards } from '#core/compose/index.ts';
import { compareVersions } from '#core/find/index.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { parseMarketIndex } from '#core/read/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';

const jsonOf = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes));
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `package-${at}`,
    version: '1.0.0',
    label: String(at).padStart(6, '0'),
  }));

describe('market.json', () => {
  const pin = { sha256: 'a'.repeat(64), size: 3 };
  const input = {
    market: 'example-market',
    issued: 1_763_769_600,
    expires: 1_768_953_600,
    files: { 'packages.json': pin, 'categories.json': pin },
    shards: [{ path: 'shards/0001.json', rows: 1, ...pin }],
    nextKeys: ['B'.repeat(40)],
  };

  it('says what it is given, its serial being the second of its issue', async () => {
    const bytes = composeMarketIndex(input);
    expect(jsonOf(bytes)).toEqual({
      format: 'pai-market/1',
      byHash: true,
      market: 'example-market',
      serial: 1_763_769_600,
      issued: '2025-11-22T00:00:00Z',
      expires: '2026-01-21T00:00:00Z',
      files: input.files,
      shards: input.shards,
      nextKeys: input.nextKeys,
    });
    const file = await acceptUnsigned({ path: 'market.json', bytes });
    expect(parseMarketIndex(file, DEFAULT_LIMITS)).toMatchObject({ market: 'example-market' });
  });

  it('has the same bytes for files in any order', () => {
    const turned = { 'categories.json': pin, 'packages.json': pin };
    expect(composeMarketIndex({ ...input, files: turned })).toEqual(composeMarketIndex(input));
  });
});

describe('shards', () => {
  it('are none below 2,000 rows', () => {
    expect(composeShards(rows(1999)).size).toBe(0);
  });

  it('have 1,000 rows each, the rest in the last, in the order of the rows', () => {
    const all = rows(2001);
    const shards = composeShards(all);
    expect([...shards.keys()]).toEqual([
      'shards/0001.json',
      'shards/0002.json',
      'shards/0003.json',
    ]);
    expect([...shards.values()].map((bytes) => jsonOf(bytes).length)).toEqual([1000, 1000, 1]);
    expect([...shards.values()].flatMap((bytes) => jsonOf(bytes))).toEqual(all);
  });

  it('stand beside packages.json in its order, whatever the order of the sources', () => {
    const input = { categories: [], rows: rows(2000), compareVersions };
    const index = composeIndex(input);
    const shards = ['shards/0001.json', 'shards/0002.json'].flatMap((path) =>
      jsonOf(index.get(path)),
    );
    expect(shards).toEqual(jsonOf(index.get('packages.json')));
    expect(composeIndex({ ...input, rows: [...input.rows].reverse() })).toEqual(index);
  });
});
