/** Reads the argument list of an action: known names, none twice; helpers that take one argument as one type. */
import { MarketError } from '../errors.ts';
import { isObject } from './json.ts';

import type { Action, ActionArgument } from '../model/generated.ts';
import type { ActionPlace, ActionType, ArgumentRule, Arguments } from './action-type.ts';
import type { Json, JsonObject } from './json.ts';

/** What every object has is no name of an argument (D08). */
const INHERITED: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];

const KINDS: Record<ArgumentRule['type'], { words: string; fits(value: Json): boolean }> = {
  text: { words: 'text', fits: (value) => typeof value === 'string' },
  texts: {
    words: 'a list of texts',
    fits: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  },
  object: { words: 'an object', fits: isObject },
  objects: {
    words: 'a list of objects',
    fits: (value) => Array.isArray(value) && value.every(isObject),
  },
  integer: { words: 'a whole number', fits: Number.isSafeInteger },
  json: { words: 'a JSON value', fits: () => true },
};

/**
 * The arguments by name, each of its rule's type. Throws `action-argument` for one that is given twice, is missing, is of
 * another type, or that the type does not know and refuses.
 */
export function readArguments(type: ActionType, action: Action, number: number): Arguments {
  const place = { number, type: type.type };
  const found = new Map<string, ActionArgument>();
  for (const argument of action.arguments ?? []) {
    const { name } = argument;
    const rule = type.arguments.find((each) => each.name === name);
    if (!rule && (type.unknownArguments === 'refuse' || INHERITED.includes(name))) {
      const known = type.arguments.map((each) => each.name).join(', ');
      throw argumentError(place, name, `is not known; this type takes ${known}`);
    }
    if (found.has(name)) throw argumentError(place, name, 'is given twice');
    found.set(name, argument);
    const value = givenValue(argument);
    if (rule && value !== undefined && !KINDS[rule.type].fits(value)) {
      throw argumentError(place, name, `must be ${KINDS[rule.type].words}`);
    }
  }
  const missing = type.arguments.find((rule) => rule.required && !isGiven(found.get(rule.name)));
  if (missing) throw argumentError(place, missing.name, 'is missing');
  return found;
}

/** Names of the arguments that the type does not know, in their order. */
export function ignoredArguments(type: ActionType, args: Arguments): string[] {
  return [...args.keys()].filter((name) => !type.arguments.some((rule) => rule.name === name));
}

/** A value, or a user who may give one. */
function isGiven(argument: ActionArgument | undefined): boolean {
  return argument !== undefined && (givenValue(argument) !== undefined || isModifiable(argument));
}

/** The publisher's value or default; undefined if the argument is absent or has neither. */
export function givenValue(argument: ActionArgument | undefined): Json | undefined {
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

export function objectsArgument(
  place: ActionPlace,
  args: Arguments,
  name: string,
): JsonObject[] | undefined {
  const value = givenValue(args.get(name));
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) {
    throw argumentError(place, name, 'must be a list of objects');
  }
  return value;
}

export function integerArgument(
  place: ActionPlace,
  args: Arguments,
  name: string,
): number | undefined {
  const value = givenValue(args.get(name));
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value)) throw argumentError(place, name, 'must be a whole number');
  return value as number;
}

export function argumentError(place: ActionPlace, argument: string, reason: string): MarketError {
  return new MarketError(
    'action-argument',
    `Step ${place.number} (${place.type}) of the package: its argument "${argument}" ${reason}.`,
    { details: { step: place.number, type: place.type, argument } },
  );
}
