import { appendFileSync, truncateSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createDirectorySource } from '#adapters/node/directory-source.ts';
import { createNodeSources } from '#adapters/node/sources.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { refusalOf } from '../../fakes/thrown.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pai-market-'));
  await mkdir(join(folder, 'market'));
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'market', 'a.txt'), 'a');
});
afterEach(() => rm(folder, { recursive: true }));

const read = (path: string, base = join(folder, 'market')) =>
  createDirectorySource(base).read(path, { limit: 100 });

it('refuses a symbolic link that leads out of the folder', async () => {
  await symlink('../secret.txt', join(folder, 'market', 'link.txt'));
  await symlink('..', join(folder, 'market', 'up'));
  for (const path of ['link.txt', 'up/secret.txt']) {
    expect((await refusalOf(() => read(path))).message).toContain('leads out of');
  }
});

it('follows a symbolic link that stays inside', async () => {
  await symlink('a.txt', join(folder, 'market', 'b.txt'));
  expect(await read('b.txt')).toHaveLength(1);
});

it('is not fooled by a folder whose name begins the same', async () => {
  await mkdir(join(folder, 'market-other'));
  await writeFile(join(folder, 'market-other', 'x.txt'), 'x');
  await symlink('../market-other', join(folder, 'market', 'other'));
  expect((await refusalOf(() => read('other/x.txt'))).message).toContain('leads out of');
});

it('answers 404 for a folder that does not exist', async () => {
  const refusal = await refusalOf(() => read('a.txt', join(folder, 'absent')));
  expect(refusal.details['status']).toBe(404);
});

it('opens file addresses and fetches certificates by path', async () => {
  const sources = createNodeSources(createFetchSources({ limits: DEFAULT_LIMITS }));
  const path = join(folder, 'market', 'a.txt');
  expect(await sources.open(`file://${folder}/market`).read('a.txt', { limit: 9 })).toHaveLength(1);
  expect(await sources.fetch(path, { limit: 9 })).toHaveLength(1);
});

describe('a file that is read', () => {
  const LARGE = 3 * 1024 * 1024;
  const file = () => join(folder, 'market', 'large.bin');
  beforeEach(() => writeFile(file(), new Uint8Array(LARGE).fill(7)));

  it('may grow meanwhile, within the limit', async () => {
    const source = createDirectorySource(join(folder, 'market'));
    let grown = false;
    const onPiece = () => {
      if (!grown) appendFileSync(file(), 'more');
      grown = true;
    };
    const bytes = await source.read('large.bin', { limit: LARGE + 4, onPiece });
    expect(bytes).toHaveLength(LARGE + 4);
    expect(new TextDecoder().decode(bytes.subarray(LARGE))).toBe('more');
  });

  it('is refused once it grows past the limit', async () => {
    const source = createDirectorySource(join(folder, 'market'));
    const onPiece = () => appendFileSync(file(), 'more');
    const refusal = await refusalOf(() => source.read('large.bin', { limit: LARGE + 3, onPiece }));
    expect(refusal.code).toBe('net-too-large');
  });

  it('may shrink meanwhile', async () => {
    const source = createDirectorySource(join(folder, 'market'));
    const onPiece = () => truncateSync(file(), 5);
    const bytes = await source.read('large.bin', { limit: LARGE, onPiece });
    expect(bytes.buffer.byteLength).toBeLessThan(LARGE);
  });

  it('is left in the middle when the user cancels', async () => {
    const source = createDirectorySource(join(folder, 'market'));
    const user = new AbortController();
    const told: number[] = [];
    const onProgress = (read: number) => {
      told.push(read);
      user.abort();
    };
    const options = { limit: LARGE, signal: user.signal, onProgress };
    expect((await refusalOf(() => source.read('large.bin', options))).code).toBe('cancelled');
    expect(told).toHaveLength(1);
  });
});
