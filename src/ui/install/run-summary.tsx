/** What of a run that stopped was done, what not, and of what nobody knows; never more than is known. */
import { installTexts } from '../messages/install.ts';
import { told } from '../messages/sentences.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { hasOpenWrite, isWritten } from './state-run.ts';

import type { PlanStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { RunState } from './state-run.ts';

type Fate = 'done' | 'partly' | 'open' | 'unknown' | 'not';

const FATES: readonly Fate[] = ['done', 'partly', 'open', 'unknown', 'not'];

export function RunSummary({ run }: { run: RunState }): ReactNode {
  const steps = run.plan.steps.map((step) => ({ step, fate: fateOf(step, run) }));
  const { summary } = installTexts.run;
  const unknown = steps.some(({ fate }) => fate === 'unknown' || fate === 'open');
  return (
    <>
      {FATES.map((fate) => {
        const labels = steps
          .filter((each) => each.fate === fate)
          .map(({ step }) => toLine(told(step.label), TEXT_LIMITS.label));
        if (labels.length === 0) return null;
        return (
          <p key={fate} dir="auto">
            {summary[fate](labels)}
          </p>
        );
      })}
      {unknown && <p>{summary.unknownHint}</p>}
    </>
  );
}

function fateOf(step: PlanStep, run: RunState): Fate {
  const progress = run.steps[step.number];
  if (progress?.state === 'done') return 'done';
  const written = isWritten(step, progress);
  if (hasOpenWrite(step, progress)) return written ? 'open' : 'unknown';
  return written ? 'partly' : 'not';
}
