/** Commands that make and sign a market, killed at seeded points. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

import { createKey, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';
import { killTests } from './scenario.ts';

import type { SourceFiles } from '../fakes/publisher.ts';
import type { World } from './world.ts';

function write(world: World, files: SourceFiles): void {
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    mkdirSync(dirname(world.path('source', name)), { recursive: true });
    writeFileSync(world.path('source', name), content);
  }
}

const BUILD = ['build', 'source', '--out', 'market'];
const SIGN = ['sign', 'market', '--key', 'secret.asc'];
const VERIFY = ['verify', 'market', '--key', 'cert.asc', '--json'];

/** Another version: a reader of the market sees the old state or the new one. */
const MORE: SourceFiles = {
  'packages/hello/1.2.0/package.yaml': PACKAGE,
  'packages/hello/1.2.0/license.txt': 'Do as you like.\n',
  'packages/hello/1.2.0/archive/job.yaml': JOB,
};

async function good(world: World, argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await world.run(argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} ends with ${code}: ${stdout}${stderr}`);
  return stdout;
}

interface Report {
  index: unknown;
  packages: { version: string; verdict: string }[];
  findings: { code: string; file: string }[];
}

/**
 * What a reader at level strict may install. Lists under their plain names may be of the next state already: they are
 * for other readers, and `verify` says so; those that market.json pins are read by their digests.
 */
async function versions(world: World): Promise<string[]> {
  const { stdout } = await world.run(VERIFY);
  const { index, packages, findings } = JSON.parse(stdout) as Report;
  const others = findings.filter(({ code, file }) => code !== 'index-mismatch' || !isPlain(file));
  expect({ others, index, bad: packages.filter(({ verdict }) => verdict !== 'good') }).toEqual({
    others: [],
    index: expect.objectContaining({ serial: expect.any(Number) as number }) as unknown,
    bad: [],
  });
  return packages.map(({ version }) => version).sort();
}

function isPlain(file: string): boolean {
  return /^(?:categories|packages(?:-[a-z]+)?|packages\/[a-z]+\/versions)\.json$/.test(file);
}

async function withKey(world: World): Promise<void> {
  const key = await createKey();
  writeFileSync(world.path('secret.asc'), key.secret);
  writeFileSync(world.path('cert.asc'), key.certificate);
}

async function withSignedMarket(world: World): Promise<void> {
  await withKey(world);
  write(world, sourceFiles());
  await good(world, BUILD);
  await good(world, SIGN);
}

/** Nothing that the next one has to clear away. */
function expectNoLeftovers(world: World): void {
  expect(world.files().filter((path) => /\.new-|\.part$|\.old$/.test(path))).toEqual([]);
}

const OLD = ['1.0.0', '1.1.0'];
const NEW = [...OLD, '1.2.0'];

killTests({
  name: 'build of a new market',
  runs: 14,
  argv: BUILD,
  prepare: (world) => Promise.resolve(write(world, sourceFiles())),
  holds(world) {
    const there = world.files('market');
    // Whole or not at all.
    if (there.length > 0) expect(there).toContain('packages.json');
    return Promise.resolve();
  },
  async finished(world) {
    await good(world, ['verify', 'market', '--trust', 'off', '--json']);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'build after a change',
  runs: 20,
  argv: BUILD,
  async prepare(world) {
    await withSignedMarket(world);
    write(world, MORE);
  },
  async holds(world) {
    expect(await versions(world)).toEqual(OLD);
  },
  async finished(world) {
    const rows = JSON.parse(readFileSync(world.path('market/packages.json'), 'utf8')) as unknown[];
    expect(rows).toHaveLength(3);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'sign after a change',
  runs: 20,
  argv: SIGN,
  async prepare(world) {
    await withSignedMarket(world);
    write(world, MORE);
    await good(world, BUILD);
  },
  async holds(world) {
    expect([OLD, NEW]).toContainEqual(await versions(world));
  },
  async finished(world) {
    expect(await versions(world)).toEqual(NEW);
    expectNoLeftovers(world);
  },
});
