/** Extra fields of an entry (security rules 4.5): well-formed, and none that changes what the entry is. */
import { u16, u32 } from './bytes.ts';
import { crc32 } from './crc32.ts';

import type { Refuse } from './refusal.ts';

const MAX_BYTES = 4096;
const ZIP64 = 0x0001;
const STRONG_ENCRYPTION = 0x0017;
const AES = 0x9901;
const UNICODE_PATH = 0x7075;

export interface ExtraInput {
  extra: Uint8Array;
  /** The name that the header itself gives. */
  nameBytes: Uint8Array;
  utf8: boolean;
  name: string;
}

/** Whether a Unicode path stands there. Throws zip-extra, zip-zip64, zip-encrypted. */
export function readExtra(input: ExtraInput, refuse: Refuse): { unicodePath: boolean } {
  const { extra, name } = input;
  if (extra.length > MAX_BYTES) {
    throw refuse('zip-extra', `an extra field is longer than ${MAX_BYTES} bytes`, name);
  }
  let unicodePath = false;
  let at = 0;
  while (at < extra.length) {
    const start = at + 4;
    const end = start + u16(extra, at + 2);
    if (start > extra.length || end > extra.length) {
      throw refuse('zip-extra', 'an extra field runs past its end', name);
    }
    const id = u16(extra, at);
    if (id === ZIP64) throw refuse('zip-zip64', 'it uses zip64', name);
    if (id === AES || id === STRONG_ENCRYPTION) {
      throw refuse('zip-encrypted', 'it is encrypted', name);
    }
    if (id === UNICODE_PATH) {
      if (unicodePath) throw refuse('zip-extra', 'a Unicode path stands twice', name);
      assertSamePath(extra.subarray(start, end), input, refuse);
      unicodePath = true;
    }
    at = end;
  }
  return { unicodePath };
}

/** JSZip writes a Unicode path for every name beyond ASCII; it is harmless only where it repeats the name. */
function assertSamePath(
  field: Uint8Array,
  { nameBytes, utf8, name }: ExtraInput,
  refuse: Refuse,
): void {
  const path = field.subarray(5);
  const same =
    field[0] === 1 &&
    utf8 &&
    path.length === nameBytes.length &&
    path.every((byte, i) => byte === nameBytes[i]) &&
    u32(field, 1) === crc32(nameBytes);
  if (!same) throw refuse('zip-extra', 'a Unicode path gives another name', name);
}
