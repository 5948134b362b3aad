/** Planned requests to CDAP, with their numbers and what their statuses mean. */
import { sha256 } from '../../digest.ts';
import { clip } from '../words.ts';

import type {
  BytesBody,
  Comparison,
  PlannedAnswer,
  PlannedRequest,
  TextBody,
  WhenPresent,
} from '../../model/generated.ts';
import type { StepInput } from '../action-type.ts';
import type { Json } from '../json.ts';
import type { CdapStep } from './cdap-step.ts';

type Common = Pick<PlannedRequest, 'purpose' | 'url'> & Partial<Pick<PlannedRequest, 'entity'>>;

interface Probe extends Common {
  /** Numbers of the writes in the step that it decides about. */
  decides: readonly number[];
  present: WhenPresent;
  /** 200 means present and 404 absent where nothing else is said. */
  answers?: readonly PlannedAnswer[];
}

interface Write extends Common {
  method: 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: TextBody | BytesBody;
  /** Beside 200. */
  answers?: readonly PlannedAnswer[];
  repeat: 'safe' | 'once';
}

const DONE: PlannedAnswer = { status: 200, means: 'done' };
const ABSENT: PlannedAnswer = { status: 404, means: 'absent' };
export const PRESENT_409: PlannedAnswer = { status: 409, means: 'present' };

/** `number` counts the requests of the step from 1. */
export function probe(step: CdapStep, number: number, options: Probe): PlannedRequest {
  const { decides, present, answers, ...common } = options;
  return {
    ...start(step, `${number}`, common),
    kind: 'probe',
    method: 'GET',
    answers: [...(answers ?? [{ status: 200, means: 'present' }, ABSENT])],
    decides: decides.map((each) => `${step.input.number}.${each}`),
    present,
  };
}

export function write(step: CdapStep, number: number, options: Write): PlannedRequest {
  const { method, headers, body, answers, repeat, ...common } = options;
  return {
    ...start(step, `${number}`, common),
    kind: 'write',
    method,
    headers: headers ?? {},
    ...(body ? { body } : {}),
    answers: [DONE, ...(answers ?? [])],
    repeat,
  };
}

/** Deletes what write `number` made. */
export function undo(step: CdapStep, number: number, common: Common): PlannedRequest {
  return {
    ...start(step, `${number}u`, common),
    kind: 'undo',
    method: 'DELETE',
    answers: [DONE, ABSENT],
    undoes: `${step.input.number}.${number}`,
  };
}

function start(step: CdapStep, number: string, common: Common) {
  const { purpose, ...rest } = common;
  return {
    id: `${step.input.number}.${number}`,
    purpose: clip(purpose, 256),
    target: 'cdap' as const,
    headers: {},
    ...rest,
  };
}

/** `words` names what is compared. */
export function comparison(pointer: string, value: Json, words: string): Comparison {
  // The schema lets any JSON stand there, which its generated type does not say.
  return { pointer, value: value as unknown as Comparison['value'], words };
}

/** A body of exactly this text. */
export function textBody(text: string): TextBody {
  const bytes = new TextEncoder().encode(text);
  return { kind: 'text', text, sha256: sha256(bytes), size: bytes.length, secrets: [] };
}

/** A file of the step's package, sent as it is. */
export function packageBody(
  input: StepInput,
  file: { name: string; sha256: string; size: number },
): BytesBody {
  const { name, version } = input.package;
  const source = { from: 'package' as const, package: `${name}@${version}`, file: file.name };
  return { kind: 'bytes', source, sha256: file.sha256, size: file.size };
}

/** JSON for a header: nothing beyond ASCII, the rest as \u escapes. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
