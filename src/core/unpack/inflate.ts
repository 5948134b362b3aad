/** Inflates one entry in pieces with a hard stop at its declared size, and proves that the compressed range is exactly one deflate stream (security rules 4.8). */
import { Inflate } from 'pako/lib/inflate.js';
import { inflateNative, isNativeStrict } from './native.ts';
import { Output } from './output.ts';

import type { Target } from './output.ts';
import type { Refuse } from './refusal.ts';

export interface PackedEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  /** CRC-32 of the inflated bytes. */
  crc: number;
  /** Declared number of inflated bytes, already within the limits. */
  size: number;
  archive: Uint8Array;
  /** Where in the archive the compressed range begins and ends. */
  dataAt: number;
  dataEnd: number;
}

/** Compressed bytes from which on the platform's own inflating pays for its promises. */
const NATIVE_FROM = 64 * 1024;
const INPUT = 16 * 1024;
const CHUNK = 64 * 1024;
const STORED_CHUNK = 1024 * 1024;

/** The bytes of an entry, a copy. Throws zip-deflate, zip-size, zip-crc. */
export async function readEntry(entry: PackedEntry, refuse: Refuse): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.size);
  await inflateEntry(entry, { write: (piece, at) => bytes.set(piece, at) }, refuse);
  return bytes;
}

/** Passes on the bytes of an entry; they may be used when this has returned. Throws as `readEntry`. */
export async function inflateEntry(
  entry: PackedEntry,
  target: Target,
  refuse: Refuse,
): Promise<void> {
  const data = entry.archive.subarray(entry.dataAt, entry.dataEnd);
  if (await isInflatedNatively(entry, data, target)) return;
  // Whatever the platform finds wrong, pako says what it is: one verdict everywhere.
  const { name, size, crc } = entry;
  const output = new Output(size, target);
  if (entry.method === 0) await copy(data, output);
  else await inflate({ name, size, data }, output, refuse);
  if (output.length < size) {
    const found = `the content is ${output.length} bytes where ${size} are declared`;
    throw refuse('zip-size', found, name);
  }
  if (output.crc !== crc) {
    throw refuse('zip-crc', 'the content does not have the checksum that it declares', name);
  }
}

async function isInflatedNatively(
  { method, size, crc }: PackedEntry,
  data: Uint8Array,
  target: Target,
): Promise<boolean> {
  if (method === 0 || data.length < NATIVE_FROM || !(await isNativeStrict())) return false;
  const output = new Output(size, target);
  return (await inflateNative(data, output)) && output.length === size && output.crc === crc;
}

async function copy(data: Uint8Array, output: Output): Promise<void> {
  for (let at = 0; at < data.length; at += STORED_CHUNK) {
    output.take(data.subarray(at, at + STORED_CHUNK));
    const rest = output.rest();
    if (rest) await rest;
  }
}

async function inflate(
  { name, size, data }: { name: string; size: number; data: Uint8Array },
  output: Output,
  refuse: Refuse,
): Promise<void> {
  // One byte more than declared is enough to know that it is too much.
  const inflater = new Inflate({ raw: true, chunkSize: Math.min(CHUNK, size + 1) });
  inflater.onData = (piece) => {
    if (output.take(piece)) return;
    throw refuse('zip-size', `the content is longer than the declared ${size} bytes`, name);
  };
  let used = 0;
  while (used < data.length && !inflater.ended) {
    const input = data.subarray(used, used + INPUT);
    inflater.push(input, false);
    used += input.length - inflater.strm.avail_in;
    const rest = output.rest();
    if (rest) await rest;
  }
  if (inflater.err !== 0) {
    throw refuse('zip-deflate', `the compressed data is damaged: ${inflater.msg}`, name);
  }
  if (!inflater.ended) throw refuse('zip-deflate', 'the compressed data is cut off', name);
  if (used < data.length) {
    throw refuse('zip-deflate', 'there is other data behind the compressed data', name);
  }
}
