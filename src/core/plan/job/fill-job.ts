/** The fields of a job step and the job protocol filled from their values; shared by submit_job and open_job. */
import { MarketError } from '../../errors.ts';
import { argumentError, textArgument } from '../arguments.ts';
import { sameValue } from '../../same-value.ts';
import { copyJson, fromPointer } from '../json.ts';
import { nameField, virtualClusterField } from './basics.ts';
import { addPrerequisites } from './prerequisites.ts';
import { parameterFields } from './parameters.ts';
import { resourceFields } from './resources.ts';
import { storagesField } from './storages.ts';

import type { Field, FieldError, FieldValue } from '../../model/install.ts';
import type { StepInput, Values } from '../action-type.ts';
import type { JsonObject } from '../json.ts';
import type { JobField, JobSource } from './job-field.ts';

export interface JobTemplate {
  /** The protocol file's name in the package. */
  file: string;
  protocol: JsonObject;
  fields: JobField[];
}

export type FilledJob = { ok: true; job: JsonObject } | { ok: false; errors: FieldError[] };

/** How many findings on a protocol are told in one message. */
const MAX_FINDINGS = 10;

/** The package's own. Throws `action-argument`, `action-file`, `dependency-conflict`, `protocol-invalid`. */
export function readJobTemplate(input: StepInput): JobTemplate {
  const place = { number: input.number, type: input.type };
  const file = textArgument(place, input.arguments, 'protocol');
  if (!file) throw argumentError(place, 'protocol', 'must name a job protocol of the package');
  const own = input.files.get(file)?.protocol;
  if (!own) {
    throw new MarketError(
      'action-file',
      `Step ${input.number} needs the job protocol ${file}, which the package does not have.`,
      { details: { step: input.number, file } },
    );
  }
  if (input.components.length === 0) return makeTemplate(input, file, { protocol: own });
  const protocol = addPrerequisites(own, input.components);
  assertGood(input, file, protocol);
  return makeTemplate(input, file, { protocol });
}

/** The template as the user changed it; `errors` say what the publisher fixed. */
export function editTemplate(
  input: StepInput,
  template: JobTemplate,
  protocol: JsonObject,
): { template: JobTemplate; errors: { field: string; message: string }[] } {
  const edited = makeTemplate(input, template.file, { protocol, original: template.protocol });
  const errors = template.fields
    .filter(({ field }) => field.readOnly && !keeps(edited, field.id, protocol))
    .map(({ field }) => fixedError(field));
  const isNew = ({ field }: JobField) =>
    field.readOnly && !template.fields.some((each) => each.field.id === field.id);
  const added = edited.fields.filter(isNew).map(({ field }) => fixedError(field));
  return { template: edited, errors: [...errors, ...added] };
}

/** Writes the values into a copy of the protocol and has it checked again. Commands are not touched: their tags stay. */
export function fillJob(input: StepInput, template: JobTemplate, values: Values): FilledJob {
  const job = copyJson(template.protocol);
  const errors: FieldError[] = [];
  for (const { field, write } of template.fields) {
    const message = write(job, values.get(field.id) ?? field.default);
    if (message) errors.push({ step: input.number, field: field.id, message });
  }
  if (errors.length > 0) return { ok: false, errors };
  const fields = template.fields.map((each) => each.field);
  for (const { path, message } of input.check(job)) {
    const at = path ? `${path}: ${message}` : message;
    errors.push({ step: input.number, field: fieldAt(fields, path), message: at });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, job };
}

/** As `fillJob`; a value that does not fit leaves what stands there. */
export function draftJob(template: JobTemplate, values: Values): JsonObject {
  const job = copyJson(template.protocol);
  for (const { field, write } of template.fields) write(job, values.get(field.id) ?? field.default);
  return job;
}

/** What the fields that the user may change would have to be for this job. */
export function readJob(template: JobTemplate, job: JsonObject): Values {
  const found = template.fields.flatMap(({ field, read }): [string, FieldValue][] => {
    const value = field.readOnly ? undefined : read(job);
    return value === undefined ? [] : [[field.id, value]];
  });
  return new Map(found);
}

function makeTemplate(
  input: StepInput,
  file: string,
  from: Pick<JobSource, 'protocol' | 'original'>,
): JobTemplate {
  const place = { number: input.number, type: input.type };
  const source = { ...from, place, arguments: input.arguments };
  const storages = storagesField(source, input.facts);
  return {
    file,
    protocol: from.protocol,
    fields: [
      nameField(source),
      virtualClusterField(source, input.facts),
      ...(storages ? [storages] : []),
      ...parameterFields(source),
      ...resourceFields(source),
    ],
  };
}

/** Whether the protocol has what the fixed field would write. */
function keeps(edited: JobTemplate, id: string, protocol: JsonObject): boolean {
  const found = edited.fields.find(({ field }) => field.id === id);
  if (!found?.field.readOnly) return false;
  const written = copyJson(protocol);
  return !found.write(written, found.field.default) && sameValue(written, protocol);
}

function fixedError({ id, label }: Field): { field: string; message: string } {
  return { field: id, message: `${label} is fixed by the publisher; leave ${id} as it was.` };
}

/** A protocol with components of other packages could not be checked before it had them. */
function assertGood(input: StepInput, file: string, protocol: JsonObject): void {
  const findings = input.check(protocol);
  if (findings.length === 0) return;
  const told = findings
    .slice(0, MAX_FINDINGS)
    .map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const more = findings.length - told.length;
  const words = [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  throw new MarketError(
    'protocol-invalid',
    `The job protocol ${file} with its prerequisites would not be accepted by the cluster: ${words}`,
    { details: { step: input.number, file, findings: findings.length } },
  );
}

/** The field that wrote what stands at a path such as `/taskRoles/worker/instances`; else the first. */
function fieldAt(fields: readonly Field[], path: string): string {
  const dotted = fromPointer(path)
    .filter((key) => key !== 'resourcePerInstance')
    .join('.')
    .replace(/^defaults\./, '');
  const found = fields.find(({ id }) => dotted === id || dotted.startsWith(`${id}.`));
  return found?.id ?? 'name';
}
