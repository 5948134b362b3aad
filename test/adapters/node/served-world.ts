/** A small market in a temporary folder, served by the adapter. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serveFolder } from '#adapters/node/serve-folder.ts';
import { headersOf } from '#flows/publish/paths.ts';
import { asking } from '../../fakes/asking.ts';

import type { Ask } from '../../fakes/asking.ts';
import type { ServedFolder, ServeOptions } from '#core/publisher-ports.ts';

export const INDEX = JSON.stringify(
  Array.from({ length: 200 }, (_, at) => ({ name: `package-${at}` })),
);
export const HASHED = `by-hash/${'ab'.repeat(32)}.json`;
export const ARCHIVE = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 251));

export interface ServedWorld {
  /** The market is its folder `market`. */
  root: string;
  folder: string;
  port: number;
  ask: Ask;
  answers: Parameters<NonNullable<ServeOptions['onAnswer']>>[0][];
  /** One more server of the same folder. */
  serve(options?: Partial<ServeOptions>): Promise<ServedFolder>;
  end(): Promise<void>;
}

export async function startServedWorld(): Promise<ServedWorld> {
  const root = mkdtempSync(join(tmpdir(), 'pai-market-test-'));
  const folder = join(root, 'market');
  fill(folder);
  writeFileSync(join(root, 'secret.txt'), 'secret');
  const answers: ServedWorld['answers'] = [];
  const serve = (options: Partial<ServeOptions> = {}) =>
    serveFolder({
      ...{ folder, host: '127.0.0.1', port: 0, headersOf },
      onAnswer: (answer) => void answers.push(answer),
      ...options,
    });
  const served = await serve();
  const port = Number(new URL(served.url).port);
  const end = async () => {
    await served.close(0);
    rmSync(root, { recursive: true });
  };
  return { root, folder, port, ask: asking(port), answers, serve, end };
}

export function fill(at: string): void {
  mkdirSync(join(at, 'packages/hello/1.0.0'), { recursive: true });
  mkdirSync(join(at, 'by-hash'));
  writeFileSync(join(at, 'packages.json'), INDEX);
  writeFileSync(join(at, 'small.json'), '{}');
  writeFileSync(join(at, 'empty.txt'), '');
  writeFileSync(join(at, 'page.html'), '<script>alert(1)</script>');
  writeFileSync(join(at, HASHED), INDEX);
  writeFileSync(join(at, 'packages/hello/1.0.0/archive.zip'), ARCHIVE);
  writeFileSync(join(at, 'packages/hello/1.0.0/a file.txt'), 'x'.repeat(3000));
}
