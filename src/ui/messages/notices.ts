/** A notice of a market or a package in the language that is spoken; the English words are those of who gives it. */
import { follow } from './language.ts';

import type { Notice } from '#core/model/market.ts';
import type { NoticeWords } from './zh/notices.ts';

export interface SpokenNotice {
  text: string;
  /** The English sentence, where it says more than the words of the language. */
  detail?: string;
}

const CHINESE = /\p{Script=Han}/u;
let words: NoticeWords | undefined;

follow('notices', (chinese) => {
  words = chinese;
});

/** `market` is the name of the market that it is about, where the page does not say it. */
export function spokenNotice({ code, text }: Notice, market?: string): SpokenNotice {
  const own = words?.[code];
  // A page says some of them itself, before the market does.
  if (!own || CHINESE.test(text)) return { text };
  return { text: own.text(market), ...(own.says === 'all' ? {} : { detail: text }) };
}
