/** Takes the ASCII armor off, one BEGIN/END block at a time, because OpenPGP.js silently reads only the first of several. */
import { MarketError } from '../errors.ts';

export interface ArmorBlock {
  /** Such as `SIGNATURE` or `PUBLIC KEY BLOCK`. */
  label: string;
  bytes: Uint8Array;
}

const BEGIN = /^-----BEGIN PGP ([A-Z0-9 ,/]+)-----[ \t]*$/;
const HEADER = /^[A-Za-z0-9-]+: ?[^\0]*$/;
const BODY = /^[A-Za-z0-9+/]+={0,2}$/;
const CHECKSUM = /^=[A-Za-z0-9+/]{4}$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Thrown text says what is wrong with the armor; callers give it their own code. */
export class ArmorError extends Error {
  override readonly name = 'ArmorError';
}

/** Every block of a text; words between blocks are skipped, as key files often carry a heading. Throws `ArmorError`. */
export function readArmorBlocks(text: string): ArmorBlock[] {
  const lines = text.split(/\r?\n/);
  const blocks: ArmorBlock[] = [];
  for (let i = 0; i < lines.length; i++) {
    const label = BEGIN.exec(lines[i] ?? '')?.[1];
    if (label === undefined) continue;
    let end = i + 1;
    while (end < lines.length && !lines[end]?.startsWith('-----')) end++;
    if (lines[end]?.trimEnd() !== `-----END PGP ${label}-----`) {
      throw new ArmorError(`the block "BEGIN PGP ${label}" has no end`);
    }
    blocks.push({ label, bytes: decodeBody(lines.slice(i + 1, end)) });
    i = end;
  }
  return blocks;
}

/** The bytes of a text that is exactly one block of this label, with nothing before it and only white space behind. Throws `ArmorError`. */
export function readSingleBlock(text: string, label: string): Uint8Array {
  const begin = `-----BEGIN PGP ${label}-----`;
  const end = `-----END PGP ${label}-----`;
  if (!text.startsWith(begin) || !text.trimEnd().endsWith(end)) {
    throw new ArmorError(`it is not one armored block that begins with "${begin}"`);
  }
  const [block, ...more] = readArmorBlocks(text);
  if (!block || more.length > 0) throw new ArmorError('it holds more than one armored block');
  return block.bytes;
}

/** Wraps bytes in armor, without a checksum (RFC 9580, 6.1 no longer asks for one). */
export function toArmor(label: string, bytes: Uint8Array): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN PGP ${label}-----`, '', ...lines, `-----END PGP ${label}-----`, ''].join(
    '\n',
  );
}

/** The text of an armored file; refused with `code` if it is not ASCII. */
export function decodeAscii(bytes: Uint8Array, fail: (reason: string) => MarketError): string {
  if (bytes.some((byte) => byte > 0x7e)) throw fail('it is not an armored text file');
  return new TextDecoder('utf-8').decode(bytes);
}

function decodeBody(lines: string[]): Uint8Array {
  const blank = lines.findIndex((line) => line.trim() === '');
  const headers = blank < 0 ? [] : lines.slice(0, blank);
  if (blank < 0 || !headers.every((line) => HEADER.test(line))) {
    throw new ArmorError('the blank line between armor headers and data is missing');
  }
  const body = lines.slice(blank + 1).map((line) => line.trimEnd());
  while (body.at(-1) === '') body.pop();
  // A wrong checksum is no reason to refuse (RFC 9580, 6.1): the signature covers more.
  if (CHECKSUM.test(body.at(-1) ?? '')) body.pop();
  if (body.length === 0) throw new ArmorError('the block is empty');
  return decodeBase64(body);
}

function decodeBase64(lines: string[]): Uint8Array {
  const last = lines.length - 1;
  if (!lines.every((line, i) => BODY.test(line) && (i === last || !line.endsWith('=')))) {
    throw new ArmorError('the block holds characters that do not belong to base64');
  }
  const text = lines.join('');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (text.length % 4 !== 0) throw new ArmorError('the block was cut off');
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => Math.max(0, ALPHABET.indexOf(text.charAt(i + k))));
    const bits = (a! << 18) | (b! << 12) | (c! << 6) | d!;
    bytes[at] = bits >> 16;
    bytes[at + 1] = bits >> 8;
    bytes[at + 2] = bits;
  }
  return bytes.subarray(0, bytes.length - padding);
}

function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    const left = bytes.length - i;
    text += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
    text += left > 1 ? ALPHABET.charAt((bits >> 6) & 63) : '=';
    text += left > 2 ? ALPHABET.charAt(bits & 63) : '=';
  }
  return text;
}
