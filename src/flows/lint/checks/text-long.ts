/** Texts that a card cuts off. */
import { textOf } from '../fields.ts';

import type { Check } from '../model.ts';

/** A card is at least 280 pixels wide: two lines of the label, three of the description (src/ui/styles/cards.css). */
const MOST = { label: 60, description: 150 } as const;
/** Past so many characters even a wide card shows less than half. */
const FAR = 2;

export const textLong: Check = {
  name: 'text-long',
  title: 'A text is too long for a card',
  severity: 'info',
  release({ document, at, fields }, tell) {
    for (const [name, most] of Object.entries(MOST)) {
      const text = textOf(fields, name);
      const length = text === undefined ? 0 : [...text].length;
      if (length <= most) continue;
      const message = `The ${name} has ${length} characters; a card shows about ${most} of them. Say what matters first, and the rest in README.md.`;
      const severity = length > most * FAR ? 'warning' : 'info';
      tell(document, { message, path: [...at, name], severity });
    }
  },
};
