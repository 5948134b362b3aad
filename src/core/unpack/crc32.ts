/** CRC-32 as zip uses it, over pieces; sixteen bytes at a time, so that it costs little beside inflating. */

const TABLES = makeTables(16);
/** Words are read as they lie in memory; where their bytes lie the other way round, it goes byte by byte. */
const IS_LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The CRC of all pieces so far and this one; begin with 0. */
export function crc32(bytes: Uint8Array, before = 0): number {
  if (!IS_LITTLE_ENDIAN) return ~addBytes(bytes, ~before) >>> 0;
  const head = Math.min(-bytes.byteOffset & 3, bytes.length);
  const count = (bytes.length - head) >>> 4;
  const words = new Int32Array(bytes.buffer, count && bytes.byteOffset + head, count * 4);
  const value = addWords(words, addBytes(bytes.subarray(0, head), ~before));
  return ~addBytes(bytes.subarray(head + words.byteLength), value) >>> 0;
}

function addBytes(bytes: Uint8Array, before: number): number {
  let value = before;
  for (let i = 0; i < bytes.length; i++) {
    value = (value >>> 8) ^ (TABLES[(value ^ (bytes[i] as number)) & 0xff] as number);
  }
  return value;
}

/** Four words at a time, each through four of the tables. */
function addWords(words: Int32Array, before: number): number {
  let value = before;
  for (let i = 0; i < words.length; i += 4) {
    value =
      lookup(12, value ^ (words[i] as number)) ^
      lookup(8, words[i + 1] as number) ^
      lookup(4, words[i + 2] as number) ^
      lookup(0, words[i + 3] as number);
  }
  return value;
}

/** The CRC of a word with so many zero bytes behind it. */
function lookup(zeros: number, word: number): number {
  const at = zeros << 8;
  return (
    (TABLES[at + 0x300 + (word & 0xff)] as number) ^
    (TABLES[at + 0x200 + ((word >>> 8) & 0xff)] as number) ^
    (TABLES[at + 0x100 + ((word >>> 16) & 0xff)] as number) ^
    (TABLES[at + (word >>> 24)] as number)
  );
}

/** For each number of zero bytes that may stand behind a byte, the CRC of each byte; 256 for each number. */
function makeTables(zeros: number): Int32Array {
  const tables = new Int32Array(zeros * 256);
  for (let i = 0; i < tables.length; i++) {
    if (i < 256) {
      let value = i;
      for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
      tables[i] = value;
    } else {
      const value = tables[i - 256] as number;
      tables[i] = (value >>> 8) ^ (tables[value & 0xff] as number);
    }
  }
  return tables;
}
