/** Validator errors in words: which field, and what is wrong with it. */
import type { ValidationError } from './generated/package-row.js';

/** `markets[0].id` and "must be text". */
export interface FieldProblem {
  /** Empty for the document itself. */
  field: string;
  problem: string;
}

/** All problems that a validator left behind, in its order. */
export function explainErrors(errors: ValidationError[] | null | undefined): FieldProblem[] {
  return (errors ?? []).map((error) => explain(error));
}

/** The first problem as the end of a sentence: `label must be text`. */
export function firstProblem(errors: ValidationError[] | null | undefined): string {
  const [first] = explainErrors(errors);
  if (!first) return 'it is not as the format asks';
  return `${first.field || 'the document'} ${first.problem}`;
}

function explain(error: ValidationError): FieldProblem {
  const field = toField(error.instancePath);
  const { params } = error;
  if (error.keyword === 'required') {
    return { field: join(field, String(params['missingProperty'])), problem: 'is missing' };
  }
  if (error.keyword === 'additionalProperties') {
    const key = clip(String(params['additionalProperty']));
    return { field: join(field, key), problem: 'is not a known key' };
  }
  return { field, problem: WORDS[error.keyword]?.(params) ?? error.message ?? 'is not valid' };
}

type Words = (params: Record<string, unknown>) => string;

const TYPES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** What the patterns that administrators and publishers meet ask for. */
const FORMS: Record<string, string> = {
  '^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$':
    'must be a full fingerprint: 40 or 64 hexadecimal digits, without spaces',
  '^[a-z0-9-]{1,64}$': 'must be 1 to 64 lower-case letters, digits and "-"',
};

const WORDS: Record<string, Words> = {
  type: ({ type }) => `must be ${TYPES[String(type)] ?? String(type)}`,
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as unknown[]).join(', ')}`,
  const: ({ allowedValue }) => `must be ${String(allowedValue)}`,
  pattern: ({ pattern }) => FORMS[String(pattern)] ?? 'does not have the form that the format asks',
  minLength: ({ limit }) =>
    limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} characters`,
  maxLength: ({ limit }) => `must have at most ${String(limit)} characters`,
  minItems: ({ limit }) => `must have at least ${String(limit)} items`,
  maxItems: ({ limit }) => `must have at most ${String(limit)} items`,
  maxProperties: ({ limit }) => `must have at most ${String(limit)} keys`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
};

/** `/markets/0/id` to `markets[0].id`. */
function toField(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((field, part) => join(field, clip(part)), '');
}

function join(field: string, part: string): string {
  if (/^\d+$/.test(part)) return `${field}[${part}]`;
  return field === '' ? part : `${field}.${part}`;
}

function clip(text: string): string {
  return text.length > 64 ? `${text.slice(0, 64)}…` : text;
}
