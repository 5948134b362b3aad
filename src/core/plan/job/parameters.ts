/** One field for each parameter of the protocol; the kind follows from the value that it starts with. */
import { isModifiable, objectArgument } from '../arguments.ts';
import { isObject, jsonProblem, own, ownObject, setOwn } from '../json.ts';
import { startOf } from './start.ts';

import type { Field, FieldValue } from '../../model/install.ts';
import type { Json, JsonObject } from '../json.ts';
import type { JobField, JobSource } from './job-field.ts';

/** A parameter stands in `parameters`, which stands in the protocol. */
const PARAMETER_DEPTH = 2;

export function parameterFields(source: JobSource): JobField[] {
  const argument = source.arguments.get('parameters');
  const given = objectArgument(source.place, source.arguments, 'parameters');
  const fixed = !isModifiable(argument);
  const added = source.original && !fixed ? [] : Object.keys(given ?? {});
  const keys = new Set([...Object.keys(parametersOf(source.protocol)), ...added]);
  return [...keys].map((key) => {
    // An argument without an object speaks of all parameters, else only of those that it names.
    const readOnly = fixed && (given === undefined || Object.hasOwn(given, key));
    const read = (protocol: JsonObject) => own(parametersOf(protocol), key);
    const start = startOf(source, { given: own(given, key), readOnly, read }) ?? null;
    return parameterField(key, start, readOnly);
  });
}

function parametersOf(protocol: JsonObject): JsonObject {
  const found = own(protocol, 'parameters');
  return isObject(found) ? found : {};
}

function parameterField(key: string, start: Json, readOnly: boolean): JobField {
  return {
    field: {
      id: `parameters.${key}`,
      label: key,
      group: 'parameters',
      readOnly,
      ...shapeOf(start),
    },
    write(job, value) {
      const read = readParameter(start, value);
      if ('problem' in read) return read.problem;
      setOwn(ownObject(job, 'parameters'), key, read.value);
      return undefined;
    },
    read: (job) => asFieldValue(start, own(parametersOf(job), key)),
  };
}

/** Only what `readParameter` turns into the same value again. */
function asFieldValue(start: Json, value: Json | undefined): FieldValue | undefined {
  if (start === null) {
    if (value === null) return '';
    return typeof value === 'string' && value !== '' && !value.includes('\n') ? value : undefined;
  }
  if (value === undefined || value === null) return undefined;
  if (typeof start === 'object') {
    return typeof value === 'object' ? JSON.stringify(value, null, 2) : undefined;
  }
  if (typeof value === 'object' || typeof value !== typeof start) return undefined;
  // One line cannot say several.
  const isLine = typeof start === 'string' && !start.includes('\n');
  return isLine && String(value).includes('\n') ? undefined : value;
}

function shapeOf(start: Json): Pick<Field, 'kind' | 'default' | 'required' | 'help'> {
  if (typeof start === 'number') return { kind: 'number', default: start, required: true };
  if (typeof start === 'boolean') return { kind: 'boolean', default: start, required: true };
  if (start === null) return { kind: 'text', default: '', required: false };
  if (typeof start === 'string') {
    return { kind: start.includes('\n') ? 'multiline' : 'text', default: start, required: false };
  }
  const text = JSON.stringify(start, null, 2);
  return { kind: 'json', default: text, required: true, help: 'A value written as JSON.' };
}

/** What a parameter without a value starts with stays without one until something is typed. */
function readParameter(start: Json, value: FieldValue): { value: Json } | { problem: string } {
  if (start === null) return { value: value === '' ? null : (value as Json) };
  if (typeof start !== 'object') return { value: value as Json };
  try {
    const parsed = JSON.parse(String(value)) as Json;
    const problem = jsonProblem(parsed, PARAMETER_DEPTH);
    return problem ? { problem: `This JSON ${problem}.` } : { value: parsed };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `This is no JSON: ${reason}` };
  }
}
