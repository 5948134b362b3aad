/** What every script needs first: dependencies as in package-lock.json and, where asked, a build that is not older than its sources. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Runs a command in the project's folder and gives its exit code; its output goes to ours. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

/** Installs the dependencies where they are missing or older than the lock file. */
export function ensureDependencies() {
  const stamp = join(root, 'node_modules/.package-lock.json');
  if (modified(stamp) >= modified(join(root, 'package-lock.json'))) return;
  console.error('Installing the dependencies (npm ci) …');
  const code = run('npm', ['ci', '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error('npm ci failed: see the lines above');
}

/** Builds dist/ where a source is newer than it. `part` is what scripts/build.mjs takes for --only. */
export function ensureBuild(part = 'all') {
  const outputs = {
    cli: ['cli.js'],
    plugin: ['plugin/plugin.js'],
    all: ['cli.js', 'sandbox.js', 'plugin/plugin.js'],
  };
  const built = Math.min(...outputs[part].map((file) => modified(join(root, 'dist', file))));
  const sources = ['src', 'sandbox', 'schemas', 'scripts', 'package.json'].map((each) =>
    join(root, each),
  );
  if (built > Math.max(...sources.map(newest))) return;
  console.error('Building …');
  const code = run('node', ['scripts/build.mjs', '--only', part], { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error('the build failed: see the lines above');
}

/** Milliseconds of the last change, 0 if there is no such file. */
function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const entries = statSync(path).isDirectory() ? readdirSync(path) : [];
  return Math.max(modified(path), ...entries.map((name) => newest(join(path, name))));
}
