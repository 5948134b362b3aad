/** Runs core's stages where the plugin runs them: in a worker from a blob: address, in Chromium, on a secure page or on plain HTTP. */
import { createServer } from 'node:http';
import { join } from 'node:path';

import { launchBrowser, PLAIN_HOST } from '../e2e/rig.ts';
import { bundleScript } from './bundle.ts';
import { toFrame } from './frame.ts';

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { UnpackInput, UnpackVerdict, VerifyInput, VerifyVerdict } from './verdicts.ts';

export interface HashInput {
  name: string;
  bytes: Uint8Array;
  /** Where one piece ends and the next begins. */
  borders: number[];
  tails: Uint8Array[];
  expected?: number;
}

export interface Stages {
  /** The page that owns the worker. */
  page: Page;
  verify(input: VerifyInput): Promise<VerifyVerdict>;
  unpack(input: UnpackInput): Promise<UnpackVerdict>;
  /** Many in one go, in order: a call to the browser costs some milliseconds. */
  verifyAll(inputs: VerifyInput[]): Promise<VerifyVerdict[]>;
  unpackAll(inputs: UnpackInput[]): Promise<UnpackVerdict[]>;
  /** Digests of the bytes alone and with each tail, as lower-case hexadecimal. */
  hashAll(inputs: HashInput[]): Promise<string[][]>;
  /** Whether big entries are inflated by the browser's own code. */
  inflatesNatively(): Promise<boolean>;
  /** What the worker may do. */
  world(): Promise<{ isSecure: boolean; hasSubtle: boolean; hasWebAssembly: boolean }>;
  close(): Promise<void>;
}

/** The policy of security rules 5.5, as far as a page without a portal needs it; it refuses WebAssembly. */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src blob:; base-uri 'none'";

/** `plain` is a page on plain HTTP: no secure context, no `crypto.subtle`. `csp` is the policy that the page is served with. */
export async function startStages(
  host: 'secure' | 'plain' = 'secure',
  csp?: string,
): Promise<Stages> {
  const jobs = new Map<string, Uint8Array>();
  const script = await bundle();
  const server = await serve({ script, jobs, csp });
  const browser = await launchBrowser();
  const page = await openPage(
    browser,
    `http://${host === 'plain' ? PLAIN_HOST : '127.0.0.1'}`,
    server,
  );
  let count = 0;
  const callAll = async (method: string, inputs: unknown[]): Promise<never> => {
    const path = `/job-${count++}`;
    jobs.set(path, toFrame({ method, inputs }));
    try {
      return (await page.evaluate(
        (address) => (globalThis as unknown as { run(address: string): unknown }).run(address),
        path,
      )) as never;
    } finally {
      jobs.delete(path);
    }
  };
  return {
    page,
    verify: async (input) =>
      ((await callAll('verify', [input])) as VerifyVerdict[])[0] as VerifyVerdict,
    unpack: async (input) =>
      ((await callAll('unpack', [input])) as UnpackVerdict[])[0] as UnpackVerdict,
    verifyAll: (inputs) => callAll('verify', inputs),
    unpackAll: (inputs) => callAll('unpack', inputs),
    hashAll: (inputs) => callAll('hash', inputs),
    inflatesNatively: async () => (await callAll('native', [{}]))[0],
    world: async () => (await callAll('world', [{}]))[0],
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The page's own script: `page.evaluate` would not be held to the policy. */
const PAGE_SCRIPT = `
const started = fetch('/stages.js').then((answer) => answer.text()).then((text) =>
  new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))));
globalThis.run = async (path) => {
  const worker = await started;
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => 'error' in data ? reject(new Error(data.error)) : resolve(data.value);
    worker.onerror = (event) => reject(new Error(event.message || 'the worker did not start'));
    worker.postMessage(new URL(path, location.href).href);
  });
};
`;

interface Served {
  script: string;
  jobs: ReadonlyMap<string, Uint8Array>;
  csp: string | undefined;
}

async function serve({ script, jobs, csp }: Served): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const headers = csp === undefined ? {} : { 'content-security-policy': csp };
    const send = (type: string, body: string | Uint8Array | undefined) => {
      response.writeHead(body === undefined ? 404 : 200, { ...headers, 'content-type': type });
      response.end(body);
    };
    if (url === '/') return send('text/html', '<!doctype html><script src="/page.js"></script>');
    if (url === '/page.js') return send('text/javascript', PAGE_SCRIPT);
    if (url === '/stages.js') return send('text/javascript', script);
    return send('application/octet-stream', jobs.get(url));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function openPage(browser: Browser, origin: string, server: Server): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${origin}:${(server.address() as AddressInfo).port}/`);
  return page;
}

let bundled: Promise<string> | undefined;

/** Made once for all worlds. */
function bundle(): Promise<string> {
  bundled ??= bundleScript(join(import.meta.dirname, 'stages-worker.ts'));
  return bundled;
}
