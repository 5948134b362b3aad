/** A name for this process that other runs on the same machine can ask after, and that tells others nothing of the machine. */
import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

import type { OwnProcess } from '#core/model/publish-target.ts';

export async function nameOwnProcess(): Promise<OwnProcess> {
  const machine = await nameMachine();
  return {
    name: `${machine} ${process.pid} ${await startOf(process.pid)}`,
    async hasEnded(name) {
      const [where, pid = '', start = ''] = name.split(' ');
      if (where !== machine || !/^[1-9]\d{0,9}$/.test(pid)) return false;
      if (!isThere(Number(pid))) return true;
      // The number may have gone to another process since.
      const now = await startOf(Number(pid));
      return now !== '-' && start !== '-' && now !== start;
    },
  };
}

/** Of this start of this machine, or of the container on it: the numbers of processes mean something there only. */
async function nameMachine(): Promise<string> {
  const parts = [
    hostname(),
    await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    await readlink('/proc/self/ns/pid').catch(() => ''),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // It is there, but belongs to somebody else.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

/** When a process began, in ticks since the machine did, as Linux tells it; `-` elsewhere. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program stands in brackets and may hold anything.
  return text === '' ? '-' : (text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '-');
}
