/** `init`, `status` and `mkdir` as users run them. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { job } from '../flows/repository/repository-world.ts';
import { createPublisher, JOB, sourceFiles } from '../fakes/publisher.ts';
import { createKeeper } from './repository-world.ts';

import type { Publisher } from '../fakes/publisher.ts';
import type { Keeper } from './repository-world.ts';

describe('pai-market init', () => {
  let publisher: Publisher;
  beforeEach(() => void (publisher = createPublisher()));
  afterEach(() => publisher.remove());

  it('makes a folder with all that lies in it a repository, whose state git leaves out', async () => {
    publisher.write(sourceFiles(), 'repo');
    const run = await publisher.run('init', publisher.path('repo'), '--json');
    expect(run.json()).toMatchObject({ verdict: 'good', code: null, made: true, files: 4 });
    expect(readFileSync(publisher.path('repo/.pai-market/.gitignore'), 'utf8')).toBe('state/\n');
    const { files } = JSON.parse(
      readFileSync(publisher.path('repo/.pai-market/state/files.json'), 'utf8'),
    ) as { files: { path: string; type: string; digest: string; stamp: string }[] };
    expect(files).toContainEqual(
      expect.objectContaining({
        path: 'packages/hello/1.0.0/archive/job.yaml',
        type: 'job',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        stamp: expect.stringMatching(/^\d/) as string,
      }),
    );
  });

  it('makes a folder that is not there, and has settings that other commands read', async () => {
    expect(await publisher.run('init', publisher.path('new/one'))).toMatchObject({ code: 0 });
    const run = await publisher.run('config', '--repository', publisher.path('new/one'));
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  it('changes nothing that is there, and adds what is missing', async () => {
    await publisher.run('init', publisher.path('repo'));
    const ignored = publisher.path('repo/.pai-market/.gitignore');
    const config = publisher.path('repo/.pai-market/config.yaml');
    writeFileSync(ignored, '*.tmp');
    writeFileSync(config, 'ignore: [x]\n');
    const run = await publisher.run('init', publisher.path('repo'), '--json');
    expect(run.json()).toMatchObject({ made: true });
    expect(readFileSync(ignored, 'utf8')).toBe('*.tmp\nstate/\n');
    expect(readFileSync(config, 'utf8')).toBe('ignore: [x]\n');
    const again = await publisher.run('init', publisher.path('repo'));
    expect(again.stdout).toContain('already');
  });

  it('tells of the repository that it is nested in', async () => {
    await publisher.run('init', publisher.path('repo'));
    const run = await publisher.run('init', publisher.path('repo/team'));
    expect(run.stderr).toContain(publisher.path('repo'));
    const inner = await publisher.run('init', publisher.path('repo/.pai-market/x'));
    expect(inner).toMatchObject({ code: 2 });
  });

  it('refuses a folder that has a file in the place of its own', async () => {
    publisher.write({ '.pai-market': 'mine\n' }, 'repo');
    const run = await publisher.run('init', publisher.path('repo'), '--json');
    expect([run.code, run.json().code]).toEqual([1, 'repository-invalid']);
    expect(readFileSync(publisher.path('repo/.pai-market'), 'utf8')).toBe('mine\n');
  });
});

describe('pai-market status', () => {
  let keeper: Keeper;
  beforeEach(
    async () =>
      void (keeper = await createKeeper({
        ...(sourceFiles() as Record<string, string>),
        'a.yaml': JOB,
      })),
  );
  afterEach(() => keeper.remove());

  it('counts what is there', async () => {
    const run = await keeper.run('status');
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toBe(`${keeper.at()}: 3 job, 2 package\n`);
  });

  it('tells what changed since it was last asked, whoever did it, and tells it once', async () => {
    await keeper.run('status');
    writeFileSync(keeper.at('b.yaml'), job('b'));
    renameSync(keeper.at('a.yaml'), keeper.at('moved.yaml'));
    rmSync(keeper.at('packages/hello/1.1.0'), { recursive: true });
    writeFileSync(keeper.at('packages/hello/1.0.0/archive/job.yaml'), job('changed'));
    // Others may look meanwhile: what they bring up to date is told all the same.
    await keeper.run('mkdir', 'x');
    const kept = await keeper.run('status', '--keep');
    const run = await keeper.run('status');
    expect(run.stdout).toBe(kept.stdout);
    expect(run.stdout.split('\n').slice(1)).toEqual([
      '',
      'Changed since the last status:',
      '  added    b.yaml (job b)',
      '  changed  packages/hello/1.0.0/archive/job.yaml (job changed)',
      '  moved    a.yaml -> moved.yaml (job hello)',
      '  removed  packages/hello/1.1.0/archive/job.yaml (job hello)',
      '  removed  packages/hello/1.1.0/package.yaml (package hello 1.1.0)',
      '',
    ]);
    expect((await keeper.run('status')).stdout.split('\n')).toHaveLength(2);
  });

  it('says what is broken and why, and is then no success', async () => {
    writeFileSync(keeper.at('a.yaml'), JOB.replace('instances: 1', 'instances: many'));
    const run = await keeper.run('status');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('  a.yaml (job hello): ');
    expect(run.stdout).toContain('instances');
    const { verdict, code, invalid } = (await keeper.run('status', '--json')).json();
    expect([verdict, code, invalid[0].path]).toEqual(['refused', 'source-invalid', 'a.yaml']);
  });

  it('lets no name of a file or component begin a line of its own', async () => {
    const forged = '\n/repo: 1 job\nBroken:\n  good.yaml (job good): no';
    writeFileSync(keeper.at(`x\nadded by nobody.yaml`), job('x'));
    writeFileSync(
      keeper.at('y.yaml'),
      JSON.stringify({ type: 'data', protocolVersion: 2, name: `y${forged}` }),
    );
    const { stdout } = await keeper.run('status');
    expect(stdout).toContain('y.yaml (data y /repo: 1 job Broken:   good.yaml (job good): no): ');
    expect(stdout).not.toMatch(/^(?:added by|\/repo: 1| {2}good)/m);
    const mv = await keeper.run('mv', `x\nadded by nobody.yaml`, 'z');
    expect(mv.stdout.split('\n')).toHaveLength(2);
  });

  it('finds the repository upwards from the working folder', async () => {
    keeper.go('packages/hello/1.0.0');
    expect((await keeper.run('status', '--json')).json().root).toBe(keeper.at());
  });

  it('says where none is', async () => {
    keeper.go('..');
    const run = await keeper.run('status', '--json');
    expect([run.code, run.json().code]).toEqual([1, 'repository-missing']);
  });

  it('prints no control characters of names that strangers chose', async () => {
    writeFileSync(
      keeper.at('evil\u001b[2J\u202e.yaml'),
      job('x').replace('name: x', 'name: "\\e[31mred"'),
    );
    await keeper.run('status', '--keep');
    const { stdout } = await keeper.run('status');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    expect((await keeper.run('status', '--json')).code).toBeLessThan(2);
  });
});

describe('pai-market mkdir', () => {
  let keeper: Keeper;
  beforeEach(async () => void (keeper = await createKeeper()));
  afterEach(() => keeper.remove());

  it('makes folders below the working folder, and those on the way', async () => {
    mkdirSync(keeper.at('vision'));
    keeper.go('vision');
    const run = await keeper.run('mkdir', 'a/b', '.', '--json');
    expect(run.json().folders).toEqual([
      { path: 'vision/a/b', made: true },
      { path: 'vision', made: false },
    ]);
    expect(keeper.has('vision/a/b')).toBe(true);
  });

  it.each([
    '../outside',
    '/tmp/outside',
    '.hidden',
    'a/.git/b',
    'node_modules',
    'a\u0007b',
    'a\\b',
    '.pai-market/x',
  ])('makes none called %j, and nothing beside it', async (name) => {
    const run = await keeper.run('mkdir', 'good', '--', name);
    expect(run.code).toBe(2);
    expect(keeper.has('good')).toBe(false);
  });

  it('makes none in the place of a file', async () => {
    writeFileSync(keeper.at('file'), '');
    expect(await keeper.run('mkdir', 'file')).toMatchObject({ code: 2 });
    expect(await keeper.run('mkdir', 'file/below')).toMatchObject({ code: 2 });
  });
});
