/** A fingerprint of all signatures of a market in a few fields, so that versions which were only signed anew are found without asking for each. */
import { digest, sha256 } from '#core/digest.ts';

/** Enough that one new signature makes few others be sent with it, and few enough that the note of a target stays small. */
export const FIELDS = 512;
const DIGITS = 16;

/** Number of the field of a version, `name/version`. */
export function fieldOf(version: string): number {
  return Number.parseInt(sha256(new TextEncoder().encode(version)).slice(0, 6), 16) % FIELDS;
}

/** One digest for each field, empty where it has no signature; `signatures` are digests by path of the file. */
export async function toFields(
  signatures: ReadonlyMap<string, { version: string; sha256: string }>,
): Promise<string[]> {
  const lines: string[][] = Array.from({ length: FIELDS }, () => []);
  for (const [path, { version, sha256: found }] of signatures) {
    lines[fieldOf(version)]?.push(`${path} ${found}\n`);
  }
  return Promise.all(
    lines.map(async (each) => {
      if (each.length === 0) return '';
      const text = new TextEncoder().encode(each.sort().join(''));
      return (await digest(text)).slice(0, DIGITS);
    }),
  );
}
