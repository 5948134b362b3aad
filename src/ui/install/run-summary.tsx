/** What of a run that stopped was done, what not, and of what nobody knows; never more than is known. */
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { hasOpenWrite, isWritten } from './state-run.ts';

import type { PlanStep } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { RunState } from './state-run.ts';

type Fate = 'done' | 'partly' | 'open' | 'unknown' | 'not';

const TITLES: readonly [fate: Fate, title: string][] = [
  ['done', 'Done'],
  ['partly', 'Done in part'],
  ['open', 'Done in part, the rest not known'],
  ['unknown', 'Not known'],
  ['not', 'Not done'],
];

export function RunSummary({ run }: { run: RunState }): ReactNode {
  const steps = run.plan.steps.map((step) => ({ step, fate: fateOf(step, run) }));
  const unknown = steps.some(({ fate }) => fate === 'unknown' || fate === 'open');
  return (
    <>
      {TITLES.map(([fate, title]) => {
        const labels = steps
          .filter((each) => each.fate === fate)
          .map(({ step }) => toLine(step.label, TEXT_LIMITS.label));
        if (labels.length === 0) return null;
        return (
          <p key={fate} dir="auto">
            {title}: {labels.join('; ')}.
          </p>
        );
      })}
      {unknown && (
        <p>
          A request was sent and not answered, or not as it should be. Resume looks first at what is
          there, so that nothing is done twice.
        </p>
      )}
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
