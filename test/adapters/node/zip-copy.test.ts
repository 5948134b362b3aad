/** A copy of a market in one zip file: written and read by us and by others, however large its numbers, and refused where it means harm. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createZipCopy } from '#adapters/node/zip-copy.ts';
import { directoryOf, readRecords } from '#adapters/node/zip-layout.ts';
import { createZipSource } from '#adapters/node/zip-source.ts';
import { unpackCopy } from '#adapters/node/zip-unpack.ts';
import { deflate, makeZip } from '../../fakes/zip.ts';
import { mayLeaveOut } from '../../fakes/zip-readers.ts';

import type { ZipRecord } from '#adapters/node/zip-layout.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const LIMIT = 1024 * 1024;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-market-zip-'));
  file = join(folder, 'copy.zip');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = async (name: string, limit = LIMIT) =>
  new TextDecoder().decode(await createZipSource(file).read(name, { limit }));

async function write(files: Record<string, string>): Promise<void> {
  const copy = createZipCopy(file);
  for (const [name, text] of Object.entries(files)) await copy.put(name, bytes(text), false);
  await copy.finish();
}

async function refusal(work: () => Promise<unknown>): Promise<string> {
  return work().then(
    () => 'none',
    (error: { code: string }) => error.code,
  );
}

describe('a copy in one file', () => {
  const files = {
    'market.json': '{ }\n'.repeat(100),
    'packages/a/1/archive.zip': 'PK',
    'ü.txt': '',
  };

  it('is read back, each file by its name', async () => {
    await write(files);
    for (const [name, text] of Object.entries(files)) expect(await read(name)).toBe(text);
    expect(await refusal(() => read('nothing.json'))).toBe('net-status');
  });

  it.skipIf(mayLeaveOut('unzip'))('is what unzip understands', async () => {
    await write(files);
    execFileSync('unzip', ['-qq', '-t', file]);
    execFileSync('unzip', ['-qq', file, '-d', join(folder, 'out')]);
    expect(readFileSync(join(folder, 'out/market.json'), 'utf8')).toBe(files['market.json']);
  });

  it('takes the place of the former at once, and leaves it where nothing changed', async () => {
    await write(files);
    const source = createZipSource(file);
    const first = readFileSync(file);
    await write(files);
    expect(readFileSync(file)).toEqual(first);
    await write({ 'market.json': 'new' });
    const after = await source.read('market.json', { limit: LIMIT });
    expect(new TextDecoder().decode(after)).toBe('new');
    expect(readdirSync(folder)).toEqual(['copy.zip']);
  });

  it('leaves nothing behind when it is given up, and clears away what a killed process left', async () => {
    const left = join(folder, '.copy.zip.999999999.part');
    writeFileSync(left, 'half');
    const copy = createZipCopy(file);
    await copy.put('a', bytes('a'), false);
    await copy.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is read no further than the limit', async () => {
    await write({ 'long.json': 'a'.repeat(5000) });
    expect(await refusal(() => read('long.json', 4999))).toBe('net-too-large');
    expect(await read('long.json', 5000)).toHaveLength(5000);
  });

  it('is laid out as a folder, and goes away again', async () => {
    await write(files);
    const copy = await unpackCopy(file);
    expect(readFileSync(join(copy.folder, 'packages/a/1/archive.zip'), 'utf8')).toBe('PK');
    await copy.remove();
    expect(existsSync(copy.folder)).toBe(false);
  });
});

describe('numbers past four gigabytes', () => {
  it('are written and read as zip64', async () => {
    const large = 5 * 1024 ** 3;
    const records: ZipRecord[] = [
      { name: 'first', method: 0, crc: 1, packedSize: large, size: large + 1, offset: 0 },
      { name: 'last', method: 8, crc: 2, packedSize: 3, size: 4, offset: large + 100 },
    ];
    const start = large + 200;
    // A file with a hole: nothing of its size is on the disk.
    writeFileSync(file, '');
    truncateSync(file, start);
    const handle = await open(file, 'r+');
    const directory = directoryOf(records, start);
    await handle.write(directory, 0, directory.length, start);
    expect(await readRecords(handle, file)).toEqual(records);
    await handle.close();
  });
});

describe('a file of a stranger', () => {
  const put = (...given: Parameters<typeof makeZip>) => writeFileSync(file, makeZip(...given));

  it.each([
    ['two files of one name', 'zip-duplicate', [{ name: 'a' }, { name: 'a' }]],
    ['an encrypted file', 'zip-encrypted', [{ name: 'a', flags: 1 }]],
    ['an unknown method', 'zip-method', [{ name: 'a', method: 99 }]],
    ['a name that is no text', 'zip-name', [{ name: new Uint8Array([0xff, 0xfe]) }]],
  ])('with %s is refused (%s)', async (_, code, entries) => {
    put(entries);
    expect(await refusal(() => read('a'))).toBe(code);
  });

  it.each([
    ['more inflated than said', { central: { size: 10 } }],
    ['less inflated than said', { central: { size: 5000 } }],
    ['another checksum', { central: { crc: 7 } }],
    ['what is no deflate stream', { data: new Uint8Array([0xff, 0xff, 0xff]) }],
  ])('with %s is refused', async (_, more) => {
    put([{ name: 'a', content: 'x'.repeat(4000), method: 8, ...more }]);
    expect(await refusal(() => read('a'))).toMatch(/^zip-(crc|deflate)$/);
  });

  it('inflates a bomb no further than it says', async () => {
    const bomb = deflate(new Uint8Array(64 * 1024 * 1024));
    put([{ name: 'a', method: 8, data: bomb, central: { size: 1000 } }]);
    expect(await refusal(() => read('a'))).toBe('zip-deflate');
  });

  it('with places outside of itself is refused', async () => {
    put([{ name: 'a', content: 'x', central: { offset: 1_000_000 } }]);
    expect(await refusal(() => read('a'))).toBe('zip-layout');
    put([{ name: 'a' }], { end: { offset: 4_000_000 } });
    expect(await refusal(() => read('a'))).toBe('zip-layout');
    put([{ name: 'a' }], { end: { count: 60_000 } });
    expect(await refusal(() => read('a'))).toBe('zip-layout');
  });

  it.each(['../evil', '/evil', 'a/../../evil', 'a\\..\\evil'])(
    'with the name %s is never laid out as a folder',
    async (name) => {
      put([{ name, content: 'x' }]);
      vi.stubEnv('TMPDIR', folder);
      expect(await refusal(() => unpackCopy(file))).toBe('source-invalid');
      vi.unstubAllEnvs();
      expect(readdirSync(folder)).toEqual(['copy.zip']);
    },
  );
});
