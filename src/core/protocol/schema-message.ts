/** Says what a schema error of the protocol means, in words. */
import { pointer } from './finding.ts';

import type { ValidationError } from './generated/job.js';

type Parameters = Record<string, unknown>;

/** Words by schema keyword; each sentence is about the value at the path. */
const MESSAGES: Readonly<Record<string, (parameters: Parameters) => string>> = {
  required: ({ missingProperty }) => `The key "${missingProperty}" is missing.`,
  additionalProperties: () => 'This key is not known here.',
  type: ({ type }) => `This must be ${[type].flat().map(withArticle).join(' or ')}.`,
  enum: ({ allowedValues }) => `This must be ${listValues(allowedValues)}.`,
  pattern: ({ pattern }) => `This must match ${pattern}.`,
  maxLength: ({ limit }) => `This may have at most ${limit} characters.`,
  minimum: ({ limit }) => `This must be at least ${limit}.`,
  minItems: ({ limit }) => `This needs at least ${limit} entry.`,
  minProperties: ({ limit }) => `This needs at least ${limit} key.`,
  discriminator: ({ tagValue }) =>
    tagValue === undefined
      ? 'The key "type" is missing.'
      : 'The type must be one of dockerimage, script, output, data.',
};

/** The path of a key that is not known ends in that key. */
export function toMessage(error: ValidationError): { path: string; message: string } {
  const { keyword, instancePath, params } = error;
  const key = params['additionalProperty'];
  const path = typeof key === 'string' ? instancePath + pointer(key) : instancePath;
  const toText = Object.hasOwn(MESSAGES, keyword) ? MESSAGES[keyword] : undefined;
  return { path, message: toText?.(params) ?? `This ${error.message ?? 'is not valid'}.` };
}

function withArticle(type: unknown): string {
  if (type === 'null') return 'null';
  return /^[aeiou]/.test(String(type)) ? `an ${type}` : `a ${type}`;
}

function listValues(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(' or ') : '';
}
