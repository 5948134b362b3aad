/** Says that the form has the answers of a former install, and which names took the place of ones that exist. */
import { installTexts } from '../messages/install.ts';
import { Button } from '../parts/button.tsx';
import { NoticeBar } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';

import type { ReactNode } from 'react';
import type { FormState } from './state-form.ts';

export function Filled({ form, onReset }: { form: FormState; onReset: () => void }): ReactNode {
  const { filledFrom } = form;
  const renamed = Object.values(form.renamed);
  const { filled } = installTexts.form;
  if (filledFrom === undefined && renamed.length === 0) return null;
  return (
    <NoticeBar
      tone="info"
      action={
        filledFrom !== undefined && (
          <Button onClick={onReset} disabled={form.checking}>
            {filled.defaults}
          </Button>
        )
      }
    >
      {filledFrom !== undefined && <p>{filled.from(toLine(filledFrom, TEXT_LIMITS.label))}</p>}
      {renamed.map(({ from, to }) => (
        <p key={to}>
          {filled.renamed(toLine(from, TEXT_LIMITS.label), toLine(to, TEXT_LIMITS.label))}
        </p>
      ))}
    </NoticeBar>
  );
}
