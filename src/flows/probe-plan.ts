/** Looks before an install runs: sends the plan's own probes and nothing else, and says what of it is there already. */
import { MarketError } from '#core/errors.ts';
import { assertPlan } from './install-check.ts';
import {
  decidedWrites,
  decidingProbe,
  isSettled,
  judgeProbe,
  outcomeFinding,
} from './install-decide.ts';
import { createKnown } from './install-known.ts';
import { failureOf, meaningOf, sendPlanned } from './planned-request.ts';

import type {
  InstallJournal,
  InstallPlan,
  PlannedRequest,
  PlanStep,
  Receipt,
} from '#core/model/generated.ts';
import type { ProbeFinding } from '#core/model/install.ts';
import type { Clusters } from '#core/ports.ts';
import type { Known } from './install-known.ts';

export interface ProbeWorld {
  plan: InstallPlan;
  clusters: Clusters;
  known: readonly Receipt[];
  /** Of the install that is to be resumed. */
  journal?: InstallJournal | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A finding for each probe that is not yet answered by the journal, and for each write that may have happened and must
 * not happen twice. Throws `plan-refused`, `cluster-conflict` for what cannot be decided (with `details.step`), cluster-*
 * for other refusals, `cancelled`.
 */
export async function probePlan(world: ProbeWorld): Promise<ProbeFinding[]> {
  const { plan, clusters, journal } = world;
  assertPlan(plan, clusters);
  const known = createKnown(plan, world.known);
  const findings: ProbeFinding[] = [];
  for (const step of plan.steps) {
    if (journal?.doneSteps?.includes(step.number)) continue;
    findings.push(...(await probeStep(step, { ...world, known })));
  }
  return findings;
}

async function probeStep(
  step: PlanStep,
  world: Omit<ProbeWorld, 'known'> & { known: Known },
): Promise<ProbeFinding[]> {
  const { journal, known } = world;
  const records = journal?.records ?? {};
  const findings: ProbeFinding[] = [];
  const proven = new Set<string>();
  for (const probe of step.requests.filter(({ kind }) => kind === 'probe')) {
    const decided = decidedWrites(step, probe);
    if (decided.length > 0 && decided.every(({ id }) => isSettled(records[id]))) continue;
    const answer = await ask(step, probe, world);
    const decisions = journal?.decisions ?? {};
    const verdict = judgeProbe({ step, probe, answer, records, decisions, known });
    if (verdict.error && verdict.finding.choices.length === 0) throw verdict.error;
    for (const { id } of decided) {
      if (answer.means === 'absent' || verdict.spared.has(id)) proven.add(id);
    }
    findings.push(verdict.finding);
  }
  const lost = step.requests.filter(
    (write) =>
      write.kind === 'write' &&
      write.repeat === 'once' &&
      records[write.id]?.outcome === 'unknown' &&
      !(decidingProbe(step, write) && proven.has(write.id)),
  );
  return [...findings, ...lost.map((write) => outcomeFinding(step, write))];
}

async function ask(
  step: PlanStep,
  probe: PlannedRequest,
  { clusters, signal }: Pick<ProbeWorld, 'clusters' | 'signal'>,
) {
  if (signal?.aborted) throw new MarketError('cancelled', 'Looking at the cluster was cancelled.');
  const response = await sendPlanned(probe, { clusters, signal });
  const means = meaningOf(probe, response.status);
  if (means === 'absent' || means === 'present') {
    return { status: response.status, text: response.text, means };
  }
  throw failureOf(step, probe, { response, hide: [] });
}
