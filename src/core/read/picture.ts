/** What raster pictures say of themselves, read from their bytes as decoders read them: kind, size, and whether they move. */
import type { PackageIcon } from '../model/market.ts';

export interface Picture {
  mediaType: PackageIcon['mediaType'];
  /** In pixels, the largest that any part of the file asks for. */
  width: number;
  height: number;
  /** More than one picture is shown one after the other. */
  moves: boolean;
}

type Size = Pick<Picture, 'width' | 'height'>;

/** Undefined for anything but a PNG, GIF, WebP or JPEG that is whole as far as its structure goes. */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readPng(bytes, view) ?? readGif(bytes, view) ?? readWebp(bytes, view) ?? readJpeg(view);
}

/** Walks all chunks: `acTL` and its frames make a PNG move. */
function readPng(bytes: Uint8Array, view: DataView): Picture | undefined {
  if (ascii(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || ascii(bytes, 12, 4) !== 'IHDR')
    return undefined;
  if (bytes.length < 33 || view.getUint32(8) !== 13) return undefined;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  let moves = false;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = ascii(bytes, at + 4, 4);
    if (type === 'IEND') return { mediaType: 'image/png', ...size, moves };
    moves ||= ['acTL', 'fcTL', 'fdAT'].includes(type);
  }
  return undefined;
}

/** Browsers take a first frame that is larger than the screen it is declared for, so the frames count too. */
function readGif(bytes: Uint8Array, view: DataView): Picture | undefined {
  if (bytes.length < 13 || !/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return undefined;
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  let frames = 0;
  let at = 13 + colourTable(view.getUint8(10));
  while (at < bytes.length && view.getUint8(at) !== GIF_END) {
    const isFrame = view.getUint8(at) === GIF_FRAME;
    if (!isFrame && view.getUint8(at) !== GIF_EXTENSION) return undefined;
    if (isFrame && at + 11 > bytes.length) return undefined;
    if (isFrame) {
      frames += 1;
      grow(size, {
        width: view.getUint16(at + 1, true) + view.getUint16(at + 5, true),
        height: view.getUint16(at + 3, true) + view.getUint16(at + 7, true),
      });
    }
    // Before the data: the descriptor, its colours and the code size; or the label of the extension.
    at = endOfBlocks(bytes, at + (isFrame ? 11 + colourTable(view.getUint8(at + 9)) : 2));
  }
  return frames === 0 ? undefined : { mediaType: 'image/gif', ...size, moves: frames > 1 };
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

/** Walks all chunks: the picture may be larger than the canvas that is declared for it. */
function readWebp(bytes: Uint8Array, view: DataView): Picture | undefined {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return undefined;
  const size = { width: 0, height: 0 };
  let pictures = 0;
  let moves = false;
  for (let at = 12; at + 18 <= bytes.length; ) {
    const type = ascii(bytes, at, 4);
    const found = webpSize(type, view, at + 8);
    if (found) grow(size, found);
    if (type === 'VP8 ' || type === 'VP8L') pictures += 1;
    moves ||= type === 'ANIM' || type === 'ANMF';
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  if (pictures === 0 && !moves) return undefined;
  return { mediaType: 'image/webp', ...size, moves: moves || pictures > 1 };
}

/** There are at least ten bytes at `at`. */
function webpSize(type: string, view: DataView, at: number): Size | undefined {
  switch (type) {
    case 'VP8X':
      return { width: uint24(view, at + 4) + 1, height: uint24(view, at + 7) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(at + 1, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(at + 6, true) & 0x3fff,
        height: view.getUint16(at + 8, true) & 0x3fff,
      };
    default:
      return undefined;
  }
}

/** Pictures that show themselves bit by bit have about ten scans; each costs a decoder a walk over the whole picture. */
const MOST_SCANS = 64;

/** Walks all segments to the end; the frame header holds the size. */
function readJpeg(view: DataView): Picture | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let size: Size | undefined;
  let scans = 0;
  for (let at = 2; at + 2 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === JPEG_END) return size && scans > 0 ? toJpeg(size, scans) : undefined;
    // A marker without a length is skipped by decoders: what we would take for its content is theirs to read.
    if (at + 4 > view.byteLength || !hasLength(marker)) return undefined;
    if (isFrameHeader(marker)) {
      if (size || at + 9 > view.byteLength) return undefined;
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    at += 2 + length;
    if (marker !== JPEG_SCAN) continue;
    scans += 1;
    at = endOfScan(view, at);
  }
  return undefined;
}

const JPEG_SCAN = 0xda;
const JPEG_END = 0xd9;

function toJpeg(size: Size, scans: number): Picture | undefined {
  return scans > MOST_SCANS ? undefined : { mediaType: 'image/jpeg', ...size, moves: false };
}

/** Where the next marker stands: in the data of a scan, FF is followed by 0 or is a restart. */
function endOfScan(view: DataView, start: number): number {
  let at = start;
  for (; at + 2 <= view.byteLength; at += 1) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) === 0xff && hasLength(marker)) return at;
    if (view.getUint8(at) === 0xff && marker === JPEG_END) return at;
  }
  return at;
}

/** Not so: data, fill bytes, the temporary marker, restarts, start and end of the image. */
function hasLength(marker: number): boolean {
  return marker > 0x01 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd9);
}

function isFrameHeader(marker: number): boolean {
  // C4, C8 and CC lie in the range but are tables.
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function grow(size: Size, other: Size): void {
  size.width = Math.max(size.width, other.width);
  size.height = Math.max(size.height, other.height);
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
