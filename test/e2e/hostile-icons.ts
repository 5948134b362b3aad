/** Icons that are none, or none that a page can bear; and true pictures, drawn by the browser. */
import { crc32, deflateSync, gzipSync } from 'node:zlib';

import type { Browser } from 'playwright-core';

export interface HostileIcon {
  what: string;
  bytes: Uint8Array;
  /** Content type that the market sends. */
  type: string;
}

const ascii = (text: string) => new TextEncoder().encode(text);

/** `evil` is an origin that must never be asked for anything. */
export function hostileIcons(evil: string): HostileIcon[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="hacked=1"><script>hacked=1</script><image xlink:href="${evil}/a.png"/><foreignObject><iframe src="${evil}/b"/></foreignObject></svg>`;
  return [
    { what: 'an SVG', bytes: ascii(svg), type: 'image/svg+xml' },
    { what: 'an SVG that is sent as a PNG', bytes: ascii(svg), type: 'image/png' },
    { what: 'a packed SVG', bytes: gzipSync(svg), type: 'image/svg+xml' },
    { what: 'a page', bytes: ascii('<!doctype html><script>hacked=1</script>'), type: 'text/html' },
    {
      what: 'a script that begins like a GIF',
      bytes: ascii('GIF89a=0;hacked=1//'),
      type: 'text/javascript',
    },
    { what: 'a PNG of 20,000 × 20,000', bytes: png(20_000, 20_000), type: 'image/png' },
    {
      what: 'a PNG that moves',
      bytes: png(16, 16, [['acTL', ascii('\0\0\0\x02\0\0\0\0')]]),
      type: 'image/png',
    },
    {
      what: 'a picture of 10 MB',
      bytes: Buffer.concat([png(16, 16), new Uint8Array(10_000_000)]),
      type: 'image/png',
    },
    { what: 'an empty file', bytes: new Uint8Array(), type: 'image/png' },
  ];
}

/** A PNG in one colour; of a large one the data is only a part. */
function png(width: number, height: number, more: [string, Uint8Array][] = []): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(Math.min(100_000, (width + 1) * height)));
  const chunks: [string, Uint8Array][] = [
    ['IHDR', header],
    ...more,
    ['IDAT', data],
    ['IEND', new Uint8Array()],
  ];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks.map(toChunk)]);
}

function toChunk([type, data]: [string, Uint8Array]): Uint8Array {
  const body = Buffer.concat([ascii(type), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A drawn picture of 64 × 64 as the browser itself writes it. */
export async function picture(browser: Browser, type: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    const base64 = await page.evaluate((kind) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 64;
      const context = canvas.getContext('2d');
      context?.fillText('icon', 10, 30);
      return canvas.toDataURL(kind).split(',')[1] ?? '';
    }, type);
    return new Uint8Array(Buffer.from(base64, 'base64'));
  } finally {
    await page.close();
  }
}
