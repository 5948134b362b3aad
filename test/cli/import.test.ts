/** `pai-market import` as a user runs it, with files and with jobs of a cluster. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startFakeCluster } from '../fakes/cluster.ts';
import { createPublisher, JOB } from '../fakes/publisher.ts';

import type { FakeCluster } from '../fakes/cluster.ts';
import type { Publisher } from '../fakes/publisher.ts';

const SECRET = 'hunter2-hunter2';
const WITH_SECRETS = `# How we train
${JOB.replace('- echo hello', `- curl --token ${SECRET} https://me:pass-word@data.example.org/set`)}secrets:
  token: ${SECRET} # ask Ada
`;

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
});
afterEach(() => publisher.remove());

async function repository(): Promise<string> {
  const root = publisher.path('repo');
  const made = await publisher.run('init', root);
  expect(made.code, made.stderr).toBe(0);
  return root;
}

describe('component files', () => {
  it('are copied as they are, and are members of the repository', async () => {
    const root = await repository();
    publisher.write({ 'job.yaml': JOB, 'notes.yaml': 'a: list of things\n' }, 'elsewhere/deep');
    const done = await publisher.run(
      ...['import', publisher.path('elsewhere'), '--to', join(root, 'jobs'), '--repository', root],
    );
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toBe('jobs/deep/job.yaml: job, imported\n1 file imported\n');
    expect(readFileSync(join(root, 'jobs/deep/job.yaml'), 'utf8')).toBe(JOB);
    const status = await publisher.run('status', '--repository', root);
    expect(status.stdout).toContain('1 job');
  });

  it('lose their secrets, which are named and never printed, and keep their comments', async () => {
    const root = await repository();
    publisher.write({ 'job.yaml': WITH_SECRETS }, '.');
    const done = await publisher.run('import', publisher.path('job.yaml'), '--repository', root);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stderr).toContain('secrets were taken out at 2 places: ');
    expect(done.stderr).toContain('secrets.token');
    const text = readFileSync(join(root, 'job.yaml'), 'utf8');
    expect(text + done.stdout + done.stderr).not.toMatch(/hunter2|pass-word/);
    expect(text).toContain('# How we train');
    expect(text).toContain('token: "" # ask Ada');
    expect(text).toContain('--token REMOVED https://me:REMOVED@data.example.org/set');
    expect((await publisher.run('validate', join(root, 'job.yaml'))).code).toBe(0);
  });

  it('that are not valid are refused one by one', async () => {
    const root = await repository();
    publisher.write(
      { 'good.yaml': JOB, 'bad.yaml': JOB.replace('instances: 1', 'instances: x') },
      '.',
    );
    const files = ['good.yaml', 'bad.yaml'].map((name) => publisher.path(name));
    const done = await publisher.run('import', ...files, '--repository', root, '--json');
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({
      code: 'protocol-invalid',
      files: [{ path: 'good.yaml', state: 'new', type: 'job' }],
      findings: [{ file: publisher.path('bad.yaml') }],
    });
    expect(existsSync(join(root, 'bad.yaml'))).toBe(false);
  });

  it('replace nothing', async () => {
    const root = await repository();
    publisher.write({ 'job.yaml': JOB }, '.');
    writeFileSync(join(root, 'job.yaml'), JOB.replace('hello', 'mine'));
    const file = publisher.path('job.yaml');
    const done = await publisher.run('import', file, '--repository', root);
    expect(done.code).toBe(1);
    expect(done.stderr).toContain('import replaces nothing');
    expect(readFileSync(join(root, 'job.yaml'), 'utf8')).toContain('mine');
    writeFileSync(join(root, 'job.yaml'), JOB);
    const again = await publisher.run('import', file, '--repository', root);
    expect(again.stdout).toContain('there already');
  });

  it('go nowhere outside of a repository', async () => {
    const root = await repository();
    publisher.write({ 'job.yaml': JOB }, '.');
    const file = publisher.path('job.yaml');
    const done = await publisher.run(
      'import',
      file,
      '--repository',
      root,
      '--to',
      publisher.path('x'),
    );
    expect(done.code).toBe(1);
    expect(done.stderr).toContain('outside of the repository');
    const none = await publisher.run('import', file);
    expect(none.stderr).toContain('repository-missing');
  });
});

describe('jobs of a cluster', () => {
  let cluster: FakeCluster;
  beforeEach(async () => {
    cluster = await startFakeCluster();
    publisher.write({ token: cluster.token }, '.');
    const url = `${cluster.cluster.base}api/v2/jobs`;
    const headers = { 'Content-Type': 'text/yaml' };
    const body = WITH_SECRETS.replace('name: hello', 'name: training');
    const sent = await cluster.cluster.send({ method: 'POST', url, headers, body });
    expect(sent.status, sent.text).toBe(202);
  });
  afterEach(() => cluster.close());

  const importJob = (job: string, root: string) =>
    publisher.run(
      ...['import', job, '--repository', root, '--cluster', cluster.url],
      ...['--token-file', publisher.path('token')],
    );

  it('come with their protocols, without secrets', async () => {
    const root = await repository();
    const done = await importJob(`${cluster.user}~training`, root);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain('training.yaml: job, imported');
    expect(readFileSync(join(root, 'training.yaml'), 'utf8')).not.toContain(SECRET);
    expect(cluster.calls().slice(1)).toEqual([`GET /jobs/${cluster.user}~training/config`]);
    expect(done.stdout + done.stderr).not.toContain(cluster.token);
  });

  it('that are not there are told with what the cluster says', async () => {
    const root = await repository();
    const done = await importJob(`${cluster.user}~nothing`, root);
    expect(done.code).toBe(1);
    expect(done.stderr).toContain(`Reading the protocol of ${cluster.user}~nothing failed`);
    const wrong = await importJob('nothing', root);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('USER~JOB is expected');
  });

  it('whose names or protocols mean harm stay where they are', async () => {
    const root = await repository();
    expect((await importJob('ada~../../evil', root)).code).toBe(2);
    cluster.instead = () => ({ status: 200, body: 'a: &a [*a, *a]\n' });
    const done = await importJob(`${cluster.user}~training`, root);
    expect(done.code).toBe(1);
    expect(existsSync(join(root, 'training.yaml'))).toBe(false);
  });
});
