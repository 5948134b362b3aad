/** The folder of a repository on the disk: changes are single steps, replace nothing and lead nowhere else. */
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  linkSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createRepositories } from '#adapters/node/repositories.ts';

import type { Repositories, RepositoryFolder, WalkOptions } from '#core/publisher-ports.ts';

let base: string;
let root: string;
let repositories: Repositories;
let folder: RepositoryFolder;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'pai-folder-')));
  root = join(base, 'repo');
  mkdirSync(join(root, 'a/b'), { recursive: true });
  writeFileSync(join(root, 'a/b/x.yaml'), 'x');
  writeFileSync(join(root, 'y.yaml'), 'yy');
  repositories = createRepositories(() => root);
  folder = repositories.open('.');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const ALL: WalkOptions = { skip: () => false, enter: () => true, stamps: () => true, most: 100 };

describe('a walk', () => {
  it('lists all, links as links, with stamps of files', async () => {
    symlinkSync('/etc', join(root, 'link'));
    const entries = await folder.walk(ALL);
    expect(entries.map(({ path, kind, size }) => [path, kind, size]).sort()).toEqual([
      ['a', 'folder', 0],
      ['a/b', 'folder', 0],
      ['a/b/x.yaml', 'file', 1],
      ['link', 'link', 0],
      ['y.yaml', 'file', 2],
    ]);
    expect(
      entries
        .filter(({ stamp }) => stamp !== '')
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['a/b/x.yaml', 'y.yaml']);
  });

  it('enters what it is told to', async () => {
    const entries = await folder.walk({ ...ALL, enter: (below) => below !== 'a/b' });
    expect(entries.map(({ path }) => path).sort()).toEqual(['a', 'a/b', 'y.yaml']);
    const others = await folder.walk({ ...ALL, skip: (path) => path === 'a' });
    expect(others.map(({ path }) => path)).toEqual(['y.yaml']);
  });

  it('ends at a number of entries, and at a depth', async () => {
    await expect(folder.walk({ ...ALL, most: 3 })).rejects.toMatchObject({
      code: 'repository-invalid',
    });
    mkdirSync(join(root, 'd/'.repeat(105)), { recursive: true });
    await expect(folder.walk({ ...ALL, most: 1000 })).rejects.toMatchObject({
      code: 'repository-invalid',
    });
  });

  it('tells of a name that is not UTF-8, and of nothing else that is special', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0x2e, 0x79])]), 'x');
    const entries = await folder.walk(ALL);
    expect(entries.filter(({ kind }) => kind === 'other')).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)('names a folder that may not be read', async () => {
    chmodSync(join(root, 'a'), 0);
    await expect(folder.walk(ALL)).rejects.toThrow('no permission');
    chmodSync(join(root, 'a'), 0o755);
  });
});

describe('a move', () => {
  it('takes files and folders to names where nothing is', async () => {
    await folder.move('y.yaml', 'new/z.yaml');
    await folder.move('a', 'new/a');
    expect(readFileSync(join(root, 'new/z.yaml'), 'utf8')).toBe('yy');
    expect(readdirSync(root)).toEqual(['new']);
  });

  it.each([
    ['y.yaml', 'a/b/x.yaml'],
    ['y.yaml', 'a'],
    ['a', 'y.yaml'],
    ['a', 'empty'],
    ['none', 'x'],
  ])('from %s to %s is refused', async (from, to) => {
    mkdirSync(join(root, 'empty'));
    await expect(folder.move(from, to)).rejects.toThrow();
    expect(readFileSync(join(root, 'y.yaml'), 'utf8')).toBe('yy');
    expect(readFileSync(join(root, 'a/b/x.yaml'), 'utf8')).toBe('x');
  });

  it('ends one that was killed between its two steps', async () => {
    linkSync(join(root, 'y.yaml'), join(root, 'z.yaml'));
    await folder.move('y.yaml', 'z.yaml');
    expect(readdirSync(root).sort()).toEqual(['a', 'z.yaml']);
  });

  it('keeps one of two names where a file is moved to itself', async () => {
    await expect(folder.move('y.yaml', 'y.yaml')).rejects.toThrow();
    expect(readFileSync(join(root, 'y.yaml'), 'utf8')).toBe('yy');
  });
});

describe('paths', () => {
  const hostile = [
    '../outside',
    'a/../../outside',
    '/etc/x',
    '',
    '.',
    'a//b',
    'a\\b',
    'a\0b',
    'link/x',
  ];

  it.each(hostile)('%j leads nowhere, whatever is asked for', async (path) => {
    mkdirSync(join(base, 'target'));
    writeFileSync(join(base, 'target/x'), 'kept');
    symlinkSync(join(base, 'target'), join(root, 'link'));
    const bytes = new Uint8Array([1]);
    await expect(folder.write(path, bytes)).rejects.toThrow();
    await expect(folder.move('y.yaml', path)).rejects.toThrow();
    await expect(folder.discard(path, 'aside')).rejects.toThrow();
    await expect(folder.discard('y.yaml', path)).rejects.toThrow();
    await expect(folder.makeFolder(path === 'link/x' ? 'link/x/y' : path)).rejects.toThrow();
    await expect(folder.stat(path)).rejects.toThrow();
    expect(readdirSync(base).sort()).toEqual(['repo', 'target']);
    expect(readFileSync(join(base, 'target/x'), 'utf8')).toBe('kept');
    expect(readFileSync(join(root, 'y.yaml'), 'utf8')).toBe('yy');
  });

  it('that end in a link are written neither through it nor in its place', async () => {
    writeFileSync(join(base, 'target'), 'kept');
    symlinkSync(join(base, 'target'), join(root, 'link'));
    await expect(folder.write('link', new Uint8Array([1]))).rejects.toThrow('symbolic link');
    expect(readFileSync(join(base, 'target'), 'utf8')).toBe('kept');
  });

  it('of users are told as places below the root', async () => {
    symlinkSync(root, join(base, 'alias'));
    expect(await repositories.below(root, 'a/b')).toBe('a/b');
    expect(await repositories.below(root, '.')).toBe('');
    expect(await repositories.below(root, './a/../new/x')).toBe('new/x');
    expect(await repositories.below(root, join(base, 'alias/a'))).toBe('a');
    expect(await repositories.below(join(base, 'alias'), join(root, 'a'))).toBe('a');
    expect(await repositories.below(root, '..')).toBeUndefined();
    expect(await repositories.below(root, join(base, 'repository'))).toBeUndefined();
  });
});

describe('what is removed', () => {
  it('goes whole, and leaves nothing aside', async () => {
    await folder.discard('a', 'aside');
    await folder.discard('y.yaml', 'aside');
    expect(readdirSync(root)).toEqual([]);
  });

  it('goes the next time where it was set aside by one that was killed', async () => {
    mkdirSync(join(root, 'aside/left'), { recursive: true });
    await folder.discard('aside', 'aside');
    expect(readdirSync(root).sort()).toEqual(['a', 'y.yaml']);
  });
});

describe('the repository upwards', () => {
  it.skipIf(process.getuid?.() !== 0)(
    'of another user is not taken from above, only when one is in it',
    async () => {
      mkdirSync(join(root, '.pai-market'));
      for (const path of [root, join(root, '.pai-market')]) chownSync(path, 12_345, 12_345);
      await expect(repositories.find(join(root, 'a'))).rejects.toMatchObject({
        code: 'repository-invalid',
      });
      expect(await repositories.find(root)).toBe(root);
      // A checkout that belongs to another user as a whole, as in containers.
      chownSync(join(root, 'a'), 12_345, 12_345);
      expect(await repositories.find(join(root, 'a'))).toBe(root);
    },
  );

  it('is the nearest, and no link', async () => {
    mkdirSync(join(root, '.pai-market'));
    symlinkSync(join(root, '.pai-market'), join(root, 'a/.pai-market'));
    expect(await repositories.find(join(root, 'a/b'))).toBe(root);
    expect(await repositories.find(base)).toBeUndefined();
  });
});
