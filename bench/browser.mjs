/** Chromium with a page, on a secure address or on plain HTTP, and the benchmark's worker in it; and what its processes take of memory. */
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { launchBrowser, PLAIN_HOST } from '../test/e2e/rig.ts';

export const HOSTS = { 'secure page': '127.0.0.1', 'plain HTTP': PLAIN_HOST };

const PAGE = `
const started = fetch('/worker.js').then((answer) => answer.text()).then((text) => {
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  const waiting = new Map();
  worker.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(value); else reject(new Error(error));
  };
  worker.onerror = (event) => { throw new Error(event.message); };
  return { worker, waiting };
});
let count = 0;
window.call = async (method, input) => {
  const { worker, waiting } = await started;
  return new Promise((resolve, reject) => {
    const id = ++count;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, method, input });
  });
};
`;

/** Serves a folder and the worker, and opens pages with it. */
export async function startBrowser({ folder, worker }) {
  const server = createServer((request, response) => answer(request, response, { folder, worker }));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const browser = await launchBrowser();
  return {
    browser,
    async open(host) {
      const origin = `http://${host}:${port}`;
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${origin}/`);
      const call = (method, input = {}) =>
        page.evaluate(([name, value]) => globalThis.call(name, value), [method, input]);
      await call('warm');
      return { page, origin, call, close: () => context.close() };
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer({ url }, response, { folder, worker }) {
  const send = (type, body) => response.writeHead(200, { 'Content-Type': type }).end(body);
  if (url === '/')
    return send('text/html', '<!doctype html><title>Bench</title><script src="/page.js"></script>');
  if (url === '/page.js') return send('text/javascript', PAGE);
  if (url === '/worker.js') return send('text/javascript', readFileSync(worker));
  const [, name] = /^\/data\/(?:packages\/bench\/1\.0\.0\/)?([a-z0-9.-]+)$/.exec(url) ?? [];
  const file =
    name === undefined ? undefined : statSync(join(folder, name), { throwIfNoEntry: false });
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': file.size,
  });
  return createReadStream(join(folder, name), { highWaterMark: 2 ** 20 }).pipe(response);
}

/** Peak of resident memory of the browser's pages while something is done, in bytes above what they took before; undefined where /proc is missing. */
export async function peakMemory(browser, work) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const before = renderers.map((pid) => resetPeak(pid));
  const result = await work();
  const peaks = renderers.map((pid, at) => {
    const now = readStatus(pid, 'VmHWM');
    return now === undefined || before[at] === undefined ? undefined : now - before[at];
  });
  await session.detach();
  const known = peaks.filter((peak) => peak !== undefined);
  return { result, peak: known.length === 0 ? undefined : Math.max(...known) };
}

function resetPeak(pid) {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return readStatus(pid, 'VmRSS');
  } catch {
    // No such file system, or not ours to ask: then nothing is claimed.
    return undefined;
  }
}

function readStatus(pid, field) {
  try {
    const [, kib] =
      new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
        readFileSync(`/proc/${pid}/status`, 'utf8'),
      ) ?? [];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    // The process has ended meanwhile.
    return undefined;
  }
}

/** Longest task of a page's own thread while something is done, in milliseconds: tasks that the browser reports (50 and more), and the longest wait of a timer. */
export async function longestTask(page, work) {
  await page.evaluate(() => {
    const seen = { task: 0, gap: 0, last: performance.now() };
    globalThis.benchSeen = seen;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration);
    }).observe({ type: 'longtask' });
    seen.timer = setInterval(() => {
      const now = performance.now();
      seen.gap = Math.max(seen.gap, now - seen.last);
      seen.last = now;
    }, 5);
  });
  const result = await work();
  const { task, gap } = await page.evaluate(async () => {
    const seen = globalThis.benchSeen;
    // The observer tells a little later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    clearInterval(seen.timer);
    return { task: seen.task, gap: seen.gap };
  });
  return { result, task, gap };
}
