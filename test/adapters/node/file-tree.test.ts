import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createFileTree } from '#adapters/node/file-tree.ts';

import type { Tree } from '#core/ports.ts';

let folder: string;
let tree: Tree;
const bytes = (text: string) => new TextEncoder().encode(text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-market-tree-'));
  mkdirSync(join(folder, 'inside'));
  writeFileSync(join(folder, 'secret'), 'outside');
  tree = createFileTree(join(folder, 'inside'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder of the disk', () => {
  it('reads what it wrote, and lists it in byte order', async () => {
    await tree.write('b/c.txt', bytes('x'));
    await tree.write('a', bytes('yy'));
    await tree.write('B', bytes(''));
    expect(await tree.list()).toMatchObject([
      { path: 'B', kind: 'file', size: 0 },
      { path: 'a', kind: 'file', size: 2 },
      { path: 'b/c.txt', kind: 'file', size: 1 },
    ]);
    expect(await tree.read('a', 2)).toEqual(bytes('yy'));
  });

  it('lists a file and a folder whose names are not UTF-8, which cannot be read', async () => {
    await tree.write('a', bytes('x'));
    const odd = (name: string) =>
      Buffer.concat([Buffer.from(join(folder, 'inside', name)), Buffer.from([0xff])]);
    writeFileSync(odd('f'), 'x');
    mkdirSync(odd('g'));
    expect(await tree.list()).toMatchObject([
      { path: 'a', kind: 'file', size: 1 },
      { path: 'f\ufffd', kind: 'other', size: 0 },
      { path: 'g\ufffd', kind: 'other', size: 0 },
    ]);
  });

  it('is wrong usage to write below a file', async () => {
    const below = createFileTree(join(folder, 'secret', 'below'));
    await expect(below.write('a', bytes('x'))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('cannot be written: what should be a folder is a file'),
    });
    await expect(below.stage()).rejects.toMatchObject({ code: 'usage' });
  });

  it('is empty when it is not there', async () => {
    expect(await createFileTree(join(folder, 'nowhere')).list()).toEqual([]);
  });

  it('refuses a file one byte above the limit', async () => {
    await tree.write('a', bytes('yyy'));
    await expect(tree.read('a', 2)).rejects.toMatchObject({ code: 'net-too-large' });
  });

  it.each(['../secret', '/etc/hostname', 'a/../../secret', './a', 'a//b', '', 'a\\b', 'a\0'])(
    'neither reads nor writes %j',
    async (path) => {
      await expect(tree.read(path, 100)).rejects.toMatchObject({ code: 'source-invalid' });
      await expect(tree.write(path, bytes('x'))).rejects.toMatchObject({ code: 'source-invalid' });
      expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('outside');
    },
  );

  it('removes a file, and does not mind one that is not there', async () => {
    await tree.write('a/b.txt', new Uint8Array([1]));
    await tree.remove('a/b.txt');
    await tree.remove('a/b.txt');
    expect(await tree.list()).toEqual([]);
    await expect(tree.remove('../b.txt')).rejects.toMatchObject({ code: 'source-invalid' });
    await expect(tree.remove('a')).rejects.toMatchObject({ code: 'usage' });
  });

  it('goes through no symbolic link, to a file or to a folder', async () => {
    symlinkSync('../secret', join(folder, 'inside/link'));
    symlinkSync('..', join(folder, 'inside/up'));
    for (const path of ['link', 'up/secret', 'up/new']) {
      await expect(tree.read(path, 100)).rejects.toMatchObject({ code: 'source-invalid' });
      await expect(tree.write(path, bytes('x'))).rejects.toMatchObject({ code: 'source-invalid' });
    }
    expect(await tree.list()).toEqual([
      { path: 'link', kind: 'link', size: 0 },
      { path: 'up', kind: 'link', size: 0 },
    ]);
    expect(readdirSync(folder).sort()).toEqual(['inside', 'secret']);
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('outside');
  });
});

describe('a write that was killed', () => {
  it('leaves a part that the next write beside it removes, and only that', async () => {
    const ended = 2 ** 22 - 1;
    // Our own number is the one of a process before us, in another container perhaps.
    const left = [`.a.${ended}.part`, `.b.${process.pid}.part`];
    const others = [`.a.${process.ppid}.part`, '.part', 'a.part'];
    for (const name of [...left, ...others]) {
      writeFileSync(join(folder, 'inside', name), 'x');
    }
    await tree.write('b', bytes('y'));
    expect(readdirSync(join(folder, 'inside')).sort()).toEqual([...others, 'b'].sort());
  });
});

describe('a staged folder', () => {
  it('takes the place of the old one as a whole', async () => {
    await tree.write('old', bytes('x'));
    const stage = await tree.stage();
    await stage.write('a/new', bytes('y'));
    expect((await tree.list()).map(({ path }) => path)).toEqual(['old']);
    await stage.commit();
    expect((await tree.list()).map(({ path }) => path)).toEqual(['a/new']);
    expect(readdirSync(folder).sort()).toEqual(['inside', 'secret']);
  });

  it('leaves nothing when it is discarded', async () => {
    await tree.write('old', bytes('x'));
    const stage = await tree.stage();
    await stage.write('new', bytes('y'));
    await stage.discard();
    expect((await tree.list()).map(({ path }) => path)).toEqual(['old']);
    expect(readdirSync(folder).sort()).toEqual(['inside', 'secret']);
  });

  it('replaces what a link names, and keeps the link', async () => {
    symlinkSync('inside', join(folder, 'current'));
    const stage = await createFileTree(join(folder, 'current')).stage();
    await stage.write('new', bytes('y'));
    await stage.commit();
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === 'current')
        ?.isSymbolicLink(),
    ).toBe(true);
    expect(await tree.read('new', 10)).toEqual(bytes('y'));
  });
});
