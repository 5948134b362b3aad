/** One suite for the port `Source`, run against every adapter. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createNodeSources } from '#adapters/node/sources.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { serveFiles } from '../fakes/web.ts';

import type { Source } from '#core/ports.ts';

const FILES = new Map([
  ['packages.json', '[]'],
  ['packages/a/1.0.0+b~1/Größe & #1?.txt', 'found'],
]);
const sources = createNodeSources(createFetchSources({ limits: DEFAULT_LIMITS }));

interface Given {
  source: Source;
  remove(): Promise<void>;
}

async function inFolder(): Promise<Given> {
  const folder = await mkdtemp(join(tmpdir(), 'pai-market-'));
  for (const [path, content] of FILES) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const remove = () => rm(folder, { recursive: true });
  return { source: sources.open(folder), remove };
}

async function overHttp(): Promise<Given> {
  const encoder = new TextEncoder();
  const web = await serveFiles(
    new Map([...FILES].map(([path, text]) => [path, encoder.encode(text)])),
  );
  return { source: sources.open(web.url), remove: web.close };
}

describe.each([
  ['a folder', inFolder],
  ['a web server', overHttp],
])('a market in %s', (_what, give) => {
  let given: Given;
  afterEach(() => given.remove());

  it('gives the bytes of a file', async () => {
    given = await give();
    const bytes = await given.source.read('packages.json', { limit: 100 });
    expect(new TextDecoder().decode(bytes)).toBe('[]');
  });

  it('finds a file by a name that addresses must encode', async () => {
    given = await give();
    const path = 'packages/a/1.0.0+b~1/Größe & #1?.txt';
    const bytes = await given.source.read(path, { limit: 100 });
    expect(new TextDecoder().decode(bytes)).toBe('found');
  });

  it('tells how much was read', async () => {
    given = await give();
    const told: number[] = [];
    await given.source.read('packages.json', { limit: 100, onProgress: (read) => told.push(read) });
    expect(told.at(-1)).toBe(2);
  });

  it('gives the pieces in order, and one buffer whatever size was foretold', async () => {
    given = await give();
    for (const expected of [undefined, 1, 2, 3]) {
      const seen: [number, string][] = [];
      const onPiece = (piece: Uint8Array, at: number) =>
        seen.push([at, new TextDecoder().decode(piece)]);
      const bytes = await given.source.read('packages.json', { limit: 100, expected, onPiece });
      expect(bytes.buffer.byteLength).toBe(2);
      expect(seen).toEqual([[0, '[]']]);
    }
  });

  it('passes on what the taker of a piece throws', async () => {
    given = await give();
    const onPiece = () => {
      throw new Error('no room');
    };
    await expect(given.source.read('packages.json', { limit: 100, onPiece })).rejects.toThrow(
      'no room',
    );
  });

  it('allows exactly the limit and refuses one byte more', async () => {
    given = await give();
    expect(await given.source.read('packages.json', { limit: 2 })).toHaveLength(2);
    const read = () => given.source.read('packages.json', { limit: 1 });
    expect(await codeOf(read)).toBe('net-too-large');
  });

  it('answers 404 for what is not there, and for a folder', async () => {
    given = await give();
    for (const path of ['absent.json', 'packages', 'packages.json/x']) {
      const refusal = await refusalOf(() => given.source.read(path, { limit: 100 }));
      expect(refusal.code).toBe('net-status');
      expect(refusal.details['status']).toBe(404);
    }
  });

  it('reads nothing once the user cancelled', async () => {
    given = await give();
    const signal = AbortSignal.abort();
    const read = () => given.source.read('packages.json', { limit: 100, signal });
    expect(await codeOf(read)).toBe('cancelled');
  });

  it('never leaves its base', async () => {
    given = await give();
    for (const path of ['../x', 'packages/../../x', 'a/../packages.json']) {
      const refusal = await refusalOf(() => given.source.read(path, { limit: 100 }));
      expect(refusal.message).toContain('leads out of');
    }
  });
});
