/** Reads the end record and the central directory, and refuses whatever two readers could understand differently (security rules 4.2, 4.3). */
import { u16, u32 } from './bytes.ts';
import { FLAG_UTF8, isPlainType, readExtra } from './extra.ts';
import { assertDistinct, readName } from './names.ts';

import type { Limits } from '../limits.ts';
import type { Refuse } from './refusal.ts';

/** One record of the central directory. */
export interface DirectoryRecord {
  name: string;
  /** Where its bytes begin, and how many they are. */
  nameAt: number;
  nameLength: number;
  flags: number;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  /** Where the local header begins. */
  offset: number;
  unicodePath: boolean;
  /** External attributes: those of DOS, and above them the mode of Unix. */
  attributes: number;
}

export interface Directory {
  records: DirectoryRecord[];
  /** Where the directory begins, which is where the last entry's data ends. */
  start: number;
}

interface Context {
  bytes: Uint8Array;
  limits: Limits;
  refuse: Refuse;
}

export const FLAG_DESCRIPTOR = 1 << 3;
/** Bits 1 and 2 tell the effort of compression, 3 a descriptor, 11 UTF-8. */
const FLAGS_ALLOWED = (1 << 1) | (1 << 2) | FLAG_DESCRIPTOR | FLAG_UTF8;
/** Encrypted, strong encryption, masked headers. */
const FLAGS_ENCRYPTED = 1 | (1 << 6) | (1 << 13);
export const LOCAL_SIGNATURE = 0x04034b50;
const RECORD_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const RECORD_SIZE = 46;
const END_SIZE = 22;
const ZIP64_LOCATOR_SIZE = 20;
const MAX_VERSION = 45;
const MARK_16 = 0xffff;
const MARK_32 = 0xffffffff;
/** Unix and macOS. */
const HOST_UNIX: ReadonlySet<number> = new Set([3, 19]);
const DOS_LABEL = 0x08;
const DOS_FOLDER = 0x10;
/** A link of Windows. */
const REPARSE_POINT = 0x400;
/** What a writer may need to deflate the nothing in a folder. */
const EMPTY_PACKED = 16;

/** Throws zip-layout, zip-comment, zip-zip64, zip-empty, zip-limit, zip-duplicate and what single records are refused for. */
export function readDirectory(context: Context): Directory {
  const { bytes, refuse } = context;
  const { start, count } = readEnd(context);
  const end = bytes.length - END_SIZE;
  const records: DirectoryRecord[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const next = recordEnd(bytes, at, end);
    if (next === undefined) {
      throw refuse('zip-layout', 'the directory at its end is damaged');
    }
    records.push(readRecord(context, at, next));
    at = next;
  }
  if (at !== end) throw refuse('zip-layout', 'the directory holds more than its entries');
  assertTotal(records, context);
  assertDistinct(
    records.map(({ name }) => name),
    refuse,
  );
  for (const record of records) assertType(record, refuse);
  return { records, start };
}

function readEnd({ bytes, limits, refuse }: Context): { start: number; count: number } {
  const at = bytes.length - END_SIZE;
  if (at < 0) throw refuse('zip-layout', 'it is no zip archive');
  const first = u32(bytes, 0);
  if (first === END_SIGNATURE && at === 0) throw refuse('zip-empty', 'it holds no files');
  if (first !== LOCAL_SIGNATURE) {
    throw refuse('zip-layout', 'it does not begin with a file entry, as a plain zip archive does');
  }
  if (u32(bytes, at) !== END_SIGNATURE || u16(bytes, at + 20) !== 0) {
    throw falseEnd(bytes, refuse, 'it is cut off, or something stands behind its end');
  }
  const [count, size, start] = [u16(bytes, at + 10), u32(bytes, at + 12), u32(bytes, at + 16)];
  if (usesZip64(bytes, at)) throw refuse('zip-zip64', 'it uses zip64');
  if (u32(bytes, at + 4) !== 0 || u16(bytes, at + 8) !== count) {
    throw refuse('zip-layout', 'it is one part of several');
  }
  if (hidesAnother(bytes, at)) {
    throw refuse('zip-layout', 'another end record begins inside of its end record');
  }
  if (count > limits.zipEntries) {
    throw refuse(
      'zip-limit',
      `it has ${count} entries; at most ${limits.zipEntries} (limits.zipEntries) are allowed`,
    );
  }
  if (start + size !== at) throw falseEnd(bytes, refuse, 'its directory is not where it says');
  if (count === 0) throw refuse('zip-empty', 'it holds no files');
  return { start, count };
}

/** By the marks in the end record, or by the locator that would stand before it. */
function usesZip64(bytes: Uint8Array, at: number): boolean {
  const marked =
    u16(bytes, at + 10) === MARK_16 ||
    u32(bytes, at + 12) === MARK_32 ||
    u32(bytes, at + 16) === MARK_32;
  const locator = at - ZIP64_LOCATOR_SIZE;
  return marked || (locator >= 0 && u32(bytes, locator) === ZIP64_LOCATOR_SIGNATURE);
}

/** A comment, which may itself end like an archive, or else what is wrong with the layout. */
function falseEnd(bytes: Uint8Array, refuse: Refuse, reason: string): Error {
  return hasComment(bytes)
    ? refuse('zip-comment', 'it has an archive comment')
    : refuse('zip-layout', reason);
}

/** For JSZip the last signature in the file is the end record. */
function hidesAnother(bytes: Uint8Array, at: number): boolean {
  for (let inside = at + 1; inside < bytes.length; inside++) {
    if (u32(bytes, inside) === END_SIGNATURE) return true;
  }
  return false;
}

/** Whether an end record further up declares exactly the rest as its comment. */
function hasComment(bytes: Uint8Array): boolean {
  const floor = Math.max(0, bytes.length - END_SIZE - MARK_16);
  for (let at = bytes.length - END_SIZE - 1; at >= floor; at--) {
    const length = bytes.length - END_SIZE - at;
    if (u32(bytes, at) === END_SIGNATURE && u16(bytes, at + 20) === length) return true;
  }
  return false;
}

function recordEnd(bytes: Uint8Array, at: number, end: number): number | undefined {
  if (at + RECORD_SIZE > end || u32(bytes, at) !== RECORD_SIGNATURE) return undefined;
  const lengths = u16(bytes, at + 28) + u16(bytes, at + 30) + u16(bytes, at + 32);
  const next = at + RECORD_SIZE + lengths;
  return next <= end ? next : undefined;
}

function readRecord(context: Context, at: number, end: number): DirectoryRecord {
  const { bytes, limits, refuse } = context;
  const flags = u16(bytes, at + 8);
  const utf8 = (flags & FLAG_UTF8) !== 0;
  const nameAt = at + RECORD_SIZE;
  const nameLength = u16(bytes, at + 28);
  const extraAt = nameAt + nameLength;
  const extraEnd = extraAt + u16(bytes, at + 30);
  const name = readName({ bytes: bytes.subarray(nameAt, extraAt), utf8 }, limits, refuse);
  const record = {
    name,
    nameAt,
    nameLength,
    flags,
    method: u16(bytes, at + 10),
    crc: u32(bytes, at + 16),
    packedSize: u32(bytes, at + 20),
    size: u32(bytes, at + 24),
    offset: u32(bytes, at + 42),
    attributes: u32(bytes, at + 38),
    unicodePath: false,
  };
  if (flags & FLAGS_ENCRYPTED || record.method === 99) {
    throw refuse('zip-encrypted', 'it is encrypted', name);
  }
  record.unicodePath = readExtra({ bytes, start: extraAt, end: extraEnd, record }, refuse);
  if (extraEnd < end) throw refuse('zip-comment', 'an entry has a comment', name);
  if (u16(bytes, at + 34) !== 0) throw refuse('zip-layout', 'an entry lies in another part', name);
  if (record.packedSize === MARK_32 || record.size === MARK_32 || record.offset === MARK_32) {
    throw refuse('zip-zip64', 'it uses zip64', name);
  }
  // Of other hosts `unzip` looks at flag 11 only where some extra field stands, else it reads the code page of DOS.
  const isAscii = name.length === nameLength;
  if (!isAscii && extraAt === extraEnd && !HOST_UNIX.has(u16(bytes, at + 4) >>> 8)) {
    throw refuse('zip-name', 'some readers take a name beyond ASCII by the code page of DOS', name);
  }
  assertMethod(record, u16(bytes, at + 6), refuse);
  assertSize(record, limits, refuse);
  return record;
}

type Sizes = Pick<DirectoryRecord, 'name' | 'flags' | 'method' | 'packedSize' | 'size'>;

function assertMethod(record: Sizes, version: number, refuse: Refuse): void {
  const { name, flags, method } = record;
  if (method !== 0 && method !== 8) {
    throw refuse('zip-method', `compression method ${method} is not read; use deflate`, name);
  }
  if (flags & ~FLAGS_ALLOWED) {
    throw refuse('zip-method', `flags 0x${flags.toString(16)} are not read`, name);
  }
  if (version > MAX_VERSION) {
    throw refuse('zip-method', `it needs zip version ${version / 10}; 4.5 is read`, name);
  }
  if (method !== 0) return;
  if (flags & FLAG_DESCRIPTOR) {
    throw refuse('zip-descriptor', 'an entry without compression has a data descriptor', name);
  }
  if (record.packedSize !== record.size) {
    throw refuse('zip-size', 'an entry without compression declares two sizes', name);
  }
}

/**
 * Regular files and folders only. A link, device or pipe has a file type of its own in the upper half of the
 * attributes; some readers look there whatever the host system of the writer is said to be.
 */
function assertType({ name, packedSize, size, attributes }: DirectoryRecord, refuse: Refuse): void {
  const isFolder = name.endsWith('/');
  if (!isPlainType(attributes >>> 28, name) || attributes & (DOS_LABEL | REPARSE_POINT)) {
    throw refuse('zip-type', 'only plain files and folders are read', name);
  }
  if (!isFolder && attributes & DOS_FOLDER) {
    throw refuse('zip-type', 'a file is marked as a folder', name);
  }
  if (isFolder && (size !== 0 || packedSize > EMPTY_PACKED)) {
    throw refuse('zip-type', 'a folder has content', name);
  }
}

/** Before anything is inflated; the declared size is what inflating stops at. */
function assertSize({ name, packedSize, size }: Sizes, limits: Limits, refuse: Refuse): void {
  if (size > limits.zipEntryBytes) {
    throw refuse(
      'zip-limit',
      `it declares ${size} bytes, over the limit for one file (limits.zipEntryBytes)`,
      name,
    );
  }
  if (size > limits.zipRatioFloor && size > packedSize * limits.zipRatio) {
    throw refuse(
      'zip-limit',
      `it grows more than ${limits.zipRatio}-fold (limits.zipRatio) when unpacked`,
      name,
    );
  }
}

function assertTotal(records: readonly DirectoryRecord[], { limits, refuse }: Context): void {
  const total = records.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.zipTotalBytes) {
    throw refuse(
      'zip-limit',
      `it unpacks to ${total} bytes; at most ${limits.zipTotalBytes} (limits.zipTotalBytes)`,
    );
  }
}
