/** The kinds of action that this version knows; a new one is a file here and a line in this list. */
import { MarketError } from '../../errors.ts';
import { informational } from './informational.ts';
import { openJob } from './open-job.ts';
import { submitJob } from './submit-job.ts';

import type { ActionType } from '../action-type.ts';

export const ACTION_TYPES: readonly ActionType[] = [submitJob, openJob, informational];

/** The kind of one step. Throws `action-unknown`: a step is never skipped. */
export function actionType(type: string, number: number): ActionType {
  const found = ACTION_TYPES.find((each) => each.type === type);
  if (found) return found;
  const known = ACTION_TYPES.map((each) => each.type).join(', ');
  throw new MarketError(
    'action-unknown',
    `Step ${number} of the package is of type "${type}", which needs a newer plugin; this version knows ${known}.`,
    { details: { step: number, type, known } },
  );
}
