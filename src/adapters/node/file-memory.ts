/** A memory in one file: whole or not at all after a crash, and held by one process at a time, which a lock file beside it names. */
import { readFile, rm } from 'node:fs/promises';

import { MarketError } from '#core/errors.ts';
import { writeDurably } from './durable-file.ts';
import { takeLock } from './lock-file.ts';

import type { Memory } from '#core/ports.ts';

const FORMAT = 'pai-market-memory/1';
/** A journal holds a plan with its texts, and answers; more is no file of ours. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface FileMemory extends Memory {
  /** Lets other processes have the file; a file in which nothing is kept is removed. */
  close(): Promise<void>;
}

/**
 * Takes the file, which need not be there. Throws `install-elsewhere` while another process has it, `usage` for a
 * file that is none of ours or cannot be read or written.
 */
export async function openFileMemory(path: string): Promise<FileMemory> {
  const unlock = await lock(path);
  let kept: Map<string, string>;
  try {
    kept = await readKept(path);
  } catch (error) {
    await unlock();
    throw error;
  }
  // One change after the other: what is written last is what was changed last.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  const save = async (next: Map<string, string>) => {
    await writeKept(path, next);
    kept = next;
  };
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    keys: (prefix) => Promise.resolve([...kept.keys()].filter((key) => key.startsWith(prefix))),
    update: (key, change) =>
      inTurn(async () => {
        const value = change(kept.get(key));
        await save(new Map(kept).set(key, value));
        return value;
      }),
    remove: (key, when = () => true) =>
      inTurn(async () => {
        const value = kept.get(key);
        if (value === undefined || !when(value)) return;
        const next = new Map(kept);
        next.delete(key);
        await save(next);
      }),
    close: () =>
      inTurn(async () => {
        if (kept.size === 0) await rm(path, { force: true });
        await unlock();
      }),
  };
}

async function readKept(path: string): Promise<Map<string, string>> {
  let text: string;
  try {
    const bytes = await readFile(path);
    if (bytes.length > MOST_BYTES) throw notOurs(path);
    text = bytes.toString('utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return new Map();
    throw cause instanceof MarketError ? cause : unusable('read', path, cause);
  }
  return parseKept(text, path);
}

function parseKept(text: string, path: string): Map<string, string> {
  let value: { format?: unknown; entries?: unknown } | null;
  try {
    value = JSON.parse(text) as typeof value;
  } catch (cause) {
    throw notOurs(path, cause);
  }
  const { format, entries } = value ?? {};
  const isOurs = format === FORMAT && typeof entries === 'object' && entries !== null;
  const pairs = isOurs ? Object.entries(entries as Record<string, unknown>) : undefined;
  if (pairs?.every((pair): pair is [string, string] => typeof pair[1] === 'string')) {
    return new Map(pairs);
  }
  throw notOurs(path);
}

async function writeKept(path: string, kept: ReadonlyMap<string, string>): Promise<void> {
  const document = { format: FORMAT, entries: Object.fromEntries(kept) };
  try {
    await writeDurably(path, `${JSON.stringify(document, null, 2)}\n`, 0o600);
  } catch (cause) {
    throw unusable('written', path, cause);
  }
}

/** Gives the way to unlock. */
async function lock(path: string): Promise<() => Promise<void>> {
  const file = `${path}.lock`;
  try {
    const taken = await takeLock(file);
    if (typeof taken === 'function') return taken;
    throw heldElsewhere(path, taken.holder);
  } catch (cause) {
    throw cause instanceof MarketError ? cause : unusable('written', file, cause);
  }
}

function heldElsewhere(path: string, holder: string): MarketError {
  return new MarketError(
    'install-elsewhere',
    `The journal ${path} is in use by another pai-market (${holder}). Wait until that has ended; if it runs on no machine any more, remove ${path}.lock.`,
    { details: { file: path } },
  );
}

function notOurs(path: string, cause?: unknown): MarketError {
  return new MarketError('usage', `${path} is no journal of pai-market, so it is left alone.`, {
    cause,
    details: { file: path },
  });
}

function unusable(done: string, path: string, cause: unknown): MarketError {
  return new MarketError('usage', `${path} cannot be ${done} (${codeOf(cause)}).`, {
    cause,
    details: { file: path },
  });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
