/** Icons and pictures are small still raster pictures, known by their bytes; nothing else is ever shown as one (U06). */
import { MarketError } from '../errors.ts';
import { readPicture } from './picture.ts';

import type { Limits } from '../limits.ts';
import type { PackageIcon } from '../model/market.ts';

/** Throws `icon-invalid` for anything but a still PNG, JPEG, GIF or WebP within `iconBytes` and `iconPixels`. */
export function readIcon(bytes: Uint8Array, limits: Limits): PackageIcon {
  const { iconBytes, iconPixels } = limits;
  return readStill(bytes, { what: 'The icon', bytes: iconBytes, pixels: iconPixels });
}

/** The same for a screenshot or a picture of the README, within `pictureBytes` and `picturePixels`. */
export function readPackagePicture(bytes: Uint8Array, file: string, limits: Limits): PackageIcon {
  const { pictureBytes, picturePixels } = limits;
  const what = `The picture ${file}`;
  return readStill(bytes, { what, bytes: pictureBytes, pixels: picturePixels });
}

interface Bounds {
  /** Begins the refusal. */
  what: string;
  bytes: number;
  /** Of width and height. */
  pixels: number;
}

function readStill(bytes: Uint8Array, bounds: Bounds): PackageIcon {
  if (bytes.length > bounds.bytes) {
    throw invalid(bounds, `it has ${bytes.length} bytes; at most ${bounds.bytes} are allowed`);
  }
  const picture = readPicture(bytes);
  if (!picture) throw invalid(bounds, 'it is not a whole PNG, JPEG, GIF or WebP picture');
  const { mediaType, width, height, moves } = picture;
  const largest = Math.max(width, height);
  if (Math.min(width, height) < 1 || largest > bounds.pixels) {
    const measures = `it measures ${width} × ${height}`;
    throw invalid(bounds, `${measures}; at most ${bounds.pixels} are allowed`);
  }
  // What blinks beside a text keeps people from reading it, and hurts some.
  if (moves) throw invalid(bounds, 'it moves; only still pictures are shown');
  return { mediaType, bytes };
}

function invalid({ what }: Bounds, reason: string): MarketError {
  return new MarketError('icon-invalid', `${what} is not shown: ${reason}.`);
}
