/** "Did you mean …?" for a mistyped command or option. */

/** A sentence that names the nearest word, with a space in front, or nothing if none is near. */
export function suggest(typed: string, words: string[]): string {
  let best: { word: string; distance: number } | undefined;
  for (const word of words) {
    const distance = editDistance(typed.slice(0, 64), word);
    if (!best || distance < best.distance) best = { word, distance };
  }
  if (!best || best.distance > Math.max(2, best.word.length / 3)) return '';
  return ` Did you mean ${best.word}?`;
}

/** How many letters to put in, take out or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
