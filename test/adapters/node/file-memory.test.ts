/** The memory in a file: what is kept outlasts the process, and one process at a time has it. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openFileMemory } from '#adapters/node/file-memory.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pai-memory-'));
  file = join(folder, 'below', 'journal.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = () => {
  throw new Error('not changed');
};

describe('a memory in a file', () => {
  it('keeps what was last written, for the next process as well', async () => {
    const memory = await openFileMemory(file);
    expect(await memory.get('a/1')).toBeUndefined();
    await Promise.all([
      memory.update('a/1', (kept = '') => `${kept}x`),
      memory.update('a/1', (kept = '') => `${kept}y`),
      memory.update('a/2', () => 'two'),
      memory.update('b', () => 'b'),
    ]);
    await memory.close();
    const next = await openFileMemory(file);
    expect(await next.get('a/1')).toBe('xy');
    expect((await next.keys('a/')).sort()).toEqual(['a/1', 'a/2']);
    await next.close();
  });

  it('is on the disk as soon as a change is done, readable by its owner only, without leftovers', async () => {
    const memory = await openFileMemory(file);
    await memory.update('k', () => 'v');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      format: 'pai-market-memory/1',
      entries: { k: 'v' },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'below')).sort()).toEqual([
      'journal.json',
      'journal.json.lock',
    ]);
    await memory.close();
  });

  it('keeps the old value, and goes on, when a change throws', async () => {
    const memory = await openFileMemory(file);
    await memory.update('k', () => 'old');
    await expect(memory.update('k', never)).rejects.toThrow('not changed');
    expect(await memory.get('k')).toBe('old');
    await memory.update('k', () => 'new');
    expect(await memory.get('k')).toBe('new');
    await memory.close();
  });

  it('removes what is asked for, and only where the condition holds', async () => {
    const memory = await openFileMemory(file);
    await memory.update('k', () => 'v');
    await memory.remove('k', (kept) => kept === 'other');
    expect(await memory.get('k')).toBe('v');
    await memory.remove('k', (kept) => kept === 'v');
    await memory.remove('k');
    expect(await memory.get('k')).toBeUndefined();
    await memory.close();
  });

  it('takes its file away when nothing is kept', async () => {
    const memory = await openFileMemory(file);
    await memory.update('k', () => 'v');
    await memory.remove('k');
    await memory.close();
    expect(readdirSync(join(folder, 'below'))).toEqual([]);
  });
});

describe('the lock', () => {
  it('keeps a second one out, also of this process', async () => {
    const memory = await openFileMemory(file);
    await expect(openFileMemory(file)).rejects.toMatchObject({ code: 'install-elsewhere' });
    await memory.close();
    await (await openFileMemory(file)).close();
  });

  it('of a process that was killed counts for nothing', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await (await openFileMemory(file)).close();
    writeFileSync(`${file}.lock`, `${child.pid} ${hostname()}\n`);
    await expect(openFileMemory(file)).rejects.toMatchObject({ code: 'install-elsewhere' });
    child.kill('SIGKILL');
    await ended;
    await (await openFileMemory(file)).close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('of another machine is respected, and named', async () => {
    await (await openFileMemory(file)).close();
    writeFileSync(`${file}.lock`, '1 elsewhere.example.org\n');
    await expect(openFileMemory(file)).rejects.toThrow('elsewhere.example.org');
  });
});

describe('a file that is none of ours', () => {
  it.each(['', 'hello', '{}', '[]', 'null', '{"format":"pai-market-memory/1","entries":{"a":1}}'])(
    'is left alone: %j',
    async (text) => {
      await (await openFileMemory(file)).close();
      writeFileSync(file, text);
      await expect(openFileMemory(file)).rejects.toMatchObject({ code: 'usage' });
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect(existsSync(`${file}.lock`)).toBe(false);
    },
  );

  it('is told when it is a folder', async () => {
    await expect(openFileMemory(folder)).rejects.toMatchObject({ code: 'usage' });
  });
});
