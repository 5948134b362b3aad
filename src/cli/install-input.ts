/** What `install` is told by its words and files: the package, the market's id, the token, the answers. */
import { MarketError } from '#core/errors.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText } from '#core/read/index.ts';

import type { Answers, Field, FieldValue, StepForm } from '#core/model/install.ts';
import type { PackageRef } from '#core/model/market.ts';
import type { CommandIo } from './command.ts';

const TOKEN_BYTES = 64 * 1024;

/** `PACKAGE[@VERSION]`. Throws `usage`. */
export function readPackageRef(text: string, market: string): PackageRef {
  const at = text.lastIndexOf('@');
  const name = at < 0 ? text : text.slice(0, at);
  const version = at < 0 ? undefined : text.slice(at + 1);
  if (name === '' || version === '') throw usage(`"${text}" is not PACKAGE or PACKAGE@VERSION.`);
  return { market, name, ...(version === undefined ? {} : { version }) };
}

/** The token's file holds the token alone; it is never printed. Throws `usage`. */
export async function readToken(file: string, io: CommandIo): Promise<string> {
  const token = new TextDecoder().decode(await io.files.read(file, TOKEN_BYTES)).trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw usage(`${file} does not hold a token: one word, nothing else, is expected.`);
}

/** Step number → field → value as an answers file has them. */
export type GivenAnswers = Record<string, Record<string, unknown> | null>;

/** Step number → field → value as the file has them; without a file none. Throws `source-invalid`, `usage`. */
export async function readAnswersFile(
  file: string | undefined,
  io: CommandIo,
): Promise<GivenAnswers> {
  if (file === undefined) return {};
  const value = (await readYaml(file, io)) ?? {};
  if (isRecord(value) && Object.values(value).every((step) => step === null || isRecord(step))) {
    return value as GivenAnswers;
  }
  throw usage(`${file} must hold answers as step number → field → value.`);
}

async function readYaml(file: string, io: CommandIo): Promise<unknown> {
  const bytes = await io.files.read(file, io.limits.specBytes);
  try {
    return parseYaml(decodeText(withoutMark(bytes), file), io.limits);
  } catch (thrown) {
    if (!(thrown instanceof MarketError)) throw thrown;
    throw usage(`${file} is neither YAML nor JSON that can be used. ${thrown.message}`);
  }
}

/** Editors on Windows begin text with a byte order mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

/** Values in the fields' own types: a structure for a field that takes JSON becomes its text, null is no answer. */
export function toAnswers(given: GivenAnswers, forms: readonly StepForm[]): Answers {
  return Object.fromEntries(
    Object.entries(given).map(([step, values]) => {
      const form = forms.find((each) => String(each.number) === step);
      const answers = Object.entries(values ?? {})
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, toValue(value, findField(form, name))]);
      return [step, Object.fromEntries(answers)];
    }),
  );
}

/** Answers for fields that the publisher fixed, which therefore do nothing. */
export function ignoredAnswers(answers: Answers, forms: readonly StepForm[]): string[] {
  return forms.flatMap((form) =>
    Object.entries(answers[form.number] ?? {}).flatMap(([name, value]) => {
      const field = findField(form, name);
      const same = JSON.stringify(field?.default) === JSON.stringify(value);
      return field?.readOnly && !same ? [`step ${form.number}, ${field.label}`] : [];
    }),
  );
}

function toValue(value: unknown, field: Field | undefined): FieldValue {
  const isJson = typeof value === 'object' && field?.kind !== 'choices' && field?.kind !== 'file';
  return (isJson ? JSON.stringify(value, null, 2) : value) as FieldValue;
}

export function findField(form: StepForm | undefined, name: string): Field | undefined {
  return (
    form?.fields.find((field) => field.id === name) ??
    form?.fields.find((field) => field.label === name)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function usage(sentence: string): MarketError {
  return new MarketError('usage', sentence);
}
