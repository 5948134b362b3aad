/** HTML in texts that are shown as they are written. */
import { clip, eachText, textOf } from '../fields.ts';

import type { Check } from '../model.ts';

const TAG =
  /<\/?(?:a|b|br|code|div|em|font|h[1-6]|hr|i|iframe|img|li|link|ol|p|pre|script|span|strong|style|svg|table|td|tr|u|ul)(?:\s[^<>]{0,500})?\/?>/i;

export const textHtml: Check = {
  name: 'text-html',
  title: 'A text holds HTML, which is never rendered',
  severity: 'warning',
  release({ document, at, fields }, tell) {
    for (const name of ['label', 'description', 'author', 'org']) {
      const tag = TAG.exec(textOf(fields, name) ?? '')?.[0];
      if (tag === undefined) continue;
      const message = `The ${name} holds the tag ${clip(tag, 40)}, which readers show as text. Write plain text.`;
      tell(document, { message, path: [...at, name] });
    }
  },
  package({ document, actions }, tell) {
    for (const { type, number, arguments: given } of actions) {
      if (type !== 'informational') continue;
      for (const { value, path } of given) {
        eachText(value, (text, below) => {
          const tag = TAG.exec(text)?.[0];
          if (tag === undefined) return;
          const message = `Step ${number} (informational) holds the tag ${clip(tag, 40)}, which is shown as text. Write Markdown in "text", or plain text in "steps".`;
          tell(document, { message, path: [...path, ...below] });
        });
      }
    }
  },
};
