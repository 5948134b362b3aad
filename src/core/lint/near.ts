/** Which known word somebody meant. */

/** No word is compared that is longer. */
const LONGEST = 64;

/** The one nearest word; undefined where none is near, or two are equally so. */
export function nearest(typed: string, words: Iterable<string>): string | undefined {
  let best: { word: string; slips: number; alone: boolean } | undefined;
  for (const word of new Set(words)) {
    if (word === typed) continue;
    const slips = slipsBetween(typed, word);
    if (slips > Math.max(1, Math.floor(word.length / 4))) continue;
    if (!best || slips < best.slips) best = { word, slips, alone: true };
    else if (slips === best.slips) best.alone = false;
  }
  return best?.alone ? best.word : undefined;
}

/** ` Did you mean "x"?`, with a space in front, or nothing. */
export function meant(word: string | undefined): string {
  return word === undefined ? '' : ` Did you mean "${word}"?`;
}

/** Another case costs nothing but a half, so that it is nearest. */
function slipsBetween(typed: string, word: string): number {
  if (typed.length > LONGEST || word.length > LONGEST) return LONGEST;
  const from = typed.toLowerCase();
  const to = word.toLowerCase();
  if (from === to) return 0.5;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      let slips = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      slips = Math.min(slips, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      const turned = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (turned) slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      next.push(slips);
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? 0;
}
