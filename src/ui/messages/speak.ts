/** Changes the language; Chinese comes as one chunk when it is first spoken. */
import { setWords } from './language.ts';

import type { Language } from './language.ts';

/**
 * Rejects where the words do not come; the language stays as it was. `isMeant` is asked once they are there: another one may
 * have been chosen meanwhile. Draw anew what shows words.
 */
export async function speak(language: Language, isMeant = () => true): Promise<void> {
  const words = language === 'zh' ? (await import('./zh/index.ts')).chinese : undefined;
  if (isMeant()) setWords(words);
}
