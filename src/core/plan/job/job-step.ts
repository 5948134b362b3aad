/** What submit_job and open_job share: a step with the fields of a job protocol that can be edited as a whole. */
import { clip } from '../words.ts';
import { draftJob, editTemplate, fillJob, readJob, readJobTemplate } from './fill-job.ts';
import { jobSecrets, placeSecrets } from './secrets.ts';

import type { Field } from '../../model/install.ts';
import type { PreparedStep, StepInput, StepPlan } from '../action-type.ts';
import type { JsonObject } from '../json.ts';
import type { JobTemplate } from './fill-job.ts';
import type { JobSecret } from './secrets.ts';

/** What makes one kind of job step. */
export interface JobStep {
  label: string;
  /** Whether the secrets are asked for. */
  asksSecrets: boolean;
  texts(secrets: readonly JobSecret[]): string[];
  /** The job is filled and good; secrets are as the protocol has them. */
  plan(job: JsonObject, secrets: readonly JobSecret[]): StepPlan;
}

/** Throws `action-argument`, `action-file`, `dependency-conflict`, `protocol-invalid`. */
export function prepareJob(input: StepInput, kind: (file: string) => JobStep): PreparedStep {
  const template = readJobTemplate(input);
  return stepOf(input, kind(template.file), { template, package: template });
}

/** `package` is the template as the package has it: edits always begin there. */
function stepOf(
  input: StepInput,
  step: JobStep,
  templates: { template: JobTemplate; package: JobTemplate },
): PreparedStep {
  const { template } = templates;
  const secrets = jobSecrets(template.protocol);
  const fields = template.fields.map((each) => each.field);
  return {
    form: {
      number: input.number,
      package: input.package,
      type: input.type,
      label: clip(step.label, 256),
      fields: step.asksSecrets ? inOrder(fields, secrets) : fields,
      texts: step.texts(secrets),
      markdown: false,
      files: [],
      document: true,
    },
    plan(values) {
      const filled = fillJob(input, template, values);
      return filled.ok ? step.plan(filled.job, secrets) : filled;
    },
    withProtocol(protocol) {
      const edited = editTemplate(input, templates.package, protocol);
      if (edited.errors.length > 0) return { ok: false, errors: edited.errors };
      return { ok: true, step: stepOf(input, step, { ...templates, template: edited.template }) };
    },
    document(values) {
      const job = draftJob(template, values);
      placeSecrets(job, secrets);
      return job;
    },
    readDocument: (protocol) => readJob(template, protocol),
  };
}

/** Secrets stand with the parameters, before the resources. */
function inOrder(fields: readonly Field[], secrets: readonly JobSecret[]): Field[] {
  const later = fields.filter((field) => field.group === 'resources');
  const first = fields.filter((field) => field.group !== 'resources');
  return [...first, ...secrets.map((each) => each.field), ...later];
}
