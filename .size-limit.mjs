/** What the browser loads for the list must stay small, and the worker beside it; the rest comes when it is first needed. */
import { existsSync, readFileSync } from 'node:fs';

const folder = 'dist/plugin';
const manifest = existsSync(`${folder}/manifest.json`)
  ? JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8'))
  : { entry: '', worker: '', needs: {} };

/** The entry and all that it needs before it runs. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const needed of manifest.needs[file] ?? []) closure(needed, seen);
  return seen;
}

export default [
  {
    name: 'first load of the list',
    path: [
      `${folder}/plugin.js`,
      ...[...closure(manifest.entry)].map((file) => `${folder}/${file}`),
    ],
    limit: '120 kB',
    gzip: true,
  },
  {
    name: 'before the first verification',
    path: [`${folder}/${manifest.worker}`],
    // All that is searched is searched there: 19 kB of it (docs/decisions/0015-reading-at-scale.md).
    limit: '196 kB',
    gzip: true,
  },
  // Planner and protocol checker are here twice, for the worker and for the page; YAML and its diff come with the wizard;
  // the words of the second language (27 kB) come when it is spoken.
  { name: 'everything', path: [`${folder}/**/*.js`], limit: '580 kB', gzip: true },
];
