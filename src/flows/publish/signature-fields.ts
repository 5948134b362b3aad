/** A fingerprint of all signatures of a market in a few fields, so that versions which were only signed anew are found without asking for each. */
import { digest } from '#core/digest.ts';

/** The signature files of versions by their paths, each with its version, `name/version`. */
export type Signatures = ReadonlyMap<string, { version: string; bytes: Uint8Array }>;

/** Enough that one new signature makes few others be sent with it, and few enough that the note of a target stays small. */
export const FIELDS = 512;
const DIGITS = 16;

/** Number of the field of a version, `name/version`. Whose names fall into one on purpose has signatures sent too often, no more. */
export function fieldOf(version: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < version.length; at += 1) {
    hash = Math.imul(hash ^ version.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash % FIELDS;
}

/** One digest for each field, empty where it has no signature; in whatever order they were read. */
export async function toFields(signatures: Signatures): Promise<string[]> {
  const fields = Array.from({ length: FIELDS }, (): [string, Uint8Array][] => []);
  for (const [path, { version, bytes }] of signatures) {
    fields[fieldOf(version)]?.push([path, bytes]);
  }
  return Promise.all(fields.map(digestOf));
}

async function digestOf(files: [string, Uint8Array][]): Promise<string> {
  if (files.length === 0) return '';
  const encoder = new TextEncoder();
  const pieces = files
    .sort(([a], [b]) => (a < b ? -1 : 1))
    // The length says where a file ends, so that no two sets of files are one text.
    .flatMap(([path, bytes]) => [encoder.encode(`${path} ${bytes.length}\n`), bytes]);
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return (await digest(whole)).slice(0, DIGITS);
}
