/** Reads an open file with a bound, however much it grows meanwhile. */
import { MarketError } from '#core/errors.ts';

import type { FileHandle } from 'node:fs/promises';

export interface HandleOptions {
  /** For messages. */
  path: string;
  limit: number;
  /** Each piece and where it begins. */
  onPiece?: ((piece: Uint8Array, at: number) => void) | undefined;
}

const CHUNK = 1024 * 1024;

/** All bytes; throws `net-too-large` one byte past the limit. */
export async function readHandle(
  handle: FileHandle,
  { path, limit, onPiece }: HandleOptions,
): Promise<Uint8Array> {
  const { size } = await handle.stat();
  const parts: Uint8Array[] = [];
  let total = 0;
  while (size <= limit) {
    const part = new Uint8Array(Math.min(CHUNK, limit + 1 - total));
    const { bytesRead } = await handle.read(part, 0, part.length, null);
    if (bytesRead === 0) return new Uint8Array(Buffer.concat(parts, total));
    parts.push(part.subarray(0, bytesRead));
    if (total + bytesRead <= limit) onPiece?.(part.subarray(0, bytesRead), total);
    total += bytesRead;
    if (total > limit) break;
  }
  throw new MarketError('net-too-large', `${path} has more than the allowed ${limit} bytes.`, {
    details: { file: path, allowed: limit },
  });
}
