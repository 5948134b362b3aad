/** The fields "Job name" and "Virtual cluster". */
import { argumentError, isModifiable, textArgument } from '../arguments.ts';
import { own, ownObject, setOwn } from '../json.ts';

import type { ClusterFacts, VirtualClusterFacts } from '../../model/install.ts';
import type { JobField, JobSource } from './job-field.ts';

/** The server's rule for job names. */
const JOB_NAME = /^[a-zA-Z0-9_-]{1,255}$/;
const NAME_RULE = 'letters, digits, "-" and "_" only, at most 255 of them';

export function nameField(source: JobSource): JobField {
  const argument = source.arguments.get('name');
  const given = textArgument(source.place, source.arguments, 'name');
  if (given !== undefined && !JOB_NAME.test(given)) {
    throw argumentError(source.place, 'name', `is no job name: ${NAME_RULE}`);
  }
  const name = given ?? own(source.protocol, 'name');
  return {
    field: {
      id: 'name',
      label: 'Job name',
      kind: 'text',
      group: 'job',
      help: argument?.description ?? `Use ${NAME_RULE}.`,
      required: true,
      readOnly: !isModifiable(argument),
      default: typeof name === 'string' ? name : '',
    },
    write(job, value) {
      if (!JOB_NAME.test(String(value))) return `This is no job name: use ${NAME_RULE}.`;
      setOwn(job, 'name', String(value));
      return undefined;
    },
  };
}

export function virtualClusterField(source: JobSource, facts: ClusterFacts): JobField {
  const argument = source.arguments.get('virtualCluster');
  const given = textArgument(source.place, source.arguments, 'virtualCluster');
  const asked = given ?? own(own(source.protocol, 'defaults'), 'virtualCluster');
  const usable = facts.virtualClusters.map((each) => each.name);
  const readOnly = !isModifiable(argument);
  const keep = typeof asked === 'string' && (readOnly || usable.includes(asked));
  return {
    field: {
      id: 'virtualCluster',
      label: 'Virtual cluster',
      kind: 'choice',
      group: 'job',
      ...describe(argument?.description, facts.virtualClusters),
      required: true,
      readOnly,
      default: keep ? asked : (usable[0] ?? ''),
      options: usable.map((name) => ({ value: name, label: name })),
    },
    write(job, value) {
      setOwn(ownObject(job, 'defaults'), 'virtualCluster', String(value));
      return undefined;
    },
  };
}

function describe(
  description: string | undefined,
  clusters: readonly VirtualClusterFacts[],
): { help?: string } {
  const free = clusters
    .filter((each) => each.freeGpus !== undefined)
    .map((each) => `${each.name} ${each.freeGpus}`)
    .join(', ');
  const words = [description, free && `Free GPUs now: ${free}.`].filter(Boolean).join(' ');
  return words ? { help: words } : {};
}
