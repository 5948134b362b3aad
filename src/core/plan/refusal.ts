/** What an unexpected status of a planned request means, where the kind of its step knows better than the status. */
import { actionType } from './actions/index.ts';

import type { PlannedRequest, PlanStep } from '../model/generated.ts';
import type { Refusal } from './action-type.ts';

export function refusalOf(
  step: PlanStep,
  request: PlannedRequest,
  status: number,
): Refusal | undefined {
  return actionType(step.type, step.number).refusal?.(step, request, status);
}
