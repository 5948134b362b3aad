/** Says that the form has the answers of a former install, and which names took the place of ones that exist. */
import { Button } from '../parts/button.tsx';
import { NoticeBar } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';

import type { ReactNode } from 'react';
import type { FormState } from './state-form.ts';

export function Filled({ form, onReset }: { form: FormState; onReset: () => void }): ReactNode {
  const { filledFrom } = form;
  const renamed = Object.values(form.renamed);
  if (filledFrom === undefined && renamed.length === 0) return null;
  return (
    <NoticeBar
      tone="info"
      action={
        filledFrom !== undefined && (
          <Button onClick={onReset} disabled={form.checking}>
            Use the defaults
          </Button>
        )
      }
    >
      {filledFrom !== undefined && (
        <p>
          Filled in from version {toLine(filledFrom, TEXT_LIMITS.label)}, as you installed it the
          last time; secrets and files are asked for again.
        </p>
      )}
      {renamed.map(({ from, to }) => (
        <p key={to}>
          A job named {toLine(from, TEXT_LIMITS.label)} exists, so {toLine(to, TEXT_LIMITS.label)}{' '}
          is suggested.
        </p>
      ))}
    </NoticeBar>
  );
}
