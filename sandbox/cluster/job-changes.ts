/** PUT and DELETE of a job's tag, PUT of its execution type. */
import { readValue } from './call.ts';
import { invalidParameters, noTag } from './errors.ts';
import { findOwnJob } from './jobs.ts';

import type { Answer, Call } from './call.ts';

export function putTag(call: Call): Answer {
  const job = findOwnJob(call);
  const tag = readTag(call);
  if (!job.tags.includes(tag)) job.tags.push(tag);
  call.save();
  return ok(200, `Add tag ${tag} for job ${job.name} successfully.`);
}

export function deleteTag(call: Call): Answer {
  const job = findOwnJob(call);
  const tag = readTag(call);
  if (!job.tags.includes(tag)) throw noTag(job.name, tag);
  job.tags = job.tags.filter((each) => each !== tag);
  call.save();
  return ok(200, `Delete tag ${tag} from job ${job.name} successfully.`);
}

export function putExecutionType(call: Call): Answer {
  const job = findOwnJob(call);
  const type = readValue(call);
  if (type !== 'START' && type !== 'STOP') {
    throw invalidParameters('"value" must be one of [START, STOP].');
  }
  job.executionType = type;
  if (type === 'STOP') job.stopped ??= call.now;
  call.save();
  return ok(202, `Execute job ${job.name} successfully.`);
}

/** A comma would make two tags of one in `tagsContain`. */
function readTag(call: Call): string {
  const tag = readValue(call);
  if (tag.includes(',')) throw invalidParameters('A tag must not hold a comma.');
  return tag;
}

function ok(status: number, message: string): Answer {
  return { status, body: { status, message } };
}
