/** A copy of a market as one zip file: written beside its place, in which it appears whole; the same copy gives the same bytes. */
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

import { MarketError } from '#core/errors.ts';
import { DEFLATED, directoryOf, localHeader, STORED } from './zip-layout.ts';
import { listZip } from './zip-source.ts';

import type { FileHandle } from 'node:fs/promises';
import type { CopyTarget } from '#core/publisher-ports.ts';
import type { ZipRecord } from './zip-layout.ts';

const deflate = promisify(deflateRaw);
/** Lists are long and say the same again and again; archives, pictures and signatures are packed already or short. */
const PACKED = /\.(?:json|md|txt)$/;

interface Writing {
  file: FileHandle;
  part: string;
  records: ZipRecord[];
  at: number;
}

/** `path` is made or replaced by `finish`. */
export function createZipCopy(path: string): CopyTarget {
  let listed: Promise<Map<string, ZipRecord>> | undefined;
  let begun: Promise<Writing> | undefined;
  let changed = false;
  const before = () => {
    listed ??= listZip(path).then((found) => new Map(found.map((each) => [each.name, each])));
    return listed;
  };
  const writing = () => (begun ??= begin(path));
  async function put(name: string, bytes: Uint8Array, same: boolean): Promise<boolean> {
    const own = await writing();
    if (own.records.some((record) => record.name === name)) {
      throw new MarketError('internal', `${name} was put twice.`);
    }
    const old = (await before()).get(name);
    const record = await append(own, name, bytes);
    const isNew = !same && (old?.size !== record.size || old.crc !== record.crc);
    changed ||= isNew;
    return isNew;
  }
  return {
    base: path,
    live: false,
    held: async () => new Set((await before()).keys()),
    put: (name, bytes, same) => guarded(path, () => put(name, bytes, same)),
    // What is not put is not in the new file: nobody reads on by a former index of one file.
    keep: () => Promise.resolve(),
    finish: () =>
      guarded(path, async () => {
        const own = await writing();
        const names = new Set(own.records.map(({ name }) => name));
        const stale = [...(await before()).keys()].filter((name) => !names.has(name));
        if (changed || stale.length > 0) await complete(own, path);
        else await abandon(own);
        return stale;
      }),
    discard: async () => {
      const own = await begun?.catch(() => undefined);
      if (own) await abandon(own);
    },
  };
}

async function begin(path: string): Promise<Writing> {
  const place = resolve(path);
  await removeDead(place);
  const part = join(dirname(place), `.${basename(place)}.${process.pid}.part`);
  return { file: await open(part, 'wx'), part, records: [], at: 0 };
}

/** What killed runs on this machine left. */
async function removeDead(place: string): Promise<void> {
  const folder = dirname(place);
  for (const name of await readdir(folder)) {
    const prefix = `.${basename(place)}.`;
    if (!name.startsWith(prefix)) continue;
    const pid = /^(\d+)\.part$/.exec(name.slice(prefix.length))?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // It is there, but belongs to somebody else.
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function append(own: Writing, name: string, bytes: Uint8Array): Promise<ZipRecord> {
  const packed = PACKED.test(name) ? await deflate(bytes) : undefined;
  const data = packed && packed.length < bytes.length ? packed : bytes;
  const method = data === packed ? DEFLATED : STORED;
  const record: ZipRecord = {
    ...{ name, method, crc: crc32(bytes), packedSize: data.length, size: bytes.length },
    offset: own.at,
  };
  const header = localHeader(record);
  await own.file.writeFile(header);
  await own.file.writeFile(data);
  own.at += header.length + data.length;
  own.records.push(record);
  return record;
}

async function complete({ file, part, records, at }: Writing, path: string): Promise<void> {
  await file.writeFile(directoryOf(records, at));
  await file.sync();
  await file.close();
  await rename(part, resolve(path));
}

async function abandon({ file, part }: Writing): Promise<void> {
  await file.close();
  await rm(part, { force: true });
}

async function guarded<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof MarketError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new MarketError('usage', `${path} cannot be written (${code}).`, {
      cause,
      details: { file: path },
    });
  }
}
