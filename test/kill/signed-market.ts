/** Sources, keys and signed markets for kill tests, and what a reader at level strict finds in one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

import { createKey, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { SourceFiles } from '../fakes/publisher.ts';
import type { World } from './world.ts';

export const BUILD = ['build', 'source', '--out', 'market'];
export const SIGN = ['sign', 'market', '--key', 'secret.asc'];
export const OLD = ['1.0.0', '1.1.0'];
export const NEW = [...OLD, '1.2.0'];

/** Another version: a reader of the market sees the old state or the new one. */
const MORE: SourceFiles = {
  'packages/hello/1.2.0/package.yaml': PACKAGE,
  'packages/hello/1.2.0/license.txt': 'Do as you like.\n',
  'packages/hello/1.2.0/archive/job.yaml': JOB,
};

/** The versions 1.0.0 and 1.1.0 of one package. */
export function writeSources(world: World, folder = 'source'): void {
  writeAll(world, sourceFiles(), folder);
}

/** Version 1.2.0. */
export function addVersion(world: World, folder = 'source'): void {
  writeAll(world, MORE, folder);
}

export function writeAll(world: World, files: SourceFiles, folder: string): void {
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    mkdirSync(dirname(world.path(folder, name)), { recursive: true });
    writeFileSync(world.path(folder, name), content);
  }
}

/** Runs a command that must do; gives its output. */
export async function good(world: World, argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await world.run(argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} ends with ${code}: ${stdout}${stderr}`);
  return stdout;
}

/** secret.asc and cert.asc. */
export async function writeKey(world: World): Promise<void> {
  const key = await createKey();
  writeFileSync(world.path('secret.asc'), key.secret);
  writeFileSync(world.path('cert.asc'), key.certificate);
}

export async function makeSignedMarket(world: World): Promise<void> {
  await writeKey(world);
  writeSources(world);
  await good(world, BUILD);
  await good(world, SIGN);
}

export async function addSignedVersion(world: World): Promise<void> {
  addVersion(world);
  await good(world, BUILD);
  await good(world, SIGN);
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
export async function versions(world: World, market = 'market'): Promise<string[]> {
  const { stdout } = await world.run(['verify', market, '--key', 'cert.asc', '--json']);
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

/** Nothing stays that the next one had to clear away. */
export function expectNoLeftovers(world: World): void {
  expect(world.files().filter((path) => /\.new-|\.part$|\.old$/.test(path))).toEqual([]);
}
