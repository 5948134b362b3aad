/** The other language, by its own name: whoever does not read this one finds it all the same. */
import { texts } from '../messages/frame.ts';
import { Button } from './button.tsx';

import type { Language } from '../messages/language.ts';
import type { ReactNode } from 'react';
import type { Speaking } from '../state/language.ts';

const OTHER: Record<Language, { to: Language; name: string; lang: string }> = {
  en: { to: 'zh', name: '中文', lang: 'zh-CN' },
  zh: { to: 'en', name: 'English', lang: 'en' },
};

export function LanguageSwitch({ speaking }: { speaking: Speaking }): ReactNode {
  const { to, name, lang } = OTHER[speaking.language];
  return (
    <div className="pm-language">
      <Button kind="link" lang={lang} onClick={() => speaking.change(to)}>
        {name}
      </Button>
      {/* No status of its own on every page: an alert is read out when it comes. */}
      {speaking.failed && (
        <p role="alert" className="pm-language-failed">
          {texts.languageFailed}
        </p>
      )}
    </div>
  );
}
