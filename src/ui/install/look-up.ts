/** Asks the clusters, while the form is answered, what of the plan is there already. */
import { toMarketError } from '#core/errors.ts';

import type { MarketError } from '#core/errors.ts';
import type { InstallPlan, PlanStep } from '#core/model/generated.ts';
import type { Answers } from '#core/model/install.ts';
import type { Process } from './process.ts';
import type { FormState } from './state-form.ts';

/** So many names are tried in the place of one that exists. */
const MOST_NAMES = 20;

/** Asks about the plan as it is now, where the answers give one; another question takes its place. */
export async function lookUp(process: Process): Promise<void> {
  const form = process.form();
  const plan = form && !form.checking ? planOf(form) : undefined;
  if (!form || !plan?.steps.some((step) => step.requests.length > 0)) return;
  const signal = process.lookUp.begin();
  try {
    const findings = await process.services.probe(plan, signal);
    if (!signal.aborted) process.dispatch({ type: 'found', findings });
  } catch (thrown) {
    const error = toMarketError(thrown);
    // Only what the user can mend in the form is said now; all else is said when the plan is run.
    if (signal.aborted || error.code !== 'cluster-conflict') return;
    process.dispatch({ type: 'refused', error, step: conflictStep(plan, error), stay: true });
  }
}

/**
 * Gives jobs of a former install that still exist another name before the form is touched. Asks about each job; where
 * the cluster does not tell, the name stays and is asked about at Run.
 */
export async function suggestNames(process: Process): Promise<void> {
  const form = process.form();
  // Also where the answers were the defaults, and are so again.
  if (!form?.prepared.former) return;
  const signal = process.lookUp.begin();
  for (const { number } of form.forms) {
    for (let tries = 0; tries < MOST_NAMES; tries += 1) {
      const now = process.form();
      const taken = now && (await takenName(process, { form: now, number, signal }));
      if (!taken || signal.aborted) break;
      process.dispatch({ type: 'rename', step: number, from: taken, to: nextName(taken) });
    }
    if (signal.aborted) return;
  }
}

interface NameQuestion {
  form: FormState;
  number: number;
  signal: AbortSignal;
}

async function takenName(
  { services }: Process,
  { form, number, signal }: NameQuestion,
): Promise<string | undefined> {
  const plan = planOf(form);
  const step = plan?.steps.find((each) => each.number === number);
  if (!plan || !step?.job || form.touched.includes(`${number} name`)) return undefined;
  try {
    const findings = await services.probe({ ...plan, steps: [step] }, signal);
    // The very job of the last install is there as well: whoever installs again wants another one.
    return findings.some(({ state }) => state !== 'absent') ? step.job.name : undefined;
  } catch (thrown) {
    return toMarketError(thrown).code === 'cluster-conflict' ? step.job.name : undefined;
  }
}

/** mnist → mnist_2 → mnist_3. */
function nextName(name: string): string {
  const [, stem = name, count] = /^(.*?)_(\d{1,4})$/.exec(name) ?? [];
  return count === undefined ? `${name}_2` : `${stem}_${Number(count) + 1}`;
}

/** The plan, also where secrets are still missing: a plan holds placeholders only. */
function planOf(form: FormState): InstallPlan | undefined {
  const result = form.prepared.plan(form.answers);
  if (result.ok) return result.plan;
  const filled: Answers = { ...form.answers };
  for (const { step, field } of result.errors) {
    const secret = form.forms
      .find(({ number }) => number === step)
      ?.fields.find(({ id, kind }) => id === field && kind === 'secret');
    if (!secret) return undefined;
    filled[step] = { ...filled[step], [field]: '-' };
  }
  const again = form.prepared.plan(filled);
  return again.ok ? again.plan : undefined;
}

/** Which step's job name is taken: the one that the error names, else the first that submits. */
export function conflictStep(plan: InstallPlan, error: MarketError): number | undefined {
  const { step, job } = error.details;
  const jobs = plan.steps.filter((each) => each.job);
  const found = jobs.find((each) => each.number === step || each.job?.name === job);
  return (found ?? jobs.find((each) => isNamed(each, error)))?.number;
}

function isNamed({ job }: PlanStep, { message }: MarketError): boolean {
  return job !== undefined && message.includes(` ${job.name} `);
}
