/** Listing and inflating in Chromium: our reader, JSZip in the same worker, and unzip on the same files. */
import { HOSTS, startBrowser } from './browser.mjs';
import { makeLargeText, makeManyEntries } from './data.mjs';
import { byTurns } from './measure.mjs';
import { findTool, timeCommand } from './rivals.mjs';
import { ratioText, timeText } from './table.mjs';

const MB = 1_000_000;

export async function benchZip({ folder, quick, runs, worker }) {
  const notes = [];
  const unzip = findTool('unzip', notes);
  const count = quick ? 200 : 10_000;
  const size = quick ? MB : 100 * MB;
  const many = await makeManyEntries(folder, count);
  const large = await makeLargeText(folder, size);
  const chromium = await startBrowser({ folder, worker });
  let listing;
  let inflating;
  try {
    const { origin, call } = await chromium.open(HOSTS['secure page']);
    for (const { name } of [many, large])
      await call('load', { name, url: `${origin}/data/${name}` });
    listing = await byTurns(
      {
        ours: () => call('listOurs', { name: many.name, count }),
        jszip: () => call('listJszip', { name: many.name, count }),
        unzip: unzip && (() => timeCommand('unzip', ['-l', many.file])),
      },
      runs,
    );
    inflating = await byTurns(
      {
        ours: () => call('inflateOurs', { name: large.name, size }),
        check: () => call('checkOurs', { name: large.name }),
        jszip: () => call('inflateJszip', { name: large.name, size }),
        'unzip -p': unzip && (() => timeCommand('unzip', ['-p', large.file])),
        'unzip -t': unzip && (() => timeCommand('unzip', ['-tq', large.file])),
      },
      runs,
    );
  } finally {
    await chromium.close();
  }
  const tables = [listTable(count, listing), inflateTable({ size, packed: large.size }, inflating)];
  return { tools: { unzip }, count, size, packed: large.size, listing, inflating, notes, tables };
}

function listTable(count, { ours, jszip, unzip }) {
  return {
    title: `Listing ${count} entries; ours checks every header and name`,
    columns: ['reader', 'min / median', 'ours takes, min / median'],
    rows: [
      ['ours', timeText(ours), ''],
      ['JSZip', timeText(jszip), ratioText(ours, jszip)],
      ['unzip -l', timeText(unzip), ratioText(ours, unzip)],
    ],
  };
}

function inflateTable({ size, packed }, times) {
  const { ours, check, jszip } = times;
  return {
    title: `Inflating ${size / MB} MB of text (${(packed / MB).toFixed(1)} MB packed); ours and unzip compare the checksum, JSZip does not`,
    columns: ['reader', 'min / median', 'ours takes, min / median'],
    rows: [
      ['ours, to memory', timeText(ours), ''],
      ['ours, check only', timeText(check), ''],
      ['JSZip, to memory', timeText(jszip), ratioText(ours, jszip)],
      ['unzip -p > /dev/null', timeText(times['unzip -p']), ratioText(ours, times['unzip -p'])],
      [
        'unzip -tq (to check only)',
        timeText(times['unzip -t']),
        ratioText(check, times['unzip -t']),
      ],
    ],
  };
}
