/** The list of a repository follows what happens to its files, by whatever means, and reads no more than it must. */
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { mayLeaveOut } from '../../fakes/zip-readers.ts';
import { createRepositoryWorld, IMAGE, job, pause, told } from './repository-world.ts';
import { PACKAGE } from '../../fakes/publisher.ts';

import type { Member } from '#core/model/repository.ts';
import type { RepositoryWorld } from './repository-world.ts';

let repo: RepositoryWorld;
beforeEach(() => {
  repo = createRepositoryWorld({
    'vision/a.yaml': job('a'),
    'vision/b.yml': job('b'),
    'images/ubuntu.json': JSON.stringify({
      type: 'dockerimage',
      name: 'ubuntu',
      uri: 'ubuntu:22.04',
    }),
    'notes/plan.yaml': 'todo: [much]\n',
    'notes/readme.md': 'type: job\n',
    'packages/hello/1.0.0/package.yaml': PACKAGE,
    'packages/hello/1.0.0/archive/job.yaml': job('hello'),
  });
});
afterEach(() => repo.remove());

const paths = async () => (await repo.open()).members.map(({ path }) => path);

describe('the list', () => {
  it('has components and packages wherever they lie, and nothing else', async () => {
    const { members } = await repo.open();
    expect(members.map(({ path, type, name, version }) => [path, type, name, version])).toEqual([
      ['images/ubuntu.json', 'dockerimage', 'ubuntu', ''],
      ['packages/hello/1.0.0/archive/job.yaml', 'job', 'hello', ''],
      ['packages/hello/1.0.0/package.yaml', 'package', 'hello', '1.0.0'],
      ['vision/a.yaml', 'job', 'a', ''],
      ['vision/b.yml', 'job', 'b', ''],
    ]);
    expect(members.filter(({ package: folder }) => folder).map(({ path }) => path)).toEqual([
      'packages/hello/1.0.0/archive/job.yaml',
      'packages/hello/1.0.0/package.yaml',
    ]);
    expect(members.every(({ invalid }) => invalid === undefined)).toBe(true);
  });

  it.each([
    ['job', job('x')],
    ['data', 'type: data\nname: cifar\nuri: ["https://example.org/cifar"]\n'],
    ['script', 'type: script\nname: train\nuri: "https://example.org/train"\n'],
    ['dockerimage', IMAGE],
    ['output', 'type: output\nname: model\nuri: "hdfs://example.org/model"\n'],
    ['package', PACKAGE],
  ])('takes a %s for what it is', async (type, text) => {
    repo.write({ [type === 'package' ? 'x/1.0/package.yaml' : 'x/1.0/x.yaml']: text });
    const found = (await repo.open()).members.find(({ path }) => path.startsWith('x/'));
    expect(found).toMatchObject({ type });
    expect(found?.invalid).toBeUndefined();
  });

  it('takes what is written in other ways for what it is, too', async () => {
    repo.write({
      'x/escaped.yaml': '"\\x74ype": dockerimage\nname: u\nuri: "u:1"\n',
      'x/one-line.json': '{"type":"dockerimage","name":"u","uri":"u:1"}',
      'x/question.yaml': '? type\n: dockerimage\nname: u\nuri: "u:1"\n',
    });
    const found = (await repo.open()).members.filter(({ path }) => path.startsWith('x/'));
    expect(found.map(({ type }) => type)).toEqual(['dockerimage', 'dockerimage', 'dockerimage']);
  });

  it('leaves out hidden folders, node_modules, built markets and what the settings say', async () => {
    repo.write({
      '.git/job.yaml': job('x'),
      'vision/.drafts/job.yaml': job('x'),
      'node_modules/x/job.yaml': job('x'),
      'market/packages.json': '[]',
      'market/categories.json': '[]',
      'market/packages/x/1.0.0/job.yaml': job('x'),
      'old/job.yaml': job('x'),
      'vision/x.bak.yaml': job('x'),
      '.pai-market/config.yaml': 'ignore: [/old, "*.bak.yaml"]\n',
    });
    expect(
      (await paths()).filter((path) => /old|bak|node_modules|market\/|\.git|drafts/.test(path)),
    ).toEqual([]);
  });

  it('is kept, so that the next access reads no file at all', async () => {
    await repo.open();
    await pause();
    await repo.open();
    repo.readPaths();
    const again = await repo.open();
    expect(repo.readPaths()).toEqual([]);
    expect(again.members).toHaveLength(5);
    expect(told(again)).toEqual([]);
  });

  it('reads only what has another stamp', async () => {
    await pause();
    await repo.open();
    repo.readPaths();
    repo.write({ 'vision/a.yaml': job('other') });
    expect(told(await repo.open())).toEqual(['~ vision/a.yaml']);
    expect(repo.readPaths()).toEqual(['vision/a.yaml']);
  });

  it('reads a file again that changed as the list was made, as git does', async () => {
    await repo.open();
    // Of the same size, at the same time by its own clock, within the same tick.
    const { atime, mtime } = statSync(repo.path('vision/a.yaml'));
    writeFileSync(repo.path('vision/a.yaml'), job('z'));
    utimesSync(repo.path('vision/a.yaml'), atime, mtime);
    expect(told(await repo.open())).toEqual(['~ vision/a.yaml']);
  });

  it('reads it again also when the list takes long to be written', async () => {
    const { open } = repo.world.repositories;
    repo.world.repositories.open = (named) => {
      const folder = open(named);
      const write: typeof folder.write = async (path, bytes) => {
        await pause();
        await pause();
        await folder.write(path, bytes);
      };
      return { ...folder, write };
    };
    await pause();
    repo.write({ 'vision/a.yaml': job('z') });
    await repo.open();
    repo.readPaths();
    await repo.open();
    expect(repo.readPaths()).toEqual(['vision/a.yaml']);
  });

  it('sees a change behind which somebody put the old time', async () => {
    await pause();
    await repo.open();
    const { atime, mtime } = statSync(repo.path('vision/a.yaml'));
    await pause();
    writeFileSync(repo.path('vision/a.yaml'), job('z'));
    utimesSync(repo.path('vision/a.yaml'), atime, mtime);
    expect(told(await repo.open())).toEqual(['~ vision/a.yaml']);
  });

  it('sees what was moved by hand, and does not take it for new', async () => {
    await repo.open();
    renameSync(repo.path('vision'), repo.path('seeing'));
    renameSync(repo.path('packages/hello'), repo.path('packages/hallo'));
    const { members, ...now } = await repo.open();
    expect(told(now)).toEqual([
      'packages/hello/1.0.0/archive/job.yaml -> packages/hallo/1.0.0/archive/job.yaml',
      'packages/hello/1.0.0/package.yaml -> packages/hallo/1.0.0/package.yaml',
      'vision/a.yaml -> seeing/a.yaml',
      'vision/b.yml -> seeing/b.yml',
    ]);
    expect(members.find(({ type }) => type === 'package')?.name).toBe('hallo');
  });

  it('touches no file that only became newer', async () => {
    await repo.open();
    await pause();
    utimesSync(repo.path('vision/a.yaml'), new Date(), new Date());
    expect(told(await repo.open())).toEqual([]);
  });

  it('does not look into a file twice that is none of ours', async () => {
    await pause();
    await repo.open();
    expect(repo.readPaths()).toContain('notes/plan.yaml');
    await repo.open();
    expect(repo.readPaths()).toEqual([]);
    repo.write({ 'notes/plan.yaml': IMAGE });
    expect(told(await repo.open())).toEqual(['+ notes/plan.yaml']);
  });
});

describe.skipIf(mayLeaveOut('git'))('what git does', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      cwd: repo.root,
      stdio: 'pipe',
    });

  it('is seen: commits, other branches, moves', async () => {
    repo.write({ '.pai-market/.gitignore': 'state/\n', '.pai-market/config.yaml': '' });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'First');
    const first = await repo.open();
    git('checkout', '-qb', 'other');
    git('mv', 'vision', 'seeing');
    repo.write({ 'seeing/b.yml': job('changed'), 'more/c.yaml': job('c') });
    git('rm', '-q', 'images/ubuntu.json');
    git('add', '.');
    git('commit', '-qm', 'Second');
    expect(git('ls-files').toString()).not.toContain('.pai-market/state');
    const second = await repo.open();
    expect(told(second)).toContain('vision/a.yaml -> seeing/a.yaml');
    expect(told(second)).toContain('- images/ubuntu.json');
    git('checkout', '-q', 'main');
    const back = await repo.open();
    expect(back.members).toEqual(first.members);
    git('checkout', '-q', 'other');
    expect((await repo.open()).members).toEqual(second.members);
  });
});

describe('what is lost of the state', () => {
  it.each([
    ['all of it', () => rmSync(repo.path('.pai-market/state'), { recursive: true })],
    ['half of the list', () => repo.write({ '.pai-market/state/files.json': '{"format":' })],
    ['the list, for another', () => repo.write({ '.pai-market/state/files.json': '[]' })],
  ])('is made anew: %s', async (_, lose) => {
    const before = await repo.open();
    lose();
    const after = await repo.open();
    expect(after.members).toEqual(before.members);
    expect(existsSync(repo.path('.pai-market/state/files.json'))).toBe(true);
  });

  it('is not believed where a stranger wrote it', async () => {
    const before = await repo.open();
    const evil = {
      path: 'vision/a.yaml',
      type: 'job',
      name: 'evil',
      version: '',
      size: 1,
      digest: 'f'.repeat(64),
      stamp: '1 1 1 1',
      changed: 1,
    };
    repo.write({
      '.pai-market/state/files.json': JSON.stringify({
        format: 'pai-market-repository/1',
        looked: 4e12,
        files: [evil, { ...evil, path: '../../etc/passwd' }],
      }),
    });
    expect((await repo.open()).members).toEqual(before.members);
  });
});

describe('a member', () => {
  const first = (members: readonly Member[]) =>
    members.find(({ path }) => path === 'vision/a.yaml')!;

  it('is read with the bytes that were listed', async () => {
    await pause();
    const { members, read } = await repo.open();
    expect(Buffer.from(await read(first(members))).toString()).toBe(job('a'));
    const again = await repo.open();
    expect(Buffer.from(await again.read(first(again.members))).toString()).toBe(job('a'));
  });

  it('is refused when it was changed since', async () => {
    await pause();
    await repo.open();
    const { members, read } = await repo.open();
    repo.write({ 'vision/a.yaml': job('other') });
    await expect(read(first(members))).rejects.toMatchObject({ code: 'source-invalid' });
  });
});
