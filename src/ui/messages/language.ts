/** Which language is spoken, and numbers, plurals and lists in it; `speak.ts` changes it. How an area is filled: README.md. */
import type { Chinese } from './zh/index.ts';

export const LANGUAGES = ['en', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

/** By their own names, which are the same in every language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, { name: string; lang: string }>> = {
  en: { name: 'English', lang: 'en' },
  zh: { name: '中文', lang: 'zh-CN' },
};

/** Undefined while English is spoken, which is in every chunk that speaks. */
let chinese: Chinese | undefined;
const followers: (() => void)[] = [];
/** Made once: a list shows many numbers, and making a format costs more than all of them. */
const numbers: { [Locale in 'en' | 'zh-CN']?: Intl.NumberFormat } = {};

export function currentLanguage(): Language {
  return chinese ? 'zh' : 'en';
}

/** For `Intl` and `lang` attributes. */
export function currentLocale(): 'en' | 'zh-CN' {
  return chinese ? 'zh-CN' : 'en';
}

/**
 * For dates: the reader's own variant of the language that is spoken, such as `en-GB` or `zh-TW`, where the browser names one.
 */
export function localeOf(
  preferred: readonly string[] = globalThis.navigator?.languages ?? [],
): string {
  const language = currentLanguage();
  return preferred.find((each) => each.split('-')[0] === language) ?? currentLocale();
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

/** `1,200 packages`, `1 package`; a language with one form gives one, such as `个软件包`. */
export function countOf(count: number, one: string, many = one): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** With the separators of the language; `1` and `1,200.5`. */
export function formatNumber(value: number): string {
  const locale = currentLocale();
  numbers[locale] ??= new Intl.NumberFormat(locale);
  return numbers[locale].format(value);
}

/** `a, b and c`; in Chinese `a、b和c`. */
export function listOf(items: readonly string[], kind: 'and' | 'or' = 'and'): string {
  const type = kind === 'and' ? 'conjunction' : 'disjunction';
  // British English has no comma before "and".
  const parts = new Intl.ListFormat(chinese ? 'zh-CN' : 'en-GB', { type }).formatToParts(items);
  return parts
    .map(({ type: kind, value }, at) =>
      kind === 'literal' && HAN.test(value) ? spaced(parts, at) : value,
    )
    .join('');
}

const HAN = /^\p{Script=Han}$/u;

/** The Chinese "and" or "or" with a space on the side where Latin letters stand, as in the rest of the text. */
function spaced(parts: readonly { value: string }[], at: number): string {
  const before = /[!-~]$/.test(parts[at - 1]?.value ?? '') ? ' ' : '';
  const after = /^[!-~]/.test(parts[at + 1]?.value ?? '') ? ' ' : '';
  return `${before}${parts[at]?.value ?? ''}${after}`;
}
