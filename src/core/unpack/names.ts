/** Which names an entry may have (security rules 4.6), and that no two of them can become one on any file system. */
import { findUnknown } from './letters.ts';

import type { Limits } from '../limits.ts';
import type { Refuse } from './refusal.ts';

/** What file systems take at most; no administrator can change that. */
const MAX_SEGMENT_BYTES = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a name must not hold
const CONTROL = /[\u0000-\u001f\u007f]/;
const RESERVED = /[\\:*?"<>|]/;
/** Windows takes a device for what stands before the first dot. */
const DEVICE = /(?:^|\/)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:[./]|$)/i;
const EMPTY = /^\/|\/\//;
const DOTS = /(?:^|\/)\.\.?(?:\/|$)/;
const BAD_END = /[. ](?:\/|$)/;
/** Slashes and backslashes of other kinds; those that compatibility maps to / \ . are found by that. */
const LIKE_SLASH = /[⁄∕⧸∖⧵⧹]/;
/** `unzip` takes it for a version as VMS had them, and leaves it out. */
const VERSION = /;[0-9]*$/;

export interface NameBytes {
  bytes: Uint8Array;
  /** General purpose flag 11: the name is UTF-8. */
  utf8: boolean;
}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossyDecoder = new TextDecoder('utf-8');

/** The name as text. Throws zip-name unless it means the same to every reader and file system. */
export function readName({ bytes, utf8 }: NameBytes, limits: Limits, refuse: Refuse): string {
  const fail = (reason: string) => refuse('zip-name', reason, lossyDecoder.decode(bytes));
  if (bytes.length === 0) throw fail('an entry has no name');
  if (bytes.length > limits.zipNameBytes) {
    throw fail(`a name is longer than ${limits.zipNameBytes} bytes`);
  }
  const name = decode(bytes);
  if (name === undefined) throw fail('a name is not UTF-8');
  if (name.length !== bytes.length) {
    if (!utf8) throw fail('a name has letters beyond ASCII without being marked as UTF-8');
    assertBeyondAscii(name, fail);
  }
  if (CONTROL.test(name)) throw fail('a name holds a control character');
  if (RESERVED.test(name)) throw fail(`a name holds ${reservedOf(name)}`);
  assertSegments(name, limits, fail);
  return name;
}

function assertBeyondAscii(name: string, fail: (reason: string) => Error): void {
  const unknown = findUnknown(name);
  if (unknown !== undefined) {
    const code = (unknown.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    throw fail(`a name holds U+${code}, which cannot be seen or is not known everywhere`);
  }
  if (name !== name.normalize('NFC')) throw fail('a name is not in the usual composed form (NFC)');
  for (const char of name) {
    if (char > '\u007f' && (LIKE_SLASH.test(char) || /[/\\.]/.test(char.normalize('NFKC')))) {
      throw fail('a name holds a character that some systems turn into / \\ or .');
    }
  }
}

function reservedOf(name: string): string {
  if (!name.includes('\\')) return 'one of : * ? " < > |';
  return 'a backslash, as old versions of .NET and PowerShell write for folders';
}

function assertSegments(name: string, limits: Limits, fail: (reason: string) => Error): void {
  if (EMPTY.test(name)) throw fail('a name begins with / or holds an empty part');
  if (DOTS.test(name)) throw fail('a name climbs with . or ..');
  if (BAD_END.test(name)) throw fail('a part of a name ends in a dot or a space');
  if (DEVICE.test(name)) throw fail('a name is that of a Windows device');
  if (VERSION.test(name)) throw fail('a name ends in ; and a number, which some readers leave out');
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (segments.length > limits.zipDepth) {
    throw fail(`a name is more than ${limits.zipDepth} folders deep`);
  }
  // No character has more bytes than three for each of its two halves.
  if (name.length <= MAX_SEGMENT_BYTES / 3) return;
  if (segments.some((segment) => new TextEncoder().encode(segment).length > MAX_SEGMENT_BYTES)) {
    throw fail(`a part of a name is longer than ${MAX_SEGMENT_BYTES} bytes`);
  }
}

/** Throws zip-duplicate when two names are the same for some file system, or one is both a file and a folder. */
export function assertDistinct(names: readonly string[], refuse: Refuse): void {
  const files = new Set<string>();
  const folders = new Set<string>();
  const keys = names.map(fold);
  for (const [i, key] of keys.entries()) {
    const isFolder = key.endsWith('/');
    const path = isFolder ? key.slice(0, -1) : key;
    if (files.has(path) || folders.has(path)) {
      throw refuse('zip-duplicate', 'two entries have the same name', names[i]);
    }
    (isFolder ? folders : files).add(path);
  }
  // Folders that are known to be no files, with all that they lie in.
  const sound = new Set<string>();
  for (const [i, key] of keys.entries()) {
    for (
      let at = key.lastIndexOf('/', key.length - 2);
      at > 0 && !sound.has(key.slice(0, at));
      at = key.lastIndexOf('/', at - 1)
    ) {
      const folder = key.slice(0, at);
      if (files.has(folder)) {
        throw refuse('zip-duplicate', 'a name is both a file and a folder', names[i]);
      }
      sound.add(folder);
    }
  }
}

/**
 * The same text for names that some file system takes for one. By lower case first: `ẞ` has no other upper case, `ß`
 * has `SS`; and by upper case last, in which `ς` and `σ`, `ı` and `i` are one. So are `İ` and `i` in Turkish.
 */
function fold(name: string): string {
  if (isAscii(name)) return name.toUpperCase();
  return name
    .toLowerCase()
    .toUpperCase()
    .normalize('NFD')
    .replace(/I\u0307/g, 'I')
    .normalize('NFC');
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  return /^[\u0000-\u007f]*$/.test(text);
}

function decode(bytes: Uint8Array): string | undefined {
  // Most names are ASCII, and a call of the decoder costs more than all else that is done with a name.
  if (isPlain(bytes)) return String.fromCharCode(...bytes);
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    return undefined; // The caller refuses a name that is not UTF-8.
  }
}

function isPlain(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) > 0x7f) return false;
  }
  return true;
}
