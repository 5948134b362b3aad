/** `npm install --global`: what npm packs works where there is no checkout. It asks the registry for dependencies, so only CI runs it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const root = join(import.meta.dirname, '../..');

interface Packed {
  filename: string;
  files: { path: string }[];
}

describe.skipIf(process.env['PAI_MARKET_TOOLS'] !== 'required')('npm install --global', () => {
  let publisher: Publisher;
  let packed: Packed;
  beforeAll(() => {
    publisher = createPublisher();
    mkdirSync(publisher.path('packed'));
    // dist/ is built already; `prepack` would build it under the feet of the other tests.
    const argv = [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      publisher.path('packed'),
    ];
    const said = execFileSync('npm', argv, { cwd: root, encoding: 'utf8' });
    [packed] = JSON.parse(said) as [Packed];
    const install = [
      'install',
      '--global',
      '--prefix',
      publisher.path('prefix'),
      '--prefer-offline',
    ];
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync('npm', [...install, ...quiet, publisher.path('packed', packed.filename)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }, 300_000);
  afterAll(() => publisher.remove());

  const run = (...argv: string[]) =>
    spawnSync(publisher.path('prefix/bin/pai-market'), argv, {
      cwd: publisher.folder,
      encoding: 'utf8',
    });

  it('packs what it takes to run, and nothing else', () => {
    const known =
      /^(?:bin|dist|docs|schemas)\/|^(?:CHANGELOG\.md|LICENSE|README\.md|package\.json|plugin\.json)$/;
    expect(packed.files.filter(({ path }) => !known.test(path))).toEqual([]);
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['bin/pai-market.mjs', 'dist/cli.js', 'LICENSE']));
    expect(paths.filter((path) => /(?:^|\/)\.|\.test\.|\.(?:pem|asc|ts)$/.test(path))).toEqual([]);
  });

  it('runs every command that a publisher needs', async () => {
    const key = await createKey();
    publisher.write(sourceFiles());
    publisher.write({ 'secret.asc': key.secret, 'market.asc': key.certificate }, '.');
    for (const argv of [
      ['--version'],
      ['--help'],
      ['completion', 'bash'],
      ['config', '--json'],
      ['lint', 'source'],
      ['build', 'source', '--out', 'market'],
      ['sign', 'market', '--key', 'secret.asc'],
      ['verify', 'market', '--key', 'market.asc'],
      ['publish', 'market', '--to', 'target', '--key', 'market.asc'],
    ]) {
      const { status, stderr, stdout } = run(...argv);
      expect([argv, status, status === 0 ? '' : stderr + stdout]).toEqual([argv, 0, '']);
    }
  });
});
