/** submit_job: fills a job protocol of the package, submits it, and tags the job with the package. */
import { planBody } from '../body.ts';
import { jobAddress } from '../job/address.ts';
import { JOB_ARGUMENTS, jobComponents, jobFiles } from '../job/arguments.ts';
import { prepareJob } from '../job/job-step.ts';
import { jobNeeds } from '../job/needs.ts';
import { placeSecrets } from '../job/secrets.ts';
import { jobWarnings } from '../job/warnings.ts';
import { jobSize, storagesOf } from '../job/words.ts';
import { clip, count } from '../words.ts';

import type { PlannedRequest, PlanStep } from '../../model/generated.ts';
import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';
import type { JobSecret } from '../job/secrets.ts';
import type { JsonObject } from '../json.ts';

export const submitJob: ActionType = {
  type: 'submit_job',
  arguments: JOB_ARGUMENTS,
  unknownArguments: 'refuse',
  facts: ['openpai'],
  files: jobFiles,
  components: jobComponents,
  resources: jobNeeds,
  prepare,
};

function prepare(input: StepInput): PreparedStep {
  return prepareJob(input, (file) => {
    const label = clip(input.label ?? `Submit the job of ${file}`, 256);
    return {
      label,
      asksSecrets: true,
      texts: () => [],
      plan: (job, secrets) => ({
        ok: true,
        step: planStep(input, label, { job, secrets }),
        warnings: jobWarnings(
          job,
          secrets.map(({ key }) => key),
        ),
      }),
    };
  });
}

function planStep(
  input: StepInput,
  label: string,
  { job, secrets }: { job: JsonObject; secrets: readonly JobSecret[] },
): PlanStep {
  const planned = { user: input.facts.user, name: String(job['name']) };
  const url = jobAddress(input.facts.base, planned);
  const { name, version } = input.package;
  return {
    number: input.number,
    package: { name, version },
    type: input.type,
    label,
    summary: clip(sentence(job, secrets), 1024),
    requests: requests(input, { url, job, secrets }),
    undo: [stopRequest(input, url)],
    job: planned,
  };
}

function requests(
  { number, facts, tag }: StepInput,
  { url, job, secrets }: { url: string; job: JsonObject; secrets: readonly JobSecret[] },
): PlannedRequest[] {
  const name = String(job['name']);
  const entity = { target: 'openpai', kind: 'job', namespace: facts.user, name } as const;
  const taken = {
    then: 'conflict',
    words: clip(`A job named ${name} exists on the cluster already.`, 512),
  } as const;
  return [
    {
      id: `${number}.1`,
      kind: 'probe',
      purpose: 'Looking whether a job of this name exists',
      target: 'openpai',
      method: 'GET',
      url,
      headers: {},
      answers: [
        { status: 200, means: 'present' },
        { status: 404, means: 'absent' },
      ],
      entity,
      decides: [`${number}.2`],
      present: taken,
    },
    {
      id: `${number}.2`,
      kind: 'write',
      purpose: 'Submitting the job',
      target: 'openpai',
      method: 'POST',
      url: `${facts.base}api/v2/jobs`,
      headers: { 'Content-Type': 'text/yaml' },
      body: planBody(job, placeSecrets(job, secrets)),
      answers: [
        { status: 202, means: 'done' },
        { status: 409, means: 'present' },
      ],
      entity,
      repeat: 'once',
    },
    {
      id: `${number}.3`,
      kind: 'write',
      purpose: 'Tagging the job with the package that it came from',
      target: 'openpai',
      method: 'PUT',
      url: `${url}/tag`,
      headers: { 'Content-Type': 'application/json' },
      body: planBody({ value: tag }),
      answers: [{ status: 200, means: 'done' }],
      repeat: 'safe',
    },
  ];
}

/** The server keeps every job that it took: it can be stopped, not removed. */
function stopRequest({ number }: StepInput, url: string): PlannedRequest {
  return {
    id: `${number}.2u`,
    kind: 'undo',
    purpose: 'Stopping the job; the cluster keeps its record',
    target: 'openpai',
    method: 'PUT',
    url: `${url}/executionType`,
    headers: { 'Content-Type': 'application/json' },
    body: planBody({ value: 'STOP' }),
    answers: [
      { status: 202, means: 'done' },
      { status: 404, means: 'absent' },
    ],
    undoes: `${number}.2`,
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
