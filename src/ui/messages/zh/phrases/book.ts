/** Tells sentences in Chinese by a list of phrases; what is in none of them stays as it is. */
import { makePhrase } from './phrase.ts';

import type { PhraseWords } from './phrase.ts';

/** Longer ones are no sentences of ours. */
const LONGEST = 2000;
const MOST_KEPT = 1000;

/** The first phrase that fits is taken. */
export function makeBook(words: readonly PhraseWords[]): (text: string) => string {
  const phrases = words.map((each) => makePhrase(each, told));
  const kept = new Map<string, string>();

  function told(text: string): string {
    if (text.length > LONGEST) return text;
    const known = kept.get(text);
    if (known !== undefined) return known;
    const found = tell(text);
    // As they are drawn again and again, but never more than are drawn at once.
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, found);
    return found;
  }

  function tell(text: string): string {
    const pieces = text.split(/(?<=[.!?…])\s+(?=[A-Z"])/);
    const found = pieces.map((piece) => tellClauses(piece) ?? tellOne(piece));
    if (found.every((each) => each !== undefined)) return found.join('');
    const whole = pieces.length > 1 ? tellOne(text) : undefined;
    if (whole !== undefined) return whole;
    // What a package says stands beside what the planner adds to it.
    return pieces
      .map((piece, at) => found[at] ?? ` ${piece} `)
      .join('')
      .trim();
  }

  function tellOne(sentence: string): string | undefined {
    for (const phrase of phrases) {
      const found = phrase(sentence);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** "Submits job x: …; mounts y." */
  function tellClauses(sentence: string): string | undefined {
    if (!/^[A-Z].*; .*\.$/s.test(sentence)) return undefined;
    const found = sentence
      .slice(0, -1)
      .split('; ')
      .map((clause) => tellOne(`${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`));
    if (!found.every((each) => each !== undefined)) return undefined;
    return `${found.map((each) => each.replace(/。$/, '')).join('；')}。`;
  }

  return told;
}
