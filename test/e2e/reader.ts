/** Reads files of a market in Chromium as the plugin does: in a worker from a blob: address, of a page on another origin. */
import { createServer } from 'node:http';
import { join } from 'node:path';

import { bundleScript } from '../browser/bundle.ts';
import { launchBrowser } from './rig.ts';

import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { ErrorDetails } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';

export interface Reading {
  url: string;
  limit: number;
  expected?: number;
  reload?: boolean;
  revalidate?: boolean;
  limits?: Partial<Limits>;
  waits?: readonly number[];
  /** The user cancels after so many milliseconds. */
  cancelAfter?: number;
  /** Set by the reader: address of the page. */
  page?: string;
}

export interface ReadOutcome {
  /** How often pieces began at the first byte. */
  begins: number;
  /** Progress as it was told. */
  told: number[];
  /** Bytes read, bytes of the buffer around them, SHA-256 of them and of the pieces; absent after a refusal. */
  size?: number;
  room?: number;
  digest?: string;
  pieces?: string | undefined;
  code?: string;
  details?: ErrorDetails;
}

export interface Reader {
  /** Of the page. */
  origin: string;
  page: Page;
  /** `arrived` is told how much of the file is there, piece by piece. */
  read(reading: Reading, arrived?: (total: number) => void): Promise<ReadOutcome>;
  close(): Promise<void>;
}

/** Needs no dist/. */
export async function startReader(): Promise<Reader> {
  const script = await bundleScript(join(import.meta.dirname, 'reader-worker.ts'));
  const server = createServer(({ url }, response) => {
    if (url === '/reader.js') response.setHeader('content-type', 'text/javascript').end(script);
    else response.setHeader('content-type', 'text/html').end('<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  const page = await browser.newPage();
  let tell: (total: number) => void = () => undefined;
  await page.exposeFunction('arrived', (total: number) => tell(total));
  await page.goto(`${origin}/`);
  return {
    origin,
    page,
    async read(reading, arrived = () => undefined) {
      tell = arrived;
      const outcome = await page.evaluate(inWorker, { ...reading, page: `${origin}/` });
      if ('thrown' in outcome) throw new Error(outcome.thrown);
      return outcome;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page. */
async function inWorker(reading: Reading): Promise<ReadOutcome | { thrown: string }> {
  const text = await (await fetch('/reader.js')).text();
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(address);
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: { data: ReadOutcome | number }) => {
        if (typeof data === 'object') resolve(data);
        else (globalThis as unknown as { arrived(total: number): void }).arrived(data);
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(reading);
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(address);
  }
}
