/** Components of other packages as prerequisites of a job. */
import { MarketError } from '../../errors.ts';
import { sameValue } from '../../same-value.ts';
import { copyJson, isObject, own, setOwn } from '../json.ts';

import type { StepInput } from '../action-type.ts';
import type { Json, JsonObject } from '../json.ts';

/**
 * A copy of the protocol with the components behind its own prerequisites. One that is there and equal is not added again.
 * Throws `dependency-conflict` where one of the same type and name differs.
 */
export function addPrerequisites(
  protocol: JsonObject,
  components: StepInput['components'],
): JsonObject {
  const job = copyJson(protocol);
  const found = own(job, 'prerequisites');
  const all: Json[] = Array.isArray(found) ? [...found] : [];
  for (const { package: from, file, component } of components) {
    const same = all.find((each) => nameOf(each) === nameOf(component));
    if (same === undefined) all.push(copyJson(component));
    else if (!sameValue(same, component)) throw conflict(component, from, file);
  }
  setOwn(job, 'prerequisites', all);
  return job;
}

function nameOf(component: Json): string {
  if (!isObject(component)) return '';
  return JSON.stringify([own(component, 'type') ?? null, own(component, 'name') ?? null]);
}

function conflict(component: JsonObject, from: string, file: string): MarketError {
  const type = String(own(component, 'type'));
  const name = String(own(component, 'name'));
  return new MarketError(
    'dependency-conflict',
    `The job has a prerequisite ${name} of type ${type} already, and the one in ${file} of the package ${from} differs.`,
    { details: { package: from, file, type, name } },
  );
}
