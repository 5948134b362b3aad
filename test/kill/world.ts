/** Runs commands as processes in a folder of their own, kills them at a seeded point, and says what is left there. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'dist/cli.js');
const HOOK = join(import.meta.dirname, 'kill-hook.mjs');

export interface Ended {
  /** Null when it was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where in one change the process ends. */
export type Moment = 'before' | 'middle' | 'after';

export interface Kill {
  /** Which change of the command, from 1. */
  at: number;
  when: Moment;
}

export interface World {
  folder: string;
  path(...names: string[]): string;
  /** Runs `pai-market` in the folder. */
  run(argv: readonly string[], kill?: Kill): Promise<Ended>;
  /** The same, and how many changes the command made. */
  count(argv: readonly string[]): Promise<number>;
  /** Paths of all files below a folder of it, sorted. */
  files(below?: string): string[];
  /** Puts a copy of one folder in the place of another. */
  keep(folder: string, as: string): void;
  /** Another world that begins as this one is. */
  copy(): World;
  remove(): void;
}

/** An empty world; `env` is given to every command in it. */
export function createWorld(env: Record<string, string> = {}): World {
  return worldIn(mkdtempSync(join(tmpdir(), 'pai-market-kill-')), env);
}

function worldIn(folder: string, env: Record<string, string>): World {
  const path = (...names: string[]) => join(folder, ...names);
  const run = (argv: readonly string[], more: Record<string, string> = {}) =>
    start(argv, { folder, env: { ...env, ...more } });
  return {
    folder,
    path,
    run: (argv, kill) => run(argv, kill ? killEnv(kill) : {}),
    async count(argv) {
      const file = `${folder}.count`;
      const ended = await run(argv, { PAI_MARKET_KILL_COUNT: file });
      if (ended.code !== 0) throw new Error(`${argv.join(' ')} fails unharmed: ${ended.stderr}`);
      const changes = Number(readFileSync(file, 'utf8'));
      rmSync(file);
      return changes;
    },
    files: (below = '.') => listFiles(path(below)),
    keep(from, as) {
      rmSync(path(as), { recursive: true, force: true });
      execFileSync('cp', ['-a', path(from), path(as)]);
    },
    copy() {
      const next = mkdtempSync(join(tmpdir(), 'pai-market-kill-'));
      // With the times: what is told by them is a part of the world.
      execFileSync('cp', ['-a', `${folder}/.`, next]);
      return worldIn(next, env);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function killEnv({ at, when }: Kill): Record<string, string> {
  return { PAI_MARKET_KILL_AT: String(at), PAI_MARKET_KILL_WHEN: when };
}

function start(
  argv: readonly string[],
  { folder, env }: { folder: string; env: Record<string, string> },
): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', HOOK, CLI, ...argv], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: join(folder, '.xdg'), ...env },
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (part) => (ended.stdout += part));
  child.stderr.on('data', (part) => (ended.stderr += part));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
