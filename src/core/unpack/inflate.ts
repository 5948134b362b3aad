/** Inflates one entry with a hard stop at its declared size, and proves that the compressed range is exactly one deflate stream (security rules 4.8). */
import { Inflate } from 'pako/lib/inflate.js';
import { crc32 } from './crc32.ts';

import type { Refuse } from './refusal.ts';

export interface PackedEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  /** CRC-32 of the inflated bytes. */
  crc: number;
  /** Declared number of inflated bytes, already within the limits. */
  size: number;
  /** Compressed range, a view into the archive. */
  data: Uint8Array;
}

const CHUNK = 64 * 1024;

/** The bytes of an entry. Throws zip-deflate, zip-size, zip-crc. */
export function inflateEntry(entry: PackedEntry, refuse: Refuse): Uint8Array {
  const bytes = entry.method === 0 ? entry.data.slice() : inflate(entry, refuse);
  if (crc32(bytes) !== entry.crc) {
    throw refuse('zip-crc', 'the content does not have the checksum that it declares', entry.name);
  }
  return bytes;
}

function inflate({ name, size, data }: PackedEntry, refuse: Refuse): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  // One byte more than declared is enough to know that it is too much.
  const inflater = new Inflate({ raw: true, chunkSize: Math.min(CHUNK, size + 1) });
  inflater.onData = (chunk) => {
    if (length + chunk.length > size) {
      throw refuse('zip-size', `the content is longer than the declared ${size} bytes`, name);
    }
    bytes.set(chunk, length);
    length += chunk.length;
  };
  let used = 0;
  while (used < data.length && !inflater.ended) {
    const input = data.subarray(used, used + CHUNK);
    inflater.push(input, false);
    used += input.length - inflater.strm.avail_in;
  }
  if (inflater.err !== 0) {
    throw refuse('zip-deflate', `the compressed data is damaged: ${inflater.msg}`, name);
  }
  if (!inflater.ended) throw refuse('zip-deflate', 'the compressed data is cut off', name);
  if (used < data.length) {
    throw refuse('zip-deflate', 'there is other data behind the compressed data', name);
  }
  if (length < size) {
    throw refuse('zip-size', `the content is ${length} bytes where ${size} are declared`, name);
  }
  return bytes;
}
