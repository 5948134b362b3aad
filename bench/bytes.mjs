/** Bytes of script that the built plugin loads before the list is shown, and before the first package is verified. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { startWorld } from '../test/e2e/rig.ts';

const plugin = join(import.meta.dirname, '../../dist/plugin');

export async function benchBytes() {
  const figures = [];
  for (const trust of ['strict', 'signatures']) figures.push(...(await measure(trust)));
  return { figures, notes: [], tables: [toTable(figures)] };
}

async function measure(trust) {
  const world = await startWorld({ config: (config) => ({ ...config, trust }) });
  try {
    const { page, requests } = await world.open();
    const link = page.getByRole('link', { name: 'Hello world', exact: true });
    await link.waitFor();
    const list = sizesOf(requests);
    await link.click();
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    const verified = sizesOf(requests);
    return [
      { trust, before: 'the list is shown', ...list },
      { trust, before: 'the first package is verified', ...verified },
    ];
  } finally {
    await world.close();
  }
}

/** Of the plugin's own scripts so far; packed as a server with gzip would send them. */
function sizesOf(requests) {
  const paths = new Set(
    requests.flatMap(({ url }) => /\/(plugin\.js|chunks\/[^/?]+\.js)(?:\?|$)/.exec(url)?.[1] ?? []),
  );
  const contents = [...paths].map((path) => readFileSync(join(plugin, path)));
  return {
    scripts: contents.length,
    raw: contents.reduce((sum, { length }) => sum + length, 0),
    gzip: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
  };
}

function toTable(figures) {
  return {
    title:
      'Script loaded by the built plugin; at level strict the signed index is verified before the list',
    columns: ['before', 'level', 'scripts', 'gzip', 'raw'],
    rows: figures.map(({ before, trust, scripts, gzip, raw }) => [
      before,
      trust,
      scripts,
      `${(gzip / 1000).toFixed(1)} kB`,
      `${(raw / 1000).toFixed(1)} kB`,
    ]),
  };
}
