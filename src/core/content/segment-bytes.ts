/** Writes a segment into bytes and reads it back; bytes that are not what we wrote give nothing. */
import { unpackKey } from './keys.ts';

import type { Joined } from './dictionary.ts';
import type { Segment } from './segment.ts';

/** Raise it when documents, aliases or amounts are made in another way: what was kept is then made anew. */
const FORMAT = 'pai-market-content/1';
const HEX = 64;
const encoder = new TextEncoder();
// A mark at the beginning of a text is a character of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

interface Header {
  format: string;
  /** Whose index it is, as the flow says; one from elsewhere is not believed. */
  place: string;
  /** The order of bytes in numbers. */
  little: boolean;
  keys: readonly string[];
  /** Bytes of each part, in their order. */
  parts: number[];
}

export function packSegment(segment: Segment, place: string): Uint8Array {
  const { texts } = segment;
  const parts = [
    bytesOf(segment.amounts),
    bytesOf(segment.starts),
    bytesOf(segment.leafKeys),
    bytesOf(segment.leafTexts),
    bytesOf(segment.leafLines),
    bytesOf(texts.plain.starts),
    bytesOf(texts.wide.starts),
    bytesOf(texts.wideFolded.starts),
    encoder.encode(segment.digests.join('')),
    encoder.encode(texts.plain.text),
    encoder.encode(texts.wide.text),
    encoder.encode(texts.wideFolded.text),
  ];
  const sizes = parts.map(({ length }) => length);
  const little = isLittle();
  const header: Header = { format: FORMAT, place, little, keys: segment.packed, parts: sizes };
  const head = encoder.encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + padded(head.length) + sizes.reduce(sum, 0));
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 8);
  let at = 8 + padded(head.length);
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Undefined for anything that `packSegment` did not make for this place. */
export function unpackSegment(bytes: Uint8Array, place: string): Segment | undefined {
  const header = readHeader(bytes);
  if (header?.place !== place) return undefined;
  const parts = cut(bytes, header);
  if (!parts) return undefined;
  const [amounts, starts, leafKeys, leafTexts, leafLines, plainStarts, wideStarts, foldedStarts] =
    parts;
  const [digests = '', plain = '', wide = '', folded = ''] = parts
    .slice(8)
    .map((part) => decoder.decode(part));
  const segment: Segment = {
    digests: digests.match(/[0-9a-f]{64}/g) ?? [],
    starts: words(starts),
    leafKeys: words(leafKeys),
    leafTexts: words(leafTexts),
    leafLines: words(leafLines),
    packed: header.keys,
    keys: header.keys.map(unpackKey),
    texts: {
      plain: { text: plain, starts: words(plainStarts) },
      plainFolded: plain.toLowerCase(),
      wide: { text: wide, starts: words(wideStarts) },
      wideFolded: { text: folded, starts: words(foldedStarts) },
    },
    amounts: floats(amounts),
  };
  return isWhole(segment, digests.length) ? segment : undefined;
}

function readHeader(bytes: Uint8Array): Header | undefined {
  if (bytes.length < 8) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > bytes.length - 8) return undefined;
  let header: Partial<Header> | null;
  try {
    header = JSON.parse(decoder.decode(bytes.subarray(8, 8 + length))) as typeof header;
  } catch {
    // A file that was cut off, or is none of ours.
    return undefined;
  }
  const { format, keys, parts, little } = header ?? {};
  const isOurs = format === FORMAT && little === isLittle() && Array.isArray(keys);
  if (!isOurs || !keys.every((key) => typeof key === 'string')) return undefined;
  return Array.isArray(parts) && parts.length === 12 ? (header as Header) : undefined;
}

/** Copies, so that numbers begin where the processor wants them. */
function cut(bytes: Uint8Array, { parts }: Header): Uint8Array[] | undefined {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  let at = 8 + padded(length);
  const cuts = parts.map((size) => {
    const part = bytes.slice(at, at + size);
    at += size;
    return part;
  });
  const isExact = parts.every((size, part) => cuts[part]?.length === size);
  return isExact && at === bytes.length && parts.every(isAligned) ? cuts : undefined;
}

function isAligned(size: number, part: number): boolean {
  return size % (part === 0 ? 8 : part < 8 ? 4 : 1) === 0;
}

/** Whether every number leads somewhere. */
function isWhole(segment: Segment, digestLength: number): boolean {
  const { digests, starts, leafKeys, leafTexts, leafLines, keys, texts, amounts } = segment;
  const plainCount = texts.plain.starts.length - 1;
  return (
    digestLength === digests.length * HEX &&
    starts.length === digests.length + 1 &&
    isRising(starts, leafKeys.length) &&
    leafTexts.length === leafKeys.length &&
    leafLines.length === leafKeys.length &&
    isBelow(leafKeys, keys.length) &&
    isBelow(leafTexts, amounts.length) &&
    amounts.length === plainCount + texts.wide.starts.length - 1 &&
    texts.wide.starts.length === texts.wideFolded.starts.length &&
    [texts.plain, texts.wide, texts.wideFolded].every(isJoined)
  );
}

function isJoined({ text, starts }: Joined): boolean {
  return starts.length > 0 && isRising(starts, text.length);
}

function isRising(numbers: Uint32Array, end: number): boolean {
  for (let at = 1; at < numbers.length; at += 1) {
    if ((numbers[at] ?? 0) < (numbers[at - 1] ?? 0)) return false;
  }
  return numbers[0] === 0 && numbers.at(-1) === end;
}

function isBelow(numbers: Uint32Array, bound: number): boolean {
  for (const number of numbers) if (number >= bound) return false;
  return true;
}

function bytesOf(numbers: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

function words(bytes: Uint8Array | undefined): Uint32Array {
  return bytes
    ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    : new Uint32Array();
}

function floats(bytes: Uint8Array | undefined): Float64Array {
  return bytes
    ? new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)
    : new Float64Array();
}

function isLittle(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function sum(total: number, next: number): number {
  return total + next;
}
