import { describe, expect, it } from 'vitest';

import { composeIndex, composeMarketIndex, composeShards } from '#core/compose/index.ts';
import { compareVersions } from '#core/find/index.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { parseMarketIndex } from '#core/read/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';

import type { PackageRow } from '#core/model/generated.ts';

const jsonOf = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes));
const rows = (count: number): PackageRow[] =>
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

  it('have 500 to 1,500 rows each, the rest in the last, in the order of the rows', () => {
    const all = rows(20_000);
    const shards = [...composeShards(all)];
    expect(shards[0]?.[0]).toBe('shards/0001.json');
    expect(shards.at(-1)?.[0]).toBe(`shards/${String(shards.length).padStart(4, '0')}.json`);
    const lengths = shards.map(([, bytes]) => jsonOf(bytes).length);
    expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThanOrEqual(500);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1500);
    expect(shards.flatMap(([, bytes]) => jsonOf(bytes))).toEqual(all);
  });

  it('stay as they are before and behind a row that comes', () => {
    const all = rows(20_000);
    const more = [...all];
    more.splice(9000, 0, { ...(all[9000] as PackageRow), name: 'one-more' });
    const textsOf = (list: readonly PackageRow[]) =>
      new Set([...composeShards(list).values()].map((bytes) => new TextDecoder().decode(bytes)));
    const before = textsOf(all);
    const changed = [...textsOf(more)].filter((text) => !before.has(text));
    expect(before.size).toBeGreaterThan(15);
    expect(changed.length).toBeLessThanOrEqual(2);
  });

  it('keep a package whose versions would be cut apart only where it is too long', () => {
    const one = { ...(rows(1)[0] as PackageRow) };
    const all = Array.from({ length: 4000 }, (_, at) => ({ ...one, version: `1.0.${at}` }));
    const lengths = [...composeShards(all).values()].map((bytes) => jsonOf(bytes).length);
    expect(lengths).toEqual([1500, 1500, 1000]);
  });

  it('stand beside packages.json in its order, whatever the order of the sources', () => {
    const input = { categories: [], rows: rows(2000), compareVersions };
    const index = composeIndex(input);
    const paths = [...index.keys()].filter((path) => path.startsWith('shards/')).sort();
    expect(paths.length).toBeGreaterThan(1);
    const shards = paths.flatMap((path) => jsonOf(index.get(path)));
    expect(shards).toEqual(jsonOf(index.get('packages.json')));
    expect(composeIndex({ ...input, rows: [...input.rows].reverse() })).toEqual(index);
  });
});
