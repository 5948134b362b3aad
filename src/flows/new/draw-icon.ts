/** Draws an icon for a package that has none yet: a pattern and a colour that come from its name, the same at any time. */
import { sha256 } from '#core/digest.ts';

const CELL = 16;
const CELLS = 5;
const EDGE = CELL;
const SIZE = CELLS * CELL + 2 * EDGE;

/** A PNG of 112 × 112 pixels in two colours. */
export function drawIcon(name: string): Uint8Array {
  const seed = Array.from(sha256(new TextEncoder().encode(name)), (digit) => parseInt(digit, 16));
  // Dark enough to be seen on white, and light enough on black.
  const colour = [0, 1, 2].map((at) => 64 + (seed[at] ?? 0) * 8);
  const rows: number[] = [];
  for (let y = 0; y < SIZE; y += 1) rows.push(0, ...rowOf(y, seed));
  return concat([
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', [...u32(SIZE), ...u32(SIZE), 1, 3, 0, 0, 0]),
    chunk('PLTE', [0xf3, 0xf2, 0xf1, ...colour]),
    chunk('IDAT', stored(rows)),
    chunk('IEND', []),
  ]);
}

/** One bit for each pixel. */
function rowOf(y: number, seed: number[]): number[] {
  const bytes = new Array<number>(SIZE / 8).fill(0);
  for (let x = 0; x < SIZE; x += 1) {
    if (!isSet(x, y, seed)) continue;
    const at = x >> 3;
    bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
  }
  return bytes;
}

/** The right half mirrors the left one. */
function isSet(x: number, y: number, seed: number[]): boolean {
  const [column, row] = [Math.floor((x - EDGE) / CELL), Math.floor((y - EDGE) / CELL)];
  if (column < 0 || row < 0 || column >= CELLS || row >= CELLS) return false;
  const mirrored = Math.min(column, CELLS - 1 - column);
  return ((seed[3 + row * 3 + mirrored] ?? 0) & 1) === 1;
}

/** A zlib stream that packs nothing. */
function stored(bytes: number[]): number[] {
  const length = [bytes.length & 0xff, bytes.length >> 8];
  const inverse = length.map((byte) => byte ^ 0xff);
  return [0x78, 0x01, 0x01, ...length, ...inverse, ...bytes, ...u32(adler32(bytes))];
}

function chunk(type: string, data: number[]): number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  return [...u32(data.length), ...body, ...u32(crc32(body))];
}

function adler32(bytes: readonly number[]): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return ((high << 16) | low) >>> 0;
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function u32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function concat(parts: readonly number[][]): Uint8Array {
  return new Uint8Array(parts.flat());
}
