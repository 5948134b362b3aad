/** Icons are small raster pictures, known by their first bytes; nothing else is ever shown as one (U06). */
import { MarketError } from '../errors.ts';

import type { Limits } from '../limits.ts';
import type { PackageIcon } from '../model/market.ts';

interface Picture {
  mediaType: PackageIcon['mediaType'];
  width: number;
  height: number;
}

/** Throws `icon-invalid` for anything but a PNG, JPEG, GIF or WebP within `iconBytes` and `iconPixels`. */
export function readIcon(bytes: Uint8Array, limits: Limits): PackageIcon {
  if (bytes.length > limits.iconBytes) {
    throw invalid(`it has ${bytes.length} bytes; at most ${limits.iconBytes} are allowed`);
  }
  const picture = readPng(bytes) ?? readGif(bytes) ?? readWebp(bytes) ?? readJpeg(bytes);
  if (!picture) throw invalid('it is not a PNG, JPEG, GIF or WebP picture');
  const { width, height } = picture;
  const largest = Math.max(width, height);
  if (Math.min(width, height) < 1 || largest > limits.iconPixels) {
    throw invalid(`it measures ${width} × ${height}; at most ${limits.iconPixels} are allowed`);
  }
  return { mediaType: picture.mediaType, bytes };
}

function invalid(reason: string): MarketError {
  return new MarketError('icon-invalid', `The icon is not shown: ${reason}.`);
}

function readPng(bytes: Uint8Array): Picture | undefined {
  if (!startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return undefined;
  if (bytes.length < 24 || ascii(bytes, 12, 4) !== 'IHDR') return undefined;
  const view = toView(bytes);
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Browsers take a first frame that is larger than the screen it is declared for, so the frames count too. */
function readGif(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 13 || !/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return undefined;
  const view = toView(bytes);
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  let at = 13 + colourTable(view.getUint8(10));
  while (at < bytes.length && view.getUint8(at) !== GIF_END) {
    const isFrame = view.getUint8(at) === GIF_FRAME;
    if (!isFrame && view.getUint8(at) !== GIF_EXTENSION) return undefined;
    if (isFrame && at + 11 > bytes.length) return undefined;
    if (isFrame) {
      const [left, top, width, height] = [1, 3, 5, 7].map((to) => view.getUint16(at + to, true));
      size.width = Math.max(size.width, (left ?? 0) + (width ?? 0));
      size.height = Math.max(size.height, (top ?? 0) + (height ?? 0));
    }
    // Before the data: the descriptor, its colours and the code size; or the label of the extension.
    at = endOfBlocks(bytes, at + (isFrame ? 11 + colourTable(view.getUint8(at + 9)) : 2));
  }
  return { mediaType: 'image/gif', ...size };
}

const GIF_EXTENSION = 0x21;
const GIF_FRAME = 0x2c;
const GIF_END = 0x3b;

/** Bytes of the colour table that the flags announce. */
function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Where a chain of blocks, each led by its length, ends. */
function endOfBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
}

function readWebp(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') {
    return undefined;
  }
  const size = webpSize(bytes, toView(bytes));
  return size && { mediaType: 'image/webp', ...size };
}

function webpSize(bytes: Uint8Array, view: DataView): Omit<Picture, 'mediaType'> | undefined {
  switch (ascii(bytes, 12, 4)) {
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      return undefined;
  }
}

/** Walks the segments to the frame header, which holds the size. */
function readJpeg(bytes: Uint8Array): Picture | undefined {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff])) return undefined;
  const view = toView(bytes);
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (isFrameHeader(marker)) {
      const size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      return { mediaType: 'image/jpeg', ...size };
    }
    const length = view.getUint16(at + 2);
    // A marker without a length is skipped by decoders: what we would take for its content is theirs to read.
    if (length < 2 || !hasLength(marker)) return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** Not so: fill bytes, the temporary marker, restarts, start and end of the image. */
function hasLength(marker: number): boolean {
  return marker > 0x01 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd9);
}

function isFrameHeader(marker: number): boolean {
  // C4, C8 and CC lie in the range but are tables.
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
