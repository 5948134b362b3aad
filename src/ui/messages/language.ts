/** Which language is spoken, and numbers and plurals in it; `speak.ts` changes it. */
import type { Chinese } from './zh/index.ts';

export const LANGUAGES = ['en', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Undefined while English is spoken, which is in every chunk that speaks. */
let chinese: Chinese | undefined;
const followers: (() => void)[] = [];

export function currentLanguage(): Language {
  return chinese ? 'zh' : 'en';
}

/** Without words English is spoken again. Whoever shows words must draw them anew. */
export function setWords(words: Chinese | undefined): void {
  chinese = words;
  for (const tell of followers) tell();
}

/** Calls back with the Chinese words of an area, or undefined for English: at once, and at each change. */
export function follow<Area extends keyof Chinese>(
  area: Area,
  set: (words: Chinese[Area] | undefined) => void,
): void {
  const tell = () => set(chinese?.[area]);
  followers.push(tell);
  tell();
}

/** `1,200 packages`, `1 package`; a language with one form gives one. */
export function countOf(count: number, one: string, many = one): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** With the separators of the language. */
export function formatNumber(value: number): string {
  return value.toLocaleString(chinese ? 'zh-CN' : 'en');
}
