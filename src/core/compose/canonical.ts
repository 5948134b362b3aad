/** JSON with one possible spelling: the same value always gives the same bytes. */

/** Sorted keys, two spaces, a line break at the end; for files that people read. */
export function canonicalJson(value: unknown): Uint8Array {
  return encode(JSON.stringify(sorted(value), undefined, 2));
}

/** The same with one element a line, for long lists; a change of one row is a change of one line. */
export function canonicalRows(rows: readonly unknown[]): Uint8Array {
  if (rows.length === 0) return encode('[]');
  return encode(`[\n${rows.map((row) => JSON.stringify(sorted(row))).join(',\n')}\n]`);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(`${text}\n`);
}

/** Keys in the order of their UTF-16 units; a null prototype, so that `__proto__` stays a plain key. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const result = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of entries) result[key] = sorted(inner);
  return result;
}
