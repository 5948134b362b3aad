/** Checks that the local headers say what the directory says and that, with their data, they tile the archive without gap or overlap (security rules 4.2, 4.4). */
import { u16, u32 } from './bytes.ts';
import { FLAG_DESCRIPTOR, FLAG_UTF8, LOCAL_SIGNATURE } from './directory.ts';
import { readExtra } from './extra.ts';

import type { Directory, DirectoryRecord } from './directory.ts';
import type { PackedEntry } from './inflate.ts';
import type { Refuse } from './refusal.ts';

const HEADER_SIZE = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DESCRIPTOR_SIZE = 16;
const MAX_VERSION = 45;

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
    const { dataStart, end } = readLocal(record, context);
    const { name, method, crc, size, packedSize } = record;
    const data = bytes.subarray(dataStart, dataStart + packedSize);
    entries.push({ name, method, crc, size, data });
    at = end;
  }
  if (at !== start) throw refuse('zip-layout', 'something stands before the directory');
  return entries;
}

function readLocal(record: DirectoryRecord, context: Context): { dataStart: number; end: number } {
  const { bytes, limit, refuse } = context;
  const { name, offset } = record;
  if (offset + HEADER_SIZE > limit || u32(bytes, offset) !== LOCAL_SIGNATURE) {
    throw refuse('zip-layout', 'an entry does not begin where the directory says', name);
  }
  const nameEnd = offset + HEADER_SIZE + u16(bytes, offset + 26);
  const dataStart = nameEnd + u16(bytes, offset + 28);
  const dataEnd = dataStart + record.packedSize;
  const hasDescriptor = (record.flags & FLAG_DESCRIPTOR) !== 0;
  // The header is compared first: a lie in it explains more than the place that follows from it.
  assertSameHeader(record, bytes.subarray(offset, Math.min(nameEnd, limit)), refuse);
  const end = dataEnd + (hasDescriptor ? DESCRIPTOR_SIZE : 0);
  if (dataStart > limit || dataEnd > limit) {
    throw refuse('zip-layout', 'the data of an entry runs into the directory', name);
  }
  const extra = bytes.subarray(nameEnd, dataStart);
  const utf8 = (record.flags & FLAG_UTF8) !== 0;
  const { unicodePath } = readExtra({ extra, nameBytes: record.nameBytes, utf8, name }, refuse);
  if (unicodePath !== record.unicodePath) {
    throw refuse('zip-extra', 'a Unicode path stands in one of two headers only', name);
  }
  if (hasDescriptor) {
    assertDescriptor(record, bytes.subarray(dataEnd, Math.min(end, limit)), refuse);
  }
  return { dataStart, end };
}

function assertSameHeader(record: DirectoryRecord, header: Uint8Array, refuse: Refuse): void {
  const { name, nameBytes, flags, method } = record;
  const mismatch = (what: string) =>
    refuse('zip-mismatch', `its two headers give different ${what}`, name);
  const localName = header.subarray(HEADER_SIZE);
  if (localName.length !== nameBytes.length || !localName.every((b, i) => b === nameBytes[i])) {
    throw mismatch('names');
  }
  if (u16(header, 6) !== flags) throw mismatch('flags');
  if (u16(header, 8) !== method) throw mismatch('methods');
  if (u16(header, 4) > MAX_VERSION) throw mismatch('versions');
  const values = [u32(header, 14), u32(header, 18), u32(header, 22)];
  const streamed = (flags & FLAG_DESCRIPTOR) !== 0 && values.every((value) => value === 0);
  if (!streamed && !sameValues(record, values)) throw mismatch('checksums or sizes');
}

function assertDescriptor(record: DirectoryRecord, bytes: Uint8Array, refuse: Refuse): void {
  if (bytes.length < DESCRIPTOR_SIZE || u32(bytes, 0) !== DESCRIPTOR_SIGNATURE) {
    throw refuse('zip-descriptor', 'a data descriptor without its signature', record.name);
  }
  if (!sameValues(record, [u32(bytes, 4), u32(bytes, 8), u32(bytes, 12)])) {
    throw refuse('zip-mismatch', 'a data descriptor gives other values', record.name);
  }
}

function sameValues({ crc, packedSize, size }: DirectoryRecord, values: number[]): boolean {
  return values[0] === crc && values[1] === packedSize && values[2] === size;
}
