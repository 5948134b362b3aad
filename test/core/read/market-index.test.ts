import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { parseMarketIndex, parseShards } from '#core/read/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';
import { toJson } from '../../fakes/market.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';

const PIN = { sha256: 'a'.repeat(64), size: 12 };
const INDEX = {
  format: 'pai-market/1',
  market: 'example',
  serial: Date.parse('2026-11-22T00:00:00Z') / 1000,
  issued: '2026-11-22T00:00:00Z',
  expires: '2027-01-21T00:00:00Z',
  files: { 'categories.json': PIN, 'packages.json': PIN },
};
const KEY = 'ABCDEF0123456789ABCDEF0123456789ABCDEF01';

async function parse(changes: object = {}, text?: string) {
  const bytes =
    text === undefined ? toJson({ ...INDEX, ...changes }) : new TextEncoder().encode(text);
  const file = await acceptUnsigned({ path: 'market.json', bytes });
  return parseMarketIndex(file, DEFAULT_LIMITS);
}

describe('reading market.json', () => {
  it('gives its fields, fingerprints in upper case and once', async () => {
    const index = await parse({ nextKeys: [KEY.toLowerCase(), KEY] });
    expect(index).toEqual({ ...INDEX, nextKeys: [KEY] });
  });

  it.each([
    ['whole seconds', '2026-11-22T00:00:00Z'],
    ['fractions', '2026-11-22T00:00:00.123456Z'],
    ['a numeric offset of nothing', '2026-11-22T00:00:00+00:00'],
  ])('takes times with %s', async (_what, issued) => {
    expect((await parse({ issued })).issued).toBe(issued);
  });

  it.each([
    ['a date alone', '2026-11-22'],
    ['no zone', '2026-11-22T00:00:00'],
    ['another zone', '2026-11-22T00:00:00+01:00'],
    ['a day that does not exist', '2026-02-30T00:00:00Z'],
    ['hour 24', '2026-11-21T24:00:00Z'],
    ['a leap second', '2026-11-22T23:59:60Z'],
    ['month 13', '2026-13-01T00:00:00Z'],
    ['small letters', '2026-11-22t00:00:00z'],
    ['words', 'yesterday'],
    ['digits of another script', '２０２６-11-22T00:00:00Z'],
    ['nothing', ''],
    ['a number', 1763769600],
  ])('refuses a time with %s', async (_what, time) => {
    expect(await codeOf(() => parse({ issued: time }))).toBe('index-invalid');
    expect(await codeOf(() => parse({ expires: time }))).toBe('index-invalid');
  });

  it('refuses an index that lives longer than 90 days, or never (R11)', async () => {
    const expires = '2027-02-20T00:00:00Z';
    expect((await parse({ expires })).expires).toBe(expires);
    for (const wrong of ['2027-02-20T00:00:01Z', INDEX.issued, '2026-11-21T00:00:00Z', undefined]) {
      expect(await codeOf(() => parse({ expires: wrong }))).toBe('index-invalid');
    }
  });

  it.each([
    ['format', 'pai-market/2'],
    ['market', 'Example'],
    ['market', 'a/b'],
    ['serial', -1],
    ['serial', 1.5],
    ['serial', '1763769600'],
    ['serial', 2 ** 53],
    ['files', []],
    ['files', { 'packages.json': { ...PIN, sha256: 'A'.repeat(64) } }],
    ['files', { 'packages.json': { ...PIN, sha256: 'a'.repeat(63) } }],
    ['files', { 'packages.json': { sha256: PIN.sha256 } }],
    ['nextKeys', [KEY.slice(1)]],
    ['nextKeys', [KEY.slice(-16)]],
    ['nextKeys', [`${KEY} `]],
    ['nextKeys', KEY],
  ])('refuses %s %j', async (field, value) => {
    const refusal = await refusalOf(() => parse({ [field]: value }));
    expect(refusal.code).toBe('index-invalid');
    expect(refusal.details).toMatchObject({ file: 'market.json' });
  });

  it.each([
    '../packages.json',
    '/packages.json',
    'packages/../versions.json',
    'packages/a..b/versions.json',
    'packages//versions.json',
    'packages\\a',
    'a\nb',
    '',
  ])('refuses the path of a file %j (R36)', async (path) => {
    expect(await codeOf(() => parse({ files: { [path]: PIN } }))).toBe('index-invalid');
  });

  it('takes lists of categories and versions, and files that a later format may pin', async () => {
    const paths = ['packages-training.json', 'packages/hello/versions.json', 'news.json'];
    const files = Object.fromEntries(paths.map((path) => [path, PIN]));
    expect(Object.keys((await parse({ files })).files)).toEqual(paths);
  });

  it.each([
    'shards/1.json',
    'shards/../0001.json',
    '0001.json',
    'shards/0001.json.asc',
    'Shards/0001.json',
  ])('refuses the path of a shard %j', async (path) => {
    const shards = [{ path, rows: 1, ...PIN }];
    expect(await codeOf(() => parse({ shards }))).toBe('index-invalid');
  });

  it('refuses a shard twice, and shards with more rows than are read', async () => {
    const shard = { path: 'shards/0001.json', rows: 1, ...PIN };
    expect((await parse({ shards: [shard] })).shards).toHaveLength(1);
    expect(await codeOf(() => parse({ shards: [shard, shard] }))).toBe('index-invalid');
    const rows = DEFAULT_LIMITS.indexRows + 1;
    expect(await codeOf(() => parse({ shards: [{ ...shard, rows }] }))).toBe('index-invalid');
  });

  it.each([
    ['two keys of one name', '{"serial":1,"serial":2}'],
    ['a key of the prototype', '{"__proto__":{}}'],
    ['a byte order mark', '\uFEFF{}'],
    ['a web page', '<!doctype html>'],
    ['a list', '[]'],
    ['nothing', ''],
    ['depth', '['.repeat(100_000)],
  ])('refuses %s', async (_what, text) => {
    expect(await codeOf(() => parse({}, text))).toBe('index-invalid');
  });
});

describe('reading shards', () => {
  const shard = (number: number, rows: unknown[], said = rows.length) => ({
    path: `shards/000${number}.json`,
    bytes: toJson(rows),
    rows: said,
  });
  const row = (name: string, label = name) => ({ name, version: '1.0.0', label });

  it('gives their rows in the order of the index', () => {
    const shards = [shard(1, [row('b'), row('a')]), shard(2, []), shard(3, [row('c')])];
    const { rows, notices } = parseShards(shards, DEFAULT_LIMITS);
    expect(rows.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
    expect(notices).toEqual([]);
  });

  it('refuses a shard with more or fewer entries than the index says', async () => {
    for (const said of [0, 2]) {
      const shards = [shard(1, [row('a')], said)];
      expect(await codeOf(() => parseShards(shards, DEFAULT_LIMITS))).toBe('index-invalid');
    }
  });

  it('hides an entry that stands in two shards with different fields (R22)', () => {
    const shards = [shard(1, [row('a'), row('b')]), shard(2, [row('a', 'Other'), 'no row'])];
    const { rows, notices } = parseShards(shards, DEFAULT_LIMITS);
    expect(rows.map(({ name }) => name)).toEqual(['b']);
    const texts = notices.map(({ text }) => text).join();
    for (const words of ['Entry 4', 'a 1.0.0 stands twice']) expect(texts).toContain(words);
  });
});
