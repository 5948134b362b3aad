/** Two steps that are about one thing of a cluster: done once where they say the same, refused where they do not. */
import { clip } from './words.ts';

import type { Entity, PlannedRequest, PlanStep } from '../model/generated.ts';
import type { FieldError } from '../model/install.ts';

interface Maker {
  step: PlanStep;
  /** All that it sends for the thing, as one text. */
  sends: string;
}

const KINDS: Record<Entity['kind'], string> = {
  job: 'job',
  artifact: 'artifact',
  'artifact-properties': 'properties of the artifact',
  app: 'application',
  draft: 'pipeline draft',
  stream: 'stream',
  events: 'events of the stream',
  dataset: 'dataset',
};

/**
 * The steps without the writes that an earlier step does alike, with their probes and undos. Errors for two jobs of one
 * name, as the second would fail after the first ran, and (`dependency-conflict`) where the contents differ.
 */
export function settleEntities(steps: readonly PlanStep[]): {
  steps: PlanStep[];
  errors: FieldError[];
} {
  const makers = new Map<string, Maker>();
  const errors: FieldError[] = [];
  const settled = steps.map((step) => {
    const doneBy = new Map<string, Maker>();
    for (const [key, writes] of writesByEntity(step)) {
      const sends = JSON.stringify(writes.map(whatIsSent));
      const before = makers.get(key);
      if (!before) makers.set(key, { step, sends });
      else if (before.sends === sends && writes[0]?.entity?.kind !== 'job') doneBy.set(key, before);
      else errors.push(conflict(step, before.step, writes[0] as PlannedRequest));
    }
    return doneBy.size > 0 ? withoutDone(step, doneBy) : step;
  });
  return { steps: settled, errors };
}

function writesByEntity(step: PlanStep): Map<string, PlannedRequest[]> {
  const found = new Map<string, PlannedRequest[]>();
  for (const request of step.requests) {
    if (request.kind !== 'write' || !request.entity) continue;
    const key = entityKey(request.entity);
    found.set(key, [...(found.get(key) ?? []), request]);
  }
  return found;
}

function entityKey({ target, kind, namespace, name, version }: Entity): string {
  return JSON.stringify([target, kind, namespace ?? null, name, version ?? null]);
}

function whatIsSent({ method, url, headers, body }: PlannedRequest): unknown {
  return [method, url, Object.entries(headers).sort(), body?.sha256 ?? null];
}

function conflict(step: PlanStep, before: PlanStep, { entity }: PlannedRequest): FieldError {
  if (entity?.kind === 'job') {
    return {
      step: step.number,
      field: 'name',
      message: `Step ${before.number} submits this name already.`,
    };
  }
  const what = entity ? `${KINDS[entity.kind]} ${entity.name} ${entity.version ?? ''}`.trim() : '';
  return {
    step: step.number,
    field: '',
    code: 'dependency-conflict',
    message: `Step ${step.number} of the package ${step.package.name} ${step.package.version} makes the ${what} otherwise than step ${before.number} of ${before.package.name} ${before.package.version}; one cluster cannot have both.`,
  };
}

function withoutDone(step: PlanStep, doneBy: ReadonlyMap<string, Maker>): PlanStep {
  const isDone = (request: PlannedRequest): boolean =>
    request.kind === 'write' &&
    request.entity !== undefined &&
    doneBy.has(entityKey(request.entity));
  const dropped = new Set(step.requests.filter(isDone).map(({ id }) => id));
  const requests = step.requests.flatMap((request) => {
    if (dropped.has(request.id)) return [];
    if (!request.decides) return [request];
    const decides = request.decides.filter((id) => !dropped.has(id));
    return decides.length > 0 ? [{ ...request, decides }] : [];
  });
  const numbers = [...new Set([...doneBy.values()].map((maker) => maker.step.number))].join(', ');
  return {
    ...step,
    summary: clip(`Step ${numbers} does this already, in whole or in part. ${step.summary}`, 1024),
    requests,
    undo: step.undo.filter(({ undoes }) => undoes === undefined || !dropped.has(undoes)),
  };
}
