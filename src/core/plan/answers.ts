/** Turns answers, by field id or label, into checked values by field id; what is fixed never comes from an answer. */
import { readValue } from './field-value.ts';

import type {
  Answers,
  Field,
  FieldError,
  FieldValue,
  Secrets,
  StepForm,
} from '../model/install.ts';
import type { Values } from './action-type.ts';

/** The values of one step and what is wrong with the answers; a wrong answer has no value. */
export function readAnswers(
  form: StepForm,
  answers: Answers,
): { values: Values; errors: FieldError[] } {
  const values = new Map<string, FieldValue>();
  const errors: FieldError[] = [];
  const given = matchAnswers(form, answers[form.number] ?? {}, errors);
  for (const field of form.fields) {
    // Security I04: a fixed value is the verified spec's, whatever the form or the answers say.
    const answer = field.readOnly ? field.default : (given.get(field.id) ?? field.default);
    const read = readValue(field, answer);
    if (read.ok) values.set(field.id, read.value);
    else errors.push({ step: form.number, field: field.id, message: read.message });
  }
  return { values, errors };
}

/** Steps that the answers name and the package does not have. */
export function strayAnswers(forms: readonly StepForm[], answers: Answers): FieldError[] {
  return Object.keys(answers)
    .filter((key) => !forms.some((form) => String(form.number) === key))
    .map((key) => ({
      step: Number(key) || 0,
      field: '',
      message: `The answers name step "${key}"; the package has ${forms.length} step(s), counted from 1.`,
    }));
}

/**
 * Secrets apart from all else, both by field id. Answers that name no field are left out,
 * so that a secret under a mistyped name is not kept either.
 */
export function splitAnswers(
  forms: readonly StepForm[],
  answers: Answers,
): { answers: Answers; secrets: Secrets } {
  const rest: Answers = {};
  const secrets: Secrets = {};
  for (const form of forms) {
    const given = matchAnswers(form, answers[form.number] ?? {}, []);
    for (const field of form.fields) {
      const value = given.get(field.id);
      if (value === undefined) continue;
      if (field.kind === 'secret') {
        if (typeof value === 'string') (secrets[form.number] ??= {})[field.id] = value;
      } else if (!field.readOnly) {
        (rest[form.number] ??= {})[field.id] = value;
      }
    }
  }
  return { answers: rest, secrets };
}

function matchAnswers(
  form: StepForm,
  answers: Record<string, FieldValue>,
  errors: FieldError[],
): Map<string, FieldValue> {
  const given = new Map<string, FieldValue>();
  const refuse = (field: string, message: string) =>
    errors.push({ step: form.number, field, message });
  for (const [name, value] of Object.entries(answers)) {
    const fields = findFields(form.fields, name);
    const [field] = fields;
    if (!field) refuse(name, `This step has no field "${name}".`);
    else if (fields.length > 1) {
      const ids = fields.map((each) => each.id).join(', ');
      refuse(name, `"${name}" may mean several fields; name one of ${ids}.`);
    } else if (given.has(field.id)) refuse(field.id, `"${field.label}" is answered twice.`);
    else given.set(field.id, value);
  }
  return given;
}

function findFields(fields: readonly Field[], name: string): Field[] {
  const byId = fields.filter((field) => field.id === name);
  return byId.length > 0 ? byId : fields.filter((field) => field.label === name);
}
