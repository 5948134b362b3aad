/** Reads an open file into one buffer with a bound, however much it grows meanwhile. */
import { MarketError } from '#core/errors.ts';
import { createFill } from '../http/fill.ts';

import type { FileHandle } from 'node:fs/promises';

export interface HandleOptions {
  /** For messages. */
  path: string;
  limit: number;
  signal?: AbortSignal | undefined;
  /** Each piece and where it begins. */
  onPiece?: ((piece: Uint8Array, at: number) => void) | undefined;
}

const CHUNK = 1024 * 1024;
const SMALL_CHUNK = 64 * 1024;

/** All bytes; throws `net-too-large` one byte past the limit, and `cancelled`. */
export async function readHandle(handle: FileHandle, options: HandleOptions): Promise<Uint8Array> {
  const { size } = await handle.stat();
  if (size > options.limit) throw tooLarge(options);
  const fill = createFill(size);
  const chunk = new Uint8Array(Math.min(CHUNK, Math.max(SMALL_CHUNK, size + 1)));
  for (;;) {
    if (options.signal?.aborted) throw cancelled(options);
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
    if (bytesRead === 0) return fill.take();
    const at = fill.total;
    if (at + bytesRead > options.limit) throw tooLarge(options);
    // What comes beyond the size, of a file that grows, is kept as it is: it must not be read over.
    const piece = at + bytesRead > size ? chunk.slice(0, bytesRead) : chunk.subarray(0, bytesRead);
    fill.add(piece);
    options.onPiece?.(piece, at);
  }
}

function tooLarge({ path, limit }: HandleOptions): MarketError {
  return new MarketError('net-too-large', `${path} has more than the allowed ${limit} bytes.`, {
    details: { file: path, allowed: limit },
  });
}

function cancelled({ path }: HandleOptions): MarketError {
  return new MarketError('cancelled', `Reading ${path} was cancelled.`);
}
