/** informational: text that the user reads; sends nothing. */
import { argumentError, textArgument, textsArgument } from '../arguments.ts';
import { clip } from '../words.ts';

import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';

export const informational: ActionType = {
  type: 'informational',
  arguments: [
    { name: 'steps', type: 'texts', help: 'Paragraphs to read.' },
    { name: 'text', type: 'text', help: 'Markdown to read, in the place of steps.' },
  ],
  unknownArguments: 'refuse',
  facts: [],
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
  const { name, version } = input.package;
  const step = { number: input.number, type: input.type, label };
  return {
    form: {
      ...step,
      package: input.package,
      fields: [],
      texts: steps ?? [text ?? ''],
      markdown: text !== undefined,
      files: [],
      document: false,
    },
    plan: () => ({
      ok: true,
      step: {
        ...step,
        package: { name, version },
        summary: 'Shows text to read; sends nothing.',
        requests: [],
        undo: [],
      },
    }),
  };
}
