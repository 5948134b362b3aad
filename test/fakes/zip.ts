/** Zip archives written byte by byte: every header field can be told apart from what would be right. */
import { deflateRawSync } from 'node:zlib';

import { crc32 } from '../../src/core/unpack/crc32.ts';
import { concat } from './keys.ts';

/** Fields of both headers. */
interface HeaderFields {
  name?: string | Uint8Array;
  version?: number;
  flags?: number;
  method?: number;
  crc?: number;
  packedSize?: number;
  size?: number;
  extra?: Uint8Array;
}

interface DirectoryFields extends HeaderFields {
  madeBy?: number;
  disk?: number;
  attributes?: number;
  offset?: number;
  comment?: string;
}

export interface ZipEntry {
  name: string | Uint8Array;
  content?: string | Uint8Array;
  /** 8 deflates the content, 0 stores it. */
  method?: number;
  flags?: number;
  /** What stands as compressed data, if not the content by the method. */
  data?: Uint8Array;
  /** Written behind the data, such as a data descriptor. */
  descriptor?: Uint8Array;
  extra?: Uint8Array;
  local?: HeaderFields;
  central?: DirectoryFields;
  /** Left out of the directory. */
  hidden?: boolean;
}

interface EndFields {
  disk?: number;
  countOnDisk?: number;
  count?: number;
  size?: number;
  offset?: number;
  comment?: string;
  /** Comment length to declare, if not the comment's. */
  commentLength?: number;
}

export interface ZipOptions {
  prefix?: Uint8Array;
  beforeDirectory?: Uint8Array;
  beforeEnd?: Uint8Array;
  suffix?: Uint8Array;
  end?: EndFields;
}

const UNIX_FILE = { madeBy: (3 << 8) | 30, attributes: (0o100644 << 16) >>> 0 };
const UNIX_FOLDER = { madeBy: (3 << 8) | 30, attributes: ((0o040755 << 16) | 0x10) >>> 0 };

export function makeZip(entries: readonly ZipEntry[], options: ZipOptions = {}): Uint8Array {
  const { prefix = bytesOf(''), beforeDirectory = bytesOf(''), beforeEnd = bytesOf('') } = options;
  const parts: Uint8Array[] = [prefix];
  const records: Uint8Array[] = [];
  let at = prefix.length;
  for (const entry of entries) {
    const local = localHeader(entry);
    const whole = concat([local, dataOf(entry), entry.descriptor ?? bytesOf('')]);
    if (!entry.hidden) records.push(directoryRecord(entry, at));
    parts.push(whole);
    at += whole.length;
  }
  const directory = concat(records);
  const end = endRecord(options.end ?? {}, {
    count: records.length,
    size: directory.length,
    offset: at + beforeDirectory.length,
  });
  return concat([
    ...parts,
    beforeDirectory,
    directory,
    beforeEnd,
    end,
    options.suffix ?? bytesOf(''),
  ]);
}

/** A data descriptor with right values unless told otherwise. */
export function descriptorOf(
  entry: ZipEntry,
  values: { signature?: boolean; crc?: number } = {},
): Uint8Array {
  const { signature = true, crc = crc32(contentOf(entry)) } = values;
  return concat([
    signature ? u32(0x08074b50) : bytesOf(''),
    u32(crc),
    u32(dataOf(entry).length),
    u32(contentOf(entry).length),
  ]);
}

export function extraField(id: number, body: Uint8Array): Uint8Array {
  return concat([u16(id), u16(body.length), body]);
}

/** Info-ZIP's Unicode path for a name. */
export function unicodePath(name: string, claimed = name): Uint8Array {
  return extraField(
    0x7075,
    concat([new Uint8Array([1]), u32(crc32(bytesOf(name))), bytesOf(claimed)]),
  );
}

export function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text;
}

export function deflate(content: string | Uint8Array): Uint8Array {
  return new Uint8Array(deflateRawSync(bytesOf(content)));
}

function contentOf({ content = '' }: ZipEntry): Uint8Array {
  return bytesOf(content);
}

function dataOf(entry: ZipEntry): Uint8Array {
  if (entry.data) return entry.data;
  return entry.method === 8 ? deflate(contentOf(entry)) : contentOf(entry);
}

function fieldsOf(entry: ZipEntry, over: HeaderFields = {}) {
  return {
    name: bytesOf(over.name ?? entry.name),
    version: over.version ?? 20,
    flags: over.flags ?? entry.flags ?? 0,
    method: over.method ?? entry.method ?? 0,
    crc: over.crc ?? crc32(contentOf(entry)),
    packedSize: over.packedSize ?? dataOf(entry).length,
    size: over.size ?? contentOf(entry).length,
    extra: over.extra ?? entry.extra ?? bytesOf(''),
  };
}

/** From version needed to the length of the extra field, as both headers have it. */
function commonFields(fields: ReturnType<typeof fieldsOf>): Uint8Array {
  return concat([
    u16(fields.version),
    u16(fields.flags),
    u16(fields.method),
    u16(0),
    u16(0x5821),
    u32(fields.crc),
    u32(fields.packedSize),
    u32(fields.size),
    u16(fields.name.length),
    u16(fields.extra.length),
  ]);
}

function localHeader(entry: ZipEntry): Uint8Array {
  const fields = fieldsOf(entry, entry.local);
  return concat([u32(0x04034b50), commonFields(fields), fields.name, fields.extra]);
}

function directoryRecord(entry: ZipEntry, at: number): Uint8Array {
  const fields = fieldsOf(entry, entry.central);
  const over = entry.central ?? {};
  const usual = fields.name.at(-1) === 0x2f ? UNIX_FOLDER : UNIX_FILE;
  const comment = bytesOf(over.comment ?? '');
  return concat([
    u32(0x02014b50),
    u16(over.madeBy ?? usual.madeBy),
    commonFields(fields),
    u16(comment.length),
    u16(over.disk ?? 0),
    u16(0),
    u32(over.attributes ?? usual.attributes),
    u32(over.offset ?? at),
    fields.name,
    fields.extra,
    comment,
  ]);
}

function endRecord(
  over: EndFields,
  usual: { count: number; size: number; offset: number },
): Uint8Array {
  const comment = bytesOf(over.comment ?? '');
  return concat([
    u32(0x06054b50),
    u16(over.disk ?? 0),
    u16(over.disk ?? 0),
    u16(over.countOnDisk ?? over.count ?? usual.count),
    u16(over.count ?? usual.count),
    u32(over.size ?? usual.size),
    u32(over.offset ?? usual.offset),
    u16(over.commentLength ?? comment.length),
    comment,
  ]);
}

function u16(value: number): Uint8Array {
  return new Uint8Array([value & 0xff, (value >> 8) & 0xff]);
}

function u32(value: number): Uint8Array {
  return concat([u16(value & 0xffff), u16((value >>> 16) & 0xffff)]);
}
