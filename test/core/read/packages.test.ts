import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { parseCategories, parsePackages, parseVersions } from '#core/read/index.ts';
import { toJson } from '../../fakes/market.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';

const parse = (rows: unknown) => parsePackages(toJson(rows), DEFAULT_LIMITS);
const row = (fields: object = {}) => ({ name: 'hello', version: '1.0.0', ...fields });

describe('reading packages.json', () => {
  it('keeps good rows in their order, with fields that it does not know', () => {
    const rows = [row({ version: '2.0.0', preview: true }), row({ cdapVersion: '[1,' })];
    expect(parse(rows)).toEqual({ rows, notices: [] });
  });

  it.each([
    ['a name that climbs', row({ name: '../x' })],
    ['a name with a slash', row({ name: 'a/b' })],
    ['a name with two dots', row({ name: 'a..b' })],
    ['a name with 129 characters', row({ name: 'a'.repeat(129) })],
    ['a version that climbs', row({ version: '..' })],
    ['a version with two dots', row({ version: '1..0' })],
    ['no version', { name: 'hello' }],
    ['an object for a label', row({ label: { $$typeof: 1 } })],
    ['a time in the year 275760', row({ created: 8_640_000_000_000 })],
    ['a digest in capitals', row({ spec: { sha256: 'A'.repeat(64), size: 1 } })],
    ['no object', 7],
    ['null', null],
  ])('leaves out a row with %s and says so', (_what, bad) => {
    const { rows, notices } = parse([bad, row({ name: 'other' })]);
    expect(rows.map(({ name }) => name)).toEqual(['other']);
    expect(notices.map(({ code }) => code)).toEqual(['index-entry']);
    expect(notices[0]?.text).toContain('Entry 1');
  });

  it('counts rows and values before it builds anything of them', async () => {
    const limits = { ...DEFAULT_LIMITS, indexRows: 2, documentNodes: 100 };
    const refusal = (text: string) =>
      refusalOf(() => parsePackages(new TextEncoder().encode(text), limits));
    // Behind the bound the text is no JSON: who says so has read all of it.
    expect((await refusal('[{},{},{},!')).message).toContain('more than 2 entries');
    expect((await refusal(`[{"a":[${'[],'.repeat(200)}!`)).message).toContain('100 values');
    expect((await refusal('[{},{},!')).message).toContain('more than 2 entries');
    expect(parsePackages(toJson([row(), row()]), limits).rows).toHaveLength(1);
  });

  it('names the field that is wrong', () => {
    expect(parse([row({ label: 5 })]).notices[0]?.text).toContain('label must be text');
  });

  it('leaves both out when one name and version stands twice with different fields', () => {
    const rows = [row(), row({ label: 'Other' }), row(), row({ name: 'other' })];
    const { rows: kept, notices } = parse(rows);
    expect(kept.map(({ name }) => name)).toEqual(['other']);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain('hello 1.0.0');
  });

  it('takes the same row twice for one, whatever the order of its fields', () => {
    const twice = { version: '1.0.0', name: 'hello' };
    expect(parse([row(), twice])).toEqual({ rows: [row()], notices: [] });
  });

  it('leaves out a row with a duplicate key', () => {
    const text = '[{"name":"a","version":"1"},{"name":"b","version":"1","label":"x","label":"y"}]';
    const { rows, notices } = parsePackages(new TextEncoder().encode(text), DEFAULT_LIMITS);
    expect(rows.map(({ name }) => name)).toEqual(['a']);
    expect(notices).toHaveLength(1);
  });

  it('counts further bad rows instead of listing all of them', () => {
    const { notices } = parse(Array.from({ length: 100 }, () => 'bad'));
    expect(notices).toHaveLength(21);
    expect(notices.at(-1)?.text).toContain('80 more');
  });

  it('reads 20,000 rows', () => {
    const rows = Array.from({ length: 20_000 }, (_, number) => row({ name: `p${number}` }));
    expect(parse(rows).rows).toHaveLength(20_000);
  });
});

describe('reading categories.json', () => {
  const categories = (value: unknown) => parseCategories(toJson(value), DEFAULT_LIMITS);

  it('keeps good entries once each', () => {
    const good = { name: 'gpu', label: 'GPU' };
    const value = [good, { label: 'no name' }, 3, { name: 'gpu', label: 'again' }, { name: 'x' }];
    expect(categories(value)).toEqual([good, { name: 'x' }]);
  });

  it('stops at a thousand', () => {
    const value = Array.from({ length: 100_000 }, (_, number) => ({ name: `c${number}` }));
    expect(categories(value)).toHaveLength(1000);
  });

  it('refuses what is not a list', async () => {
    expect(await codeOf(() => categories({ name: 'gpu' }))).toBe('index-invalid');
  });
});

describe('reading versions.json', () => {
  const versions = (value: unknown) => parseVersions(toJson(value), DEFAULT_LIMITS);

  it('reads version strings and rows', () => {
    expect(versions(['1.0.0', '1.1.0'])).toEqual(['1.0.0', '1.1.0']);
    expect(versions([row(), row({ version: '1.1.0' })])).toEqual(['1.0.0', '1.1.0']);
  });

  it('refuses anything else', async () => {
    for (const value of [['../x'], [1], {}, [{ name: 'hello' }]]) {
      expect(await codeOf(() => versions(value))).toBe('index-invalid');
    }
  });
});
