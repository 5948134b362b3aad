/** Arguments that are missing, given twice, or of another kind than their action takes. */
import { MarketError } from '#core/errors.ts';
import {
  ACTION_TYPES,
  neededComponents,
  neededExternal,
  neededFiles,
  neededPackage,
} from '#core/plan/index.ts';
import { attempt, pathOfValue, valueOf } from '../ask.ts';

import type { ActionSource, Check } from '../model.ts';

export const actionArgument: Check = {
  name: 'action-argument',
  title: 'An argument of an action is missing or wrong',
  severity: 'error',
  package({ document, actions }, tell) {
    for (const source of actions) {
      const { number } = source;
      for (const { argument, message } of problemsOf(source)) {
        tell(document, { message, path: pathOfValue(source, argument) });
      }
      if (source.type === 'load_datapack' && valueOf(source, 'name') === undefined) {
        const message = `Step ${number} (load_datapack) names no stream, so every user has to choose one: give it the argument "name".`;
        tell(document, { message, path: source.path, severity: 'info' });
      }
    }
  },
};

/** Each once, whatever asks for it. */
function problemsOf(source: ActionSource): { argument: string; message: string }[] {
  const { action, number, type } = source;
  const known = ACTION_TYPES.find((each) => each.type === type)?.arguments.map(({ name }) => name);
  if (!known) return [];
  // What is not known is told by another check; the rest of the action is asked about without it.
  const given = action.arguments?.filter(({ name }) => known.includes(name)) ?? [];
  const asked = { ...action, arguments: given };
  const questions = [neededFiles, neededExternal, neededComponents, neededPackage];
  const problems = new Map<string, string>();
  for (const question of questions) {
    const answer = attempt(() => question(asked, number));
    if (!(answer instanceof MarketError)) continue;
    problems.set(answer.message, String(answer.details['argument'] ?? ''));
  }
  return [...problems].map(([message, argument]) => ({ argument, message }));
}
