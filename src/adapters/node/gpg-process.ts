/** Runs gpg once: bytes go in, bytes and status lines come out, and its word is weighed by the caller. */
import { spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';

import { MarketError } from '#core/errors.ts';

import type { Readable } from 'node:stream';

export interface GpgOptions {
  /** With PATH, where gpg is found, and GNUPGHOME. */
  env: NodeJS.ProcessEnv;
  input?: Uint8Array | undefined;
  signal?: AbortSignal | undefined;
}

export interface GpgResult {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  stdout: Buffer;
  /** Lines of `--status-fd`, without `[GNUPG:] `. */
  status: string[];
  /** What gpg says to people, cut off. */
  stderr: string;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** Throws `key-agent` when there is no gpg, or it says more than gpg ever does, and `cancelled`. */
export async function runGpg(argv: readonly string[], options: GpgOptions): Promise<GpgResult> {
  const { env, input, signal } = options;
  const child = spawn('gpg', ['--batch', '--no-tty', '--status-fd', '3', ...argv], {
    env: { ...withoutSecrets(env), ...terminalOf(env) },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [, stdout, stderr, status] = child.stdio;
  const collected = [stdout, stderr, status as Readable].map((stream) => collect(stream, child));
  // gpg may end without reading all of it; its exit code says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  try {
    const [code, outputs] = await Promise.all([ended, Promise.all(collected)]);
    const [out, words, lines] = outputs as [Buffer, Buffer, Buffer];
    return { code, stdout: out, stderr: words.toString('utf8'), status: statusLines(lines) };
  } catch (cause) {
    throw failure(cause, signal);
  }
}

/** gpg starts an agent that lives on with what it was given: passphrases and keys to storage are no business of it. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.test(name)));
}

const OURS = /^(?:PAI_MARKET|AWS)_/i;

async function collect(stream: Readable, child: { kill(): boolean }): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MOST_BYTES) {
      child.kill();
      throw new MarketError('key-agent', 'gpg says more than it ever should; it was stopped.');
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function statusLines(text: Buffer): string[] {
  return text
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('[GNUPG:] '))
    .map((line) => line.slice('[GNUPG:] '.length).trimEnd());
}

/** A pinentry without windows draws where GPG_TTY says; gpg itself looks at its input, which is ours. */
function terminalOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (env['GPG_TTY'] !== undefined || process.stdin.isTTY !== true) return {};
  try {
    return { GPG_TTY: readlinkSync('/proc/self/fd/0') };
  } catch {
    // Not Linux: then the user's shell says it, as the manual of gpg-agent asks for.
    return {};
  }
}

function failure(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (cause instanceof MarketError) return cause;
  if (signal?.aborted)
    return new MarketError('cancelled', 'Cancelled; gpg was stopped.', { cause });
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const problem = code === 'ENOENT' ? 'is not there: install GnuPG' : `cannot be run (${code})`;
  return new MarketError('key-agent', `gpg ${problem}, or sign with a key file (--key).`, {
    cause,
  });
}
