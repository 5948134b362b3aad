/** The arguments of the actions that fill a job. */
import { argumentError, objectsArgument, textArgument } from '../arguments.ts';

import type {
  ActionPlace,
  ArgumentRule,
  Arguments,
  NeededComponent,
  NeededFile,
} from '../action-type.ts';

export const JOB_ARGUMENTS: readonly ArgumentRule[] = [
  { name: 'protocol', type: 'text', required: true, help: 'Job protocol file of the package.' },
  { name: 'name', type: 'text', help: 'Name of the job; that of the protocol if absent.' },
  { name: 'virtualCluster', type: 'text', help: 'Virtual cluster that the field starts with.' },
  { name: 'parameters', type: 'object', help: 'Values of parameters by key.' },
  { name: 'storages', type: 'texts', help: 'Names of storages that the job mounts.' },
  {
    name: 'taskRoles',
    type: 'object',
    help: 'By task role an object of instances, cpu, memoryMB, gpu.',
  },
  {
    name: 'prerequisites',
    type: 'objects',
    help: 'Components of other packages, each { package, version, file, sha256? }, that become prerequisites of the job.',
  },
];

/** A digest pins the spec of the other package; it was held against it when that was opened. */
const KEYS = ['package', 'version', 'file', 'sha256'];

export function jobFiles(place: ActionPlace, args: Arguments): NeededFile[] {
  const file = textArgument(place, args, 'protocol');
  if (!file) throw argumentError(place, 'protocol', 'must name a job protocol of the package');
  const role = jobComponents(place, args).length > 0 ? 'template' : 'protocol';
  return [{ argument: 'protocol', file, role }];
}

export function jobComponents(place: ActionPlace, args: Arguments): NeededComponent[] {
  return (objectsArgument(place, args, 'prerequisites') ?? []).map((each) => {
    const { package: name, version, file } = each;
    const texts = [name, version, file].every((part) => typeof part === 'string' && part !== '');
    if (!texts || !Object.keys(each).every((key) => KEYS.includes(key))) {
      throw argumentError(
        place,
        'prerequisites',
        'must list objects of package, version and file, all of them text',
      );
    }
    return { package: name as string, version: version as string, file: file as string };
  });
}
