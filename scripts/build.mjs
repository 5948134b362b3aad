/**
 * Builds dist/: the plugin (loader and chunks), the command line tool and the sandbox. `--only plugin|cli` builds a part.
 * What is built takes the place of the old only when it is whole, for somebody may be running that.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { classicChunks } from './chunk-plugin.mjs';
import { isolateHost } from './isolate-plugin.mjs';
import { openpgpForBrowser } from './openpgp-plugin.mjs';
import { buildProblemPages } from './problem-pages.mjs';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const stage = join(dist, `.new-${process.pid}`);
const plugin = join(stage, 'plugin');
const started = new Date();
const HOUR_MS = 60 * 60_000;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const shared = { root, configFile: false, publicDir: false, logLevel: 'warn' };
const define = { 'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version) };

/** All of the worker in one chunk, for it can load no other; it is put among the chunks of the application. */
async function buildWorker() {
  const [{ output }] = await build({
    ...shared,
    define,
    plugins: [openpgpForBrowser()],
    build: { ...chunksOf('src/trust-worker.ts', { codeSplitting: false }), write: false },
  });
  const [chunk, ...others] = output;
  if (others.length > 0) throw new Error('the code of the worker is not in one piece');
  return chunk;
}

async function buildApplication() {
  const worker = await buildWorker();
  await build({
    ...shared,
    define,
    plugins: [isolateHost(), classicChunks({ worker })],
    build: { ...chunksOf('src/plugin.tsx'), outDir: plugin },
  });
}

function chunksOf(entry, output = {}) {
  return {
    target: 'es2022',
    lib: { entry: join(root, entry), formats: ['cjs'], fileName: () => 'chunks/app.js' },
    minify: 'oxc',
    rolldownOptions: {
      output: {
        entryFileNames: 'chunks/[name]-[hash].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        ...output,
      },
    },
  };
}

async function buildLoader() {
  const manifest = readFileSync(join(plugin, 'manifest.json'), 'utf8');
  await build({
    ...shared,
    define: { ...define, __MANIFEST__: manifest },
    build: {
      outDir: plugin,
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: join(root, 'src/loader.ts'),
        formats: ['iife'],
        name: 'paiMarketLoader',
        fileName: () => 'plugin.js',
      },
    },
  });
}

async function buildNode() {
  const entries = {
    cli: 'src/cli.ts',
    'build-worker': 'src/build-worker.ts',
    sandbox: 'sandbox/start.ts',
  };
  await build({
    ...shared,
    define,
    build: {
      outDir: join(stage, 'node'),
      emptyOutDir: false,
      ssr: true,
      target: 'node20',
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries)
            .map(([name, file]) => [name, join(root, file)])
            .filter(([, file]) => existsSync(file)),
        ),
        output: { entryFileNames: '[name].js', chunkFileNames: 'node/[name]-[hash].js' },
      },
    },
  });
}

/** Puts the new folder in the place of the old one; where another build was faster, its folder stays. */
function publishPlugin() {
  utimesSync(join(plugin, 'plugin.js'), started, started);
  const target = join(dist, 'plugin');
  if (existsSync(target)) rename(target, join(stage, 'old'));
  rename(plugin, target);
}

/**
 * Chunks have a hash in their names, so old and new ones lie side by side: first the chunks, then the entries that
 * name them. A process that runs loads chunks late, so old ones stay for a while.
 */
function publishNode() {
  const from = join(stage, 'node');
  const chunks = readdirSync(join(from, 'node'));
  mkdirSync(join(dist, 'node'), { recursive: true });
  for (const name of chunks) renameSync(join(from, 'node', name), join(dist, 'node', name));
  rmSync(join(from, 'node'), { recursive: true });
  for (const name of readdirSync(from)) {
    // The time of the sources that were read, not of the last byte: what changed meanwhile is newer.
    utimesSync(join(from, name), started, started);
    renameSync(join(from, name), join(dist, name));
  }
  // A build on demand may happen while somebody runs the old one; `npm run build` leaves nothing over.
  const age = process.argv.includes('--only') ? HOUR_MS : 0;
  removeOld(join(dist, 'node'), { age, isLeft: (name) => !chunks.includes(name) });
}

/** Removes what is left over since `age` milliseconds before this build. */
function removeOld(folder, { age, isLeft }) {
  for (const name of readdirSync(folder).filter(isLeft)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < started - age) rmSync(path, { recursive: true, force: true });
  }
}

function rename(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}

const only = process.argv.includes('--only')
  ? process.argv.at(process.argv.indexOf('--only') + 1)
  : 'all';
try {
  if (only !== 'cli') {
    await buildApplication();
    await buildLoader();
    buildProblemPages(join(plugin, 'problems'));
    publishPlugin();
  }
  if (only !== 'plugin') {
    await buildNode();
    publishNode();
  }
} finally {
  rmSync(stage, { recursive: true, force: true });
  removeOld(dist, { age: HOUR_MS, isLeft: (name) => name.startsWith('.new-') });
}
