import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { inspectFile } from '#flows/inspect-file.ts';
import { bytesOf, makeZip } from '../fakes/zip.ts';

const inspect = (content: string | Uint8Array, name = 'file') => {
  const bytes = bytesOf(content);
  const read = () => Promise.resolve(bytes);
  return inspectFile({ name, size: bytes.length, read }, DEFAULT_LIMITS);
};

describe('looking into a file', () => {
  it('lists an archive with its manifest', async () => {
    const manifest = 'Manifest-Version: 1.0\r\nBundle-Version: 5.1.39\r\n';
    const jar = makeZip([
      { name: 'META-INF/', content: '' },
      { name: 'META-INF/MANIFEST.MF', content: manifest },
      { name: 'com/mysql/Driver.class', content: 'x'.repeat(30) },
    ]);
    expect(await inspect(jar)).toEqual({
      kind: 'archive',
      entries: [
        { name: 'META-INF/MANIFEST.MF', size: manifest.length },
        { name: 'com/mysql/Driver.class', size: 30 },
      ],
      cut: false,
      manifest: 'Manifest-Version: 1.0\nBundle-Version: 5.1.39',
    });
  });

  it('shows at most a thousand entries', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({ name: `f${at}`, content: '' }));
    const contents = await inspect(makeZip(many));
    expect(contents).toMatchObject({ kind: 'archive', cut: true });
    expect(contents.kind === 'archive' && contents.entries).toHaveLength(1000);
  });

  it('lists what the strict reader refuses, and says why it does', async () => {
    const jar = makeZip([{ name: 'a.class', content: 'abc' }], { end: { comment: 'made by me' } });
    expect(await inspect(jar, 'odd.jar')).toMatchObject({
      kind: 'archive',
      entries: [{ name: 'a.class', size: 3 }],
      problem: { code: 'zip-comment' },
    });
    const twice = makeZip([{ name: 'a' }, { name: 'a' }], { end: { comment: 'x' } });
    expect(await inspect(twice)).toMatchObject({ entries: [{ name: 'a' }, { name: 'a' }] });
  });

  it('says why an archive cannot even be listed', async () => {
    expect(await inspect('PK and nothing of an archive')).toMatchObject({
      kind: 'binary',
      problem: { code: 'zip-layout' },
    });
    const cut = makeZip([{ name: 'a', content: 'b' }]).slice(0, 40);
    expect(await inspect(cut)).toMatchObject({ kind: 'binary', problem: { code: 'zip-layout' } });
  });

  it('ends a listing where a directory points elsewhere', async () => {
    const jar = makeZip([{ name: 'a', content: 'b' }], { end: { offset: 0xfffffff0 } });
    expect(await inspect(jar)).toMatchObject({ kind: 'binary' });
  });

  it('shows the first lines of a text', async () => {
    expect(await inspect('a,b\n1,2\n')).toEqual({
      ...{ kind: 'text', text: 'a,b\n1,2', cut: false, lines: 2 },
    });
    const long = Array.from({ length: 500 }, (_, at) => `line ${at}`).join('\n');
    const contents = await inspect(long);
    expect(contents).toMatchObject({ kind: 'text', cut: true, lines: 500 });
    expect(contents.kind === 'text' && contents.text.split('\n')).toHaveLength(200);
  });

  it('cuts long lines', async () => {
    const contents = await inspect('x'.repeat(100_000));
    expect(contents).toMatchObject({ kind: 'text', cut: true, lines: 1 });
    expect(contents.kind === 'text' && contents.text.length).toBe(2000);
  });

  it('tells bytes that are no text, and texts too long to look into', async () => {
    expect(await inspect(new Uint8Array([0, 1, 2, 255]))).toEqual({ kind: 'binary' });
    expect(await inspect('x\n'.repeat(3_000_000))).toEqual({ kind: 'binary' });
  });

  it('passes on why a file cannot be read', async () => {
    const read = () => Promise.reject(new Error('gone'));
    await expect(inspectFile({ name: 'a', size: 1, read }, DEFAULT_LIMITS)).rejects.toThrow('gone');
  });
});
