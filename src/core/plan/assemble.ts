/** Puts planned steps together: one plan, or what keeps them from being one. */
import { settleEntities } from './same-entities.ts';
import { planSummary } from './summary.ts';

import type { InstallPlan, PackageName } from '../model/generated.ts';
import type { ClusterFacts, FieldError, PlanResult } from '../model/install.ts';
import type { StepPlan } from './action-type.ts';

export type PlannedStep = Extract<StepPlan, { ok: true }>;

interface PlanFrame {
  market: string;
  package: PackageName;
  packages: readonly PackageName[];
  facts: ClusterFacts;
}

/** `errors` are those that are known already; with any there is no plan. */
export function assemblePlan(
  frame: PlanFrame,
  planned: readonly PlannedStep[],
  errors: readonly FieldError[],
): PlanResult {
  const settled = settleEntities(planned.map(({ step }) => step));
  const all = [...errors, ...settled.errors];
  if (all.length > 0) return { ok: false, errors: all };
  const { steps } = settled;
  const warnings = new Set(planned.flatMap((each) => each.warnings ?? []));
  return {
    ok: true,
    plan: {
      format: 'pai-market-plan/2',
      market: frame.market,
      package: nameOnly(frame.package),
      packages: frame.packages.map(nameOnly),
      clusters: clustersOf(frame.facts, steps),
      user: frame.facts.user,
      summary: planSummary(steps, frame.packages),
      warnings: [...warnings],
      steps,
    },
  };
}

function nameOnly({ name, version }: PackageName): PackageName {
  return { name, version };
}

function clustersOf(facts: ClusterFacts, steps: InstallPlan['steps']): InstallPlan['clusters'] {
  const asked = new Set(steps.flatMap(({ requests }) => requests.map(({ target }) => target)));
  return {
    ...(asked.has('openpai') ? { openpai: facts.base } : {}),
    ...(asked.has('cdap') && facts.cdap ? { cdap: facts.cdap.base } : {}),
  };
}
