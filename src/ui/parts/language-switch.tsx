/** The other language, by its own name: whoever does not read this one finds it all the same. */
import { texts } from '../messages/frame.ts';
import { LANGUAGE_NAMES } from '../messages/language.ts';
import { Button } from './button.tsx';

import type { ReactNode } from 'react';
import type { Speaking } from '../state/language.ts';

export function LanguageSwitch({ speaking }: { speaking: Speaking }): ReactNode {
  const other = speaking.language === 'zh' ? 'en' : 'zh';
  const { name, lang } = LANGUAGE_NAMES[other];
  return (
    <div className="pm-language">
      <Button kind="link" lang={lang} onClick={() => speaking.change(other)}>
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
