/** `npm run screens`: a picture of every page in every state and look, to be looked at before people do. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { findBrowser } from './browser.mjs';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

const HELP = `Usage: npm run screens -- [--only WORD]

Writes .cache/screens/<state>.<look>.png and index.html, which shows all of them. --only takes the states with WORD in their name.
Ends with code 1 where a state could not be reached.
`;

async function main() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return void process.stdout.write(HELP);
  ensureDependencies();
  process.env.CHROME_PATH = findBrowser();
  ensureBuild();
  const folder = join(root, '.cache/screens');
  const { takeScreens } = await load();
  const failures = await takeScreens({
    folder,
    only: values.only,
    print: (line) => console.log(line),
  });
  console.log(`\nLook at ${join(folder, 'index.html')}`);
  for (const failure of failures) console.error(`not reached: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

/** The states are those of the browser tests, which are TypeScript. */
async function load() {
  const outDir = join(root, '.cache/take-screens');
  await build({
    ...{ root, configFile: false, publicDir: false, logLevel: 'error' },
    build: {
      outDir,
      emptyOutDir: true,
      ssr: true,
      target: 'node20',
      rolldownOptions: {
        input: join(root, 'test/e2e/states/take-screens.ts'),
        output: { entryFileNames: 'main.js' },
      },
    },
  });
  return import(pathToFileURL(join(outDir, 'main.js')).href);
}

try {
  await main();
} catch (error) {
  console.error(`screens: ${error.message}`);
  process.exitCode = 1;
}
