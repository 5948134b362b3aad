/** Which names an entry may have (security rules 4.6), and that no two of them can become one on any file system. */
import type { Refuse } from './refusal.ts';

const MAX_BYTES = 1024;
const MAX_SEGMENT_BYTES = 255;
const MAX_DEPTH = 32;

/** Control, format (bidi, zero width, byte order mark), line and paragraph separators, the replacement character. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u;
const RESERVED = /[\\:*?"<>|]/;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

export interface NameBytes {
  bytes: Uint8Array;
  /** General purpose flag 11: the name is UTF-8. */
  utf8: boolean;
}

/** The name as text. Throws zip-name unless it means the same to every reader and file system. */
export function readName({ bytes, utf8 }: NameBytes, refuse: Refuse): string {
  const name = decode(bytes);
  const fail = (reason: string) =>
    refuse('zip-name', reason, name ?? new TextDecoder('utf-8').decode(bytes));
  if (bytes.length === 0) throw fail('an entry has no name');
  if (name === undefined) throw fail('a name is not UTF-8');
  if (!utf8 && bytes.some((byte) => byte > 0x7f)) {
    throw fail('a name has letters beyond ASCII without being marked as UTF-8');
  }
  if (bytes.length > MAX_BYTES) throw fail(`a name is longer than ${MAX_BYTES} bytes`);
  if (INVISIBLE.test(name)) throw fail('a name holds a character that cannot be seen');
  if (RESERVED.test(name)) throw fail('a name holds one of \\ : * ? " < > |');
  if (name !== name.normalize('NFC')) throw fail('a name is not in the usual composed form (NFC)');
  for (const char of name) {
    if (char > '\u007f' && /[/\\.]/.test(char.normalize('NFKC'))) {
      throw fail('a name holds a character that some systems turn into / \\ or .');
    }
  }
  assertSegments(name, fail);
  return name;
}

function assertSegments(name: string, fail: (reason: string) => Error): void {
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (segments.length > MAX_DEPTH) throw fail(`a name is more than ${MAX_DEPTH} folders deep`);
  for (const segment of segments) {
    if (segment === '') throw fail('a name begins with / or holds an empty part');
    if (segment === '.' || segment === '..') throw fail('a name climbs with . or ..');
    if (/[. ]$/.test(segment)) throw fail('a part of a name ends in a dot or a space');
    if (DEVICE.test(segment)) throw fail('a name is that of a Windows device');
    if (new TextEncoder().encode(segment).length > MAX_SEGMENT_BYTES) {
      throw fail(`a part of a name is longer than ${MAX_SEGMENT_BYTES} bytes`);
    }
  }
}

/** Throws zip-duplicate when two names are the same for some file system, or one is both a file and a folder. */
export function assertDistinct(names: readonly string[], refuse: Refuse): void {
  const taken = new Map<string, 'file' | 'folder'>();
  for (const name of names) {
    const isFolder = name.endsWith('/');
    const key = fold(isFolder ? name.slice(0, -1) : name);
    if (taken.has(key)) throw refuse('zip-duplicate', 'two entries have the same name', name);
    taken.set(key, isFolder ? 'folder' : 'file');
  }
  for (const name of names) {
    const key = fold(name.endsWith('/') ? name.slice(0, -1) : name);
    for (let at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) {
      if (taken.get(key.slice(0, at)) === 'file') {
        throw refuse('zip-duplicate', 'a name is both a file and a folder', name);
      }
    }
  }
}

/** Upper case first, so that letters such as ß fold to what they become. */
function fold(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // The caller refuses a name that is not UTF-8.
  }
}
