/** The answers of `install`: those of its file, over those of the install that goes on, with the files that they name. */
import { dirname, resolve } from 'node:path';

import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { findField, toAnswers } from './install-input.ts';

import type { Answers, Field, FieldValue, FileValue, StepForm } from '#core/model/install.ts';
import type { GivenAnswers } from './install-input.ts';
import type { CommandIo } from './command.ts';

/** Where the files are that the answers name, by their digest. */
export type AnsweredFiles = ReadonlyMap<string, string>;

export interface AnswersInput {
  /** Of the file. */
  given: GivenAnswers;
  /** Its path: files are relative to it. */
  file: string | undefined;
  /** Of the install that goes on, without secrets. */
  former: Record<string, Record<string, unknown>> | undefined;
  /** With the fields of edited protocols. */
  forms: (answers: Answers) => readonly StepForm[];
}

/** Files are read once to tell their digests; their bytes are read again when they are sent. Throws `usage`. */
export async function completeAnswers(
  { given, file, former = {}, forms }: AnswersInput,
  io: CommandIo,
): Promise<{ answers: Answers; files: AnsweredFiles }> {
  // What fields there are may depend on the protocol that the answers hold.
  const all = forms(toAnswers(given, []));
  const own = toAnswers(given, all);
  const files = new Map<string, string>();
  const read = async (path: string): Promise<FileValue> => {
    const place = resolve(file === undefined ? '.' : dirname(file), path);
    const bytes = await io.files.read(place, io.limits.externalBytes);
    const value = { name: baseName(path), size: bytes.length, sha256: await digest(bytes) };
    files.set(value.sha256, place);
    return value;
  };
  const answers: Answers = {};
  for (const step of new Set([...Object.keys(former), ...Object.keys(own)])) {
    const form = all.find((each) => String(each.number) === step);
    const before = stillAsked(former[step] ?? {}, form);
    const values = Object.entries(byId(own[step] ?? {}, form));
    const filled = await Promise.all(
      values.map(async ([name, value]) => [
        name,
        isPath(value, findField(form, name)) ? await read(value) : value,
      ]),
    );
    if (!form && own[step] === undefined) continue;
    answers[step] = { ...before, ...(Object.fromEntries(filled) as Record<string, FieldValue>) };
  }
  return { answers, files };
}

/** Reads a file that the answers named, for sending. Throws `usage`; that it is still the same is checked where it is sent. */
export async function readAnsweredFile(
  { file, sha256 }: { file: string; sha256: string },
  files: AnsweredFiles,
  io: CommandIo,
): Promise<Uint8Array> {
  const place = files.get(sha256);
  if (place !== undefined) return io.files.read(place, io.limits.externalBytes);
  throw new MarketError(
    'usage',
    `The file ${file} (SHA-256 ${sha256}) was given when the install began. Name it in the answers again: files are not kept.`,
    { details: { file, sha256 } },
  );
}

/** A name that means one field becomes its id, so that a former answer to it gives way; others stay for the planner to judge. */
function byId(values: Record<string, FieldValue>, form: StepForm | undefined) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const named = form?.fields.filter(({ id, label }) => id === name || label === name) ?? [];
      const [only] = named;
      const id = only && named.length === 1 && !Object.hasOwn(values, only.id) ? only.id : name;
      return [id, value];
    }),
  );
}

/** Former answers to fields that are not there any more are nobody's mistake. */
function stillAsked(
  former: Record<string, unknown>,
  form: StepForm | undefined,
): Record<string, FieldValue> {
  const isAsked = (name: string) =>
    (name === 'protocol' && form?.document === true) ||
    form?.fields.some(({ id, readOnly }) => id === name && !readOnly) === true;
  return Object.fromEntries(Object.entries(former).filter(([name]) => isAsked(name))) as Record<
    string,
    FieldValue
  >;
}

function isPath(value: FieldValue, field: Field | undefined): value is string {
  return field?.kind === 'file' && typeof value === 'string' && value !== '';
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
