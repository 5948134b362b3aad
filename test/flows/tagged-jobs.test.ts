import { afterEach, beforeEach, expect, it } from 'vitest';

import { readTaggedJobs } from '#flows/tagged-jobs.ts';
import { startFakeCluster } from '../fakes/cluster.ts';
import { codeOf } from '../fakes/thrown.ts';

import type { FakeCluster } from '../fakes/cluster.ts';

let fake: FakeCluster;
beforeEach(async () => {
  fake = await startFakeCluster();
});
afterEach(() => fake.close());

function addJob(name: string, tags: string[], submitted = 1_000): void {
  fake.state.jobs.push({
    username: fake.user,
    name,
    virtualCluster: 'default',
    protocol: '{}',
    tags,
    taskRoles: [],
    exitCode: 0,
    submitted,
    executionType: 'START',
  });
}
const read = () => readTaggedJobs(fake.cluster, fake.user);

it('finds the jobs that came from a market, newest first', async () => {
  addJob('old', ['marketplace:lab/mnist@1.0.0', 'mine'], 1_000);
  addJob('new', ['marketplace:other-lab/lm.train@2.0.0-rc1'], 2_000);
  addJob('plain', ['mine']);
  const jobs = await read();
  expect(jobs.map(({ job, market, package: of }) => [job.name, market, of])).toEqual([
    ['new', 'other-lab', { name: 'lm.train', version: '2.0.0-rc1' }],
    ['old', 'lab', { name: 'mnist', version: '1.0.0' }],
  ]);
  expect(jobs[1]).toMatchObject({ job: { user: fake.user }, submittedAt: 1_000 });
  expect(jobs[1]?.state).toMatch(/^(WAITING|RUNNING|SUCCEEDED)$/);
});

it('takes for ours only tags of this form', async () => {
  const tags = [
    'marketplace:',
    'marketplace:lab',
    'marketplace:lab/x',
    'marketplace:LAB/x@1',
    'marketplace:lab/x y@1',
    'xmarketplace:lab/x@1',
    'marketplace:lab/../x@1@2',
  ];
  addJob('odd', tags);
  expect(await read()).toEqual([]);
});

it('asks for the jobs of this user only, page by page', async () => {
  for (let at = 0; at < 1_001; at += 1)
    addJob(`job-${at}`, at % 500 === 0 ? ['marketplace:lab/x@1'] : [], at);
  expect(await read()).toHaveLength(3);
  expect(fake.calls()).toEqual(
    [0, 500, 1000].map((offset) => `GET /jobs?username=${fake.user}&offset=${offset}&limit=500`),
  );
});

it.each([
  [401, '{"code":"UnauthorizedUserError"}', 'cluster-auth'],
  [500, '', 'cluster-error'],
  [200, '<html>', 'cluster-error'],
  [200, '{"data":[]}', 'cluster-error'],
])('says what %d %s means', async (status, body, code) => {
  fake.instead = () => ({ status, body });
  expect(await codeOf(read)).toBe(code);
});

it('is not upset by rows that are none', async () => {
  fake.instead = () => ({
    status: 200,
    body: [
      null,
      7,
      {},
      { name: 'x', tags: 'y' },
      { name: 'x', tags: [null, 'marketplace:lab/x@1'] },
    ],
  });
  expect(await read()).toEqual([
    {
      job: { user: fake.user, name: 'x' },
      market: 'lab',
      package: { name: 'x', version: '1' },
      state: 'UNKNOWN',
    },
  ]);
});
