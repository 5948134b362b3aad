/** The job protocols of steps as YAML that the user may edit: fields follow the text, the text follows the fields. */
import { readAnswers, splitAnswers } from './answers.ts';
import { placeholder } from './body.ts';
import { readValue } from './field-value.ts';
import { secretLeaves } from './job/secrets.ts';
import { sameValue } from '../same-value.ts';
import { copyJson, isObject, own, setOwn } from './json.ts';

import type { Answers, FieldError, FieldValue } from '../model/install.ts';
import type { PreparedStep, Values } from './action-type.ts';
import type { Json, JsonObject } from './json.ts';

/** Why a text is no job protocol; `line` from 1 where it is known. */
export interface ParseFinding {
  message: string;
  path?: string;
  line?: number;
}

export type ParseProtocol = (
  text: string,
) => { ok: true; protocol: object } | { ok: false; errors: readonly ParseFinding[] };

export type DumpProtocol = (protocol: object) => string;

/** The answer that holds the edited protocol. */
const PROTOCOL = 'protocol';

type Given = Record<string, FieldValue>;

/** A step as its answers make it. */
export interface ResolvedStep {
  step: PreparedStep;
  /** The answers without the edited protocol; secrets that stood in it are among them. */
  given: Given;
  /** The edited protocol without secrets; undefined if there is none or it cannot be read. */
  protocol?: string;
  /** What is wrong with the edited protocol. */
  errors: FieldError[];
}

export type EditedAnswers =
  | { ok: true; answers: Given }
  | { ok: false; errors: { message: string; line?: number }[] };

export interface Documents {
  resolve(number: number, answers: Answers): ResolvedStep;
  document(number: number, answers: Answers): string | undefined;
  edit(number: number, given: Given, yaml: string): EditedAnswers;
}

interface Tools {
  parse: ParseProtocol;
  dump: DumpProtocol;
}

/** A text that is a protocol: its secrets are placeholders, what stood in their places is apart. */
interface ReadText {
  ok: true;
  protocol: JsonObject;
  secrets: Record<string, string>;
}

type Reading = ReadText | { ok: false; errors: { message: string; line?: number }[] };

/** `prepared` are the steps of the packages as they are. */
export function documents(prepared: readonly PreparedStep[], tools: Tools): Documents {
  // A page asks for plan, forms and document of the same text in one go.
  const last = new Map<number, { text: string; reading: Reading }>();
  const read = (number: number, text: string): Reading => {
    const known = last.get(number);
    if (known?.text === text) return known.reading;
    const reading = readText(text, tools);
    last.set(number, { text, reading });
    return reading;
  };
  const baseOf = (number: number) => prepared[number - 1];
  const resolve = (number: number, answers: Answers): ResolvedStep => {
    const base = baseOf(number);
    if (!base) throw new Error(`there is no step ${number}`);
    return resolveStep(base, answers[number] ?? {}, {
      read: (text) => read(number, text),
      dump: tools.dump,
    });
  };
  return {
    resolve,
    document(number, answers) {
      if (!baseOf(number)?.document) return undefined;
      const { step, given, errors } = resolve(number, answers);
      const text = answers[number]?.[PROTOCOL];
      // What cannot be used is shown as it was typed, so that it can be put right.
      if (errors.length > 0 && typeof text === 'string') return text;
      const { values } = readAnswers(step.form, { [number]: given });
      return tools.dump(step.document?.(values) ?? {});
    },
    edit(number, given, yaml) {
      const base = baseOf(number);
      if (!base?.withProtocol) return refuse([{ message: `Step ${number} has no job protocol.` }]);
      const reading = read(number, yaml);
      if (!reading.ok) return reading;
      const edited = base.withProtocol(reading.protocol);
      if (!edited.ok) return refuse(edited.errors.map(({ message }) => ({ message })));
      const { answers, whole } = answersFrom(base, edited.step, reading.protocol);
      const secrets = { ...secretsOf(edited.step, given), ...reading.secrets };
      const kept = Object.fromEntries(
        Object.entries(secrets).filter(([id]) => hasField(edited.step, id)),
      );
      const protocol = whole ? { [PROTOCOL]: keptText(yaml, reading, tools.dump) } : {};
      return { ok: true, answers: { ...protocol, ...answers, ...kept } };
    },
  };
}

function resolveStep(
  base: PreparedStep,
  given: Given,
  tools: { read(text: string): Reading; dump: DumpProtocol },
): ResolvedStep {
  const { [PROTOCOL]: text, ...rest } = given;
  if (!base.withProtocol || text === undefined) return { step: base, given, errors: [] };
  const error = (message: string, field = PROTOCOL) => ({ step: base.form.number, field, message });
  if (typeof text !== 'string') {
    return { step: base, given: rest, errors: [error('The job protocol must be text.')] };
  }
  if (text.trim() === '') return { step: base, given: rest, errors: [] };
  const reading = tools.read(text);
  if (!reading.ok) {
    const errors = reading.errors.map(({ message }) => error(message));
    return { step: base, given: rest, errors };
  }
  const protocol = keptText(text, reading, tools.dump);
  const edited = base.withProtocol(reading.protocol);
  if (!edited.ok) {
    const errors = edited.errors.map(({ message, field }) => error(message, field));
    return { step: base, given: rest, protocol, errors };
  }
  const { step } = edited;
  // A secret of the form counts before one of the text.
  const typed = Object.entries(reading.secrets).filter(
    ([id]) => hasField(step, id) && secretsOf(step, rest)[id] === undefined,
  );
  return { step, given: { ...rest, ...Object.fromEntries(typed) }, protocol, errors: [] };
}

/**
 * The answers that make an edited protocol; `whole` if fields alone cannot, so that the text itself is one of them.
 * What a field can say is also said by the field, so that it outlives the text, as in another version of the package.
 */
function answersFrom(
  base: PreparedStep,
  edited: PreparedStep,
  protocol: JsonObject,
): { answers: Given; whole: boolean } {
  const sayable = fitting(base, base.readDocument?.(protocol) ?? new Map());
  const whole = !sameValue(base.document?.(sayable), protocol);
  const values = whole ? (edited.readDocument?.(protocol) ?? new Map()) : sayable;
  const defaults = [...(whole ? [edited] : []), base].map(
    (step) => new Map(step.form.fields.map((field) => [field.id, field.default])),
  );
  const answers: Given = {};
  for (const [id, value] of values as Values) {
    const known = defaults.filter((each) => each.has(id));
    if (known.some((each) => !sameValue(each.get(id) as Json, value as Json))) {
      setOwn(answers as JsonObject, id, value as Json);
    }
  }
  return { answers, whole };
}

/** Values that their fields take. */
function fitting(step: PreparedStep, values: Values): Values {
  const fields = step.form.fields.filter((field) => {
    const value = values.get(field.id);
    return value !== undefined && readValue(field, value).ok;
  });
  return new Map(fields.map(({ id }) => [id, values.get(id) as FieldValue]));
}

function readText(text: string, { parse }: Tools): Reading {
  const parsed = parse(text);
  if (!parsed.ok) {
    const errors = parsed.errors.map(({ message, path, line }) => ({
      message: path ? `${path}: ${message}` : message,
      ...(line === undefined ? {} : { line }),
    }));
    return { ok: false, errors };
  }
  const protocol = copyJson(parsed.protocol);
  const secrets: Record<string, string> = {};
  for (const { key, path } of secretLeaves(protocol)) {
    const holder = path.slice(0, -1).reduce<Json | undefined>(own, protocol);
    const last = path.at(-1) as string;
    const value = own(holder, last);
    if (Array.isArray(value)) return refuse([{ message: `The secret ${key} must be text.` }]);
    const isTyped = typeof value !== 'object' && value !== '' && value !== placeholder(key);
    if (isTyped) setOwn(secrets, `secrets.${key}`, String(value));
    if (isObject(holder)) setOwn(holder, last, placeholder(key));
  }
  return { ok: true, protocol, secrets };
}

/** The text as it was typed; written anew, without its comments, where a secret stood in it. */
function keptText(text: string, reading: ReadText, dump: DumpProtocol): string {
  return Object.keys(reading.secrets).length === 0 ? text : dump(reading.protocol);
}

function secretsOf(step: PreparedStep, given: Given): Record<string, string> {
  const { number } = step.form;
  return splitAnswers([step.form], { [number]: given }).secrets[number] ?? {};
}

function hasField(step: PreparedStep, id: string): boolean {
  return step.form.fields.some((field) => field.id === id);
}

function refuse(errors: { message: string; line?: number }[]): {
  ok: false;
  errors: { message: string; line?: number }[];
} {
  return { ok: false, errors };
}
