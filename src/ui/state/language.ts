/** Which language the plugin begins with, and changing it: the user's choice, else the configuration's, else that of the portal. */
import { useCallback, useEffect, useRef, useState } from 'react';

import { currentLanguage, LANGUAGES } from '../messages/language.ts';
import { speak } from '../messages/speak.ts';

import type { Language } from '../messages/language.ts';
import type { Services } from '../services.ts';

/** `portal` is what the portal says of its page, such as `zh-CN`. */
export function firstLanguage(
  services: Pick<Services, 'config' | 'keptLanguage'>,
  portal: string,
): Language {
  const kept = services.keptLanguage?.();
  return toLanguage(kept) ?? configured(services) ?? toLanguage(portal) ?? 'en';
}

function configured(services: Pick<Services, 'config'>): Language | undefined {
  try {
    return services.config().language;
  } catch {
    // A configuration that cannot be read has an alert of its own.
    return undefined;
  }
}

/** `zh-CN`, `zh_TW` and `zh` are Chinese; undefined for a language that is not spoken here. */
function toLanguage(tag: string | undefined): Language | undefined {
  const base = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((each) => each === base);
}

export interface Speaking {
  /** The one whose words are shown. */
  language: Language;
  /** The first language is on its way, and nothing can be said yet. */
  waiting: boolean;
  /** The words of this language did not come. */
  failed?: Language;
  change(language: Language): void;
}

/** Speaks the first language, and others as they are chosen; what shows words is to be drawn anew when it changes. */
export function useSpeaking(first: Language, onChosen: (language: Language) => void): Speaking {
  const [spoken, setSpoken] = useState<{ language?: Language; failed?: Language }>(() =>
    first === currentLanguage() ? { language: first } : {},
  );
  // Of two quick choices the later one holds, whichever comes first.
  const asked = useRef(0);
  const bring = useCallback(async (language: Language) => {
    asked.current += 1;
    const own = asked.current;
    const isMeant = () => own === asked.current;
    const spoke = await speak(language, isMeant).then(
      () => true,
      () => false,
    );
    if (!isMeant()) return false;
    setSpoken(spoke ? { language } : { language: currentLanguage(), failed: language });
    return spoke;
  }, []);
  useEffect(() => {
    if (first !== currentLanguage()) void bring(first);
    return () => {
      asked.current += 1;
    };
  }, [first, bring]);
  const { language, failed } = spoken;
  return {
    language: language ?? currentLanguage(),
    waiting: language === undefined,
    ...(failed ? { failed } : {}),
    change(wanted) {
      void bring(wanted).then((spoke) => {
        if (spoke) onChosen(wanted);
      });
    },
  };
}
