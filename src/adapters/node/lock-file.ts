/** A lock that one process at a time has: a file that names its holder, which counts for nothing once that has ended. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, mkdir, open, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A file without holder is one in the making, on a disk that cannot link; after so long nobody makes it any more. */
const EMPTY_MS = 10_000;
/** Of a lock; a process, a machine and a few numbers are less. */
const MOST_BYTES = 4096;
const READ_AS_IT_LIES = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Gives the way to give it back, or says who has it. Throws what the file system throws. */
export async function takeLock(file: string): Promise<(() => Promise<void>) | { holder: string }> {
  await mkdir(dirname(file), { recursive: true });
  const own = `${process.pid} ${hostname()} ${randomBytes(8).toString('hex')} ${await startOf(process.pid)} ${await ownSpace()}\n`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await create(file, own)) {
      await clearAway(file);
      return () => giveBack(file, own);
    }
    const holder = await readHolder(file);
    if (holder === undefined) continue;
    if (await isAlive(file, holder)) return { holder: nameOf(holder) };
    await removeDead(file, holder);
  }
  return { holder: 'another process' };
}

/** Appears with its text in it, so that nobody finds it empty and takes it for a dead one. */
async function create(file: string, text: string): Promise<boolean> {
  const fresh = `${file}.${process.pid}-${randomBytes(6).toString('hex')}.new`;
  try {
    await writeNew(fresh, text);
    await link(fresh, file);
    return true;
  } catch (cause) {
    // Somebody has it; or took the new file away, which belongs to no process of that machine.
    if (['EEXIST', 'ENOENT'].includes(codeOf(cause))) return false;
    if (!CANNOT_LINK.has(codeOf(cause))) throw cause;
    return await createWithoutLink(file, text);
  } finally {
    await rm(fresh, { force: true });
  }
}

const CANNOT_LINK: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
]);

/** Locks in the making whose makers have ended. */
async function clearAway(file: string): Promise<void> {
  const start = `${basename(file)}.`;
  for (const name of await readdir(dirname(file))) {
    const pid = name.startsWith(start) ? IN_THE_MAKING.exec(name)?.[1] : undefined;
    if (pid === undefined || runs(Number(pid))) continue;
    await rm(join(dirname(file), name), { force: true });
  }
}

const IN_THE_MAKING = /\.(\d+)-[0-9a-f]{12}\.new$/;

async function createWithoutLink(file: string, text: string): Promise<boolean> {
  try {
    await writeNew(file, text);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  }
}

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/** Only its own: a lock that was taken for dead all the same, and is another's now, stays. */
async function giveBack(file: string, own: string): Promise<void> {
  if ((await readHolder(file)) === own) await rm(file, { force: true });
}

/**
 * Of several that find it dead, only the one that has the lock of its removal may remove it, and looks once more when it
 * has that: a fresh lock, which somebody else has taken meanwhile, is never removed.
 */
async function removeDead(file: string, holder: string): Promise<void> {
  const token = /^[0-9a-f]{16}$/.test(holder.split(' ')[2] ?? '') ? holder.split(' ')[2] : 'old';
  const unlock = await takeLock(`${file}.${token}`);
  if (typeof unlock !== 'function') return;
  try {
    if ((await readHolder(file)) === holder) await rm(file, { force: true });
  } finally {
    await unlock();
  }
}

/**
 * Empty for what no program of ours put there: a link, a pipe or a device in a repository of a stranger is neither followed
 * nor waited for, and counts as a lock without holder.
 */
async function readHolder(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file, READ_AS_IT_LIES);
    try {
      const stats = await handle.stat();
      if (!stats.isFile() && !stats.isDirectory()) return '';
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES));
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    if (['ELOOP', 'ENXIO'].includes(codeOf(cause))) return '';
    throw cause;
  }
}

/** Processes of another machine, or of another container on this one, cannot be asked: they count as alive. */
async function isAlive(file: string, holder: string): Promise<boolean> {
  const [pid = '', host = '', , start = '', space = ''] = holder.trim().split(' ');
  if (!/^\d+$/.test(pid)) return await isFresh(file);
  if (host !== hostname() || !maybeSame(space, await ownSpace())) return true;
  if (!runs(Number(pid))) return false;
  // The number may have gone to another process since.
  const now = await startOf(Number(pid));
  return maybeSame(start, now);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // It is there, but belongs to somebody else.
    return codeOf(cause) === 'EPERM';
  }
}

async function isFresh(file: string): Promise<boolean> {
  const stats = await lstat(file).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs < EMPTY_MS;
}

/** When a process began, in ticks since the machine did, as Linux tells it; `-` elsewhere. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (text === '') return '-';
  // The name of the program stands in brackets and may hold anything.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}

/** Whether the two are the same, as far as anybody can tell. */
function maybeSame(kept: string, now: string): boolean {
  return kept === '' || kept === '-' || now === '-' || kept === now;
}

/** What the numbers of processes are of, as Linux tells it; `-` elsewhere. */
async function ownSpace(): Promise<string> {
  return await readlink('/proc/self/ns/pid').catch(() => '-');
}

/** For messages. */
function nameOf(holder: string): string {
  const [pid = '', host = ''] = holder.trim().split(' ');
  return pid === '' ? 'another process' : `${pid} ${host}`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
