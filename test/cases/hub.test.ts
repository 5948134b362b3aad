/** The real Cask hub: its index and specs are read without a loss. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { groupPackages, judgeCompatibility } from '#core/find/index.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { actionFiles, parseCategories, parsePackages, parseSpec } from '#core/read/index.ts';
import { acceptUnsigned } from '#core/verify/index.ts';

const root = join(import.meta.dirname, '../..');
const hub = resolve(root, process.env['PAI_MARKET_CASES'] ?? '../shared/cases', 'cdap-hub');
const specs = readdirSync(join(hub, 'packages'))
  .flatMap((name) => readdirSync(join(hub, 'packages', name)).map((version) => [name, version]))
  .filter(([name = '', version = '']) =>
    statSync(join(hub, 'packages', name, version)).isDirectory(),
  ) as [string, string][];

describe('the index of the hub', () => {
  const { rows, notices } = parsePackages(readFileSync(join(hub, 'packages.json')), DEFAULT_LIMITS);

  it('is read whole', () => {
    expect(rows).toHaveLength(421);
    expect(notices).toEqual([]);
    expect(parseCategories(readFileSync(join(hub, 'categories.json')), DEFAULT_LIMITS)).not.toEqual(
      [],
    );
  });

  it('has only ranges that can be judged', () => {
    const judged = rows.map((row) => judgeCompatibility(row.cdapVersion, '6.1.0'));
    expect(judged).toContain('compatible');
    expect(judged).toContain('incompatible');
    expect(judged).not.toContain('unknown');
  });

  it('is put together to packages', () => {
    const entries = groupPackages(rows, 'hub');
    const count = entries.reduce((sum, { versions }) => sum + versions.length, 0);
    expect(count).toBe(421);
    expect(entries.length).toBeLessThan(421);
  });
});

describe('the specs of the hub', () => {
  it.each(specs)('reads %s %s, which does not state its name', async (name, version) => {
    const path = `packages/${name}/${version}/spec.json`;
    const file = await acceptUnsigned({ path, bytes: readFileSync(join(hub, path)) });
    const { spec, notices } = parseSpec(file, { name, version }, DEFAULT_LIMITS);
    expect(spec.actions.length).toBeGreaterThan(0);
    expect(notices.map(({ code }) => code)).toContain('spec-unbound');
    expect(actionFiles(spec).every((file) => /\.\w+$/.test(file))).toBe(true);
  });
});
