/** What every script needs first: dependencies as in package-lock.json and, where asked, a build that is not older than its sources. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
  const areThere = () => modified(stamp) >= modified(join(root, 'package-lock.json'));
  once(areThere, () => {
    const folder = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false });
    if (folder?.isSymbolicLink()) {
      // npm would empty the folder that the link leads to, which is another checkout's.
      throw new Error('node_modules is a symbolic link, and not as package-lock.json has it.');
    }
    console.error('Installing the dependencies (npm ci) …');
    const code = run('npm', ['ci', '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new Error('npm ci failed: see the lines above');
  });
}

/** Builds dist/ where a source is newer than it. `part` is what scripts/build.mjs takes for --only. */
export function ensureBuild(part = 'all') {
  const outputs = {
    cli: ['cli.js'],
    plugin: ['plugin/plugin.js'],
    all: ['cli.js', 'sandbox.js', 'plugin/plugin.js'],
  };
  const sources = ['src', 'sandbox', 'schemas', 'scripts', 'docs', 'package.json'].map((each) =>
    join(root, each),
  );
  const isBuilt = () =>
    Math.min(...outputs[part].map((file) => modified(join(root, 'dist', file)))) >
    Math.max(...sources.map(newest));
  once(isBuilt, () => {
    console.error('Building …');
    const code = run('node', ['scripts/build.mjs', '--only', part], { stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new Error('the build failed: see the lines above');
  });
}

/** Does the work unless it is done; where another start of this checkout is at it, that one is waited for. */
function once(isDone, work) {
  if (isDone()) return;
  const lock = join(root, 'dist/.setup.lock');
  mkdirSync(join(root, 'dist'), { recursive: true });
  while (!take(lock)) {
    if (isLeft(lock)) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  try {
    if (!isDone()) work();
  } finally {
    rmSync(lock, { force: true });
  }
}

const POLL_MS = 100;
/** No install or build takes longer. */
const LOCK_MS = 15 * 60_000;

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process that took the lock ended without giving it back. */
function isLeft(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > LOCK_MS) return true;
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
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
