/** `mv` and `rm`: nothing is overwritten, and nothing that a package names goes unless it must. */
import { readdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { IMAGE, job } from '../flows/repository/repository-world.ts';
import { PACKAGE, sourceFiles } from '../fakes/publisher.ts';
import { createKeeper } from './repository-world.ts';

import type { Keeper } from './repository-world.ts';

let keeper: Keeper;
beforeEach(async () => {
  keeper = await createKeeper({
    ...(sourceFiles() as Record<string, string>),
    'a.yaml': job('a'),
    'b.yaml': job('b'),
    'notes/plan.md': 'Plan.\n',
    'vision/x.yaml': IMAGE,
  });
});
afterEach(() => keeper.remove());

/** The state holds nothing but what a finished command keeps. */
const leftovers = () =>
  readdirSync(keeper.at('.pai-market/state')).filter(
    (name) => !/^(?:clock|(?:files|seen|last-change)\.json)$/.test(name),
  );

describe('mv', () => {
  it('moves files into a folder, and renames a single one', async () => {
    expect(await keeper.run('mv', 'a.yaml', 'b.yaml', 'notes/plan.md', 'vision')).toMatchObject({
      ...{ code: 0, stderr: '' },
      stdout:
        'a.yaml -> vision/a.yaml: moved\nb.yaml -> vision/b.yaml: moved\nnotes/plan.md -> vision/plan.md: moved\n',
    });
    await keeper.run('mv', 'vision/a.yaml', 'new/place/c.yaml');
    expect(keeper.text('new/place/c.yaml')).toBe(job('a'));
    expect(leftovers()).toEqual([]);
  });

  it('moves folders, into others and to new names', async () => {
    await keeper.run('mv', 'vision', 'notes');
    expect(keeper.has('notes/vision/x.yaml')).toBe(true);
    await keeper.run('mv', 'notes/vision', 'seeing');
    expect(keeper.has('seeing/x.yaml')).toBe(true);
  });

  it('means paths as they are seen from the working folder', async () => {
    keeper.go('vision');
    expect((await keeper.run('mv', '../a.yaml', '.')).stdout).toContain('a.yaml -> vision/a.yaml');
  });

  it.each([
    ['a file over a file', ['a.yaml', 'b.yaml']],
    ['a file over one in the folder', ['a.yaml', 'taken']],
    ['a folder over a file', ['vision', 'a.yaml']],
    ['two files to one name', ['a.yaml', 'b.yaml', 'c.yaml']],
    ['what is not there', ['none.yaml', 'vision']],
    ['a folder into itself', ['vision', 'vision/deeper']],
    ['a file to itself', ['a.yaml', 'a.yaml']],
    ['the repository', ['.', 'vision']],
    ['what is outside', ['../outside.yaml', 'vision']],
    ['to a place outside', ['a.yaml', '..']],
    ['what is pai-market’s own', ['.pai-market/config.yaml', 'vision']],
    ['to a hidden name', ['a.yaml', '.a.yaml']],
  ])('refuses to move %s', async (_, argv) => {
    keeper.write({ 'taken/a.yaml': job('taken'), '../outside.yaml': job('o') }, 'repo');
    const run = await keeper.run('mv', ...argv);
    expect(run.code).toBe(2);
    expect([keeper.text('a.yaml'), keeper.text('b.yaml')]).toEqual([job('a'), job('b')]);
  });

  it('does not move through links, nor links', async () => {
    symlinkSync(keeper.folder, keeper.at('link'));
    expect((await keeper.run('mv', 'a.yaml', 'link/a.yaml')).code).not.toBe(0);
    expect(await keeper.run('mv', 'link', 'other')).toMatchObject({ code: 2 });
    expect(keeper.has('a.yaml')).toBe(true);
  });

  it.each([
    [
      'a file that an action names',
      'packages/hello/1.0.0/archive/job.yaml',
      'names packages/hello/1.0.0/archive/job.yaml',
    ],
    [
      'a folder with such a file',
      'packages/hello/1.0.0/archive',
      'names packages/hello/1.0.0/archive/job.yaml',
    ],
    ['the licence', 'packages/hello/1.0.0/license.txt', 'names packages/hello/1.0.0/license.txt'],
    [
      'the package.yaml itself',
      'packages/hello/1.0.0/package.yaml',
      'makes packages/hello/1.0.0 a package',
    ],
    [
      'a package that its folders name',
      'packages/hello/1.0.0',
      'is hello 1.0.0 by the names of its folders',
    ],
  ])('keeps %s in its place', async (_, path, words) => {
    const run = await keeper.run('mv', path, 'elsewhere');
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(keeper.has(path)).toBe(true);
    expect(await keeper.run('mv', path, 'elsewhere', '--force')).toMatchObject({ code: 0 });
    expect(keeper.has('elsewhere')).toBe(true);
  });

  it('moves a package that says itself what it is, and files that nobody names', async () => {
    keeper.write({ 'own/package.yaml': `name: own\nversion: "1.0"\n${PACKAGE}` }, 'repo');
    expect(await keeper.run('mv', 'own', 'anywhere')).toMatchObject({ code: 0 });
    const data = 'packages/hello/1.0.0/archive/data/numbers.txt';
    expect(await keeper.run('mv', data, 'notes')).toMatchObject({ code: 0 });
  });

  it('only tells in a dry run', async () => {
    const run = await keeper.run('mv', 'a.yaml', 'vision', '--dry-run');
    expect(run.stdout).toBe('a.yaml -> vision/a.yaml: would be moved\n');
    expect(keeper.has('a.yaml')).toBe(true);
  });

  it('that was done already, before it was killed, is done', async () => {
    await keeper.run('mv', 'a.yaml', 'b.yaml', 'vision');
    const run = await keeper.run('mv', 'a.yaml', 'b.yaml', 'vision');
    expect([run.code, run.stdout]).toEqual([
      0,
      'a.yaml -> vision/a.yaml: moved already\nb.yaml -> vision/b.yaml: moved already\n',
    ]);
    await keeper.run('mv', 'vision', 'seeing');
    const folder = await keeper.run('mv', 'vision', 'seeing');
    expect(folder.stdout).toBe('vision -> seeing: moved already\n');
    expect(await keeper.run('mv', 'a.yaml', 'b.yaml', 'vision')).toMatchObject({ code: 2 });
  });
});

describe('rm', () => {
  it('removes files, and folders with --recursive', async () => {
    const run = await keeper.run('rm', 'a.yaml', 'vision', '--recursive', '--json');
    expect(run.json()).toMatchObject({
      removals: [
        { path: 'a.yaml', already: false },
        { path: 'vision', already: false },
      ],
      members: [{ path: 'a.yaml' }, { path: 'vision/x.yaml' }],
    });
    expect([keeper.has('a.yaml'), keeper.has('vision')]).toEqual([false, false]);
    expect(leftovers()).toEqual([]);
  });

  it.each([
    ['a folder without --recursive', ['vision']],
    ['what is not there', ['none.yaml']],
    ['the repository', ['.', '--recursive']],
    ['what is outside', ['../outside.yaml']],
    ['what is pai-market’s own', ['.pai-market', '--recursive', '--force']],
  ])('refuses %s, and removes nothing', async (_, argv) => {
    keeper.write({ '../outside.yaml': job('o') }, 'repo');
    expect(await keeper.run('rm', 'a.yaml', ...argv)).toMatchObject({ code: 2 });
    expect(keeper.has('a.yaml')).toBe(true);
  });

  it('removes a link, never what it leads to', async () => {
    keeper.write({ 'outside/kept.txt': 'kept' }, '.');
    symlinkSync(keeper.path('outside'), keeper.at('link'));
    expect((await keeper.run('rm', 'link/kept.txt')).code).not.toBe(0);
    expect(await keeper.run('rm', 'link', '--recursive')).toMatchObject({ code: 0 });
    expect(keeper.has('../outside/kept.txt')).toBe(true);
    expect(keeper.has('link')).toBe(false);
  });

  it('keeps what a package names, and what another package needs', async () => {
    keeper.write(
      {
        'packages/user/1.0.0/package.yaml': `${PACKAGE}  - type: install_package\n    arguments:\n      - { name: name, value: hello }\n      - { name: version, value: "[1.0.0,1.1.0)" }\n`,
        'packages/user/1.0.0/license.txt': 'Free.\n',
        'packages/user/1.0.0/archive/job.yaml': job('user'),
      },
      'repo',
    );
    const needed = await keeper.run('rm', '--recursive', 'packages/hello/1.0.0');
    expect([needed.code, needed.stderr]).toEqual([
      1,
      expect.stringContaining('packages/user/1.0.0/package.yaml needs hello'),
    ]);
    expect(await keeper.run('rm', '--recursive', 'packages/hello/1.1.0')).toMatchObject({
      code: 0,
    });
    expect(await keeper.run('rm', 'packages/user/1.0.0/license.txt')).toMatchObject({ code: 1 });
    expect(await keeper.run('rm', '--recursive', 'packages')).toMatchObject({ code: 0 });
  });

  it('keeps what another package takes a component from', async () => {
    keeper.write(
      {
        'packages/images/1.0.0/package.yaml': PACKAGE.replace(/actions:[^]*/, 'actions: []\n'),
        'packages/images/1.0.0/archive/ubuntu.yaml': IMAGE,
        'packages/user/1.0.0/package.yaml': `${PACKAGE}      - name: prerequisites\n        value: [{ package: images, version: "1.0.0", file: ubuntu.yaml }]\n`,
      },
      'repo',
    );
    const run = await keeper.run('rm', 'packages/images/1.0.0/archive/ubuntu.yaml');
    expect([run.code, run.stderr]).toEqual([
      1,
      expect.stringContaining('takes packages/images/1.0.0/archive/ubuntu.yaml'),
    ]);
  });

  it('only tells in a dry run', async () => {
    const run = await keeper.run('rm', '--recursive', 'vision', '--dry-run');
    expect(run.stdout).toBe('vision: would be removed\n  vision/x.yaml (dockerimage ubuntu)\n');
    expect(keeper.has('vision/x.yaml')).toBe(true);
  });

  it('that was done already, before it was killed, is done', async () => {
    await keeper.run('rm', 'a.yaml', 'b.yaml');
    expect((await keeper.run('rm', 'a.yaml', 'b.yaml')).stdout).toContain('removed already');
  });
});
