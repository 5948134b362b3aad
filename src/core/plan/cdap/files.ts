/** Files that CDAP actions name: the package's own, found by the argument that names them. */
import { MarketError } from '../../errors.ts';
import { argumentError, textArgument } from '../arguments.ts';
import { isObject } from '../json.ts';

import type { ActionPlace, Arguments, NeededFile, PlanFile } from '../action-type.ts';
import type { JsonObject } from '../json.ts';
import type { CdapStep } from './cdap-step.ts';

/** The file that an argument names, as a need; none where the argument is not given. Throws `action-argument`. */
export function neededFile(
  place: ActionPlace,
  args: Arguments,
  need: Pick<NeededFile, 'argument' | 'role'> & { optional?: boolean },
): NeededFile[] {
  const file = textArgument(place, args, need.argument);
  if (file === undefined) return [];
  if (file === '') throw argumentError(place, need.argument, 'must name a file of the package');
  return [{ ...need, file }];
}

/** The package's file that an argument names; undefined where it names none. Throws `action-file` where the package lacks it. */
function fileArgument(step: CdapStep, argument: string): PlanFile | undefined {
  const name = textArgument(step.place, step.input.arguments, argument);
  if (name === undefined) return undefined;
  return step.input.files.get(name) ?? missing(step, argument, name);
}

/** A JSON file of the package that an argument names, which must hold an object; `text` is its verified text. */
export interface ConfigFile {
  name: string;
  json: JsonObject;
  text: string;
}

/** Throws `action-file` where the package lacks it, `action-argument` where it holds no object. */
export function configArgument(step: CdapStep, argument = 'config'): ConfigFile | undefined {
  const file = fileArgument(step, argument);
  if (!file) return undefined;
  const { name, json, text } = file;
  if (!isObject(json) || text === undefined) {
    throw argumentError(step.place, argument, `names ${name}, which must hold a JSON object`);
  }
  return { name, json, text };
}

function missing(step: CdapStep, argument: string, file: string): never {
  const { number, type } = step.place;
  throw new MarketError(
    'action-file',
    `Step ${number} (${type}) of the package: its argument "${argument}" names ${file}, which the package does not have.`,
    { details: { step: number, type, argument, file } },
  );
}
