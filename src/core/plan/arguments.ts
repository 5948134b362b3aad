/** Reads the argument list of an action: known names, none twice; helpers that take one argument as one type. */
import { MarketError } from '../errors.ts';
import { isObject } from './json.ts';

import type { Action, ActionArgument } from '../model/generated.ts';
import type { ActionPlace, ActionType, Arguments } from './action-type.ts';
import type { Json, JsonObject } from './json.ts';

/** The arguments by name. Throws `action-argument` for one that the type does not know and for one given twice. */
export function readArguments(type: ActionType, action: Action, number: number): Arguments {
  const place = { number, type: type.type };
  const found = new Map<string, ActionArgument>();
  for (const argument of action.arguments ?? []) {
    if (!type.arguments.includes(argument.name)) {
      throw argumentError(
        place,
        argument.name,
        `is not known; this type takes ${type.arguments.join(', ')}`,
      );
    }
    if (found.has(argument.name)) throw argumentError(place, argument.name, 'is given twice');
    found.set(argument.name, argument);
  }
  return found;
}

/** The publisher's value or default; undefined if the argument is absent or has neither. */
function givenValue(argument: ActionArgument | undefined): Json | undefined {
  const value = argument?.value !== undefined ? argument.value : argument?.default;
  return value as Json | undefined;
}

/** Whether users may change it: a `value` only if it says so, all else unless it says not. */
export function isModifiable(argument: ActionArgument | undefined): boolean {
  return argument?.canModify ?? argument?.value === undefined;
}

export function textArgument(
  place: ActionPlace,
  args: Arguments,
  name: string,
): string | undefined {
  const value = givenValue(args.get(name));
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw argumentError(place, name, 'must be text');
  return value;
}

export function textsArgument(
  place: ActionPlace,
  args: Arguments,
  name: string,
): string[] | undefined {
  const value = givenValue(args.get(name));
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw argumentError(place, name, 'must be a list of texts');
  }
  return value;
}

export function objectArgument(
  place: ActionPlace,
  args: Arguments,
  name: string,
): JsonObject | undefined {
  const value = givenValue(args.get(name));
  if (value === undefined) return undefined;
  if (!isObject(value)) throw argumentError(place, name, 'must be an object');
  return value;
}

export function argumentError(place: ActionPlace, argument: string, reason: string): MarketError {
  return new MarketError(
    'action-argument',
    `Step ${place.number} (${place.type}) of the package: its argument "${argument}" ${reason}.`,
    { details: { step: place.number, type: place.type, argument } },
  );
}
