/** The benchmark runs; what it measures is nobody's test. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run bench', () => {
  it('runs all its parts in one go, prints tables with the rivals and keeps all figures', () => {
    const json = join(folder, 'report.json');
    const args = ['scripts/bench.mjs', '--quick', '--json', json];
    const { status, stdout, stderr } = spawnSync('node', args, { cwd: root, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    for (const name of [
      'ours',
      'JSZip',
      'unzip -l',
      'unzip -p',
      'plainest list',
      'Fluent’s List',
    ]) {
      expect(stdout).toContain(name);
    }
    const report = JSON.parse(readFileSync(json, 'utf8')) as {
      parts: {
        zip: { listing: Record<string, { all: number[] }> };
        list: { figures: { name: string; scroll: { frames: number }; keys: { count: number } }[] };
      };
    };
    expect(report.parts.zip.listing['ours']?.all).toHaveLength(1);
    expect(report.parts.list.figures.map(({ name }) => name)).toEqual(['ours', 'plain', 'fluent']);
    for (const { scroll, keys } of report.parts.list.figures) {
      expect(scroll.frames).toBeGreaterThan(0);
      expect(keys.count).toBeGreaterThan(0);
    }
  }, 240_000);

  it('refuses a part that it does not have', () => {
    const args = ['scripts/bench.mjs', '--only', 'speed'];
    const { status, stderr } = spawnSync('node', args, { cwd: root, encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('There is no part speed');
  });
});
