/** `pai-market build`: a market folder from its sources. */
import { join, resolve } from 'node:path';

import { buildMarket } from '#flows/build-market.ts';
import { findBuildPlaces } from '../build-places.ts';
import { defineCommand } from '../command.ts';
import { readNumber } from '../numbers.ts';
import { count, findingLines, firstErrorCode } from '../render/findings.ts';
import { marketErrorDocument, printJson } from '../render/json.ts';

import type { BuildReport } from '#flows/build-market.ts';
import type { BuildPlaces } from '../build-places.ts';
import type { CommandIo, ExitCode, Progress } from '../command.ts';

/** More threads than that no machine has. */
const MOST_JOBS = 1024;
/** A longer list of packages says less than their number. */
const MOST_LINES = 100;

export const command = defineCommand({
  name: 'build',
  summary: 'make a market folder from the sources of its packages',
  usage: 'build [SOURCE] [--out MARKET] [--jobs N] [--no-cache] [--json]',
  help: `Reads SOURCE/market.yaml and every folder below SOURCE that holds a package.yaml, wherever it lies,
checks all of it, and replaces the folder MARKET as a whole; with any error MARKET stays as it was.
A package.yaml says "name" and "version", or its folder is called <name>/<version>. In a repository
SOURCE is the repository and MARKET its folder market/ when they are left out.

The same sources always give the same bytes, on every machine, with every number of threads. What
did not change since the last build is taken over without being read; --no-cache makes everything
anew. Signatures over files that did not change are kept; sign the rest with pai-market sign.

A build that is killed leaves MARKET as it was; the next command puts the rest in order.`,
  examples: [
    ['Build a market from a folder of packages', 'pai-market build source --out market'],
    ['Build the repository of the working folder', 'pai-market build'],
    ['Prove that a build depends on nothing but its sources', 'pai-market build --no-cache'],
  ],
  exitCodes: {
    1: 'the sources have errors; nothing was written',
    3: 'MARKET is built or signed by another process right now; nothing was done',
  },
  seeAlso: ['lint', 'sign', 'verify', 'docs/market-format.md'],
  completes: 'folder',
  positionals: { min: 0, max: 1 },
  options: {
    out: {
      type: 'value',
      placeholder: 'MARKET',
      summary: 'folder to make or replace; left out, the folder market/ of the repository',
      completes: 'folder',
    },
    jobs: {
      type: 'value',
      placeholder: 'N',
      summary: 'threads to use; left out, as many as the machine runs at once',
      setting: 'build.jobs',
      userOnly: true,
    },
    'no-cache': {
      type: 'flag',
      summary: 'make everything anew, and keep nothing for the next time',
    },
  },
  async run({ positionals, values, json }, io) {
    const jobs = readNumber('jobs', values.jobs, { min: 1, max: MOST_JOBS });
    const places = await findBuildPlaces({ source: positionals[0], out: values.out }, io);
    const report = await build(places, { jobs, cached: !values['no-cache'] }, io);
    return json ? printReport(report, io) : writeReport(report, { io, out: places.market });
  },
  errorJson: marketErrorDocument,
});

async function build(
  { source, market, root, ignore }: BuildPlaces,
  { jobs, cached }: { jobs: number | undefined; cached: boolean },
  io: CommandIo,
): Promise<BuildReport> {
  let shown: { what: string; progress: Progress } | undefined;
  const show = (what: string, done: number, total: number) => {
    if (shown?.what !== what) {
      shown?.progress.end();
      shown = { what, progress: io.progress(what, 'packages') };
    }
    shown.progress.set(done, total);
  };
  try {
    return await buildMarket(
      { source: io.files.tree(source), target: io.files.tree(market) },
      {
        ...{ limits: io.limits, clock: io.clock, signal: io.signal, ignore },
        makeWorkers: (calls) => io.makeWorkers(calls, jobs),
        ...(cached && keptOf(root, io)),
        place: `${resolve(io.cwd, source)}\n${resolve(io.cwd, market)}`,
        market: resolve(io.cwd, market),
        onProgress: show,
      },
    );
  } finally {
    shown?.progress.end();
  }
}

/** The former market is laid by in a repository only: beside the market it would be in people's way. */
function keptOf(root: string | undefined, io: CommandIo) {
  const cache = io.openCache(root);
  const isOfRepository = root !== undefined && cache.folder.startsWith(root);
  return { cache, ...(isOfRepository && { spare: join(cache.folder, 'former-market') }) };
}

function printReport(
  { market, packages, findings, unchanged }: BuildReport,
  io: CommandIo,
): ExitCode {
  const code = firstErrorCode(findings);
  const verdict = code === null ? 'good' : 'refused';
  printJson(io, { verdict, code, market: market ?? null, unchanged, packages, findings });
  return code === null ? 0 : 1;
}

function writeReport(
  { packages, findings, unchanged }: BuildReport,
  { io, out }: { io: CommandIo; out: string },
): ExitCode {
  io.stderr(findingLines(findings));
  if (firstErrorCode(findings) !== null) {
    io.stderr('Nothing was written.\n');
    return 1;
  }
  const made = packages.filter(({ kept }) => !kept);
  const listed = packages.length <= MOST_LINES ? packages : made.slice(0, MOST_LINES);
  for (const { name, version, files, bytes, kept } of listed) {
    const same = kept ? ', as before' : '';
    io.stdout(`${name} ${version}: ${count(files, 'file')}, ${bytes} bytes${same}\n`);
  }
  const news = unchanged ? 'nothing changed' : `${made.length} made anew`;
  io.stdout(`${count(packages.length, 'package version')} in ${out}, ${news}\n`);
  return 0;
}
