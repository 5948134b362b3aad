/** Lint says nothing of what is sound: the good case of every check at once. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

import { createFileTree } from '#adapters/node/file-tree.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { CHECK_NAMES, lintSource } from '#flows/lint/index.ts';
import { createSource, JOB, NOW, soundFiles } from './small-source.ts';

import type { SmallSource } from './small-source.ts';

let source: SmallSource | undefined;
afterEach(() => source?.remove());

it('finds nothing in a sound source', async () => {
  source = createSource(soundFiles());
  const report = await source.lint();
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ packages: 2, components: 1, suppressed: 0 });
});

it('finds nothing in components that stand alone, in any layout, in YAML and JSON', async () => {
  source = createSource({
    'jobs/deep/hello.yml': JOB,
    'image.json': '{"type": "dockerimage", "name": "image", "uri": "ubuntu:22.04"}',
    'notes.yaml': 'just: notes\n',
    'docs/guide.md': '# Guide\n',
  });
  expect(await source.lint()).toMatchObject({ findings: [], packages: 0, components: 2 });
});

it('finds nothing in a package that is checked by itself', async () => {
  const files = Object.entries(soundFiles())
    .filter(([path]) => path.startsWith('packages/hello/1.0.0/'))
    .map(([path, content]) => [path.slice('packages/hello/1.0.0/'.length), content] as const);
  source = createSource({ ...Object.fromEntries(files) });
  const { findings, packages } = await source.lint();
  expect(packages).toBe(1);
  // Its folder is not called like a version.
  expect(findings.filter(({ check }) => check !== 'version-form')).toEqual([]);
});

it('has nothing but remarks on the sample market', async () => {
  const folder = join(import.meta.dirname, '../../../public/market-source');
  const { findings, packages } = await lintSource({
    tree: createFileTree(folder),
    settings: { levels: new Map(), waivers: [] },
    limits: DEFAULT_LIMITS,
    now: NOW,
  });
  expect(packages).toBeGreaterThan(30);
  expect(findings.filter(({ check }) => check !== 'range-overlap')).toEqual([]);
});

it('has one file for each check, and one check in each file', () => {
  const folder = join(import.meta.dirname, '../../../src/flows/lint/checks');
  const files = readdirSync(folder).filter((file) => file !== 'index.ts');
  expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual([...CHECK_NAMES].sort());
});
