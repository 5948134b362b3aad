/** What git committed last, read without running anything that a repository could name: no hooks, no filters, no monitor. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';

import type { CommittedFiles } from '#core/publisher-ports.ts';

const MS = 20_000;
const OUTPUT_BYTES = 64 * 1024 * 1024;
/** `mode type id<tab>path` */
const ENTRY = /^\d{6} blob ([0-9a-f]{40}|[0-9a-f]{64})\t(.+)$/s;

/** Undefined where the folder is in no work tree of git, nothing was committed yet, or there is no git. */
export async function readGitHead(folder: string): Promise<CommittedFiles | undefined> {
  const output = await listTree(folder);
  if (output === undefined) return undefined;
  const ids = new Map<string, string>();
  for (const line of output.split('\0')) {
    const [, id, path] = ENTRY.exec(line) ?? [];
    if (id !== undefined && path !== undefined) ids.set(path, id);
  }
  return {
    paths: [...ids.keys()],
    isSame(path, bytes) {
      const id = ids.get(path);
      if (id === undefined) return false;
      // A work tree may have other line ends than what is committed.
      return idOf(bytes, id.length) === id || idOf(withoutReturns(bytes), id.length) === id;
    },
  };
}

function listTree(folder: string): Promise<string | undefined> {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
  const args = [...safe, '-C', folder, 'ls-tree', '-r', '-z', 'HEAD'];
  return new Promise((resolve) => {
    execFile('git', args, { env, timeout: MS, maxBuffer: OUTPUT_BYTES }, (error, stdout) => {
      // Whatever keeps git from answering, there is nothing to compare with.
      resolve(error ? undefined : stdout);
    });
  });
}

function idOf(bytes: Uint8Array, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function withoutReturns(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => byte !== 0x0d || bytes[at + 1] !== 0x0a);
}
