/** Icons are small still raster pictures, known by their bytes; nothing else is ever shown as one (U06). */
import { MarketError } from '../errors.ts';
import { readPicture } from './picture.ts';

import type { Limits } from '../limits.ts';
import type { PackageIcon } from '../model/market.ts';

/** Throws `icon-invalid` for anything but a still PNG, JPEG, GIF or WebP within `iconBytes` and `iconPixels`. */
export function readIcon(bytes: Uint8Array, limits: Limits): PackageIcon {
  if (bytes.length > limits.iconBytes) {
    throw invalid(`it has ${bytes.length} bytes; at most ${limits.iconBytes} are allowed`);
  }
  const picture = readPicture(bytes);
  if (!picture) throw invalid('it is not a whole PNG, JPEG, GIF or WebP picture');
  const { mediaType, width, height, moves } = picture;
  const largest = Math.max(width, height);
  if (Math.min(width, height) < 1 || largest > limits.iconPixels) {
    throw invalid(`it measures ${width} × ${height}; at most ${limits.iconPixels} are allowed`);
  }
  // What blinks beside a text keeps people from reading it, and hurts some.
  if (moves) throw invalid('it moves; only still pictures are shown');
  return { mediaType, bytes };
}

function invalid(reason: string): MarketError {
  return new MarketError('icon-invalid', `The icon is not shown: ${reason}.`);
}
