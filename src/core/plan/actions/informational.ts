/** informational: text that the user reads; sends nothing. */
import { argumentError, textArgument, textsArgument } from '../arguments.ts';
import { clip } from '../job/words.ts';

import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';

export const informational: ActionType = {
  type: 'informational',
  arguments: ['steps', 'text'],
  prepare,
};

function prepare(input: StepInput): PreparedStep {
  const place = { number: input.number, type: input.type };
  const steps = textsArgument(place, input.arguments, 'steps');
  const text = textArgument(place, input.arguments, 'text');
  if (steps === undefined && text === undefined) {
    throw argumentError(place, 'steps', 'or "text" must be given');
  }
  if (steps !== undefined && text !== undefined) {
    throw argumentError(place, 'text', 'cannot stand beside "steps"');
  }
  const label = clip(input.label ?? 'Read this', 256);
  const step = { number: input.number, type: input.type, label };
  return {
    form: { ...step, fields: [], texts: steps ?? [text ?? ''], markdown: text !== undefined },
    plan: () => ({
      ok: true,
      step: { ...step, summary: 'Shows text to read; sends nothing.', requests: [] },
    }),
  };
}
