/** Tells whether a path is of a form such as `/jobs/:job`, and what stands in the place of `:job`. */

/** Parts of a percent-encoded path, decoded; undefined for a malformed escape. One trailing slash is allowed. */
export function decodeParts(path: string): string[] | undefined {
  try {
    return path.replace(/\/$/, '').split('/').map(decodeURIComponent);
  } catch {
    // A malformed escape names nothing.
    return undefined;
  }
}

/** Values of the `:name` parts, each one segment; undefined when the path is of another form. */
export function matchParts(
  pattern: string,
  parts: readonly string[],
): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, each] of wanted.entries()) {
    const part = parts[index] ?? '';
    if (each.startsWith(':')) params[each.slice(1)] = part;
    else if (each !== part) return undefined;
  }
  return params;
}
