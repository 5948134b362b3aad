/** `npm run bench`: sets itself up, measures verification, unpacking and script size beside gpg, unzip and JSZip in one run, and prints figures and ratios. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

const PARTS = ['verify', 'install', 'zip', 'bytes', 'list', 'publish', 'publish-tools', 'search'];
const HELP = `Usage: npm run bench -- [options]

Options:
  --only NAME   one part: ${PARTS.join(', ')} (may be given several times)
  --quick       tiny sizes, one run each: shows that it works, measures nothing
  --runs N      pairs of runs for each figure (5)
  --json FILE   writes all figures there, too
  --help        prints this
`;

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const { only = PARTS } = values;
  const unknown = only.find((name) => !PARTS.includes(name));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}: ${PARTS.join(', ')}.`);
  if (!/^[1-9]\d{0,2}$/.test(values.runs)) throw new Error('--runs takes a number from 1 to 999.');
  ensureDependencies();
  process.env.CHROME_PATH = findBrowser();
  ensureBuild();
  const folder = await bundle();
  const { runBench } = await import(pathToFileURL(join(folder, 'main.js')).href);
  const report = await runBench({
    only,
    quick: values.quick,
    runs: values.quick ? 1 : Number(values.runs),
    worker: join(folder, 'worker.js'),
    root,
    rivals: { plain: join(folder, 'plain-list.js'), fluent: join(folder, 'fluent-list.js') },
  });
  if (values.json !== undefined) {
    writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
  }
}

/** The parts are made of the project's own sources, so they are bundled as the product is: one program for Node, one for the worker, one for each rival page. */
async function bundle() {
  const { build } = await import('vite');
  const { openpgpForBrowser } = await import('./openpgp-plugin.mjs');
  const folder = join(root, '.cache/bench');
  mkdirSync(folder, { recursive: true });
  const shared = { root, configFile: false, publicDir: false, logLevel: 'error' };
  const define = { 'process.env.NODE_ENV': '"production"' };
  await build({
    ...shared,
    define,
    build: {
      outDir: folder,
      emptyOutDir: true,
      ssr: true,
      target: 'node20',
      rolldownOptions: {
        input: { main: join(root, 'bench/main.mjs') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  await build({
    ...shared,
    define,
    plugins: [openpgpForBrowser()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: 'oxc',
      lib: {
        entry: join(root, 'bench/worker.mjs'),
        formats: ['iife'],
        name: 'paiMarketBench',
        fileName: () => 'worker.js',
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  for (const name of ['plain-list', 'fluent-list']) {
    await build({
      ...shared,
      define,
      build: {
        outDir: folder,
        emptyOutDir: false,
        target: 'es2022',
        minify: 'oxc',
        lib: {
          entry: join(root, `bench/list/${name}.mjs`),
          formats: ['es'],
          fileName: () => `${name}.js`,
        },
      },
    });
  }
  return folder;
}

try {
  await main();
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
