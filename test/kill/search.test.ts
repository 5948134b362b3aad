/** Searches killed while they write list and index: no file of a user is touched, and the next search finds what there is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

import { killTests } from './scenario.ts';

import type { World } from './world.ts';

/** More than are kept by themselves, so that a change of many puts all together. */
const COUNT = 130;
const SEARCH = ['search', 'needle', '--count', '--repository', 'repo'];

function part(number: number, note: string): string {
  return `type: script\nname: s${number}\nuri: x\ndescription: ${note}\n`;
}

function fill(world: World, from: number, note: string): void {
  for (let number = from; number < from + COUNT; number += 1) {
    writeFileSync(world.path(`repo/f${number}.yaml`), part(number, note));
  }
}

async function makeRepository(world: World): Promise<void> {
  const { code, stderr } = await world.run(['init', 'repo']);
  expect([code, stderr]).toEqual([0, '']);
  fill(world, 0, 'hay');
  writeFileSync(world.path('repo/one.yaml'), part(1, 'needle'));
}

function filesAreWhole(world: World, count: number): void {
  const paths = world.files('repo').filter((path) => /^f\d/.test(path));
  expect(paths).toHaveLength(count);
  for (const path of paths) {
    expect(readFileSync(world.path('repo', path), 'utf8')).toMatch(/^type: script\n[^]*\n$/);
  }
}

async function finds(world: World, count: number): Promise<void> {
  expect(await world.run(SEARCH)).toEqual({ code: 0, stdout: `${count}\n`, stderr: '' });
}

killTests({
  name: 'the first search',
  runs: 6,
  argv: () => SEARCH,
  prepare: makeRepository,
  holds: (world) => Promise.resolve(filesAreWhole(world, COUNT)),
  finished: (world) => finds(world, 1),
});

killTests({
  name: 'a search after many changes',
  runs: 6,
  argv: () => SEARCH,
  async prepare(world) {
    await makeRepository(world);
    await finds(world, 1);
    fill(world, COUNT, 'needle');
  },
  holds: (world) => Promise.resolve(filesAreWhole(world, 2 * COUNT)),
  finished: (world) => finds(world, COUNT + 1),
});
