/** Arguments of CDAP actions as fields: what users may change is asked, what is fixed is checked at once and shown. */
import { argumentError, givenValue, isModifiable, textArgument } from '../arguments.ts';
import { isObject, jsonProblem } from '../json.ts';
import { lacks } from './cdap-step.ts';
import { isName, nameRule, suggestName } from './names.ts';

import type { ActionArgument } from '../../model/generated.ts';
import type { Field, FieldError, FieldValue } from '../../model/install.ts';
import type { Values } from '../action-type.ts';
import type { Json, JsonObject } from '../json.ts';
import type { CdapStep } from './cdap-step.ts';
import type { NameKind } from './names.ts';

/** An argument as a value, or what is wrong with it. */
export interface ArgumentField<Value> {
  /** Absent where there is nothing to ask or to show. */
  field?: Field;
  /** The value of the answers; what is wrong goes to `errors`, and gives undefined. */
  read(values: Values, errors: FieldError[]): Value | undefined;
}

/** The fields that there are, in their order. */
export function shownFields(fields: readonly ArgumentField<unknown>[]): Field[] {
  return fields.flatMap(({ field }) => field ?? []);
}

export function fieldId(argument: string): string {
  return `arguments.${argument}`;
}

/** What a text must be; `check` says in a sentence what is wrong with one. */
interface TextRule {
  argument: string;
  required: boolean;
  help: string;
  check(value: string): string | undefined;
  /** What the field starts with in the place of a default that does not do. */
  suggest?(value: string): string;
  multiline?: boolean;
}

/** A name by CDAP's rules. A default that CDAP refuses becomes the nearest one that it takes, where users may change it. */
export function nameField(
  step: CdapStep,
  kind: NameKind,
  rule: { argument: string; help: string },
): ArgumentField<string> {
  const given = textArgument(step.place, step.input.arguments, rule.argument);
  const suggested = given === undefined ? undefined : suggestName(kind, given);
  const changed =
    suggested === given ? '' : ` The package suggests "${given}", which CDAP refuses.`;
  return textField(step, {
    argument: rule.argument,
    required: true,
    help: `${rule.help} Use ${nameRule(kind)}.${changed}`,
    check: (value) => (isName(kind, value) ? undefined : `Use ${nameRule(kind)}.`),
    suggest: (value) => suggestName(kind, value),
  });
}

/** Throws `action-argument` for a fixed text that does not do. One that is not given and not required is not asked for. */
export function textField(step: CdapStep, rule: TextRule): ArgumentField<string> {
  const argument = step.input.arguments.get(rule.argument);
  if (argument === undefined && !rule.required) return { read: () => undefined };
  const given = textArgument(step.place, step.input.arguments, rule.argument);
  const readOnly = !isModifiable(argument);
  if (readOnly) assertText(step, rule, given);
  const field: Field = {
    id: fieldId(rule.argument),
    label: rule.argument,
    kind: rule.multiline === true ? 'multiline' : 'text',
    group: 'arguments',
    help: helpOf(argument, rule.help),
    required: rule.required,
    readOnly,
    default: readOnly ? (given ?? '') : suggested(rule, given ?? ''),
  };
  return {
    field,
    read(values, errors) {
      const value = valueOf(field, values);
      const message = textProblem(rule, value);
      if (message === undefined) return value === '' ? undefined : String(value);
      errors.push({ step: step.place.number, field: field.id, message });
      return undefined;
    },
  };
}

function assertText(step: CdapStep, rule: TextRule, given: string | undefined): void {
  if (given === undefined) throw argumentError(step.place, rule.argument, 'has no value');
  const message = textProblem(rule, given);
  if (message === undefined) return;
  const clause = message
    .replace(/\.$/, '')
    .replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  const shown = JSON.stringify(given.slice(0, 64));
  throw argumentError(step.place, rule.argument, `cannot be ${shown}: ${clause}`);
}

function suggested(rule: TextRule, given: string): string {
  return rule.suggest ? rule.suggest(given) : given;
}

/** What the package says of the argument comes first. */
function helpOf(argument: ActionArgument | undefined, help: string): string {
  return argument?.description ? `${argument.description} ${help}` : help;
}

function textProblem(rule: TextRule, value: FieldValue): string | undefined {
  if (typeof value !== 'string') return `${rule.argument} must be text.`;
  if (value === '') return rule.required ? `${rule.argument} is required.` : undefined;
  return rule.check(value);
}

/** `reason` completes 'its argument "x" …'; `lacking`: the fault is not the argument's, but that the cluster has no such thing. */
export type Taken<Value> =
  | { ok: true; value: Value }
  | { ok: false; reason: string; lacking?: boolean };

interface JsonRule<Value> {
  argument: string;
  required: boolean;
  help: string;
  /** The value as it is needed, or what is wrong. */
  take(value: Json): Taken<Value>;
  /** Of a fixed value, in words; it is not shown without. */
  show?(value: Value): string;
}

/** A JSON argument: fixed by the package, or a field of JSON text. Throws `action-argument` for a fixed one that does not do. */
export function jsonField<Value>(step: CdapStep, rule: JsonRule<Value>): ArgumentField<Value> {
  const { place, input } = step;
  const argument = input.arguments.get(rule.argument);
  const given = givenValue(argument);
  if (argument === undefined && !rule.required) return { read: () => undefined };
  if (!isModifiable(argument)) return fixedJson(step, rule, given);
  const field: Field = {
    id: fieldId(rule.argument),
    label: rule.argument,
    kind: 'json',
    group: 'arguments',
    help: helpOf(argument, rule.help),
    required: rule.required,
    readOnly: false,
    default: given === undefined ? '' : JSON.stringify(given, null, 2),
  };
  return {
    field,
    read(values, errors) {
      const text = valueOf(field, values);
      if (text === '' && !rule.required) return undefined;
      const taken = takeText(rule, text);
      if (taken.ok) return taken.value;
      const message = `${rule.argument} ${taken.reason}.`;
      errors.push({ step: place.number, field: field.id, message });
      return undefined;
    },
  };
}

function fixedJson<Value>(
  step: CdapStep,
  rule: JsonRule<Value>,
  given: Json | undefined,
): ArgumentField<Value> {
  if (given === undefined) throw argumentError(step.place, rule.argument, 'has no value');
  const taken = rule.take(given);
  if (!taken.ok && taken.lacking) throw lacks(step, taken.reason);
  if (!taken.ok) throw argumentError(step.place, rule.argument, taken.reason);
  const { value } = taken;
  const shown = rule.show?.(value);
  if (shown === undefined) return { read: () => value };
  const id = fieldId(rule.argument);
  const look = { kind: 'text', group: 'arguments', required: true, readOnly: true } as const;
  return { field: { id, label: rule.argument, ...look, default: shown }, read: () => value };
}

function takeText<Value>(rule: JsonRule<Value>, text: FieldValue): Taken<Value> {
  if (typeof text !== 'string' || text.trim() === '') return { ok: false, reason: 'is required' };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, reason: `is not JSON: ${reason.replace(/\.$/, '')}` };
  }
  const problem = jsonProblem(value, 0);
  return problem === undefined ? rule.take(value) : { ok: false, reason: problem };
}

/** Takes an object whose values are all texts. */
export function takeTexts(value: Json): Taken<Record<string, string>> {
  if (!isObject(value)) return { ok: false, reason: 'must be an object' };
  const other = Object.entries(value).find(([, each]) => typeof each !== 'string');
  if (other) return { ok: false, reason: `must hold texts only, and "${other[0]}" is none` };
  return { ok: true, value: value as JsonObject & Record<string, string> };
}

interface NumberRule {
  argument: string;
  min: number;
  help: string;
}

/** A whole number, which packages also write as text. Throws `action-argument` for a fixed one that does not do. */
export function integerField(step: CdapStep, rule: NumberRule): ArgumentField<number> {
  const { place, input } = step;
  const argument = input.arguments.get(rule.argument);
  if (argument === undefined) return { read: () => undefined };
  const given = toInteger(givenValue(argument));
  const readOnly = !isModifiable(argument);
  const fits = given !== undefined && given >= rule.min;
  if (readOnly && !fits) {
    throw argumentError(place, rule.argument, `must be a whole number of at least ${rule.min}`);
  }
  const field: Field = {
    id: fieldId(rule.argument),
    label: rule.argument,
    kind: 'integer',
    group: 'arguments',
    help: rule.help,
    required: false,
    readOnly,
    default: fits ? given : rule.min,
    min: rule.min,
  };
  return {
    field,
    read(values, errors) {
      const value = toInteger(valueOf(field, values));
      if (value !== undefined && value >= rule.min) return value;
      const message = `${rule.argument} must be a whole number of at least ${rule.min}.`;
      errors.push({ step: place.number, field: field.id, message });
      return undefined;
    },
  };
}

function toInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** Security I04: a fixed value is the verified spec's, whatever the answers say. */
function valueOf(field: Field, values: Values): FieldValue {
  return field.readOnly ? field.default : (values.get(field.id) ?? field.default);
}
