/** Builds dist/: the plugin (loader and chunks), the command line tool and the sandbox. `--only plugin|cli` builds a part. */
import { readFileSync, rmSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { classicChunks } from './chunk-plugin.mjs';
import { isolateHost } from './isolate-plugin.mjs';
import { openpgpForBrowser } from './openpgp-plugin.mjs';

const root = join(import.meta.dirname, '..');
const plugin = join(root, 'dist/plugin');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const shared = { root, configFile: false, publicDir: false, logLevel: 'warn' };
const define = { 'process.env.NODE_ENV': '"production"', __VERSION__: JSON.stringify(version) };

async function buildApplication() {
  await build({
    ...shared,
    define,
    plugins: [isolateHost(), openpgpForBrowser(), classicChunks()],
    build: {
      outDir: plugin,
      target: 'es2022',
      lib: {
        entry: join(root, 'src/plugin.tsx'),
        formats: ['cjs'],
        fileName: () => 'chunks/app.js',
      },
      minify: 'oxc',
      rolldownOptions: {
        output: {
          entryFileNames: 'chunks/[name]-[hash].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  });
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
  const entries = { cli: 'src/cli.ts', sandbox: 'sandbox/start.ts' };
  await build({
    ...shared,
    define,
    build: {
      outDir: join(root, 'dist'),
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

const only = process.argv.includes('--only')
  ? process.argv.at(process.argv.indexOf('--only') + 1)
  : 'all';
if (only !== 'cli') {
  rmSync(plugin, { recursive: true, force: true });
  await buildApplication();
  await buildLoader();
}
if (only !== 'plugin') {
  rmSync(join(root, 'dist/node'), { recursive: true, force: true });
  await buildNode();
}
