/** SHA-256 over bytes as lower-case hexadecimal, with the platform's own code where the page has it. */
import { sha256 as sha256Js } from '@noble/hashes/sha2.js';

interface WebCryptoHost {
  crypto?: { subtle?: { digest(name: string, data: Uint8Array): Promise<ArrayBuffer> } };
}

/** SHA-256 in JavaScript: for small inputs, and where nothing can be awaited. */
export function sha256(bytes: Uint8Array): string {
  return toHex(sha256Js(bytes));
}

/** SHA-256 by the Web Cryptography API; a page on plain HTTP has none, there in JavaScript. */
export async function digest(bytes: Uint8Array): Promise<string> {
  const subtle = (globalThis as WebCryptoHost).crypto?.subtle;
  if (!subtle) return sha256(bytes);
  return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
