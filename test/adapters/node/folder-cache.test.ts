import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { cacheFolder } from '#adapters/node/cache-folder.ts';
import { createFolderCache } from '#adapters/node/folder-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-market-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a cache in a folder', () => {
  it('gives what was put in, and nothing for other keys', async () => {
    const cache = createFolderCache({ folder });
    await cache.put('a', { bytes: bytes('one') });
    expect((await createFolderCache({ folder }).get('a'))?.bytes).toEqual(
      Buffer.from(bytes('one')),
    );
    expect(await cache.get('b')).toBeUndefined();
  });

  it('has nothing where a file was damaged or cut short', async () => {
    const cache = createFolderCache({ folder });
    for (const change of [(all: Buffer) => all.subarray(0, -1), (all: Buffer) => all.fill(0, 40)]) {
      await cache.put('a', { bytes: bytes('one and more') });
      const [file = ''] = files();
      writeFileSync(file, change(readFileSync(file)));
      expect(await cache.get('a')).toBeUndefined();
      expect(files()).toEqual([]);
    }
  });

  it('keeps what was used last when it outgrows its bound', async () => {
    const cache = createFolderCache({ folder, bytes: 300 });
    for (const key of ['a', 'b', 'c']) {
      await cache.put(key, { bytes: new Uint8Array(100) });
      for (const file of files()) utimesSync(file, 1, 1);
    }
    await cache.get('a');
    await cache.get('c');
    await cache.trim();
    expect(await cache.get('a')).toBeDefined();
    expect(await cache.get('b')).toBeUndefined();
    expect(await cache.get('c')).toBeDefined();
  });

  it('does without where it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '');
    const cache = createFolderCache({ folder: join(folder, 'file', 'below') });
    await cache.put('a', { bytes: bytes('one') });
    expect(await cache.get('a')).toBeUndefined();
    await cache.trim();
  });
});

describe('a cache with links in it, which came with a repository of somebody else', () => {
  let elsewhere: string;
  beforeEach(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'pai-market-elsewhere-'));
    writeFileSync(join(elsewhere, 'thesis.txt'), 'years of work');
    utimesSync(join(elsewhere, 'thesis.txt'), 1, 1);
  });
  afterEach(() => rmSync(elsewhere, { recursive: true, force: true }));

  it('removes and writes nothing where they lead', async () => {
    const cache = createFolderCache({ folder, bytes: 0 });
    await cache.put('a', { bytes: bytes('one') });
    const [piece = ''] = readdirSync(folder);
    rmSync(join(folder, piece), { recursive: true });
    symlinkSync(elsewhere, join(folder, piece));
    await cache.trim();
    expect(await cache.get('a')).toBeUndefined();
    await cache.put('a', { bytes: bytes('one') });
    expect(readdirSync(elsewhere)).toEqual(['thesis.txt']);
    expect(files()).toHaveLength(1);
  });

  it('reads no file where they lead, and none without an end', async () => {
    const cache = createFolderCache({ folder });
    await cache.put('a', { bytes: bytes('one') });
    const [file = ''] = files();
    for (const place of [join(elsewhere, 'kept'), '/dev/zero']) {
      if (place !== '/dev/zero') writeFileSync(place, readFileSync(file));
      rmSync(file);
      symlinkSync(place, file);
      expect(await cache.get('a')).toBeUndefined();
      await cache.put('a', { bytes: bytes('one') });
      expect((await cache.get('a'))?.bytes).toEqual(Buffer.from(bytes('one')));
    }
  });
});

describe('the place of the cache', () => {
  it('is in the repository, unless somebody put a link there', () => {
    const inside = join(folder, '.pai-market', 'state', 'cache');
    expect(cacheFolder(folder, '/home')).toBe(inside);
    mkdirSync(join(folder, '.pai-market'));
    symlinkSync(tmpdir(), join(folder, '.pai-market', 'state'));
    expect(cacheFolder(folder, '/home')).toBe('/home/pai-market');
    expect(cacheFolder(undefined, '/home')).toBe('/home/pai-market');
    expect(cacheFolder(undefined, 'relative')).toMatch(/[/\\]\.cache[/\\]pai-market$/);
  });
});
