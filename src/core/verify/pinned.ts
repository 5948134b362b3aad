/** Trust 2 and 5: compares bytes with the size and SHA-256 that something already trusted pins. */
import { MarketError } from '../errors.ts';

import type { ErrorCode } from '../errors.ts';
import type { FilePin } from '../model/generated.ts';

export interface PinCheck {
  path: string;
  bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  sha256: string;
  pin: FilePin;
  digestCode: ErrorCode;
  /** `digestCode` if absent. */
  sizeCode?: ErrorCode | undefined;
}

/** Throws `sizeCode` or `digestCode` with both values unless the bytes are the pinned ones. */
export function assertPinned(check: PinCheck): void {
  const { path, bytes, sha256, pin, digestCode, sizeCode = digestCode } = check;
  if (bytes.length !== pin.size) {
    throw new MarketError(
      sizeCode,
      `${path} has ${bytes.length} bytes where the market's signed files say ${pin.size}.`,
      { details: { file: path, found: bytes.length, expected: pin.size } },
    );
  }
  if (sha256 !== pin.sha256) {
    throw new MarketError(
      digestCode,
      `${path} is not the file that the market's signed files name: its SHA-256 differs.`,
      { details: { file: path, found: sha256, expected: pin.sha256 } },
    );
  }
}
