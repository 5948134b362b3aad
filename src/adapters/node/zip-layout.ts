/** The records of a zip file that holds a copy of a market: zip64 where it is needed, plain or deflated files, nothing else. */
import { MarketError } from '#core/errors.ts';

import type { FileHandle } from 'node:fs/promises';

export const STORED = 0;
export const DEFLATED = 8;

/** One file in it. */
export interface ZipRecord {
  name: string;
  method: typeof STORED | typeof DEFLATED;
  crc: number;
  packedSize: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

const LOCAL = 0x04034b50;
const RECORD = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LOCAL_SIZE = 30;
const RECORD_SIZE = 46;
const END_SIZE = 22;
const END_64_SIZE = 56;
const LOCATOR_SIZE = 20;
const MARK_16 = 0xffff;
const MARK_32 = 0xffffffff;
const UTF8 = 1 << 11;
/** 1 January 1980: times are no part of a copy. */
const DATE = 0x21;
/** Made on Unix, by version 4.5. */
const MADE_BY = (3 << 8) | 45;
const PLAIN_FILE = 0o100644 * 0x10000;
/** Bytes of a directory that is read: enough for a market of a quarter of a million versions. */
const MOST_DIRECTORY = 512 * 1024 * 1024;

export function localHeader(record: ZipRecord): Buffer {
  const name = Buffer.from(record.name);
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(record.size), 4);
  extra.writeBigUInt64LE(BigInt(record.packedSize), 12);
  const large = record.size >= MARK_32 || record.packedSize >= MARK_32;
  const header = Buffer.alloc(LOCAL_SIZE);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(large ? 45 : 20, 4);
  writeCommon(header, 6, record);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(large ? extra.length : 0, 28);
  return Buffer.concat([header, name, ...(large ? [extra] : [])]);
}

/** Flags to sizes, which stand alike in both headers. */
function writeCommon(header: Buffer, at: number, { method, crc, packedSize, size }: ZipRecord) {
  header.writeUInt16LE(UTF8, at);
  header.writeUInt16LE(method, at + 2);
  header.writeUInt16LE(0, at + 4);
  header.writeUInt16LE(DATE, at + 6);
  header.writeUInt32LE(crc, at + 8);
  header.writeUInt32LE(Math.min(packedSize, MARK_32), at + 12);
  header.writeUInt32LE(Math.min(size, MARK_32), at + 16);
}

/** The directory and its end, which begin at `start`. */
export function directoryOf(records: readonly ZipRecord[], start: number): Buffer {
  const parts = records.map(directoryRecord);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, endRecords(records.length, start, size)]);
}

function directoryRecord(record: ZipRecord): Buffer {
  const name = Buffer.from(record.name);
  const wide = [record.size, record.packedSize, record.offset].filter((each) => each >= MARK_32);
  const extra = Buffer.alloc(wide.length > 0 ? 4 + 8 * wide.length : 0);
  if (wide.length > 0) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8 * wide.length, 2);
    wide.forEach((value, at) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * at));
  }
  const header = Buffer.alloc(RECORD_SIZE);
  header.writeUInt32LE(RECORD, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(wide.length > 0 ? 45 : 20, 6);
  writeCommon(header, 8, record);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(PLAIN_FILE, 38);
  header.writeUInt32LE(Math.min(record.offset, MARK_32), 42);
  return Buffer.concat([header, name, extra]);
}

function endRecords(count: number, start: number, size: number): Buffer {
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(Math.min(count, MARK_16), 8);
  end.writeUInt16LE(Math.min(count, MARK_16), 10);
  end.writeUInt32LE(Math.min(size, MARK_32), 12);
  end.writeUInt32LE(Math.min(start, MARK_32), 16);
  if (count < MARK_16 && start < MARK_32 && size < MARK_32) return end;
  const wide = Buffer.alloc(END_64_SIZE + LOCATOR_SIZE);
  wide.writeUInt32LE(END_64, 0);
  wide.writeBigUInt64LE(BigInt(END_64_SIZE - 12), 4);
  wide.writeUInt16LE(MADE_BY, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(start), 48);
  wide.writeUInt32LE(LOCATOR_64, END_64_SIZE);
  wide.writeBigUInt64LE(BigInt(start + size), END_64_SIZE + 8);
  wide.writeUInt32LE(1, END_64_SIZE + 16);
  return Buffer.concat([wide, end]);
}

/** The directory of an open file. Throws `zip-layout`, `zip-limit`, `zip-duplicate`, `zip-method`, `zip-encrypted`, `zip-name`. */
export async function readRecords(file: FileHandle, path: string): Promise<ZipRecord[]> {
  const refuse: Refuse = (code, words) =>
    new MarketError(code, `${path} is refused: ${words}.`, { details: { file: path } });
  const { size: length } = await file.stat();
  const { count, start, size } = await readEnd(file, length, refuse);
  if (size > MOST_DIRECTORY) throw refuse('zip-limit', 'its directory is too large');
  if (start + size > length || count * RECORD_SIZE > size) {
    throw refuse('zip-layout', 'its directory is damaged');
  }
  const bytes = await readAt(file, start, size);
  const records: ZipRecord[] = [];
  const names = new Set<string>();
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    const { record, next } = readRecord(bytes, at, refuse);
    if (record.offset >= start || record.packedSize > start) {
      throw refuse('zip-layout', 'its directory is damaged');
    }
    if (names.has(record.name)) throw refuse('zip-duplicate', 'it has two files of one name');
    names.add(record.name);
    // Folders by themselves hold nothing.
    if (!record.name.endsWith('/')) records.push(record);
    at = next;
  }
  return records;
}

type Refuse = (
  code: 'zip-layout' | 'zip-limit' | 'zip-duplicate' | 'zip-method' | 'zip-encrypted' | 'zip-name',
  words: string,
) => MarketError;

async function readEnd(file: FileHandle, length: number, refuse: Refuse) {
  const at = length - END_SIZE;
  const end = at < 0 ? undefined : await readAt(file, at, END_SIZE);
  if (end?.readUInt32LE(0) !== END || end.readUInt16LE(20) !== 0) {
    throw refuse('zip-layout', 'it is no zip file, or not whole');
  }
  const plain = {
    count: end.readUInt16LE(10),
    size: end.readUInt32LE(12),
    start: end.readUInt32LE(16),
  };
  if (plain.count < MARK_16 && plain.size < MARK_32 && plain.start < MARK_32) return plain;
  const locator =
    at < LOCATOR_SIZE ? undefined : await readAt(file, at - LOCATOR_SIZE, LOCATOR_SIZE);
  if (locator?.readUInt32LE(0) !== LOCATOR_64) return plain;
  const place = Number(locator.readBigUInt64LE(8));
  const wide = place + END_64_SIZE > at ? undefined : await readAt(file, place, END_64_SIZE);
  if (wide?.readUInt32LE(0) !== END_64) throw refuse('zip-layout', 'its end is damaged');
  return {
    count: Number(wide.readBigUInt64LE(32)),
    size: Number(wide.readBigUInt64LE(40)),
    start: Number(wide.readBigUInt64LE(48)),
  };
}

function readRecord(
  bytes: Buffer,
  at: number,
  refuse: Refuse,
): { record: ZipRecord; next: number } {
  if (at + RECORD_SIZE > bytes.length || bytes.readUInt32LE(at) !== RECORD) {
    throw refuse('zip-layout', 'its directory is damaged');
  }
  const flags = bytes.readUInt16LE(at + 8);
  if ((flags & 1) !== 0) throw refuse('zip-encrypted', 'it is encrypted');
  const nameLength = bytes.readUInt16LE(at + 28);
  const extraAt = at + RECORD_SIZE + nameLength;
  const extraEnd = extraAt + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw refuse('zip-layout', 'its directory is damaged');
  const method = bytes.readUInt16LE(at + 10);
  if (method !== STORED && method !== DEFLATED) {
    throw refuse('zip-method', 'a file in it is packed in a way that is not read');
  }
  const wide = wideNumbers(bytes.subarray(extraAt, extraEnd));
  const number = (value: number) => (value === MARK_32 ? (wide.shift() ?? value) : value);
  // In the order in which the wide ones stand.
  const size = number(bytes.readUInt32LE(at + 24));
  const packedSize = number(bytes.readUInt32LE(at + 20));
  const offset = number(bytes.readUInt32LE(at + 42));
  const name = nameOf(bytes.subarray(at + RECORD_SIZE, extraAt), refuse);
  return {
    record: { name, method, crc: bytes.readUInt32LE(at + 16), packedSize, size, offset },
    next,
  };
}

function wideNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const numbers: number[] = [];
      for (let place = at + 4; place + 8 <= Math.min(end, extra.length); place += 8) {
        numbers.push(Number(extra.readBigUInt64LE(place)));
      }
      return numbers;
    }
    at = end;
  }
  return [];
}

/** It is looked up by this name and never becomes one of a disk. */
function nameOf(bytes: Buffer, refuse: Refuse): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) throw refuse('zip-name', 'a name in it is not UTF-8');
    throw cause;
  }
}

/** Where the data of a record begins. Throws `zip-layout`. */
export async function dataStart(file: FileHandle, { offset, name }: ZipRecord, path: string) {
  const header = await readAt(file, offset, LOCAL_SIZE);
  if (header.length === LOCAL_SIZE && header.readUInt32LE(0) === LOCAL) {
    return offset + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  }
  throw new MarketError(
    'zip-layout',
    `${path} is refused: ${name.slice(0, 200)} is not where it should be.`,
    {
      details: { file: path },
    },
  );
}

/** Fewer bytes where the file ends before. */
export async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
