/** Patterns of paths: `*` and `?` within a segment, `**` over segments. */

/**
 * Whether the pattern fits the path, or a folder that it lies in; one without a slash fits at any depth.
 * Takes no longer than pattern times path, whatever they are.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const plain = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
  const wanted = plain.includes('/') ? plain.split('/') : ['**', plain];
  let row = rowOf(wanted, true, (part, before) => before && part === '**');
  for (const segment of path.split('/')) {
    const above = row;
    row = rowOf(wanted, false, (part, before, at) =>
      part === '**' ? before || above[at + 1] === true : above[at] === true && fits(part, segment),
    );
    if (row[wanted.length]) return true;
  }
  return false;
}

/** One segment, by the same table: `row[i]` says whether the first `i` parts fit what was read so far. */
function fits(part: string, segment: string): boolean {
  const letters = [...part];
  let row = rowOf(letters, true, (letter, before) => before && letter === '*');
  for (const found of segment) {
    const above = row;
    row = rowOf(letters, false, (letter, before, at) =>
      letter === '*'
        ? before || above[at + 1] === true
        : above[at] === true && (letter === '?' || letter === found),
    );
  }
  return row.at(-1) === true;
}

function rowOf(
  parts: readonly string[],
  first: boolean,
  decide: (part: string, before: boolean, at: number) => boolean,
): boolean[] {
  const row = [first];
  for (const [at, part] of parts.entries()) row.push(decide(part, row[at] === true, at));
  return row;
}
