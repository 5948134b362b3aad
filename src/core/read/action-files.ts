/** Which files of the package its actions name. */
import type { Action, PackageSpec } from '../model/generated.ts';

/** Arguments whose values are files of the archive, or loose resources (security rule 4.9). */
const FILE_ARGUMENTS = new Set(['protocol', 'jar', 'config', 'files']);

/** Names in the order of the actions, each once; values that are not text are not files. */
export function actionFiles(spec: PackageSpec): string[] {
  return [...new Set(spec.actions.flatMap(filesOf))];
}

function filesOf(action: Action): string[] {
  const values = (action.arguments ?? [])
    .filter(({ name }) => FILE_ARGUMENTS.has(name))
    .map(({ value, default: initial }): unknown => value ?? initial);
  return values.flat().filter((value): value is string => typeof value === 'string');
}
