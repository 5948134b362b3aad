import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { runProgram } from '#cli/program.ts';
import { createPublisher } from '../fakes/publisher.ts';
import { makeZip } from '../fakes/zip.ts';

import type { Publisher } from '../fakes/publisher.ts';

const GOOD = makeZip([
  { name: 'job.yaml', content: 'name: hello\n', method: 8 },
  { name: 'src/train.py', content: 'print(1)\n' },
]);
const BAD = makeZip([
  { name: 'job.yaml', content: 'x' },
  { name: '../evil', content: 'x' },
]);
const BROKEN = makeZip([
  { name: 'job.yaml', content: 'x' },
  { name: 'late', content: 'x', local: { crc: 1 }, central: { crc: 1 } },
]);

let publisher: Publisher;
let out: string;
beforeEach(() => {
  publisher = createPublisher();
  publisher.write({ 'good.zip': GOOD, 'bad.zip': BAD, 'broken.zip': BROKEN }, '.');
  out = publisher.path('out');
});
afterEach(() => publisher.remove());

const json = (stdout: string) => JSON.parse(stdout) as Record<string, unknown>;

describe('unpack', () => {
  it('lists every file with size and digest', async () => {
    const { code, stdout } = await publisher.run('unpack', publisher.path('good.zip'), '--json');
    const sha256 = createHash('sha256').update('name: hello\n').digest('hex');
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      verdict: 'accepted',
      code: null,
      entries: [
        { name: 'job.yaml', size: 12, sha256 },
        { name: 'src/train.py', size: 9 },
      ],
    });
  });

  it('writes the files below the folder', async () => {
    const { code, stdout } = await publisher.run(
      'unpack',
      publisher.path('good.zip'),
      '--out',
      out,
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('accepted: 2') });
    expect(readFileSync(`${out}/src/train.py`, 'utf8')).toBe('print(1)\n');
  });

  it.each([
    ['bad.zip', 'zip-name'],
    ['broken.zip', 'zip-crc'],
  ])('creates nothing when %s is refused', async (file, code) => {
    const args = ['unpack', publisher.path(file), '--out', out, '--json'];
    const result = await publisher.run(...args);
    expect(result.code).toBe(1);
    expect(json(result.stdout)).toMatchObject({ verdict: 'refused', code, entries: [] });
    expect(existsSync(out)).toBe(false);
  });

  it.each<[string, () => void]>([
    ['a file is there', () => writeFileSync(`${out}/job.yaml`, 'mine')],
    ['a file is in the place of a folder', () => writeFileSync(`${out}/src`, 'mine')],
    [
      'a folder is in the place of a file',
      () => {
        mkdirSync(`${out}/job.yaml`);
        writeFileSync(`${out}/job.yaml/x`, 'mine');
      },
    ],
    ['an empty folder is in the place of a file', () => mkdirSync(`${out}/job.yaml`)],
    ['a link leads out', () => symlinkSync(publisher.path('elsewhere'), `${out}/src`)],
  ])('replaces nothing when %s', async (_what, prepare) => {
    mkdirSync(out);
    mkdirSync(publisher.path('elsewhere'));
    prepare();
    const before = readdirSync(out);
    const { code, stderr } = await publisher.run(
      'unpack',
      publisher.path('good.zip'),
      '--out',
      out,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('is there already');
    expect(readdirSync(out)).toEqual(before);
    expect(readdirSync(publisher.path('elsewhere'))).toEqual([]);
  });

  it('refuses an archive that is larger than one may be', async () => {
    const io = { ...publisher.io, limits: { ...publisher.io.limits, archiveBytes: 100 } };
    let stdout = '';
    const words = ['unpack', publisher.path('good.zip'), '--json'];
    const code = await runProgram(words, { ...io, stdout: (text) => void (stdout += text) }, '0');
    expect(code).toBe(1);
    expect(json(stdout)).toMatchObject({ verdict: 'refused', code: 'zip-limit', entries: [] });
  });

  it('is used wrongly without an archive, or into a file', async () => {
    expect((await publisher.run('unpack', publisher.path('none.zip'))).code).toBe(2);
    const good = publisher.path('good.zip');
    expect((await publisher.run('unpack', good, '--out', good)).code).toBe(2);
  });
});
