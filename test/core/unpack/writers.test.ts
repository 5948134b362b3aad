/** Ordinary archives of ordinary writers are accepted: of the programs that are here, and byte by byte as others write them. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { concat } from '../../fakes/keys.ts';
import { refusalOf } from '../../fakes/thrown.ts';
import { bytesOf, descriptorOf, extraField, makeZip } from '../../fakes/zip.ts';
import { hasTool, mayLeaveOut } from '../../fakes/zip-readers.ts';
import { DESCRIPTOR, open } from './open.ts';

import type { ZipEntry } from '../../fakes/zip.ts';

const FILES: Record<string, string> = {
  'job.yaml': 'name: hello\n'.repeat(30),
  'src/train.py': 'print(1)\n'.repeat(50),
  'src/empty.txt': '',
  'src/deep/er/tiny': 'x',
  '__MACOSX/._job.yaml': 'of a Mac',
  'a b (1).txt': 'spaces',
};

const root = mkdtempSync(join(tmpdir(), 'pai-market-writers-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const [name, content] of Object.entries(FILES)) {
  mkdirSync(join(root, 'files', name, '..'), { recursive: true });
  writeFileSync(join(root, 'files', name), content);
}
chmodSync(join(root, 'files/src/train.py'), 0o755);

/** In CI `zip`, bsdtar and Python must be there; 7-Zip and jar are taken along where they are. */
const OPTIONAL = ['7z', 'jar'];
const absent = (tool: string) => (OPTIONAL.includes(tool) ? !hasTool(tool) : mayLeaveOut(tool));

function pack(tool: string, args: readonly string[]): Uint8Array {
  const archive = join(root, 'made.zip');
  rmSync(archive, { force: true });
  const command = args.map((arg) => (arg === 'ZIP' ? archive : arg));
  execFileSync(tool, command, { cwd: join(root, 'files'), stdio: 'pipe' });
  return new Uint8Array(readFileSync(archive));
}

const PYTHON = `
import sys, zipfile, os
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
    for folder, _, files in os.walk('.'):
        for name in files: archive.write(os.path.join(folder, name))
    archive.writestr('src/deep/er/tiny2', 'x')
`;

describe('archives of programs', () => {
  it.for<[string, string, string[]]>([
    ['zip', 'zip', ['-r', 'ZIP', '.']],
    ['zip without extra fields', 'zip', ['-r', '-X', 'ZIP', '.']],
    ['zip without folders, stored', 'zip', ['-r', '-D', '-0', 'ZIP', '.']],
    ['7-Zip', '7z', ['a', '-tzip', 'ZIP', '.']],
    ['7-Zip with names in UTF-8', '7z', ['a', '-tzip', '-mcu', '-mx=9', 'ZIP', '.']],
    ['jar', 'jar', ['cf', 'ZIP', '.']],
    ['jar without manifest, stored', 'jar', ['c0Mf', 'ZIP', '.']],
    ['Python', 'python3', ['-c', PYTHON, 'ZIP']],
    ["Python's command", 'python3', ['-m', 'zipfile', '-c', 'ZIP', 'job.yaml', 'src/']],
  ])('are accepted of %s', { timeout: 60_000 }, async ([, tool, args], { skip }) => {
    skip(absent(tool), `${tool} is not here`);
    const files = await open(pack(tool, args));
    expect(files).toMatchObject({ 'src/train.py': FILES['src/train.py'], 'src/empty.txt': '' });
    expect(files).toMatchObject({ 'job.yaml': FILES['job.yaml'] });
  });

  it.each(['DEFLATE', 'STORE'] as const)('are accepted of JSZip with %s', async (compression) => {
    for (const platform of ['DOS', 'UNIX'] as const) {
      const writer = new JSZip();
      for (const [name, content] of Object.entries(FILES)) writer.file(name, content);
      const bytes = await writer.generateAsync({ type: 'uint8array', compression, platform });
      expect(await open(bytes)).toEqual(FILES);
    }
  });

  it('are accepted of 7-Zip with names beyond ASCII, as the advice says', async ({ skip }) => {
    skip(absent('7z'), '7z is not here');
    writeFileSync(join(root, 'größe 日本.txt'), 'x');
    const bytes = pack('7z', ['a', '-tzip', '-mcu', 'ZIP', join(root, 'größe 日本.txt')]);
    expect(await open(bytes)).toEqual({ 'größe 日本.txt': 'x' });
  });

  it('that are odd are refused with advice', async ({ skip }) => {
    skip(absent('zip'), 'zip is not here');
    const archive = join(root, 'odd.zip');
    const cwd = join(root, 'files');
    execFileSync('sh', ['-c', `zip -q "${archive}" job.yaml && echo hello | zip -z "${archive}"`], {
      cwd,
      stdio: 'pipe',
    });
    const bytes = new Uint8Array(readFileSync(archive));
    const refusal = await refusalOf(() => readArchive(bytes, DEFAULT_LIMITS));
    expect(refusal.code).toBe('zip-comment');
    expect(refusal.message).toContain('zip -r -X');
  });
});

const TEXT = 'the same words again and again, '.repeat(20);
const NO_VALUES = { crc: 0, packedSize: 0, size: 0 };
const streamed = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => {
  const entry = { name, content: TEXT, method: 8, flags: DESCRIPTOR, ...more };
  return { ...entry, local: { ...NO_VALUES, ...more.local }, descriptor: descriptorOf(entry) };
};
const times = (length: number) => extraField(0x5855, new Uint8Array(length));
const ntfs = extraField(0x000a, new Uint8Array(32));
const UNIX_FILE = (0o100644 << 16) >>> 0;

describe('archives as others write them', () => {
  it.each<[string, ZipEntry[]]>([
    [
      'the Finder and ditto',
      [
        {
          name: 'job/',
          local: { version: 10, extra: times(12) },
          central: { version: 10, extra: times(8), madeBy: (3 << 8) | 21 },
        },
        ...['job/a.txt', '__MACOSX/job/._a.txt'].map((name) =>
          streamed(name, {
            local: { extra: times(12) },
            central: { extra: times(8), madeBy: (3 << 8) | 21, attributes: UNIX_FILE },
          }),
        ),
      ],
    ],
    [
      'the Windows Explorer',
      [
        { name: 'job/a.txt', content: TEXT, method: 8, central: { madeBy: 20, attributes: 0x20 } },
        { name: 'job/b.txt', content: 'b', central: { version: 10, madeBy: 20, attributes: 0 } },
      ],
    ],
    [
      '7-Zip on Windows',
      [
        { name: 'job/', central: { madeBy: 63, attributes: 0x10, extra: ntfs } },
        {
          name: 'job/a.txt',
          content: TEXT,
          method: 8,
          flags: 2,
          central: { madeBy: 63, attributes: 0x20, extra: ntfs },
        },
      ],
    ],
    [
      '.NET and new PowerShell',
      [
        { name: 'job/a.txt', content: TEXT, method: 8, central: { madeBy: 20, attributes: 0 } },
        { name: 'job/empty', central: { madeBy: 20, attributes: 0 } },
      ],
    ],
    [
      'Go',
      [
        { name: 'job/', local: { version: 10 }, central: { version: 10 } },
        streamed('job/a.txt', { central: { madeBy: (3 << 8) | 20, attributes: UNIX_FILE } }),
        streamed('job/b.txt', { central: { madeBy: 20, attributes: 0 } }),
      ],
    ],
    [
      'Rust',
      [
        { name: 'job/a.txt', content: TEXT, method: 8, central: { madeBy: (3 << 8) | 46 } },
        { name: 'job/b', content: 'b', local: { version: 10 }, central: { version: 10 } },
      ],
    ],
    [
      'Java',
      [
        {
          ...streamed('META-INF/', { content: '' }),
          extra: extraField(0xcafe, bytesOf('')),
        },
        streamed('META-INF/MANIFEST.MF', { central: { madeBy: 20, attributes: 0 } }),
      ],
    ],
  ])('are accepted of %s', async (_what, entries) => {
    const files = entries.filter(({ name }) => !String(name).endsWith('/'));
    expect(await open(makeZip(entries))).toEqual(
      Object.fromEntries(files.map(({ name, content = '' }) => [name, content])),
    );
  });

  it.each<[string, string, ZipEntry[], RegExp]>([
    ['old PowerShell', 'zip-name', [{ name: 'job\\a.txt' }], /backslash.*PowerShell/],
    [
      'a pipe without compression',
      'zip-descriptor',
      [streamed('a', { method: 0 })],
      /instead of a pipe/,
    ],
    [
      'a writer that forces zip64',
      'zip-zip64',
      [{ name: 'a', extra: extraField(1, new Uint8Array(16)) }],
      /without forcing/,
    ],
    ['a Mac with composed letters', 'zip-name', [{ name: 'a\u0308' }], /pai-market build/],
    [
      'zip -y',
      'zip-type',
      [{ name: 'a', content: 'b', central: { attributes: (0o120777 << 16) >>> 0 } }],
      /"-y"/,
    ],
    ['zip -e', 'zip-encrypted', [{ name: 'a', flags: 1 }], /without a password/],
    ['bzip2', 'zip-method', [{ name: 'a', method: 12, data: bytesOf('') }], /with deflate/],
  ])('are refused of %s with advice', async (_what, code, entries, advice) => {
    const refusal = await refusalOf(() => readArchive(makeZip(entries), DEFAULT_LIMITS));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(advice);
  });

  it('are refused as a program with advice', async () => {
    const bytes = concat([bytesOf('MZ'), makeZip([{ name: 'a' }])]);
    const refusal = await refusalOf(() => readArchive(bytes, DEFAULT_LIMITS));
    expect(refusal.code).toBe('zip-layout');
    expect(refusal.message).toContain('nothing before and behind');
  });
});
