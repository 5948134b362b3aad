/** What the words of a query ask for: each with its joints to the words beside it. */
import { fold } from '../fold.ts';
import { isStopWord } from './synonyms.ts';
import { gramsOf, isRun, rawWords } from './words.ts';

import type { QueryText } from './query.ts';

export interface WantedWord {
  word: string;
  /** Pairs of characters of a run of unspaced writing; one character alone is looked for as a beginning. */
  grams?: string[];
  /** Written together with the word before or after it: "bigquery" for "big query". */
  joined: string[];
  /** Perhaps not typed to its end. */
  last: boolean;
}

export interface Wanted {
  /** Those that packages must have. */
  words: WantedWord[];
  /** All that was typed as words, ` one after the other `, for comparing with titles. */
  title: string;
  /** The first letters of all words, if there are three or more; of two there would be too many that mean something else. */
  initials: string;
  /** Words that must follow one another. */
  phrases: string[][];
  /** Words that packages must not have; in quotes, one after the other. */
  excluded: { words: string[]; exact: boolean }[];
}

/** Further words are not looked at. */
const MOST_WORDS = 16;
const MOST_GRAMS = 24;
/** The same for phrases, and for what must not occur: each looks through texts. */
const MOST_PHRASES = 16;
const HIRAGANA = /[\u3041-\u3096]/;
const OTHER_WRITING = /[\p{sc=Han}\u30a1-\u30fa]/u;
/** Characters that join words in Chinese: "图像的分类" is meant as "图像 分类". */
const JOINING = /[的了和与與及或在把我要想请請]/;

/** `all`: also words that say nothing of a package. */
export function wantedOf(texts: readonly QueryText[], all = false): Wanted {
  const typed = texts.filter(({ excluded }) => !excluded);
  const raw = typed.flatMap(({ text }) => rawWords(text)).slice(0, MOST_WORDS);
  const folded = raw.map(fold);
  const telling = folded.filter((word) => !isStopWord(word));
  const words = raw.flatMap((word, at) => {
    const own = fold(word);
    // "how to" says nothing, but it may be all that was typed.
    if (!all && telling.length > 0 && isStopWord(own)) return [];
    return [toWanted(word, { folded, at })];
  });
  return {
    words,
    title: ` ${folded.join(' ')} `,
    initials: telling.length > 2 ? telling.map((word) => word[0]).join('') : '',
    phrases: typed
      .filter(({ exact }) => exact)
      .slice(0, MOST_PHRASES)
      .map(({ text }) => rawWords(text).map(fold)),
    excluded: texts
      .filter(({ excluded }) => excluded)
      .slice(0, MOST_PHRASES)
      .map(({ text, exact }) => ({ words: rawWords(text).map(fold), exact })),
  };
}

/** Terms that a folded run is made of. */
export function pairsOf(run: string): string[] {
  const grams = gramsOf(run);
  return (grams.length > 1 ? grams.slice(0, -1) : grams).slice(0, MOST_GRAMS);
}

function toWanted(
  raw: string,
  { folded, at }: { folded: readonly string[]; at: number },
): WantedWord {
  const word = folded[at] ?? '';
  const last = at === folded.length - 1;
  if (isRun(raw)) return { word, grams: tellingPairs(raw), joined: [], last };
  const [before, after] = [folded[at - 1], folded[at + 1]];
  const joined = [
    ...(before === undefined || isRun(before) ? [] : [before + word]),
    ...(after === undefined || isRun(after) ? [] : [word + after]),
  ];
  return { word, joined, last };
}

/** Without the pairs that only join words, if others remain. */
function tellingPairs(raw: string): string[] {
  const pairs = pairsOf(raw);
  const particles = OTHER_WRITING.test(raw);
  const telling = pairs.filter(
    (pair) => !JOINING.test(pair) && !(particles && HIRAGANA.test(pair)),
  );
  return (telling.length > 0 ? telling : pairs).map(fold);
}
