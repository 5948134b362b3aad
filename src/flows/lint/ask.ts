/** Asks the planner about an action; an action that it cannot read answers nothing, other checks tell why. */
import { MarketError } from '#core/errors.ts';
import { neededFiles } from '#core/plan/index.ts';

import type { NeededFile } from '#core/plan/index.ts';
import type { ActionSource } from './model.ts';

export function attempt<T>(question: () => T): T | MarketError {
  try {
    return question();
  } catch (thrown) {
    if (thrown instanceof MarketError) return thrown;
    throw thrown;
  }
}

export function filesOf({ action, number }: ActionSource): NeededFile[] {
  const files = attempt(() => neededFiles(action, number));
  return files instanceof MarketError ? [] : files;
}

/** Where the action names it: the item of a list, or the whole value. */
export function pathOfValue(
  { arguments: given, path }: ActionSource,
  argument: string,
  value?: string,
): (string | number)[] {
  const found = given.find(({ name }) => name === argument);
  if (!found) return [...path];
  const at = Array.isArray(found.value) ? found.value.indexOf(value) : -1;
  return at < 0 ? [...found.path] : [...found.path, at];
}

export function valueOf({ arguments: given }: ActionSource, argument: string): unknown {
  return given.find(({ name }) => name === argument)?.value;
}

export function textValue(action: ActionSource, argument: string): string | undefined {
  const value = valueOf(action, argument);
  return typeof value === 'string' ? value : undefined;
}
