/** Verification of files in Chromium (secure page, plain HTTP) and in Node, beside gpg on the same files. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTS, longestTask, peakMemory, startBrowser } from './browser.mjs';
import { makeRandomFile, makeSigners, signFile } from './data.mjs';
import { byTurns, timeOf } from './measure.mjs';
import { findTool, openGpgHome, timeCommand } from './rivals.mjs';
import { ratioText, timeText } from './table.mjs';
import { verifyBytes } from './verify-bytes.mjs';

const MB = 1_000_000;

export async function benchVerify({ folder, quick, runs, worker }) {
  const notes = [];
  const tools = { gpg: findTool('gpg', notes), sha256sum: findTool('sha256sum', notes) };
  const signers = await makeSigners(quick);
  const gpg =
    tools.gpg &&
    openGpgHome(
      folder,
      signers.map(({ certificate }) => certificate),
    );
  const chromium = await startBrowser({ folder, worker });
  const figures = [];
  const memory = [];
  try {
    for (const size of quick ? [0.1 * MB, MB] : [MB, 50 * MB, 300 * MB]) {
      const data = makeRandomFile(folder, 'archive.zip', size);
      for (const [number, signer] of signers.entries()) {
        const signed = await signFile(data, signer, number);
        const subject = { data, signed, signer };
        figures.push(await measureTimes(subject, { chromium, gpg, tools, runs }));
        if (number === 0) memory.push(...(await measureMemory(subject, { chromium, folder })));
      }
    }
  } finally {
    await chromium.close();
  }
  const version = await chromium.browser.version();
  return {
    tools: { ...tools, chromium: version },
    figures,
    memory,
    notes,
    tables: [timesTable(figures), memoryTable(memory)],
  };
}

/** Every way to check one file, by turns. */
async function measureTimes({ data, signed, signer }, { chromium, gpg, tools, runs }) {
  const input = {
    signature: signed.signature,
    certificate: signer.certificate,
    fingerprint: signer.fingerprint,
  };
  const pinned = { ...input, sha256: data.sha256 };
  const pages = {};
  for (const [name, host] of Object.entries(HOSTS)) {
    pages[name] = await chromium.open(host);
    await pages[name].call('load', { name: 'file', url: `${pages[name].origin}/data/archive.zip` });
  }
  const inPage = (name, what) => () => pages[name].call('verify', { name: 'file', ...what });
  const verify = gpg && (() => gpg.verify(signed.path, data.file));
  const both =
    verify && tools.sha256sum && (() => verify() + timeCommand('sha256sum', [data.file]));
  const times = await byTurns(
    {
      gpg: verify,
      'secure page': inPage('secure page', input),
      'plain HTTP': inPage('plain HTTP', input),
      node: () => timeOf(() => verifyBytes({ bytes: data.bytes, ...input })),
      'gpg + sha256sum': both,
      'secure page + SHA-256': inPage('secure page', pinned),
      'plain HTTP + SHA-256': inPage('plain HTTP', pinned),
      'node + SHA-256': () => timeOf(() => verifyBytes({ bytes: data.bytes, ...pinned })),
    },
    runs,
  );
  for (const page of Object.values(pages)) await page.close();
  return { size: data.size, key: signer.name, times };
}

/** Downloaded and verified as an install does, each in a fresh page: the most that its process takes, and the longest task of the page. */
async function measureMemory({ data, signed, signer }, { chromium, folder }) {
  copyFileSync(signed.path, join(folder, 'archive.zip.asc'));
  const found = [];
  for (const [name, host] of Object.entries(HOSTS)) {
    const { page, origin, call, close } = await chromium.open(host);
    const input = {
      ...{ base: `${origin}/data/`, page: `${origin}/`, size: data.size, sha256: data.sha256 },
      ...{ certificate: signer.certificate, fingerprint: signer.fingerprint },
    };
    const { result, peak } = await peakMemory(chromium.browser, () =>
      longestTask(page, () => call('install', input)),
    );
    found.push({
      size: data.size,
      where: name,
      ms: result.result,
      task: result.task,
      gap: result.gap,
      peak,
    });
    await close();
  }
  rmSync(join(folder, 'archive.zip.asc'));
  return found;
}

function timesTable(figures) {
  const columns = [
    'file, key',
    'way',
    'ours min / median',
    'gpg min / median',
    'ratio to gpg',
    'ratio to gpg + sha256sum',
  ];
  const ways = ['secure page', 'plain HTTP', 'node'];
  const rows = figures.flatMap(({ size, key, times }) =>
    ways.flatMap((way) => [
      row({ size, key, way, ours: times[way], times }),
      row({ size, key, way: `${way} + SHA-256`, ours: times[`${way} + SHA-256`], times }),
    ]),
  );
  return {
    title:
      'Verification beside gpg --verify (warm cache); “+ SHA-256” also compares the pinned digest, as an install does',
    columns,
    rows,
  };
}

function row({ size, key, way, ours, times }) {
  const both = way.endsWith('SHA-256') ? times['gpg + sha256sum'] : undefined;
  return [
    `${size / MB} MB, ${key}`,
    way.startsWith('node') ? way.replace('node', 'Node') : `Chromium, ${way}`,
    timeText(ours),
    timeText(times.gpg),
    ratioText(ours, times.gpg),
    ratioText(ours, both),
  ];
}

function memoryTable(memory) {
  return {
    title:
      'Downloaded from loopback and verified in one go (Ed25519, SHA-512 and SHA-256), in a fresh page',
    columns: [
      'file',
      'where',
      'time',
      'peak memory',
      'multiple',
      'longest task',
      'longest timer gap',
    ],
    rows: memory.map(({ size, where, ms, task, gap, peak }) => [
      `${size / MB} MB`,
      where,
      `${ms.toFixed(0)} ms`,
      peak === undefined ? '–' : `${(peak / MB).toFixed(0)} MB`,
      peak === undefined ? '–' : `${(peak / size).toFixed(2)} ×`,
      task === 0 ? 'none over 50 ms' : `${task.toFixed(0)} ms`,
      `${gap.toFixed(0)} ms`,
    ]),
  };
}
