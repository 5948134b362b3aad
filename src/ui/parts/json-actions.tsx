/** "Copy …" and "Save …" for a document that users take with them, such as a plan or a receipt. */
import { useState } from 'react';

import { partTexts } from '../messages/parts.ts';
import { Button } from './button.tsx';
import { copyText, saveText } from './save-text.ts';

import type { ReactNode } from 'react';

export interface JsonActionsProps {
  what: keyof typeof partTexts.json;
  /** Must not hold secrets. */
  value: unknown;
  fileName: string;
}

export function JsonActions({ what, value, fileName }: JsonActionsProps): ReactNode {
  const words = partTexts.json[what];
  const [said, setSaid] = useState('');
  const text = () => `${JSON.stringify(value, null, 2)}\n`;
  const copy = async () => {
    const copied = await copyText(text());
    setSaid(copied ? words.copied : words.refused);
  };
  return (
    <div className="pm-json-actions">
      <Button onClick={() => void copy()}>{words.copy}</Button>
      <Button onClick={() => saveText(fileName, text())}>{words.save}</Button>
      <span aria-live="polite" className="pm-json-said">
        {said}
      </span>
    </div>
  );
}
