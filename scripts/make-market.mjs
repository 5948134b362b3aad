/** `npm run make-market`: a signed market of any size from a seed, to look at, to test and to measure with. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDependencies, root } from './setup.mjs';

const HELP = `Usage: npm run make-market -- [options]

Makes a signed market with realistic words and sizes; the same seed makes the same index on every machine.
DIR gets the folder market/, which any file server may serve, keys/ with the key that signed it, and config.json,
its entry in the plugin's configuration. What is there already and was made with the same options stays.

Options:
  --packages N   packages (20000)
  --versions N   versions of each (5)
  --seed N       another seed makes another market (1)
  --files N      packages that can be opened and installed, the first ones of the list (20); the others have rows only
  --out DIR      where (.cache/markets/<packages>x<versions>)
  --help         prints this

Look at it: npm start -- --market DIR, or in one go: npm start -- --rows 100000
`;

/** Makes the market; the maker is bundled alone, so that it needs no build of the rest. */
export async function makeMarket({ packages, versions = 5, seed = 1, files = 20, out, print }) {
  const { makeLargeMarket } = await loadMaker();
  const folder = out ?? join(root, '.cache/markets', `${packages}x${versions}`);
  mkdirSync(folder, { recursive: true });
  const market = await makeLargeMarket({ packages, versions, seed, files, out: folder, print });
  return { ...market, out: folder };
}

/** Gives what `serveLargeMarket` does; `out` as `makeMarket` filled it. */
export async function serveMarket(out, port) {
  const { serveLargeMarket } = await loadMaker();
  return serveLargeMarket(out, port);
}

async function loadMaker() {
  const { build } = await import('vite');
  const folder = join(root, '.cache/make-market', String(process.pid));
  const { output } = await build({
    ...{ root, configFile: false, publicDir: false, logLevel: 'error' },
    build: {
      outDir: folder,
      ssr: true,
      target: 'node20',
      rolldownOptions: {
        input: join(root, 'sandbox/large-market/index.ts'),
        output: { entryFileNames: 'maker.js' },
      },
    },
  });
  if (output.length === 0) throw new Error('the maker could not be bundled');
  return import(pathToFileURL(join(folder, 'maker.js')).href);
}

function readNumber(name, text, most) {
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Error(`--${name} takes a number up to ${most}, not ${text}.`);
}

async function main() {
  const { values } = parseArgs({
    options: {
      packages: { type: 'string', default: '20000' },
      versions: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      files: { type: 'string', default: '20' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  ensureDependencies();
  const { out, rows } = await makeMarket({
    packages: readNumber('packages', values.packages, 250_000),
    versions: readNumber('versions', values.versions, 100),
    seed: readNumber('seed', values.seed, 999_999_999),
    files: readNumber('files', values.files, 250_000),
    ...(values.out === undefined ? {} : { out: resolve(values.out) }),
    print: (line) => console.log(line),
  });
  console.log(`\n${rows} rows in ${join(out, 'market')}; as the plugin's configuration has it:\n`);
  const config = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'));
  console.log(
    JSON.stringify({ markets: [{ ...config, url: 'https://where.it.is.served/' }] }, null, 2),
  );
  console.log(`\nLook at it: npm start -- --market ${out}`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    await main();
  } catch (error) {
    console.error(`make-market: ${error.message}`);
    process.exitCode = 1;
  }
}
