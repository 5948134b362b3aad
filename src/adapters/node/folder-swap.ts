/** Exchanges a folder for a new one by two renames back to back, and puts in order what a kill between them left. */
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { codeOf, unreadablePath, unwritablePath } from './disk-errors.ts';
import { takeLock } from './lock-file.ts';

/** Two renames back to back take far less, unless their process has ended between them. */
const SWAP_MS = 1000;
const LOOK_MS = 50;

/** Names beside the folder, and where the former one is laid by. */
export interface Places {
  /** The folder that is replaced. */
  target: string;
  spare: string | undefined;
}

/** Puts the former folder back where a process ended between the two renames of a swap. */
export async function recoverFolder(folder: string): Promise<void> {
  const target = await realTarget(folder);
  if (existsSync(target) || setAside(target).length === 0) return;
  // Somebody may be at it right now.
  for (let waited = 0; waited < SWAP_MS; waited += LOOK_MS) {
    await sleep(LOOK_MS);
    if (existsSync(target)) return;
  }
  const [former] = setAside(target);
  if (former === undefined) return;
  try {
    renameSync(former, target);
  } catch (cause) {
    if (!existsSync(target)) throw unwritablePath(target, cause);
  }
}

export async function realTarget(folder: string): Promise<string> {
  // A target that is itself a link is named by the user: its real place is what is swapped.
  return realpath(folder).catch(() => resolve(folder));
}

export function swap(place: string, places: Places): void {
  const { target } = places;
  const old = beside(target, 'old');
  try {
    const existed = existsSync(target);
    if (existed) renameSync(target, old);
    try {
      renameSync(place, target);
    } catch (cause) {
      if (existed) renameSync(old, target);
      throw cause;
    }
    if (existed) layBy(old, places);
  } catch (cause) {
    throw unwritablePath(target, cause);
  }
}

/** A folder that is half removed must never be taken for the former one, so it gets another name first. */
function discardFolder(old: string, target: string): void {
  const gone = beside(target, 'gone');
  renameSync(old, gone);
  rmSync(gone, { recursive: true, force: true });
}

/** What builds that were killed have left; the caller sees to it that no other is at work. */
export function removeLeftovers(places: Places): void {
  const { target } = places;
  const whole = existsSync(target) ? setAside(target) : [];
  for (const old of [...whole, ...namesBeside(target, 'new')]) layBy(old, places);
  for (const left of namesBeside(target, 'gone')) {
    rmSync(left, { recursive: true, force: true });
  }
}

function setAside(target: string): string[] {
  return namesBeside(target, 'old');
}

function namesBeside(target: string, what: 'new' | 'old' | 'gone'): string[] {
  const parent = dirname(target);
  const start = `.${basename(target)}.${what}-`;
  try {
    return readdirSync(parent)
      .filter((name) => name.startsWith(start) && /^[0-9a-f]{12}$/.test(name.slice(start.length)))
      .map((name) => join(parent, name))
      .filter((path) => lstatSync(path).isDirectory());
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(cause) ?? '')) return [];
    throw unreadablePath(parent, cause);
  }
}

export function beside(target: string, what: 'new' | 'old' | 'gone'): string {
  return join(dirname(target), `.${basename(target)}.${what}-${randomBytes(6).toString('hex')}`);
}

/** For the next stage; away with it where there is no place for it. */
export function layBy(folder: string, { target, spare }: Places): void {
  if (spare !== undefined && !existsSync(spare)) {
    try {
      mkdirSync(dirname(spare), { recursive: true });
      renameSync(folder, spare);
      return;
    } catch {
      // Another disk, or no right to write there: then there is nothing to begin with next time.
    }
  }
  discardFolder(folder, target);
}

/** Two at once would remove each other's work. */
export async function lockFolder(target: string): Promise<() => Promise<void>> {
  const file = join(dirname(target), `.${basename(target)}.lock`);
  let taken: Awaited<ReturnType<typeof takeLock>>;
  try {
    taken = await takeLock(file);
  } catch (cause) {
    throw unwritablePath(file, cause);
  }
  if (typeof taken === 'function') return taken;
  throw new MarketError(
    'repository-busy',
    `Another pai-market is working on ${target} (${taken.holder}): try again when it has ended. If it runs on no machine any more, remove ${file}.`,
    { details: { folder: target } },
  );
}
