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

function readGif(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 10 || !/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return undefined;
  const view = toView(bytes);
  return {
    mediaType: 'image/gif',
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
  };
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
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
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
