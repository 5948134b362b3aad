/** `pai-market add`: what comes in was checked, is whole, and replaces nothing. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { IMAGE, job } from '../flows/repository/repository-world.ts';
import { PACKAGE, sourceFiles } from '../fakes/publisher.ts';
import { createKeeper } from './repository-world.ts';

import type { Keeper } from './repository-world.ts';

let keeper: Keeper;
beforeEach(async () => void (keeper = await createKeeper({ 'there.yaml': job('there') })));
afterEach(() => keeper.remove());

/** Files beside the repository. */
const outside = (files: Record<string, string | Uint8Array>) => keeper.write(files, 'outside');
const out = (name: string) => keeper.path('outside', name);

describe('add of files', () => {
  it('tells that a file is not there, also where that would be in the repository', async () => {
    const run = await keeper.run('add', 'lost.yaml');
    expect([run.code, run.stderr]).toEqual([2, 'pai-market add: lost.yaml is not there.\n']);
  });

  it('copies them into the folder that is named, which it makes', async () => {
    outside({ 'a.yaml': job('a'), 'u.json': '{"type":"dockerimage","name":"u","uri":"u:1"}' });
    const run = await keeper.run(
      'add',
      out('a.yaml'),
      out('u.json'),
      '--to',
      'vision/new',
      '--json',
    );
    expect(run.json()).toMatchObject({
      verdict: 'good',
      added: [
        { path: 'vision/new/a.yaml', type: 'job' },
        { path: 'vision/new/u.json', type: 'dockerimage' },
      ],
      ...{ present: [], findings: [] },
    });
    expect(keeper.text('vision/new/a.yaml')).toBe(job('a'));
  });

  it('copies them to where one is', async () => {
    outside({ 'a.yaml': job('a') });
    await keeper.run('mkdir', 'vision');
    keeper.go('vision');
    expect((await keeper.run('add', out('a.yaml'))).stdout).toBe('vision/a.yaml (job): added\n');
  });

  it('finds the same file there already, and never replaces another', async () => {
    outside({ 'there.yaml': job('there') });
    const same = await keeper.run('add', out('there.yaml'));
    expect([same.code, same.stdout]).toEqual([0, 'there.yaml: is there already\n']);
    outside({ 'there.yaml': job('other') });
    const other = await keeper.run('add', out('there.yaml'));
    expect([other.code, keeper.text('there.yaml')]).toEqual([1, job('there')]);
  });

  it('adds nothing when one of them is bad, and tells of all that are', async () => {
    outside({
      'good.yaml': job('good'),
      'bad.yaml': job('bad').replace('instances: 1', 'instances: 0'),
      'notes.yaml': 'todo: much\n',
      'job.txt': job('text'),
      'package.yaml': PACKAGE,
    });
    const names = ['good.yaml', 'bad.yaml', 'notes.yaml', 'job.txt', 'package.yaml'];
    const run = await keeper.run('add', ...names.map(out), '--json');
    expect(run.code).toBe(1);
    const { code, added, findings } = run.json();
    expect([code, added]).toEqual(['protocol-invalid', []]);
    expect(findings.map(({ file }: { file: string }) => file)).toEqual(names.slice(1).map(out));
    expect(keeper.has('good.yaml')).toBe(false);
  });

  it('says of a file of the repository that it is tracked, or why it is not', async () => {
    const tracked = await keeper.run('add', keeper.at('there.yaml'));
    expect([tracked.code, tracked.stderr]).toEqual([0, expect.stringContaining('tracked already')]);
    keeper.write({ 'notes.yaml': 'a: b\n' }, 'repo');
    expect(await keeper.run('add', keeper.at('notes.yaml'))).toMatchObject({ code: 1 });
  });

  it.each(['../elsewhere', '.hidden', '.pai-market', '.pai-market/state'])(
    'takes no folder %s',
    async (to) => {
      outside({ 'a.yaml': job('a') });
      expect(await keeper.run('add', out('a.yaml'), '--to', to)).toMatchObject({ code: 2 });
    },
  );

  it('takes no folder that is left out, where they would not be tracked', async () => {
    outside({ 'a.yaml': job('a') });
    keeper.write({ '.pai-market/config.yaml': 'ignore: [drafts/]\n' }, 'repo');
    const run = await keeper.run('add', out('a.yaml'), '--to', 'drafts/mine');
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('leaves out drafts')]);
  });

  it('goes through no link in the repository', async () => {
    outside({ 'a.yaml': job('a'), 'target/x': '' });
    symlinkSync(out('target'), keeper.at('link'));
    const run = await keeper.run('add', out('a.yaml'), '--to', 'link');
    expect(run.code).not.toBe(0);
    expect(keeper.has('../outside/target/a.yaml')).toBe(false);
  });

  it('only tells in a dry run', async () => {
    outside({ 'a.yaml': job('a') });
    const run = await keeper.run('add', out('a.yaml'), '--dry-run');
    expect(run.stdout).toBe('a.yaml (job): would be added\n');
    expect(keeper.has('a.yaml')).toBe(false);
  });
});

describe('add of folders', () => {
  it('brings in packages with all their files', async () => {
    keeper.write(sourceFiles(), 'outside');
    const run = await keeper.run('add', out('packages'));
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout.split('\n')).toContain('packages/hello/1.0.0/package.yaml (package): added');
    expect(keeper.text('packages/hello/1.1.0/README.md')).toBe('# Hello 1.1.0\n');
    expect(keeper.text('packages/hello/1.1.0/archive/data/numbers.txt')).toHaveLength(3000);
    const again = await keeper.run('add', out('packages'));
    expect(again.stdout).toBe('packages: is there already\n');
  });

  it('leaves outside what is no part of a package, and says so', async () => {
    keeper.write(sourceFiles(), 'outside');
    const below = 'packages/hello/1.0.0/archive';
    outside({
      [`${below}/.git/config`]: 'x',
      [`${below}/.env`]: 'TOKEN=x',
      [`${below}/notes.txt`]: '-----BEGIN PRIVATE KEY-----\nabc\n',
      [`${below}/.cache/x`]: 'x',
    });
    const run = await keeper.run('add', out('packages'));
    expect(run.code).toBe(0);
    expect(run.stderr.match(/file-excluded/g)).toHaveLength(4);
    for (const name of ['.git', '.env', 'notes.txt', '.cache']) {
      expect(keeper.has(`${below}/${name}`)).toBe(false);
    }
    expect((await keeper.run('add', out('packages'))).stdout).toContain('is there already');
  });

  it.each<[string, (below: string) => void, string]>([
    ['a link', (below) => symlinkSync('/etc/passwd', `${below}/archive/link`), 'symbolic link'],
    [
      'a package.yaml that does not do',
      (below) => writeFileSync(`${below}/package.yaml`, 'label: x\n'),
      'description',
    ],
  ])('brings in nothing with %s', async (_, spoil, words) => {
    keeper.write(sourceFiles(), 'outside');
    spoil(out('packages/hello/1.0.0'));
    const run = await keeper.run('add', out('packages'));
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(keeper.has('packages')).toBe(false);
  });

  it('brings in nothing where there is nothing of ours, or nothing at all', async () => {
    outside({ 'x/notes.md': 'x' });
    expect(await keeper.run('add', out('x'))).toMatchObject({ code: 1 });
    expect(await keeper.run('add', out('nowhere'))).toMatchObject({ code: 2 });
    expect(await keeper.run('add', `${out('x')}/..`)).toMatchObject({ code: 2 });
  });

  it('takes no two things to one place', async () => {
    outside({ 'a/x.yaml': IMAGE, 'b/x.yaml': job('x') });
    expect(await keeper.run('add', out('a/x.yaml'), out('b/x.yaml'))).toMatchObject({ code: 2 });
    expect(keeper.has('x.yaml')).toBe(false);
  });
});
