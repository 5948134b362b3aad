/** A journal as a run: of what another tab is still at nothing is called failed or lost. */
import { describe, expect, it } from 'vitest';

import { runOfJournal } from '#ui/install/journal-run.ts';
import { makeWizard, planOf } from '../../fakes/wizard.ts';

import type { InstallJournal } from '#core/model/generated.ts';

const plan = planOf(makeWizard(), { 1: { 'secrets.token': 'x' } });
const [, write] = plan.steps[0]?.requests ?? [];
if (!write) throw new Error('a job is submitted by its second request');

const journal = {
  plan,
  records: { [write.id]: { id: write.id, outcome: 'unknown' } },
  doneSteps: [],
} as unknown as InstallJournal;

describe('a write without an answer', () => {
  it('is waited for while another tab is at it', () => {
    const step = runOfJournal(journal, true).steps[1];
    expect(step).toEqual({ state: 'running', requests: [{ id: write.id }] });
  });

  it('is of unknown fate once nobody is', () => {
    const step = runOfJournal(journal, false).steps[1];
    expect(step).toEqual({ state: 'failed', requests: [{ id: write.id, lost: true }] });
  });
});
