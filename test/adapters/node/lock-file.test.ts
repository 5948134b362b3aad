/** A lock that one process at a time has, whatever became of those that had it before. */
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { takeLock } from '#adapters/node/lock-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The number of a process that has ended. */
function ended(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  return new Promise((resolve) => child.once('exit', () => resolve(child.pid as number)));
}

describe('a lock', () => {
  it('is had by one at a time, and names its holder', async () => {
    const unlock = await takeLock(file);
    expect(unlock).toBeTypeOf('function');
    expect(await takeLock(file)).toEqual({ holder: `${process.pid} ${hostname()}` });
    if (typeof unlock === 'function') await unlock();
    expect(readdirSync(folder)).toEqual([]);
    expect(await takeLock(file)).toBeTypeOf('function');
  });

  it.runIf(process.platform === 'linux')(
    'neither follows nor waits for what a stranger put in its place, and has it in the end',
    async () => {
      symlinkSync('/dev/zero', file);
      expect(await takeLock(file)).toEqual({ holder: 'another process' });
      rmSync(file);
      execFileSync('mkfifo', [file]);
      expect(await takeLock(file)).toEqual({ holder: 'another process' });
      const past = new Date(Date.now() - 60_000);
      utimesSync(file, past, past);
      expect(await takeLock(file)).toBeTypeOf('function');
      expect(statSync(file).isFile()).toBe(true);
    },
  );

  it('reads no more of a lock than one of ours can have', async () => {
    writeFileSync(file, `7 elsewhere 0123456789abcdef - - `);
    truncateSync(file, 3 * 1024 ** 3);
    expect(await takeLock(file)).toEqual({ holder: '7 elsewhere' });
  });

  it('is given to exactly one of many that want it at once, also when a dead one had it', async () => {
    for (let round = 0; round < 10; round += 1) {
      writeFileSync(file, `${await ended()} ${hostname()} 0123456789abcdef - -\n`);
      const taken = await Promise.all(Array.from({ length: 12 }, () => takeLock(file)));
      const holders = taken.filter((each) => typeof each === 'function');
      expect(holders.length).toBe(1);
      await holders[0]?.();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('is taken from one that was killed while it took it from a dead one', async () => {
    const pid = await ended();
    writeFileSync(file, `${pid} ${hostname()} 0123456789abcdef - -\n`);
    writeFileSync(`${file}.0123456789abcdef`, `${pid} ${hostname()} fedcba9876543210 - -\n`);
    expect(await takeLock(file)).toBeTypeOf('function');
  });

  it.skipIf(!existsSync('/proc/self/stat'))(
    'counts for nothing when its number went to another process',
    async () => {
      writeFileSync(file, `${process.pid} ${hostname()} 0123456789abcdef 1 -\n`);
      expect(await takeLock(file)).toBeTypeOf('function');
    },
  );

  it('of another machine, or of another container on this one, is respected', async () => {
    const pid = await ended();
    writeFileSync(file, `${pid} elsewhere 0123456789abcdef - -\n`);
    expect(await takeLock(file)).toEqual({ holder: `${pid} elsewhere` });
    writeFileSync(file, `${pid} ${hostname()} 0123456789abcdef 1 pid:[1]\n`);
    if (existsSync('/proc/self/ns/pid')) expect(await takeLock(file)).toHaveProperty('holder');
  });

  it('without a holder is one in the making, for a while', async () => {
    writeFileSync(file, '');
    expect(await takeLock(file)).toEqual({ holder: 'another process' });
    const before = new Date(Date.now() - 60_000);
    utimesSync(file, before, before);
    expect(await takeLock(file)).toBeTypeOf('function');
  });

  it('takes away what a killed process left of its own, and not what others make', async () => {
    writeFileSync(`${file}.${await ended()}-0123456789ab.new`, '');
    writeFileSync(`${file}.${process.pid}-0123456789ab.new`, '');
    await takeLock(file);
    expect(readdirSync(folder)).toEqual(['lock', `lock.${process.pid}-0123456789ab.new`]);
  });

  it('that another has taken meanwhile is not given back', async () => {
    const unlock = await takeLock(file);
    const other = `1 elsewhere 0123456789abcdef - -\n`;
    writeFileSync(file, other);
    if (typeof unlock === 'function') await unlock();
    expect(readFileSync(file, 'utf8')).toBe(other);
  });
});
