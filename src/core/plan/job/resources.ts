/** Instances, GPUs, CPUs and memory of each task role as fields. */
import { argumentError, isModifiable, objectArgument } from '../arguments.ts';
import { isObject, own, ownObject, setOwn } from '../json.ts';
import { startOf } from './start.ts';

import type { Json, JsonObject } from '../json.ts';
import type { JobField, JobSource } from './job-field.ts';

interface Resource {
  key: 'instances' | 'gpu' | 'cpu' | 'memoryMB';
  label: string;
  min: number;
  /** What the server takes where the protocol says nothing. */
  absent: number;
}

const RESOURCES: readonly Resource[] = [
  { key: 'instances', label: 'Instances', min: 1, absent: 1 },
  { key: 'gpu', label: 'GPUs per instance', min: 0, absent: 0 },
  { key: 'cpu', label: 'CPUs per instance', min: 1, absent: 1 },
  { key: 'memoryMB', label: 'Memory per instance, MB', min: 1, absent: 1 },
];

export function resourceFields(source: JobSource): JobField[] {
  const given = objectArgument(source.place, source.arguments, 'taskRoles');
  const found = own(source.protocol, 'taskRoles');
  const roles = isObject(found) ? found : {};
  // Of an edited protocol the arguments were checked against the package's own.
  if (!source.original) checkGiven(source, given, roles);
  return Object.keys(roles).flatMap((role) =>
    RESOURCES.map((resource) => resourceField(source, role, resource)),
  );
}

/** What the filled job asks for in all. */
export function totals(job: JsonObject): { instances: number; gpus: number } {
  const roles = own(job, 'taskRoles');
  let instances = 0;
  let gpus = 0;
  for (const role of isObject(roles) ? Object.values(roles) : []) {
    const count = numberOr(own(role, 'instances'), 1);
    instances += count;
    gpus += count * numberOr(own(own(role, 'resourcePerInstance'), 'gpu'), 0);
  }
  return { instances, gpus };
}

function resourceField(source: JobSource, role: string, resource: Resource): JobField {
  const argument = source.arguments.get('taskRoles');
  const given = objectArgument(source.place, source.arguments, 'taskRoles');
  const override = own(own(given, role), resource.key);
  const read = (protocol: JsonObject) => {
    const taskRole = own(own(protocol, 'taskRoles'), role);
    return own(holderOf(taskRole, resource), resource.key);
  };
  const inProtocol = read(source.protocol);
  // An argument without an object speaks of all resources, else only of those that it names.
  const named = given === undefined || override !== undefined;
  const readOnly = named && !isModifiable(argument);
  const start = numberOr(startOf(source, { given: override, readOnly, read }), resource.absent);
  return {
    field: {
      id: `taskRoles.${role}.${resource.key}`,
      label: `${resource.label} (${role})`,
      kind: 'integer',
      group: 'resources',
      required: true,
      readOnly,
      default: start,
      // Less than usual is the publisher's to ask for: the server takes 0 CPUs.
      min: Math.max(0, Math.min(start, resource.min)),
    },
    write(job, value) {
      // A job that leaves it to the server goes on doing so until somebody asks for something else.
      if (inProtocol === undefined && value === resource.absent) return undefined;
      const target = ownObject(ownObject(job, 'taskRoles'), role);
      const holder =
        resource.key === 'instances' ? target : ownObject(target, 'resourcePerInstance');
      setOwn(holder, resource.key, value as number);
      return undefined;
    },
    read: (job) => numberOr(read(job), resource.absent),
  };
}

function checkGiven(source: JobSource, given: JsonObject | undefined, roles: JsonObject): void {
  for (const [role, resources] of Object.entries(given ?? {})) {
    const refuse = (reason: string) => argumentError(source.place, 'taskRoles', reason);
    if (!Object.hasOwn(roles, role)) {
      throw refuse(`names the task role "${role}", which the protocol does not have`);
    }
    if (!isObject(resources)) throw refuse(`must hold an object for the task role "${role}"`);
    for (const [key, value] of Object.entries(resources)) {
      const resource = RESOURCES.find((each) => each.key === key);
      if (!resource)
        throw refuse(`has "${key}" for "${role}"; known are instances, gpu, cpu, memoryMB`);
      if (!Number.isSafeInteger(value) || (value as number) < resource.min) {
        throw refuse(`needs for ${key} of "${role}" a whole number of at least ${resource.min}`);
      }
    }
  }
}

function holderOf(taskRole: Json | undefined, resource: Resource): Json | undefined {
  return resource.key === 'instances' ? taskRole : own(taskRole, 'resourcePerInstance');
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
