/** Extra fields of an entry (security rules 4.5): well-formed, and none that some reader takes for another name, kind or content. */
import { u16, u32 } from './bytes.ts';
import { crc32 } from './crc32.ts';

import type { ErrorCode } from '../errors.ts';
import type { Refuse } from './refusal.ts';

/** General purpose flag 11: the name is UTF-8. */
export const FLAG_UTF8 = 1 << 11;
const MAX_BYTES = 4096;
const UNICODE_PATH = 0x7075;
const PKWARE_UNIX = 0x000d;
const ASI_UNIX = 0x756e;
const TIMES = 0x5455;

const ENCRYPTED: [ErrorCode, string] = ['zip-encrypted', 'it is encrypted'];
const OTHER_NAME: [ErrorCode, string] = ['zip-extra', 'an extra field gives it another name'];
const OTHER_KIND: [ErrorCode, string] = [
  'zip-extra',
  'an extra field makes it something else than a file of these bytes',
];
const SIGNED: [ErrorCode, string] = ['zip-extra', 'an extra field holds a signature of PKWARE'];

/** What may not stand there at all. Fields that nobody reads, and those of times and owners, may. */
const REFUSED = new Map<number, [ErrorCode, string]>([
  [0x0001, ['zip-zip64', 'it uses zip64']],
  [0x0017, ENCRYPTED],
  [0x0019, ENCRYPTED],
  [0x0021, ENCRYPTED],
  [0x0022, ENCRYPTED],
  [0x0023, ENCRYPTED],
  [0x9901, ENCRYPTED],
  [0x0014, SIGNED],
  [0x0015, SIGNED],
  [0x0016, SIGNED],
  // Language, location and names of PKWARE and Xceed; the code page of ALZip.
  [0x0008, OTHER_NAME],
  [0x4f4c, OTHER_NAME],
  [0x554e, OTHER_NAME],
  [0xe57a, OTHER_NAME],
  // Streams and patches; resource forks of old Macintosh writers.
  [0x000e, OTHER_KIND],
  [0x000f, OTHER_KIND],
  [0x07c8, OTHER_KIND],
  [0x2605, OTHER_KIND],
  [0x2705, OTHER_KIND],
  [0x2805, OTHER_KIND],
  [0x334d, OTHER_KIND],
  [0x4d63, OTHER_KIND],
  // Attributes ahead of the directory, for readers of streams (libarchive).
  [0x6c78, OTHER_KIND],
  [0x6375, ['zip-comment', 'an entry has a comment']],
]);

export interface ExtraInput {
  bytes: Uint8Array;
  /** Where the extra fields begin and end. */
  start: number;
  end: number;
  /** As the directory gives it. */
  record: { name: string; nameAt: number; nameLength: number; flags: number };
}

/** Whether a Unicode path stands there. Throws zip-extra, zip-zip64, zip-encrypted, zip-type, zip-comment. */
export function readExtra(input: ExtraInput, refuse: Refuse): boolean {
  const { bytes, start, end } = input;
  const { name } = input.record;
  if (end - start > MAX_BYTES) {
    throw refuse('zip-extra', `an extra field is longer than ${MAX_BYTES} bytes`, name);
  }
  let hasPath = false;
  let at = start;
  while (at < end) {
    const next = at + 4 + u16(bytes, at + 2);
    if (at + 4 > end || next > end) {
      throw refuse('zip-extra', 'an extra field runs past its end', name);
    }
    const id = u16(bytes, at);
    if (id === UNICODE_PATH && hasPath) {
      throw refuse('zip-extra', 'a Unicode path stands twice', name);
    }
    hasPath ||= id === UNICODE_PATH;
    assertField(id, { ...input, start: at + 4, end: next }, refuse);
    at = next;
  }
  return hasPath;
}

function assertField(id: number, input: ExtraInput, refuse: Refuse): void {
  const { bytes, start, end, record } = input;
  const refused = REFUSED.get(id);
  if (refused) throw refuse(...refused, record.name);
  if (id === UNICODE_PATH) assertSamePath(input, refuse);
  if (id === ASI_UNIX) assertPlainMode(bytes.subarray(start, end), record.name, refuse);
  // It has flags and, if they say so, the time of change at least; bsdtar refuses less.
  if (id === TIMES && end - start < ((bytes[start] as number) & 1 && end > start ? 5 : 1)) {
    throw refuse('zip-extra', 'a field of times is cut off', record.name);
  }
  // Behind four numbers stand the target of a link or the number of a device.
  if (id === PKWARE_UNIX && end - start > 12) {
    throw refuse('zip-type', 'an extra field makes it a link or a device', record.name);
  }
}

/** JSZip writes a Unicode path for every name beyond ASCII; it is harmless only where it repeats the name. */
function assertSamePath({ bytes, start, end, record }: ExtraInput, refuse: Refuse): void {
  const { nameAt, nameLength, flags } = record;
  const name = bytes.subarray(nameAt, nameAt + nameLength);
  const path = bytes.subarray(start + 5, end);
  const same =
    bytes[start] === 1 &&
    (flags & FLAG_UTF8) !== 0 &&
    path.length === nameLength &&
    path.every((byte, i) => byte === name[i]) &&
    u32(bytes, start + 1) === crc32(name);
  if (!same) throw refuse('zip-extra', 'a Unicode path gives another name', record.name);
}

/** CRC-32 of the rest, file mode, size of a link or device, two owners, target of a link. */
function assertPlainMode(field: Uint8Array, name: string, refuse: Refuse): void {
  if (field.length < 14 || u32(field, 0) !== crc32(field.subarray(4))) {
    throw refuse('zip-extra', 'a field of Unix attributes is damaged', name);
  }
  if (field.length > 14 || u32(field, 6) !== 0 || !isPlainType(u16(field, 4) >>> 12, name)) {
    throw refuse('zip-type', 'an extra field makes it a link or a device', name);
  }
}

/** The file type of a Unix mode: none given, or folder or regular file as the name says. */
export function isPlainType(type: number, name: string): boolean {
  return type === 0 || type === (name.endsWith('/') ? 0x4 : 0x8);
}
