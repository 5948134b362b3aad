/** What a job asks the cluster for before anybody changes it: all its tasks together. */
import { objectArgument } from '../arguments.ts';
import { isObject, own } from '../json.ts';

import type { PackageNeeds } from '../../model/generated.ts';
import type { ActionPlace, Arguments } from '../action-type.ts';
import type { Json } from '../json.ts';

/** As the schema of needs has it; more than that has no cluster. */
const MOST = 1_000_000_000;

/**
 * Sums of the task roles of a protocol, with what the action sets for them; instances without a number count once, resources without one are 0.
 * Throws `action-argument`.
 */
export function jobNeeds(place: ActionPlace, args: Arguments, protocol: unknown): PackageNeeds {
  const given = objectArgument(place, args, 'taskRoles');
  const found = own(protocol, 'taskRoles');
  const needs = { gpu: 0, cpu: 0, memoryMB: 0 };
  for (const [name, role] of isObject(found) ? Object.entries(found) : []) {
    const set = own(given, name);
    const instances = whole(own(set, 'instances') ?? own(role, 'instances'), 1);
    for (const key of ['gpu', 'cpu', 'memoryMB'] as const) {
      const each = whole(own(set, key) ?? own(own(role, 'resourcePerInstance'), key), 0);
      needs[key] = Math.min(MOST, needs[key] + instances * each);
    }
  }
  return needs;
}

function whole(value: Json | undefined, otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return otherwise;
  return Math.ceil(value);
}
