/** English words of what a job asks for and of what is free, in the install wizard. */
import { countOf, formatNumber, listOf } from '../language.ts';

export const job = {
  role: 'Task role',
  roleNamed: (name: string) => `Task role ${name}`,
  columns: {
    instances: 'Instances',
    gpu: 'GPUs each',
    cpu: 'CPUs each',
    memoryMB: 'Memory each, MB',
  },
  total: 'In all',
  instances: (count: number) => countOf(count, 'instance', 'instances'),
  gpus: (count: number) => countOf(count, 'GPU', 'GPUs'),
  cpus: (count: number) => countOf(count, 'CPU', 'CPUs'),
  megabytes: (count: number) => `${count} MB`,
  gigabytes: (count: number) => `${formatNumber(count)} GB`,
  /** `size` from one of those two. */
  memory: (size: string) => `${size} of memory`,
  free: (amounts: readonly string[]) => `${amounts.join(', ')} free`,
  asks: (amounts: readonly string[]) => listOf(amounts) || 'no GPUs, CPUs or memory',
  asksFor: 'This job asks for {asked}.',
  asksForAndFree: 'This job asks for {asked}; {cluster} has {free} now.',
  never: (short: readonly string[], cluster: string) =>
    `That is ${listOf(short)} more than ${cluster} has at all, so the job would never start there: ask for less or choose another virtual cluster.`,
  later: (short: readonly string[], cluster: string) =>
    `That is ${listOf(short)} more than ${cluster} has free now: the job would wait until they are free.`,
  /** After one of those. */
  instead: (clusters: readonly string[]) => ` There is room now in ${listOf(clusters)}.`,
};
