/** Checks one answer against the kind, the options and the bounds of its field. */
import { DEFAULT_LIMITS } from '../limits.ts';
import { jsonProblem } from './json.ts';

import type { Field, FieldValue, FileValue } from '../model/install.ts';

type Reading = { ok: true; value: FieldValue } | { ok: false; message: string };

/** A number as a form's text may hold it; nothing that `Number` alone would let through, such as "" or "0x10". */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The value in the field's type, or in words why not. Numbers may come as text, as forms give them. */
export function readValue(field: Field, answer: unknown): Reading {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return readNumber(field, answer);
    case 'boolean':
      return typeof answer === 'boolean'
        ? { ok: true, value: answer }
        : no('Answer true or false.');
    case 'choices':
      return readChoices(field, answer);
    case 'choice':
      return readChoice(field, answer);
    case 'text':
    case 'multiline':
    case 'secret':
      return readText(field, answer);
    case 'json':
      return readJson(field, answer);
    case 'file':
      return readFile(field, answer);
  }
}

function readText(field: Field, answer: unknown): Reading {
  if (typeof answer !== 'string') return no(`${field.label} must be text.`);
  if (field.required && answer === '') return no(`${field.label} is required.`);
  return { ok: true, value: answer };
}

/** The text stays as it was typed; who plans with it parses it. */
function readJson(field: Field, answer: unknown): Reading {
  const text = readText(field, answer);
  if (!text.ok || answer === '') return text;
  try {
    const problem = jsonProblem(JSON.parse(answer as string), 0);
    return problem ? no(`${field.label}: this JSON ${problem}.`) : text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return no(`${field.label} is no JSON: ${reason.replace(/\.$/, '')}.`);
  }
}

const SHA256 = /^[0-9a-f]{64}$/;
/** No folders, and nothing that cannot be seen. */
const FILE_NAME = /^[^/\\\p{C}]{1,255}$/u;

/** What is known of a file that the user gave; its bytes are found by the digest and checked again before they are sent. */
function readFile(field: Field, answer: unknown): Reading {
  if (answer === '' || answer === undefined) {
    return field.required ? no(`${field.label} needs a file.`) : { ok: true, value: '' };
  }
  if (!isFile(answer)) return no(`${field.label} must be a file.`);
  const { name, size, sha256 } = answer;
  if (!FILE_NAME.test(name)) return no(`${field.label}: the file's name cannot be used.`);
  if (field.accept !== undefined && !accepts(field.accept, name)) {
    return no(`${field.label}: ${name} is no ${field.accept} file.`);
  }
  if (size > DEFAULT_LIMITS.externalBytes) {
    return no(`${field.label}: ${name} is larger than ${DEFAULT_LIMITS.externalBytes} bytes.`);
  }
  return { ok: true, value: { name, size, sha256 } };
}

function isFile(answer: unknown): answer is FileValue {
  if (typeof answer !== 'object' || answer === null) return false;
  const { name, size, sha256 } = answer as Partial<Record<keyof FileValue, unknown>>;
  if (typeof name !== 'string' || typeof sha256 !== 'string') return false;
  return Number.isSafeInteger(size) && (size as number) >= 0 && SHA256.test(sha256);
}

/** Endings as the `accept` attribute of HTML lists them. */
function accepts(endings: string, name: string): boolean {
  return endings.split(',').some((each) => name.toLowerCase().endsWith(each.trim().toLowerCase()));
}

function readNumber(field: Field, answer: unknown): Reading {
  const text = typeof answer === 'string' ? answer.trim() : undefined;
  if (text === '') return no(`${field.label} is required.`);
  const value = text === undefined ? answer : DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return no(`${field.label} must be a number.`);
  }
  if (field.kind === 'integer' && !Number.isSafeInteger(value)) {
    return no(`${field.label} must be a whole number.`);
  }
  if (field.min !== undefined && value < field.min) {
    return no(`${field.label} must be at least ${field.min}.`);
  }
  if (field.max !== undefined && value > field.max) {
    return no(`${field.label} must be at most ${field.max}.`);
  }
  return { ok: true, value };
}

function readChoice(field: Field, answer: unknown): Reading {
  if (typeof answer !== 'string') return no(`${field.label} must be text.`);
  const options = field.options ?? [];
  if (options.length === 0) return no(`There is no ${field.label.toLowerCase()} that you may use.`);
  if (answer === '') return no(`${field.label} is required.`);
  if (!options.some((option) => option.value === answer)) return no(notOffered(field, answer));
  return { ok: true, value: answer };
}

function readChoices(field: Field, answer: unknown): Reading {
  if (!Array.isArray(answer) || !answer.every((item) => typeof item === 'string')) {
    return no(`${field.label} must be a list of names.`);
  }
  const names = [...new Set(answer as string[])];
  const missing = names.find((name) => !field.options?.some((option) => option.value === name));
  if (missing !== undefined) return no(notOffered(field, missing));
  return { ok: true, value: names };
}

function notOffered(field: Field, answer: string): string {
  const offered = (field.options ?? []).map((option) => option.value).join(', ');
  return `${field.label}: "${answer}" is not among those that you may use here (${offered || 'none'}).`;
}

function no(message: string): Reading {
  return { ok: false, message };
}
