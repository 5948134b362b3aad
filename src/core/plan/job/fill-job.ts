/** The fields of a job step and the job protocol filled from their values; shared by submit_job and open_job. */
import { argumentError, textArgument } from '../arguments.ts';
import { copyJson, fromPointer } from '../json.ts';
import { nameField, virtualClusterField } from './basics.ts';
import { parameterFields } from './parameters.ts';
import { resourceFields } from './resources.ts';
import { storagesField } from './storages.ts';

import type { Field, FieldError } from '../../model/install.ts';
import type { StepInput, Values } from '../action-type.ts';
import type { JsonObject } from '../json.ts';
import type { JobField } from './job-field.ts';

/** Arguments of the actions that fill a job. */
export const JOB_ARGUMENTS = [
  'protocol',
  'name',
  'virtualCluster',
  'parameters',
  'storages',
  'taskRoles',
] as const;

export interface JobTemplate {
  /** The protocol file's name in the package. */
  file: string;
  protocol: JsonObject;
  fields: JobField[];
}

export type FilledJob = { ok: true; job: JsonObject } | { ok: false; errors: FieldError[] };

/** Throws `action-argument`. */
export function readJobTemplate(input: StepInput): JobTemplate {
  const { protocol } = input;
  const place = { number: input.number, type: input.type };
  const file = textArgument(place, input.arguments, 'protocol');
  if (!file || !protocol) {
    throw argumentError(
      place,
      'protocol',
      'must name a job protocol among the files of the package',
    );
  }
  const source = { place, arguments: input.arguments, protocol };
  const storages = storagesField(source, input.facts);
  return {
    file,
    protocol,
    fields: [
      nameField(source),
      virtualClusterField(source, input.facts),
      ...(storages ? [storages] : []),
      ...parameterFields(source),
      ...resourceFields(source),
    ],
  };
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

/** The field that wrote what stands at a path such as `/taskRoles/worker/instances`; else the first. */
function fieldAt(fields: readonly Field[], path: string): string {
  const dotted = fromPointer(path)
    .filter((key) => key !== 'resourcePerInstance')
    .join('.')
    .replace(/^defaults\./, '');
  const found = fields.find(({ id }) => dotted === id || dotted.startsWith(`${id}.`));
  return found?.id ?? 'name';
}
