/** Commands that change a repository, killed at seeded points: no file is lost, none is half, and the next run finishes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

import { JOB, sourceFiles } from '../fakes/publisher.ts';
import { killTests } from './scenario.ts';

import type { World } from './world.ts';

type Texts = Readonly<Record<string, string>>;

const FILES = { ...(sourceFiles() as Texts), 'a.yaml': JOB, 'notes/plan.md': 'Plan.\n' };
const TEXTS: ReadonlySet<string> = new Set(Object.values(FILES));

function write(world: World, below: string, files: Texts): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(world.path(below, name)), { recursive: true });
    writeFileSync(world.path(below, name), text);
  }
}

async function good(world: World, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await world.run(argv);
  expect([argv, code, stderr]).toEqual([argv, 0, '']);
  return stdout;
}

async function repository(world: World, files: Texts): Promise<void> {
  write(world, 'repo', files);
  await good(world, 'init', 'repo');
}

/** Files in sight, which must all be whole; what is in the making lies in the dot folder. */
function inSight(world: World): string[] {
  const paths = world.files('repo').filter((path) => !path.startsWith('.pai-market'));
  for (const path of paths) {
    expect([path, TEXTS.has(readFileSync(world.path('repo', path), 'utf8'))]).toEqual([path, true]);
  }
  return paths;
}

/** The list says what there is, nothing is broken, and nothing lies about. */
async function expectGood(world: World, counts: Record<string, number>): Promise<void> {
  const status = await good(world, 'status', '--repository', 'repo', '--json');
  expect(JSON.parse(status)).toMatchObject({ counts, invalid: [], notices: [] });
  const state = world.files('repo/.pai-market/state');
  expect(state.filter((path) => /^(?:incoming|aside|lock)/.test(path))).toEqual([]);
}

killTests({
  name: 'init',
  runs: 10,
  argv: () => ['init', 'repo'],
  prepare: (world) => Promise.resolve(write(world, 'repo', FILES)),
  holds: (world) =>
    Promise.resolve(expect(inSight(world)).toHaveLength(Object.keys(FILES).length)).then(),
  async finished(world) {
    await expectGood(world, { job: 3, package: 2 });
    expect(readFileSync(world.path('repo/.pai-market/.gitignore'), 'utf8')).toBe('state/\n');
    expect(world.files('repo/.pai-market')).toContain('config.yaml');
  },
});

killTests({
  name: 'add of packages and a file',
  runs: 16,
  argv: () => [
    'add',
    'outside/packages',
    'outside/a.yaml',
    '--to',
    'repo/new',
    '--repository',
    'repo',
  ],
  async prepare(world) {
    await repository(world, {});
    write(world, 'outside', FILES);
  },
  holds(world) {
    const paths = inSight(world).filter((path) => path.startsWith('new/packages/'));
    // Whole or not at all.
    expect([0, Object.keys(FILES).filter((path) => path.startsWith('packages/')).length]).toContain(
      paths.length,
    );
    return Promise.resolve();
  },
  finished: (world) => expectGood(world, { job: 3, package: 2 }),
});

killTests({
  name: 'mv of a file and a folder',
  runs: 12,
  argv: () => ['mv', 'repo/a.yaml', 'repo/notes', 'repo/new', '--repository', 'repo'],
  async prepare(world) {
    await repository(world, FILES);
    await good(world, 'mkdir', 'repo/new', '--repository', 'repo');
  },
  holds(world) {
    const paths = inSight(world);
    for (const name of ['a.yaml', 'notes/plan.md']) {
      expect([name, paths.includes(name) || paths.includes(`new/${name}`)]).toEqual([name, true]);
    }
    return Promise.resolve();
  },
  async finished(world) {
    await expectGood(world, { job: 3, package: 2 });
    expect(inSight(world)).toEqual(expect.arrayContaining(['new/a.yaml', 'new/notes/plan.md']));
    expect(inSight(world)).not.toContain('a.yaml');
  },
});

killTests({
  name: 'rm of a package and a file',
  runs: 12,
  argv: () => [
    'rm',
    '--recursive',
    'repo/packages/hello/1.1.0',
    'repo/a.yaml',
    '--repository',
    'repo',
  ],
  prepare: (world) => repository(world, FILES),
  holds(world) {
    const left = inSight(world).filter((path) => path.includes('1.1.0'));
    expect([0, 5]).toContain(left.length);
    return Promise.resolve();
  },
  async finished(world) {
    await expectGood(world, { job: 1, package: 1 });
    expect(inSight(world).filter((path) => /1\.1\.0|a\.yaml/.test(path))).toEqual([]);
  },
});
