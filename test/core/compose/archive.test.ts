import { describe, expect, it } from 'vitest';

import { writeArchive } from '#core/compose/index.ts';
import { sha256 } from '#core/digest.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';

const text = (value: string) => new TextEncoder().encode(value);

describe('the archive writer', () => {
  it('gives the same bytes for the same files in any order', async () => {
    const one = new Map([
      ['b/job.yaml', text('name: job\n')],
      ['a.txt', text('a'.repeat(5000))],
    ]);
    const other = new Map([...one].reverse());
    const first = await writeArchive(one);
    const second = await writeArchive(other);
    expect(first.bytes).toEqual(second.bytes);
    // Pinned, so that another machine or a later version has to give the same.
    expect(sha256(first.bytes)).toBe(
      'a01c9a625c48958f64580bb5a38cd298f9f0ccffb060b11b8329c584306288b2',
    );
  });

  it('passes the strict profile with names outside ASCII, an empty file and plain words of JavaScript', async () => {
    const files = new Map([
      ['__proto__', text('1')],
      ['constructor', text('2')],
      ['data/grün/日本.txt', text('3')],
      ['empty', text('')],
      ['toString/valueOf', text('4')],
    ]);
    const { bytes, entries } = await writeArchive(files);
    const tree = await readArchive(bytes, DEFAULT_LIMITS);
    expect([...tree.entries.keys()]).toEqual([...files.keys()]);
    for (const { name, size, sha256: digest } of entries) {
      const content = await tree.entries.get(name)?.read();
      expect(content).toEqual(files.get(name));
      expect({ size, digest }).toEqual({ size: content?.length, digest: sha256(content!) });
    }
  });

  it('lists entries by the bytes of their names, also beyond the basic plane', async () => {
    const files = new Map(
      ['\u{1F600}', '\uFF5E', 'b', 'B', 'a/b', 'a'].map((name) => [name, text(name)]),
    );
    const { entries } = await writeArchive(files);
    expect(entries.map(({ name }) => name)).toEqual(['B', 'a', 'a/b', 'b', '\uFF5E', '\u{1F600}']);
  });

  it('has no time of the machine, no attributes and no extra fields for plain names', async () => {
    const { bytes } = await writeArchive(new Map([['job.yaml', text('x: 1\n')]]));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect(view.getUint16(10, true)).toBe(0);
    expect(view.getUint16(12, true)).toBe(0x21);
    expect(view.getUint16(28, true)).toBe(0);
    const directory = view.getUint32(bytes.length - 6, true);
    expect(view.getUint16(directory + 30, true)).toBe(0);
    expect(view.getUint32(directory + 38, true)).toBe(0);
  });
});
