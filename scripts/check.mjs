/** `npm run check`: all that must be green before a change lands. `--skip NAME` leaves a step out, `--only NAME` runs one. */
import { ensureDependencies, run } from './setup.mjs';

/** In this order: cheap steps first. */
const STEPS = {
  format: ['npx', ['biome', 'format', '.']],
  schemas: ['node', ['scripts/generate.mjs', '--check']],
  types: ['npx', ['tsc', '-b']],
  lint: ['npx', ['eslint', '.', '--max-warnings', '0']],
  imports: ['npx', ['depcruise', 'src', 'sandbox', '--output-type', 'err-long']],
  unused: ['npx', ['knip', '--treat-config-hints-as-errors']],
  build: ['node', ['scripts/build.mjs']],
  size: ['npx', ['size-limit']],
  tests: ['node', ['scripts/test.mjs']],
};

function chosen(args) {
  const values = (flag) => args.flatMap((arg, at) => (arg === flag ? [args[at + 1]] : []));
  const unknown = [...values('--skip'), ...values('--only')].find((name) => !(name in STEPS));
  if (unknown !== undefined)
    throw new Error(`no step ${unknown}; there are ${Object.keys(STEPS).join(', ')}`);
  const only = values('--only');
  return Object.keys(STEPS).filter((name) =>
    only.length ? only.includes(name) : !values('--skip').includes(name),
  );
}

ensureDependencies();
const failed = [];
for (const name of chosen(process.argv.slice(2))) {
  const started = performance.now();
  const [command, args] = STEPS[name];
  console.log(`\n── ${name}: ${[command, ...args].join(' ')}`);
  if (run(command, args) !== 0) failed.push(name);
  console.log(
    `── ${name}: ${failed.at(-1) === name ? 'FAILED' : 'good'} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}
console.log(failed.length ? `\ncheck failed: ${failed.join(', ')}` : '\ncheck: all good');
process.exitCode = failed.length ? 1 : 0;
