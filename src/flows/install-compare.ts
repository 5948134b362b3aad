/** Compares what a probe's answer holds with what a plan would write there. */
import type { Comparison } from '#core/model/generated.ts';

/** What differs, in words; an answer that is no JSON differs in everything. */
export function differences(text: string, compare: readonly Comparison[]): string[] {
  if (compare.length === 0) return [];
  const answer = parse(text);
  return compare
    .filter(({ pointer, value, json }) => {
      const found = at(answer, pointer);
      const compared = json && typeof found === 'string' ? parse(found) : found;
      return !isSame(compared, value);
    })
    .map(({ words, pointer }) => words ?? (pointer || 'the whole'));
}

/** Equal as JSON values; the order of keys says nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(other, key) &&
      isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
}

/** RFC 6901; undefined where nothing stands. */
function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not what was asked for: then nothing in it is equal.
    return undefined;
  }
}
