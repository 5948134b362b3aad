/** `npm test`: sets itself up (dependencies, browser, build), then runs all tests; arguments go to vitest. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { ensureBuild, ensureDependencies, root, run } from './setup.mjs';

const report = join(root, '.cache/test-report.json');

function main(args) {
  ensureDependencies();
  const browser = findBrowser();
  ensureBuild();
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const projects = ['unit', 'ui', 'kill', 'e2e'].flatMap((name) => ['--project', name]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, CHROME_PATH: browser };
  const code = run(
    'npx',
    ['vitest', 'run', ...(args.includes('--project') ? [] : projects), ...reporters, ...args],
    { env },
  );
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
  return code;
}

process.exitCode = main(process.argv.slice(2));
