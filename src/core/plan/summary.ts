/** What a plan does in words: all steps together first, then a sentence for each that does something. */
import { jobsSize } from './job/words.ts';
import { byteSize, clip, count } from './words.ts';

import type { Entity, PackageName, PlannedRequest, PlanStep } from '../model/generated.ts';
import type { JsonObject } from './json.ts';

const LONGEST = 1024;

export function planSummary(
  steps: readonly PlanStep[],
  packages: readonly PackageName[],
): string[] {
  const names = packages.map(({ name, version }) => `${name} ${version}`).join(', ');
  const several = packages.length > 1 ? [`Packages of this install: ${names}.`] : [];
  const doing = steps.filter((step) => step.requests.length > 0 || step.handoff);
  return [overall(steps), ...several, ...doing.map((step) => step.summary)].map((sentence) =>
    clip(sentence, LONGEST),
  );
}

function overall(steps: readonly PlanStep[]): string {
  const writes = steps.flatMap(({ requests }) => requests.filter(({ kind }) => kind === 'write'));
  const of = (kind: Entity['kind']) => writes.filter(({ entity }) => entity?.kind === kind);
  const parts = [
    jobsPart(of('job')),
    uploadPart(of('artifact')),
    part('creates', of('app'), 'application'),
    part('creates', of('draft'), 'pipeline draft'),
    part('creates', of('stream'), 'stream'),
    part('creates', of('dataset'), 'dataset'),
    eventsPart(of('events')),
  ].filter((each) => each !== '');
  if (parts.length === 0) return writes.length === 0 ? NOTHING : 'Changes settings on the cluster.';
  const sentence = parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

const NOTHING = 'Sends nothing to the cluster.';

function jobsPart(writes: readonly PlannedRequest[]): string {
  const jobs = writes.flatMap(({ body }) =>
    body?.kind === 'text' ? [JSON.parse(body.text) as JsonObject] : [],
  );
  return jobs.length === 0 ? '' : `submits ${count(jobs.length, 'job')}, ${jobsSize(jobs)}`;
}

function uploadPart(writes: readonly PlannedRequest[]): string {
  const found = things(writes);
  return found === 0 ? '' : `uploads ${count(found, 'artifact')} of ${sizeOf(writes)}`;
}

function eventsPart(writes: readonly PlannedRequest[]): string {
  if (writes.length === 0) return '';
  const streams = new Set(writes.map(({ entity }) => `${entity?.namespace} ${entity?.name}`)).size;
  return `loads ${sizeOf(writes)} of events into ${count(streams, 'stream')}`;
}

function part(verb: string, writes: readonly PlannedRequest[], noun: string): string {
  const found = things(writes);
  return found === 0 ? '' : `${verb} ${count(found, noun)}`;
}

/** A thing that takes two writes is one thing. */
function things(writes: readonly PlannedRequest[]): number {
  return new Set(writes.map(({ entity }) => JSON.stringify(entity))).size;
}

function sizeOf(writes: readonly PlannedRequest[]): string {
  return byteSize(writes.reduce((sum, { body }) => sum + (body?.size ?? 0), 0));
}
