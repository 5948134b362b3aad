/** Checks that the local headers say what the directory says and that, with their data, they tile the archive without gap or overlap (security rules 4.2, 4.4). */
import { u16, u32 } from './bytes.ts';
import { FLAG_DESCRIPTOR, LOCAL_SIGNATURE } from './directory.ts';
import { readExtra } from './extra.ts';

import type { Directory, DirectoryRecord } from './directory.ts';
import type { PackedEntry } from './inflate.ts';
import type { Refuse } from './refusal.ts';

const HEADER_SIZE = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DESCRIPTOR_SIZE = 16;
const MAX_VERSION = 45;
const MARK_32 = 0xffffffff;

interface Context {
  bytes: Uint8Array;
  /** Where the directory begins. */
  limit: number;
  refuse: Refuse;
}

/** The entries in the order of their data. Throws zip-layout, zip-mismatch, zip-descriptor and what extra fields are refused for. */
export function readEntries(
  bytes: Uint8Array,
  { records, start }: Directory,
  refuse: Refuse,
): PackedEntry[] {
  const context = { bytes, limit: start, refuse };
  const ordered = [...records].sort((a, b) => a.offset - b.offset);
  const entries: PackedEntry[] = [];
  let at = 0;
  for (const record of ordered) {
    if (record.offset !== at) {
      throw refuse('zip-layout', 'entries overlap or leave a gap between them', record.name);
    }
    const dataAt = readLocal(record, context);
    const { name, method, crc, size } = record;
    const dataEnd = dataAt + record.packedSize;
    entries.push({ name, method, crc, size, archive: bytes, dataAt, dataEnd });
    at = dataEnd + (record.flags & FLAG_DESCRIPTOR ? DESCRIPTOR_SIZE : 0);
  }
  if (at !== start) throw refuse('zip-layout', 'something stands before the directory');
  return entries;
}

/** Where the data begins. */
function readLocal(record: DirectoryRecord, context: Context): number {
  const { bytes, limit, refuse } = context;
  const { name, offset } = record;
  if (offset + HEADER_SIZE > limit || u32(bytes, offset) !== LOCAL_SIGNATURE) {
    throw refuse('zip-layout', 'an entry does not begin where the directory says', name);
  }
  // The header is compared first: a lie in it explains more than the place that follows from it.
  assertSameHeader(record, context);
  const extraAt = offset + HEADER_SIZE + record.nameLength;
  const dataAt = extraAt + u16(bytes, offset + 28);
  const dataEnd = dataAt + record.packedSize;
  if (dataAt > limit || dataEnd > limit) {
    throw refuse('zip-layout', 'the data of an entry runs into the directory', name);
  }
  const unicodePath = readExtra({ bytes, start: extraAt, end: dataAt, record }, refuse);
  if (unicodePath !== record.unicodePath) {
    throw refuse('zip-extra', 'a Unicode path stands in one of two headers only', name);
  }
  if (record.flags & FLAG_DESCRIPTOR) assertDescriptor(record, dataEnd, context);
  return dataAt;
}

function assertSameHeader(record: DirectoryRecord, { bytes, refuse }: Context): void {
  const { name, flags, offset: at } = record;
  const mismatch = (what: string) =>
    refuse('zip-mismatch', `its two headers give different ${what}`, name);
  if (!isSameName(record, bytes)) throw mismatch('names');
  if (u16(bytes, at + 6) !== flags) throw mismatch('flags');
  if (u16(bytes, at + 8) !== record.method) throw mismatch('methods');
  if (u16(bytes, at + 4) > MAX_VERSION) throw mismatch('versions');
  if (flags & FLAG_DESCRIPTOR && hasZeros(bytes, at + 14)) return;
  // Of Python's `force_zip64`, whose directory has the true sizes.
  if (u32(bytes, at + 18) === MARK_32 || u32(bytes, at + 22) === MARK_32) {
    throw refuse('zip-zip64', 'it uses zip64', name);
  }
  if (!isSame(record, bytes, at + 14)) throw mismatch('checksums or sizes');
}

function isSameName({ nameAt, nameLength, offset }: DirectoryRecord, bytes: Uint8Array): boolean {
  if (u16(bytes, offset + 26) !== nameLength) return false;
  const localAt = offset + HEADER_SIZE;
  for (let i = 0; i < nameLength; i++) {
    if (bytes[localAt + i] !== bytes[nameAt + i]) return false;
  }
  return true;
}

function assertDescriptor(record: DirectoryRecord, at: number, context: Context): void {
  const { bytes, limit, refuse } = context;
  if (at + DESCRIPTOR_SIZE > limit || u32(bytes, at) !== DESCRIPTOR_SIGNATURE) {
    throw refuse('zip-descriptor', 'a data descriptor without its signature', record.name);
  }
  if (!isSame(record, bytes, at + 4)) {
    throw refuse('zip-mismatch', 'a data descriptor gives other values', record.name);
  }
}

/** Checksum and both sizes, as a header and a descriptor hold them. */
function isSame({ crc, packedSize, size }: DirectoryRecord, bytes: Uint8Array, at: number) {
  return u32(bytes, at) === crc && u32(bytes, at + 4) === packedSize && u32(bytes, at + 8) === size;
}

function hasZeros(bytes: Uint8Array, at: number): boolean {
  return u32(bytes, at) === 0 && u32(bytes, at + 4) === 0 && u32(bytes, at + 8) === 0;
}
