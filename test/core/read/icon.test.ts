import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readIcon } from '#core/read/index.ts';
import { PNG } from '../../fakes/market.ts';
import { codeOf } from '../../fakes/thrown.ts';

const read = (bytes: Uint8Array) => readIcon(bytes, DEFAULT_LIMITS);
const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** JPEG with an APP0 segment and a frame header of height × width. */
const jpeg = (height: string, width: string) =>
  hex(`ffd8 ffe0 0004 0000 ffc0 0011 08 ${height} ${width} 03 012200 021101 031101 ffd9`);
const png = (width: string, height: string) =>
  hex(`89504e470d0a1a0a 0000000d 49484452 ${width} ${height} 0806000000 00000000`);

/** GIF of 1 × 1 with a colour table and an extension, whose one frame measures width × height. */
const gif = (width: string, height: string) =>
  hex(
    `474946383961 0100 0100 80 00 00 000000 ffffff 21f9 04 00000000 00 2c 0000 0000 ${width} ${height} 00 02 02 4401 00 3b`,
  );

describe('reading an icon', () => {
  it.each([
    ['PNG', PNG, 'image/png'],
    ['JPEG', jpeg('0010', '0020'), 'image/jpeg'],
    ['GIF', ascii('GIF89a\x10\x00\x10\x00\x00\x00\x00'), 'image/gif'],
    ['GIF with a frame', gif('0100', '0100'), 'image/gif'],
    [
      'lossy WebP',
      ascii(`RIFF\x1e\0\0\0WEBPVP8 \x12\0\0\0\0\0\0\x9d\x01\x2a\x10\0\x10\0\0\0`),
      'image/webp',
    ],
    ['large WebP', ascii(`RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x0f\0\0`), 'image/webp'],
  ])('knows a %s by its bytes', (_what, bytes, mediaType) => {
    expect(read(bytes)).toEqual({ mediaType, bytes });
  });

  it.each([
    ['SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['HTML', ascii('<!doctype html><script>alert(1)</script>')],
    ['empty', new Uint8Array()],
    ['a PNG cut off', PNG.subarray(0, 20)],
    ['a JPEG cut off', jpeg('0010', '0010').subarray(0, 10)],
    ['a JPEG whose segments do not end', hex('ffd8ffe00000ffc0')],
    ['a PNG of 20000 × 20000', png('00004e20', '00004e20')],
    ['a PNG of 1025 × 1', png('00000401', '00000001')],
    ['a PNG without extent', png('00000000', '00000001')],
    ['a JPEG of 65535 × 1', jpeg('0001', 'ffff')],
    ['a GIF of 1 × 1 with a frame of 20000 × 20000', gif('204e', '204e')],
    ['a GIF with something between its blocks', hex('474946383961 0100 0100 00 00 00 00 2c')],
    // The marker 01 has no length; who takes one skips the frame header that decoders find.
    [
      'a JPEG with a large frame behind a marker without length',
      hex('ffd8 ff01 ffc0 0011 08 4e20 4e20 01 012200 ffc0 000b 08 0001 0001 01 012200 ffd9'),
    ],
  ])('refuses one that is %s', async (_what, bytes) => {
    expect(await codeOf(() => read(bytes))).toBe('icon-invalid');
  });

  it('refuses one of more than 256 KiB', async () => {
    const bytes = new Uint8Array(256 * 1024 + 1);
    bytes.set(PNG);
    expect(await codeOf(() => read(bytes))).toBe('icon-invalid');
  });
});
