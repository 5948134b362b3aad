/** Runs the parts of the benchmark one after the other and prints each as a table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchBytes } from './bytes.mjs';
import { benchInstall } from './install.mjs';
import { benchList } from './list.mjs';
import { benchPublish } from './publish.mjs';
import { benchPublishTools } from './publish-tools.mjs';
import { benchSearch } from './search.mjs';
import { printTable } from './table.mjs';
import { benchVerify } from './verify.mjs';
import { benchZip } from './zip.mjs';

const PARTS = {
  verify: benchVerify,
  install: benchInstall,
  zip: benchZip,
  bytes: benchBytes,
  list: benchList,
  publish: benchPublish,
  'publish-tools': benchPublishTools,
  search: benchSearch,
};

/** Gives all figures. `only` are the names of the parts, `worker` is the file of the bundled worker. */
export async function runBench({ only, quick, runs, worker, root, rivals }) {
  const folder = mkdtempSync(join(tmpdir(), 'pai-bench-'));
  const report = { date: new Date().toISOString(), machine: machine(), quick, runs, parts: {} };
  console.log(`${report.machine}; ${runs} alternating runs for each figure`);
  try {
    for (const name of only) {
      const part = await PARTS[name]({ folder, quick, runs, worker, root, rivals });
      report.parts[name] = part;
      for (const table of part.tables) printTable(table);
      for (const note of part.notes) console.log(`! ${note}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return report;
}

/** The kind of machine, without its name. */
function machine() {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ${process.platform}, Node ${process.versions.node}`;
}
