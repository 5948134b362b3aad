/** The built plugin itself: from “Accept” to the form with a large archive, beside gpg, sha256sum and unzip on that archive. */
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';

import { PLAIN_HOST, startWorld } from '../test/e2e/rig.ts';
import { helloSource } from '../test/e2e/made-market.ts';
import { longestTask, peakMemory } from './browser.mjs';
import { findTool, openGpgHome, timeCommand } from './rivals.mjs';

const MB = 1_000_000;

export async function benchInstall({ folder, quick }) {
  const notes = [];
  const tools = ['gpg', 'sha256sum', 'unzip'].map((name) => findTool(name, notes));
  const size = quick ? MB : 300 * MB;
  const source = { ...helloSource(), 'packages/hello/1.0.0/archive/data.bin': makeData(size) };
  const world = await startWorld({ source, config: (config) => ({ ...config, trust: 'strict' }) });
  try {
    const archive = join(world.made.folder, 'packages/hello/1.0.0/archive.zip');
    const rival = tools.every(Boolean) ? rivalTime(folder, archive, world.made.key) : undefined;
    const figures = [];
    for (const [where, host] of [
      ['secure page', '127.0.0.1'],
      ['plain HTTP', PLAIN_HOST],
    ]) {
      figures.push({ where, ...(await install(world, host)) });
    }
    const bytes = statSync(archive).size;
    return { bytes, rival, figures, notes, tables: [toTable({ bytes, rival, figures })] };
  } finally {
    await world.close();
  }
}

function makeData(size) {
  const data = Buffer.allocUnsafe(size);
  for (let at = 0; at < size; at += 64 * MB)
    randomBytes(Math.min(64 * MB, size - at)).copy(data, at);
  return data;
}

/** What somebody does by hand with the same archive, on a warm cache. */
function rivalTime(folder, archive, { certificate }) {
  const gpg = openGpgHome(folder, [certificate]);
  const all = () =>
    gpg.verify(`${archive}.asc`, archive) +
    timeCommand('sha256sum', [archive]) +
    timeCommand('unzip', ['-tq', archive]);
  all();
  return Math.min(all(), all());
}

async function install(world, host) {
  const opened = await world.open({ host });
  const { page } = opened;
  const button = (name) => page.getByRole('button', { name, exact: true });
  await page.getByRole('link', { name: 'Hello world', exact: true }).click();
  await button('Install').click();
  await button('Accept').waitFor();
  const { result, peak } = await peakMemory(world.browser, () =>
    longestTask(page, async () => {
      const start = performance.now();
      await button('Accept').click();
      await page.getByLabel('Job name', { exact: true }).waitFor({ timeout: 120_000 });
      return performance.now() - start;
    }),
  );
  await opened.close();
  return { ms: result.result, task: result.task, gap: result.gap, peak };
}

function toTable({ bytes, rival, figures }) {
  return {
    title: `The built plugin at level strict: download, verify and open an archive of ${(bytes / MB).toFixed(0)} MB; rival: gpg --verify, sha256sum and unzip -tq on the file`,
    columns: [
      'where',
      'time',
      'rival',
      'ratio',
      'peak memory',
      'multiple',
      'longest task',
      'longest timer gap',
    ],
    rows: figures.map(({ where, ms, task, gap, peak }) => [
      where,
      `${ms.toFixed(0)} ms`,
      rival === undefined ? '–' : `${rival.toFixed(0)} ms`,
      rival === undefined ? '–' : `${(ms / rival).toFixed(2)} ×`,
      peak === undefined ? '–' : `${(peak / MB).toFixed(0)} MB`,
      peak === undefined ? '–' : `${(peak / bytes).toFixed(2)} ×`,
      task === 0 ? 'none over 50 ms' : `${task.toFixed(0)} ms`,
      `${gap.toFixed(0)} ms`,
    ]),
  };
}
