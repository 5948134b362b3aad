/** The list of packages at 1,000, 10,000 and 100,000 rows: first screen, keys, scrolling and memory, beside the plainest list and Fluent's own. */
import { join } from 'node:path';

import { makeLargeMarket } from '../sandbox/large-market/index.ts';
import { startWorld } from '../test/e2e/rig.ts';
import { openContender } from './list/contender.mjs';
import { percentile, toTable } from './list/figures.mjs';
import { startRivals } from './list/rival-pages.mjs';

const VERSIONS = 5;
const SIZES = [1_000, 10_000, 100_000];
/** Typed letter by letter: what is there, what is rare, what is mistyped, words of several fields, a script without spaces. */
const QUERIES = [
  'pytorch training',
  'kafka to bigquery',
  'bert fine-tunning',
  'imagenet resnet',
  'garcía gpu',
  '图像分类',
];

/** Ours first; `keys` is how many of the queries are typed where an answer takes seconds. */
const CONTENDERS = [
  { name: 'ours', slow: QUERIES.length },
  { name: 'plain', slow: 1 },
  { name: 'fluent', slow: 3 },
];

export async function benchList({ quick, runs, root, rivals: scripts }) {
  const rivals = await startRivals(scripts);
  const figures = [];
  try {
    for (const rows of quick ? [1_000] : SIZES) {
      const out = join(root, '.cache/markets', `${rows / VERSIONS}x${VERSIONS}`);
      const options = { out, packages: rows / VERSIONS, versions: VERSIONS, seed: 1, files: 20 };
      const market = await makeLargeMarket(options);
      for (const { name, slow } of CONTENDERS) {
        const queries = quick ? ['bert'] : QUERIES.slice(0, rows > 10_000 ? slow : undefined);
        const times = quick ? 1 : Math.min(runs, 3);
        console.error(`${rows.toLocaleString('en')} rows, ${name} …`);
        figures.push({ rows, name, ...(await measure({ name, market, rivals, queries, times })) });
      }
    }
  } finally {
    await rivals.close();
  }
  return { figures, notes: [], tables: toTable(figures) };
}

/** Each contender has a browser of its own, so that no memory of another counts. */
async function measure({ name, market, rivals, queries, times }) {
  const world = await startWorld({
    folder: market.folder,
    config: ({ url }) => ({ ...market.config, url }),
  });
  try {
    const contender = openContender({ name, world, rivals, packages: market.rows / VERSIONS });
    const cold = [];
    const cached = [];
    for (let run = 0; run < times; run++) {
      const context = await contender.newContext();
      cold.push(await contender.load(context));
      cached.push(await contender.load(context));
      await context.close();
    }
    const context = await contender.newContext();
    const used = await contender.use(context, { queries });
    await context.close();
    return { cold: median(cold), cached: median(cached), ...used };
  } finally {
    await world.close();
  }
}

/** Of each figure by itself. */
function median(loads) {
  const names = Object.keys(loads[0]);
  return Object.fromEntries(
    names.map((name) => [
      name,
      percentile(
        loads.map((load) => load[name]),
        0.5,
      ),
    ]),
  );
}
