/** Commands that bring sources into a repository or repair them, killed at seeded points. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

import { JOB } from '../fakes/publisher.ts';
import { killTests } from './scenario.ts';
import {
  expectNoLeftovers,
  good,
  makeSignedMarket,
  writeAll,
  writeSources,
} from './signed-market.ts';

import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

interface Status {
  verdict: string;
  invalid?: unknown[];
  counts?: Record<string, number>;
}

/** Paths of all that the repository holds; none of it may be broken. */
async function members(world: World): Promise<string[]> {
  const stdout = await good(world, ['status', '--repository', 'repo', '--json']);
  const report = JSON.parse(stdout) as Status;
  expect(report.verdict).toBe('good');
  const found = await good(world, ['search', '--repository', 'repo', '--paths', 'path:/']);
  return found.split('\n').filter(Boolean).sort();
}

async function makeRepository(world: World): Promise<void> {
  await good(world, ['init', 'repo']);
  writeSources(world, 'repo');
  writeAll(
    world,
    { 'jobs/train.yaml': JOB, 'jobs/test.yaml': JOB.replace('hello', 'test') },
    'repo',
  );
  await members(world);
}

const REPOSITORY = ['--repository', 'repo'];

/** A command over a repository after which exactly these are the members besides those that do not change. */
function repositoryTests(
  name: string,
  {
    runs,
    argv,
    before,
    after,
    prepare,
  }: {
    runs: number;
    argv: readonly string[];
    before: string[];
    after: string[];
    prepare?: (world: World) => Promise<void>;
  },
): void {
  const jobs = async (world: World) =>
    (await members(world)).filter((path) => !path.startsWith('packages/hello/'));
  const scenario: Scenario = {
    name,
    runs,
    argv: () => [...argv, ...REPOSITORY],
    async prepare(world) {
      await makeRepository(world);
      await prepare?.(world);
    },
    async holds(world) {
      expect([before, after]).toContainEqual(await jobs(world));
    },
    // What was done already cannot be done again, and is said.
    againCode: [0, 1, 2],
    async finished(world) {
      expect(await jobs(world)).toEqual(after);
      expectNoLeftovers(world);
    },
  };
  killTests(scenario);
}

const JOBS = ['jobs/test.yaml', 'jobs/train.yaml'];

repositoryTests('mkdir', {
  runs: 4,
  argv: ['mkdir', 'repo/more/jobs'],
  before: JOBS,
  after: JOBS,
});

repositoryTests('new', {
  runs: 10,
  argv: ['new', 'fresh', '--author', 'Somebody'],
  before: JOBS,
  after: [...JOBS, 'packages/fresh/1.0.0/archive/job.yaml', 'packages/fresh/1.0.0/package.yaml'],
});

repositoryTests('import of a job', {
  runs: 6,
  argv: ['import', 'outside.yaml', '--to', 'repo/jobs'],
  before: JOBS,
  after: ['jobs/outside.yaml', ...JOBS],
  prepare: (world) => Promise.resolve(writeAll(world, { 'outside.yaml': JOB }, '.')),
});

killTests({
  name: 'import of a market',
  runs: 10,
  argv: () => ['import', 'market', '--key', 'cert.asc', ...REPOSITORY],
  async prepare(world) {
    await makeSignedMarket(world);
    await good(world, ['init', 'repo']);
  },
  async holds(world) {
    await members(world);
  },
  async finished(world) {
    expect(await members(world)).toEqual(
      ['1.0.0', '1.1.0'].flatMap((version) => [
        `packages/hello/${version}/archive/job.yaml`,
        `packages/hello/${version}/package.yaml`,
      ]),
    );
    await good(world, ['build', 'repo', '--out', 'again']);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'lint --fix',
  runs: 6,
  argv: () => ['lint', 'repo', '--fix', '--fail-on', 'error'],
  async prepare(world) {
    await makeRepository(world);
    const file = world.path('repo/packages/hello/1.0.0/package.yaml');
    writeAll(
      world,
      {
        'packages/hello/1.0.0/package.yaml': readFileSync(file, 'utf8').replace('label:', 'lable:'),
      },
      'repo',
    );
  },
  holds: () => Promise.resolve(),
  async finished(world) {
    const text = readFileSync(world.path('repo/packages/hello/1.0.0/package.yaml'), 'utf8');
    expect(text).toContain('\nlabel: Hello world'.trimStart());
    expect(text).not.toContain('lable');
    await good(world, ['build', 'repo', '--out', 'market']);
    expectNoLeftovers(world);
  },
});
