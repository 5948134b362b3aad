import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readIcon } from '#core/read/index.ts';
import { PNG } from '../../fakes/market.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';

const read = (bytes: Uint8Array) => readIcon(bytes, DEFAULT_LIMITS);
const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const SOF = (height: string, width: string) =>
  `ffc0 0011 08 ${height} ${width} 03 012200 021101 031101`;
/** A scan whose data holds an FF that is data and a restart. */
const SCAN = 'ffda 0008 01 0100 003f00 12ff00 34ffd0 56';
/** JPEG with an APP0 segment and a frame header of height × width. */
const jpeg = (height: string, width: string, scans = 1) =>
  hex(`ffd8 ffe0 0004 0000 ${SOF(height, width)} ${SCAN.repeat(scans)} ffd9`);

const chunk = (type: string, data = '') =>
  `${(data.replaceAll(' ', '').length / 2).toString(16).padStart(8, '0')} ${Buffer.from(type).toString('hex')} ${data} 00000000`;
const png = (width: string, height: string, ...more: string[]) =>
  hex(
    `89504e470d0a1a0a ${chunk('IHDR', `${width} ${height} 0806000000`)} ${more.join('')} ${chunk('IDAT', '00')} ${chunk('IEND')}`,
  );

/** One frame of width × height. */
const frame = (width: string, height: string) =>
  `21f9 04 00000000 00 2c 0000 0000 ${width} ${height} 00 02 02 4401 00`;
/** GIF of 1 × 1 with a colour table and its frames. */
const gif = (...frames: string[]) =>
  hex(`474946383961 0100 0100 80 00 00 000000 ffffff ${frames.join('')} 3b`);

const riff = (...chunks: string[]) =>
  Uint8Array.from([...ascii('RIFF\0\0\0\0WEBP'), ...hex(chunks.join(''))]);
const webpChunk = (type: string, data: string) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.replaceAll(' ', '').length / 2);
  return `${Buffer.from(type).toString('hex')} ${size.toString('hex')} ${data}`;
};
/** A lossy picture of 16 × 16, or of another size in little-endian. */
const VP8 = (size = '1000 1000') => webpChunk('VP8 ', `000000 9d012a ${size} 0000`);
/** A canvas of 16 × 16. */
const VP8X = (flags = '00') => webpChunk('VP8X', `${flags} 000000 0f0000 0f0000`);

/** Whether it is shown. Throws what is no refusal. */
function verdictOn(bytes: Uint8Array): boolean {
  try {
    return read(bytes).bytes === bytes;
  } catch (error) {
    if (error instanceof MarketError && error.code === 'icon-invalid') return false;
    throw error;
  }
}

describe('reading an icon', () => {
  it.each([
    ['PNG', PNG, 'image/png'],
    ['PNG made by hand', png('00000001', '00000400'), 'image/png'],
    ['JPEG', jpeg('0010', '0020'), 'image/jpeg'],
    ['JPEG that shows itself bit by bit', jpeg('0010', '0020', 10), 'image/jpeg'],
    ['GIF', gif(frame('0100', '0100')), 'image/gif'],
    ['lossy WebP', riff(VP8()), 'image/webp'],
    ['lossless WebP', riff(webpChunk('VP8L', '2f 0fc00300 0000000000')), 'image/webp'],
    ['WebP on a canvas', riff(VP8X(), VP8()), 'image/webp'],
    ['PNG with a page behind it', join(PNG, ascii('<script>alert(1)</script>')), 'image/png'],
  ])('knows a %s by its bytes', (_what, bytes, mediaType) => {
    expect(read(bytes)).toEqual({ mediaType, bytes });
  });

  it.each([
    ['SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['HTML', ascii('<!doctype html><script>alert(1)</script>')],
    ['a page that begins like a GIF', ascii('GIF89a/*<svg onload=alert(1)>*/=1;alert(1)')],
    ['a page that begins like a PNG', join(PNG.subarray(0, 8), ascii('<script>alert(1)</script>'))],
    ['a page that begins like a JPEG', join(hex('ffd8ffe0'), ascii('<script>alert(1)</script>'))],
    ['a BMP', join(ascii('BM'), new Uint8Array(100))],
    ['an ICO', join(hex('00000100'), new Uint8Array(100))],
    ['empty', new Uint8Array()],
    ['a GIF without a frame', gif()],
    ['a GIF with something between its blocks', hex('474946383961 0100 0100 00 00 00 00 2c')],
    ['a WebP without a picture', riff(VP8X())],
    ['a JPEG whose segments do not end', hex('ffd8ffe00000ffc0')],
    ['a JPEG without a scan', hex(`ffd8 ${SOF('0010', '0010')} ffd9`)],
    [
      'a JPEG with two frame headers',
      hex(`ffd8 ${SOF('0010', '0010')} ${SOF('0010', '0010')} ${SCAN} ffd9`),
    ],
    ['a JPEG with very many scans', jpeg('0010', '0010', 65)],
    // The marker 01 has no length; who takes one skips the frame header that decoders find.
    [
      'a JPEG with a large frame behind a marker without length',
      hex(`ffd8 ff01 ${SOF('4e20', '4e20')} ffc0 000b 08 0001 0001 01 012200 ${SCAN} ffd9`),
    ],
  ])('refuses one that is %s', async (_what, bytes) => {
    expect(await refusalOf(() => read(bytes))).toMatchObject({
      code: 'icon-invalid',
      message: 'The icon is not shown: it is not a whole PNG, JPEG, GIF or WebP picture.',
    });
  });

  const whole: [string, Uint8Array][] = [
    ['PNG', PNG],
    ['JPEG', jpeg('0010', '0010')],
    ['GIF', gif(frame('0100', '0100'))],
    ['WebP', riff(VP8X(), VP8())],
  ];
  it.each(whole)('takes a %s that is cut off anywhere without another error', (kind, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) {
      const verdict = verdictOn(bytes.subarray(0, length));
      // What only lacks the end of its data is still a picture to decoders of GIF and WebP.
      expect(/PNG|JPEG/.test(kind) ? [false] : [true, false]).toContain(verdict);
    }
  });

  it.each([
    ['a PNG', png('00004e20', '00004e20'), '20000 × 20000'],
    ['a PNG', png('00000401', '00000001'), '1025 × 1'],
    ['a PNG', png('00000000', '00000001'), '0 × 1'],
    ['a PNG', png('ffffffff', 'ffffffff'), '4294967295 × 4294967295'],
    ['a JPEG', jpeg('0001', 'ffff'), '65535 × 1'],
    ['a JPEG whose height comes later', jpeg('0000', '0001'), '1 × 0'],
    ['a GIF of 1 × 1 with a frame', gif(frame('204e', '204e')), '20000 × 20000'],
    ['a WebP', riff(VP8('ff3f ff3f')), '16383 × 16383'],
    ['a WebP on a smaller canvas', riff(VP8X(), VP8('ff3f 1000')), '16383 × 16'],
  ])('refuses %s of a size that a page cannot bear', async (_what, bytes, size) => {
    const refusal = await refusalOf(() => read(bytes));
    expect(refusal.code).toBe('icon-invalid');
    expect(refusal.message).toContain(`it measures ${size};`);
  });

  it.each([
    ['PNG', png('00000001', '00000001', chunk('acTL', '00000002 00000000'))],
    ['GIF', gif(frame('0100', '0100'), frame('0100', '0100'))],
    [
      'WebP',
      riff(VP8X('02'), webpChunk('ANIM', '00000000 0000'), webpChunk('ANMF', '00'.repeat(24))),
    ],
    ['WebP of two pictures', riff(VP8X(), VP8(), VP8())],
  ])('refuses a %s that moves', async (_what, bytes) => {
    expect((await refusalOf(() => read(bytes))).message).toContain('it moves');
  });

  it('refuses one of more than 256 KiB', async () => {
    const bytes = new Uint8Array(256 * 1024 + 1);
    bytes.set(PNG);
    expect(await codeOf(() => read(bytes))).toBe('icon-invalid');
  });
});
