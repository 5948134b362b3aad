/** What a stream may be told: time to live, format with its schema, notification threshold and description. */
import { argumentError, givenValue } from '../arguments.ts';
import { copyJson, isObject, jsonProblem, own } from '../json.ts';
import { integerField, jsonField, textField } from './fields.ts';
import { configArgument } from './files.ts';
import { comparison } from './requests.ts';

import type { Comparison } from '../../model/generated.ts';
import type { FieldError } from '../../model/install.ts';
import type { Values } from '../action-type.ts';
import type { Json, JsonObject } from '../json.ts';
import type { CdapStep } from './cdap-step.ts';
import type { ArgumentField, Taken } from './fields.ts';

const THRESHOLD = 'notification.threshold.mb';
/** As they go over the wire, in this order. */
const KEYS = ['ttl', 'format', THRESHOLD, 'description'] as const;

export interface StreamProperties {
  fields: ArgumentField<Json>[];
  /** Those that are given, as CDAP takes them; the schema stands in the format. Errors go to `errors`. */
  read(values: Values, errors: FieldError[]): JsonObject;
}

/** Throws `action-argument`, `action-file`. */
export function streamProperties(step: CdapStep): StreamProperties {
  const base = baseProperties(step);
  const fields = {
    description: textField(step, {
      argument: 'description',
      required: false,
      help: 'What the stream is for.',
      check: () => undefined,
    }),
    format: jsonField(step, {
      argument: 'format',
      required: false,
      help: 'Such as {"name": "csv"}: avro, csv, tsv, text, clf, grok or syslog.',
      take: takeFormat,
    }),
    schema: jsonField(step, {
      argument: 'schema',
      required: false,
      help: 'Schema of an event, as a record.',
      take: takeSchema,
    }),
    ttl: integerField(step, { argument: 'ttl', min: 0, help: 'Seconds that an event is kept.' }),
    [THRESHOLD]: integerField(step, {
      argument: THRESHOLD,
      min: 1,
      help: 'Megabytes after which a notification is sent.',
    }),
  };
  return {
    fields: Object.values(fields),
    read(values, errors) {
      const given: Record<string, Json | undefined> = {
        ...base,
        ...present('description', fields.description.read(values, errors)),
        ...present('format', fields.format.read(values, errors)),
        ...present('ttl', fields.ttl.read(values, errors)),
        ...present(THRESHOLD, fields[THRESHOLD].read(values, errors)),
      };
      const schema = fields.schema.read(values, errors);
      if (schema !== undefined) addSchema(step, given, schema, errors);
      return Object.fromEntries(KEYS.flatMap((key) => entry(key, given[key])));
    },
  };
}

/** What to compare with the properties that a stream has; of a format, only what is given: CDAP fills in the rest. */
export function streamComparisons(properties: JsonObject): Comparison[] {
  return Object.entries(properties).flatMap(([key, value]) => {
    if (key !== 'format') return comparison(`/${key}`, value, words(key));
    return ['name', 'schema', 'settings'].flatMap((part) => {
      const found = own(value, part);
      return found === undefined
        ? []
        : comparison(
            `/format/${part}`,
            found,
            part === 'name' ? 'the format' : `the ${part} of the format`,
          );
    });
  });
}

function words(key: string): string {
  if (key === 'ttl') return 'the time to live';
  return key === THRESHOLD ? 'the notification threshold' : `the ${key}`;
}

/** The argument `properties`: an object, or the file that holds one. */
function baseProperties(step: CdapStep): JsonObject {
  const value = givenValue(step.input.arguments.get('properties'));
  const given = typeof value === 'string' ? configArgument(step, 'properties')?.json : value;
  if (given === undefined) return {};
  if (!isObject(given))
    throw argumentError(step.place, 'properties', 'must be an object or a file');
  const found = copyJson(given);
  const format = own(found, 'format');
  const taken = format === undefined ? undefined : takeFormat(format);
  if (taken?.ok === false)
    throw argumentError(step.place, 'properties', `has a format that ${taken.reason}`);
  for (const key of ['ttl', THRESHOLD]) {
    const number = own(found, key);
    if (
      number !== undefined &&
      !(typeof number === 'number' && Number.isSafeInteger(number) && number >= 0)
    ) {
      throw argumentError(step.place, 'properties', `has a ${key} that is no whole number`);
    }
  }
  return { ...found, ...(taken?.ok ? { format: taken.value } : {}) };
}

function takeFormat(value: Json): Taken<JsonObject> {
  const format = typeof value === 'string' ? { name: value } : value;
  const name = own(format, 'name');
  if (!isObject(format) || typeof name !== 'string' || !/^[A-Za-z0-9_.-]{1,64}$/.test(name)) {
    return { ok: false, reason: 'must have a name, such as {"name": "csv"}' };
  }
  return { ok: true, value: format };
}

/** Packages give it as an object or as JSON text. */
function takeSchema(value: Json): Taken<Json> {
  const parsed = typeof value === 'string' ? parse(value) : value;
  if (isObject(parsed) && jsonProblem(parsed, 0) === undefined) return { ok: true, value: parsed };
  return { ok: false, reason: 'must be a schema as JSON, such as {"type": "record", …}' };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // No JSON is no schema, which the caller says with the argument's name.
    return undefined;
  }
}

/** On the wire the schema stands in the format. */
function addSchema(
  step: CdapStep,
  given: Record<string, Json | undefined>,
  schema: Json,
  errors: FieldError[],
): void {
  if (isObject(given['format'])) {
    given['format'] = { ...given['format'], schema };
    return;
  }
  const message = 'A schema needs a format with a name.';
  errors.push({ step: step.place.number, field: 'arguments.schema', message });
}

function present(key: string, value: Json | undefined): Record<string, Json> {
  return value === undefined ? {} : { [key]: value };
}

function entry(key: string, value: Json | undefined): [string, Json][] {
  return value === undefined ? [] : [[key, value]];
}
