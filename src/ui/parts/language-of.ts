/** In which language a text is that core, a cluster or a publisher wrote, where it is another than the page's. */
import { currentLanguage } from '../messages/language.ts';

const CHINESE = /\p{Script=Han}/u;

/** For the `lang` attribute; undefined where it is that of the page, or cannot be told. */
export function languageOf(text: string): 'en' | 'zh-CN' | undefined {
  const isChinese = CHINESE.test(text);
  if (currentLanguage() === 'zh') return isChinese ? undefined : 'en';
  return isChinese ? 'zh-CN' : undefined;
}
