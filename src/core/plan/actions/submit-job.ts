/** submit_job: fills a job protocol of the package, submits it, and tags the job with the package. */
import { planBody } from '../body.ts';
import { jobAddress } from '../job/address.ts';
import { fillJob, JOB_ARGUMENTS, readJobTemplate } from '../job/fill-job.ts';
import { jobSecrets, placeSecrets } from '../job/secrets.ts';
import { clip, count, jobSize, storagesOf } from '../job/words.ts';

import type { PlannedRequest, PlanStep } from '../../model/generated.ts';
import type { ActionType, PreparedStep, Refusal, StepInput } from '../action-type.ts';
import type { JobSecret } from '../job/secrets.ts';
import type { JsonObject } from '../json.ts';

export const submitJob: ActionType = {
  type: 'submit_job',
  arguments: JOB_ARGUMENTS,
  protocolArgument: 'protocol',
  prepare,
  refusal,
};

function prepare(input: StepInput): PreparedStep {
  const template = readJobTemplate(input);
  const secrets = jobSecrets(template.protocol);
  const label = input.label ?? `Submit the job of ${template.file}`;
  return {
    form: {
      number: input.number,
      type: input.type,
      label: clip(label, 256),
      fields: inOrder(
        template.fields.map((each) => each.field),
        secrets,
      ),
      texts: [],
      markdown: false,
    },
    plan(values) {
      const filled = fillJob(input, template, values);
      if (!filled.ok) return filled;
      return { ok: true, step: planStep(input, label, filled.job, secrets) };
    },
  };
}

/** Secrets stand with the parameters, before the resources. */
function inOrder<Each extends { group: string }>(
  fields: Each[],
  secrets: readonly JobSecret[],
): (Each | JobSecret['field'])[] {
  const later = fields.filter((field) => field.group === 'resources');
  const first = fields.filter((field) => field.group !== 'resources');
  return [...first, ...secrets.map((each) => each.field), ...later];
}

function planStep(
  input: StepInput,
  label: string,
  job: JsonObject,
  secrets: readonly JobSecret[],
): PlanStep {
  const name = String(job['name']);
  const { base, user } = input.facts;
  const url = jobAddress(base, { user, name });
  const common = { target: 'openpai' as const };
  const requests: PlannedRequest[] = [
    {
      ...common,
      id: `${input.number}.1`,
      kind: 'probe',
      purpose: 'Look whether a job of this name exists; it must not',
      method: 'GET',
      url,
      headers: {},
      expect: [404],
    },
    {
      ...common,
      id: `${input.number}.2`,
      kind: 'write',
      purpose: 'Submit the job',
      method: 'POST',
      url: `${base}api/v2/jobs`,
      headers: { 'Content-Type': 'text/yaml' },
      body: planBody(job, placeSecrets(job, secrets)),
      expect: [202],
    },
    {
      ...common,
      id: `${input.number}.3`,
      kind: 'write',
      purpose: 'Tag the job with the package that it came from',
      method: 'PUT',
      url: `${url}/tag`,
      headers: { 'Content-Type': 'application/json' },
      body: planBody({ value: input.tag }),
      expect: [200],
    },
  ];
  return {
    number: input.number,
    type: input.type,
    label: clip(label, 256),
    summary: clip(sentence(job, secrets), 1024),
    requests,
    job: { user, name },
  };
}

function sentence(job: JsonObject, secrets: readonly JobSecret[]): string {
  const storages = storagesOf(job);
  const parts = [`Submits job ${String(job['name'])}: ${jobSize(job)}`];
  if (storages.length > 0) parts.push(`mounts ${storages.join(', ')}`);
  if (secrets.length > 0) {
    parts.push(
      `sends ${count(secrets.length, 'secret')}: ${secrets.map(({ key }) => key).join(', ')}`,
    );
  }
  return `${parts.join('; ')}.`;
}

function refusal(step: PlanStep, request: PlannedRequest, status: number): Refusal | undefined {
  const name = step.job?.name ?? '';
  const taken =
    (request.kind === 'probe' && status === 200) || (request.method === 'POST' && status === 409);
  if (!taken) return undefined;
  return {
    code: 'cluster-conflict',
    message: `A job named ${name} exists on the cluster already.`,
  };
}
