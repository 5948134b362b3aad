/** Takes a text apart to the words that are searched: by spaces and signs, and runs of writing that has no spaces. */
import { fold, isAscii } from '../fold.ts';

/** Han, kana, Hangul and the scripts of South-East Asia: no spaces, or spaces where search needs none. */
const UNSPACED =
  '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Bopo}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}ー々ｰﾞﾟ]';
const RUN = new RegExp(`(${UNSPACED}[${UNSPACED.slice(1, -1)}\\p{M}]*)`, 'u');
const IS_RUN = new RegExp(`^${UNSPACED}`, 'u');
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:\+\+|#)?/gu;
const ASCII_WORD = /[A-Za-z0-9]+(?:\+\+|#)?/g;
/** Where a word such as `BigQuery` or `XMLParser` has a seam. */
const SEAM = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
/** Longer ones are cut: nobody types them. */
const LONGEST_WORD = 48;
/** Characters of a text that are looked at; some stand for eighteen others, so they are counted once they do. */
const LONGEST_TEXT = 4096;

/** The words of a text as they stand, runs of unspaced writing apart from others. */
export function rawWords(text: string): string[] {
  if (isAscii(text)) return (text.match(ASCII_WORD) ?? []).map(cut);
  const plain = text.normalize('NFKC').slice(0, LONGEST_TEXT);
  return (plain.match(WORD) ?? []).flatMap((word) =>
    word
      .split(RUN)
      .filter((part) => part !== '')
      .map(cut),
  );
}

/** The same words with their places in the text, which is not changed at all. */
export function placedWords(text: string): { text: string; at: number }[] {
  const placed: { text: string; at: number }[] = [];
  for (const match of text.matchAll(WORD)) {
    let at = match.index;
    for (const part of match[0].split(RUN)) {
      if (part !== '') placed.push({ text: part, at });
      at += part.length;
    }
  }
  return placed;
}

/** The folded words of a text. */
export function wordsOf(text: string): string[] {
  if (isAscii(text)) return (text.toLowerCase().match(ASCII_WORD) ?? []).map(cut);
  return rawWords(text).map(fold);
}

/** Whether a word is a run of unspaced writing, which is searched by pairs of characters. */
export function isRun(word: string): boolean {
  return word.charCodeAt(0) > 0x7f && IS_RUN.test(word);
}

/** What the seams of a word divide, folded; nothing for a word without one. */
export function partsOf(word: string): string[] {
  const parts = seamsOf(word);
  return parts.length < 2 ? [] : parts.map(fold);
}

/** A word cut at its seams. */
export function seamsOf(word: string): string[] {
  return !/[^a-z0-9]/.test(word) || isRun(word) ? [word] : word.split(SEAM);
}

/** Pairs of characters of a run, and its last character alone, so that each single one begins a term. */
export function gramsOf(run: string): string[] {
  const characters = [...run];
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

/** Letters and digits only, for comparing what is written together with what is not. */
export function squeeze(text: string): string {
  return wordsOf(text).join('');
}

function cut(word: string): string {
  return word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word;
}
