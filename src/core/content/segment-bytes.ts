/** Writes a segment into bytes and reads it back; bytes that are not what we wrote give nothing. */
import { createRunningHash } from '../digest.ts';
import { platformDigest } from '../hash/engine.ts';
import { unpackKey } from './keys.ts';

import type { Segment } from './segment.ts';

/** Raise it when documents, aliases or amounts are made in another way: what was kept is then made anew. */
const FORMAT = 'pai-market-content/2';
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

/** First the SHA-256 of all that follows, so that what a disk did to it is never taken for an answer. */
const SUM_BYTES = 32;
/** Then the length of the header, in as many bytes. */
const LENGTH_BYTES = 4;

export async function packSegment(segment: Segment, place: string): Promise<Uint8Array> {
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
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, head.length, true);
  const bytes = join([new Uint8Array(SUM_BYTES), length, head, ...parts]);
  bytes.set(await sumOf(bytes.subarray(SUM_BYTES)));
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** By the platform in one go: nothing else is to be done meanwhile. */
async function sumOf(bytes: Uint8Array): Promise<Uint8Array> {
  const platform = platformDigest();
  if (platform) return platform('SHA-256', bytes);
  const hash = await createRunningHash('SHA-256');
  hash.update(bytes);
  return hash.finish();
}

/** Undefined for anything that `packSegment` did not make for this place. */
export async function unpackSegment(
  bytes: Uint8Array,
  place: string,
): Promise<Segment | undefined> {
  const sum = await sumOf(bytes.subarray(SUM_BYTES));
  if (bytes.length < SUM_BYTES || sum.some((byte, at) => byte !== bytes[at])) return undefined;
  const read = readHeader(bytes.subarray(SUM_BYTES));
  if (read?.header.place !== place) return undefined;
  const { header, body } = read;
  const parts = cut(body, header.parts);
  const [amounts, starts, leafKeys, leafTexts, leafLines, plainStarts, wideStarts, foldedStarts] =
    parts;
  const [digests = '', plain = '', wide = '', folded = ''] = parts
    .slice(8)
    .map((part) => decoder.decode(part));
  const segment: Segment = {
    digests: splitDigests(digests),
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
  return segment;
}

/** Undefined where another version wrote it, one for another processor, or a stranger. */
function readHeader(bytes: Uint8Array): { header: Header; body: Uint8Array } | undefined {
  if (bytes.length < LENGTH_BYTES) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const end = LENGTH_BYTES + length;
  let header: Header | null;
  try {
    header = JSON.parse(decoder.decode(bytes.subarray(LENGTH_BYTES, end))) as typeof header;
  } catch {
    // Who knows how the sum is made may have written anything.
    return undefined;
  }
  if (header?.format !== FORMAT || header.little !== isLittle()) return undefined;
  return { header, body: bytes.subarray(end) };
}

/** Copies, so that numbers begin where the processor wants them. */
function cut(body: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  let at = 0;
  return sizes.map((size) => {
    const part = body.slice(at, at + size);
    at += size;
    return part;
  });
}

function splitDigests(text: string): string[] {
  const digests: string[] = [];
  for (let at = 0; at < text.length; at += HEX) digests.push(text.slice(at, at + HEX));
  return digests;
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
