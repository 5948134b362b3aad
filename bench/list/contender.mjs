/** One of the lists that are compared, in Chromium: loads it, types, scrolls, and reads what that took. */
import { readFileSync } from 'node:fs';

import { percentile } from './figures.mjs';
import { installProbe } from './page-probe.mjs';
import { busyBetween, longestBetween, trace } from './trace.mjs';

const VIEWPORT = { width: 1440, height: 900 };
/** Of a card; those of ours that are skeletons have no words. */
const CARDS = {
  ours: { card: 'pai-plugin .pm-card', whole: 'pai-plugin .pm-grid' },
  plain: { card: '.card', whole: '#list' },
  fluent: { card: '.card', whole: '.list' },
};
const INDEX = /^(?:market\.json|packages(?:-[^/]+)?\.json|shards\/.*)$/;
const SLOW_MS = 300_000;
/** Time in which a list may fetch ahead before it is scrolled. */
const REST_MS = 1_500;

export function openContender({ name, world, rivals, packages }) {
  const { browser, market, sandbox } = world;
  const whole = `${packages.toLocaleString('en')} packages`;
  const address = name === 'ours' ? sandbox.portalUrl : rivals.address(name, market.url);

  async function newContext() {
    const context = await browser.newContext({ viewport: VIEWPORT });
    context.setDefaultTimeout(SLOW_MS);
    await context.addInitScript(installProbe, CARDS[name]);
    return context;
  }

  async function open(page) {
    let first;
    market.behaviour = {
      respond(path) {
        if (INDEX.test(path)) first ??= performance.timeOrigin + performance.now();
        return false;
      },
    };
    const begun = performance.timeOrigin + performance.now();
    await page.goto(address);
    await page.waitForFunction(() => globalThis.benchProbe?.first !== undefined, undefined, {
      polling: 50,
    });
    const shown = await page.evaluate(() => globalThis.benchProbe.first);
    await page.waitForFunction(
      (words) =>
        (
          document.querySelector('pai-plugin') ?? document.querySelector('#count')
        )?.textContent.includes(words),
      whole,
      { polling: 50 },
    );
    const ready = performance.timeOrigin + performance.now();
    // Where a cache answered, no byte was asked for: then only the click counts.
    const from = first ?? begun;
    return { firstScreen: shown - from, fromClick: shown - begun, ready: ready - begun };
  }

  /** Milliseconds from the first byte of the index, and from the click; the page is closed again. */
  async function load(context) {
    const page = await context.newPage();
    const times = await open(page);
    await page.waitForTimeout(REST_MS);
    await page.close();
    return times;
  }

  /** Types and scrolls with the trace on. */
  async function use(context, { queries }) {
    const page = await context.newPage();
    const loading = await trace(browser, page, async () => {
      await page.evaluate(() => performance.mark('bench-begin'));
      await open(page);
      await page.evaluate(() => performance.mark('bench-loaded'));
    });
    await page.waitForTimeout(REST_MS);
    const scrolling = await trace(browser, page, () => scroll(page));
    const keys = [];
    for (const query of queries) keys.push(...(await type(page, query)));
    const memory = await memoryOf(browser, page);
    await page.close();
    return {
      loadTask: longest(loading.tasks),
      scroll: { ...scrolling.result, task: scrollTask(scrolling) },
      keys: summaryOf(keys),
      memory,
    };
  }

  async function type(page, query) {
    const search = page.getByRole('searchbox');
    await search.focus();
    await search.fill('');
    await page.waitForTimeout(REST_MS / 3);
    const { result, marks, tasks } = await trace(browser, page, async () => {
      const settled = [];
      for (const letter of query) {
        if (/[a-z -]/.test(letter)) await page.keyboard.press(letter === ' ' ? 'Space' : letter);
        else await page.keyboard.insertText(letter);
        settled.push(await page.evaluate(() => globalThis.benchProbe.settled()));
      }
      return settled;
    });
    return result.map(({ number, toFrame }) => toKey({ number, toFrame, marks, tasks }));
  }

  return { newContext, load, use };
}

/** `main`: how long the page's thread ran from the key to the last frame that changed, its own handler included. */
function toKey({ number, toFrame, marks, tasks }) {
  const from = marks.get(`bench-key-${number}`);
  const to = marks.get(`bench-frame-${number}`) ?? from + 100;
  const task = tasks.find(({ begin, end }) => begin <= from && end >= from);
  const begin = task ? task.begin : from;
  return { main: busyBetween(tasks, begin, to), task: longestBetween(tasks, begin, to), toFrame };
}

function summaryOf(keys) {
  const main = keys.map((key) => key.main);
  const frames = keys.flatMap(({ toFrame }) => toFrame ?? []);
  const of = (values) => ({
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    worst: Math.max(...values),
  });
  return {
    count: keys.length,
    main: of(main),
    toFrame: of(frames),
    task: Math.max(...keys.map((key) => key.task)),
  };
}

async function scroll(page) {
  await page.evaluate(() => performance.mark('bench-scroll'));
  return page.evaluate(() =>
    globalThis.benchProbe.scroll({ passFrames: 120, passStep: 250, jumps: 30 }),
  );
}

function scrollTask({ marks, tasks }) {
  return longestBetween(tasks, marks.get('bench-scroll-begin'), marks.get('bench-scroll-end'));
}

function longest(tasks) {
  return longestBetween(tasks, -Infinity, Infinity);
}

/** Bytes of the page's process, worker included, and of the page's own heap after a collection. */
async function memoryOf(browser, page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value;
  const all = await browser.newBrowserCDPSession();
  const { processInfo } = await all.send('SystemInfo.getProcessInfo');
  const renderers = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => residentOf(id));
  const known = renderers.filter((bytes) => bytes !== undefined);
  return { heap, process: known.length === 0 ? undefined : Math.max(...known) };
}

function residentOf(pid) {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    // No such file system, or the process has ended: then nothing is claimed.
    return undefined;
  }
}
