/** What the details of errors are called on the page and in reports. */
import { detailTexts } from '../messages/details.ts';

import type { Problem } from '#core/errors.ts';

type Labels = Readonly<Record<string, string>>;

/** The code whose words the details of a problem follow: a bad signature of the index tells what any bad signature would. */
export function codeOfDetails({ code, details }: Problem): string {
  const { reason } = details;
  return code === 'index-signature' && typeof reason === 'string' ? reason : code;
}

/** A heading for one detail: `retryAfter` → `Try again after, in seconds`; a key that nobody knows is split into words. */
export function detailLabel(key: string, code?: string): string {
  const ofCode = code === undefined ? undefined : own<Labels>(detailTexts.labelsOf, code);
  const known = (ofCode && own(ofCode, key)) ?? own<string>(detailTexts.labels, key);
  if (known) return known;
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
