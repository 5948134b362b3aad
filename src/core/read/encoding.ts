/** Bytes to text, exactly: what is read is what was verified, or nothing. */
import { MarketError } from '../errors.ts';

import type { ErrorCode } from '../errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes UTF-8 without any repair: an invalid byte, a byte order mark or a NUL is refused with `code`
 * (`file-encoding` if absent). `path` names the file in the message.
 */
export function decodeText(
  bytes: Uint8Array,
  path: string,
  code: ErrorCode = 'file-encoding',
): string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (cause) {
    throw new MarketError(code, `${path} is not valid UTF-8 text.`, {
      cause,
      details: { file: path },
    });
  }
  if (text.startsWith('\uFEFF')) {
    throw new MarketError(code, `${path} begins with a byte order mark, which is not allowed.`, {
      details: { file: path },
    });
  }
  if (text.includes('\0')) {
    throw new MarketError(code, `${path} contains a NUL character.`, { details: { file: path } });
  }
  return text;
}
