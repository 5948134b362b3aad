/** The fields "Job name" and "Virtual cluster". */
import { argumentError, isModifiable, textArgument } from '../arguments.ts';
import { own, ownObject, setOwn } from '../json.ts';
import { count } from '../words.ts';
import { startOf } from './start.ts';

import type { ClusterFacts, VirtualClusterFacts } from '../../model/install.ts';
import type { Json, JsonObject } from '../json.ts';
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
  const readOnly = !isModifiable(argument);
  const name = startOf(source, { given, readOnly, read: (job) => own(job, 'name') });
  return {
    field: {
      id: 'name',
      label: 'Job name',
      kind: 'text',
      group: 'job',
      help: argument?.description ?? `Use ${NAME_RULE}.`,
      required: true,
      readOnly,
      default: typeof name === 'string' ? name : '',
    },
    write(job, value) {
      if (!JOB_NAME.test(String(value))) return `This is no job name: use ${NAME_RULE}.`;
      setOwn(job, 'name', String(value));
      return undefined;
    },
    read: (job) => textOr(own(job, 'name')),
  };
}

export function virtualClusterField(source: JobSource, facts: ClusterFacts): JobField {
  const argument = source.arguments.get('virtualCluster');
  const given = textArgument(source.place, source.arguments, 'virtualCluster');
  const readOnly = !isModifiable(argument);
  const asked = startOf(source, { given, readOnly, read: virtualClusterOf });
  const usable = facts.virtualClusters.map((each) => each.name);
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
    read: (job) => textOr(virtualClusterOf(job)),
  };
}

function virtualClusterOf(job: JsonObject): Json | undefined {
  return own(own(job, 'defaults'), 'virtualCluster');
}

function textOr(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function describe(
  description: string | undefined,
  clusters: readonly VirtualClusterFacts[],
): { help?: string } {
  const free = clusters.map(freeIn).filter(Boolean).join('; ');
  const words = [description, free && `Free now: ${free}.`].filter(Boolean).join(' ');
  return words ? { help: words } : {};
}

/** Such as "default 4 of 8 GPUs, 16 CPUs, 60 GB"; empty where the cluster tells nothing. */
function freeIn(cluster: VirtualClusterFacts): string {
  const told = [
    share(cluster.freeGpus, cluster.totalGpus, 'GPU'),
    share(cluster.freeCpus, cluster.totalCpus, 'CPU'),
    share(inGB(cluster.freeMemoryMB), inGB(cluster.totalMemoryMB), 'GB', 'GB'),
  ].filter(Boolean);
  return told.length > 0 ? `${cluster.name} ${told.join(', ')}` : '';
}

function inGB(megabytes: number | undefined): number | undefined {
  return megabytes === undefined ? undefined : Math.round(megabytes / 102.4) / 10;
}

function share(free: number | undefined, total: number | undefined, ...noun: [string, string?]) {
  if (free === undefined) return '';
  return total === undefined ? count(free, ...noun) : `${free} of ${count(total, ...noun)}`;
}
