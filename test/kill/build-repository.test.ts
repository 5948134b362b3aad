/** Builds of a repository, which lay the former market by and begin with it, killed at seeded points. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

import { sourceFiles } from '../fakes/publisher.ts';
import { killTests } from './scenario.ts';

import type { World } from './world.ts';

const BUILD = ['build', 'source'];

async function good(world: World, argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await world.run(argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} ends with ${code}: ${stdout}${stderr}`);
  return stdout;
}

/** README texts of the market as a reader of it gets them: whole, and those of one build. */
async function expectWhole(world: World): Promise<void> {
  expect(world.files('source/market')).toContain('packages.json');
  await good(world, ['verify', 'source/market', '--trust', 'off', '--json']);
}

killTests({
  name: 'build of a repository after a change',
  runs: 12,
  argv: () => BUILD,
  async prepare(world) {
    for (const [name, content] of Object.entries(sourceFiles())) {
      mkdirSync(dirname(world.path('source', name)), { recursive: true });
      writeFileSync(world.path('source', name), content ?? '');
    }
    await good(world, ['init', 'source']);
    for (const word of ['one', 'two', 'three']) {
      appendFileSync(world.path('source/packages/hello/1.0.0/README.md'), `${word}\n`);
      if (word !== 'three') await good(world, BUILD);
    }
  },
  holds: expectWhole,
  async finished(world) {
    await expectWhole(world);
    const built = JSON.parse(
      await good(world, [...BUILD, '--no-cache', '--out', 'scratch', '--json']),
    );
    expect(built.verdict).toBe('good');
    const files = (below: string) =>
      world.files(below).map((path) => path.slice(path.indexOf('packages')));
    expect(files('source/market/packages')).toEqual(files('scratch/packages'));
    expect(
      world.files('source').filter((path) => /\.market\.(?:new|old|gone)-/.test(path)),
    ).toEqual([]);
  },
});
