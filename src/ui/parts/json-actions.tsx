/** "Copy …" and "Save …" for a document that users take with them, such as a plan or a receipt. */
import { useState } from 'react';

import { Button } from './button.tsx';
import { copyText, saveText } from './save-text.ts';

import type { ReactNode } from 'react';

export interface JsonActionsProps {
  /** In lower case, for the buttons: "plan", "receipt". */
  what: string;
  /** Must not hold secrets. */
  value: unknown;
  fileName: string;
}

export function JsonActions({ what, value, fileName }: JsonActionsProps): ReactNode {
  const [said, setSaid] = useState('');
  const text = () => `${JSON.stringify(value, null, 2)}\n`;
  const copy = async () => {
    const copied = await copyText(text());
    setSaid(copied ? `The ${what} was copied.` : `Copying is not possible here; save the ${what}.`);
  };
  return (
    <div className="pm-json-actions">
      <Button onClick={() => void copy()}>Copy {what}</Button>
      <Button onClick={() => saveText(fileName, text())}>Save {what}</Button>
      <span aria-live="polite" className="pm-json-said">
        {said}
      </span>
    </div>
  );
}
