/** Steps in which the needs of packages are offered as filters. */
import type { PackageNeeds } from '../model/generated.ts';

/** Both bounds are included; GPUs, CPU cores, or GiB of memory. */
export interface NeedStep {
  value: string;
  most: number;
}

const MIB_PER_GIB = 1024;

export const NEED_STEPS: Readonly<Record<'gpu' | 'cpu' | 'memory', readonly NeedStep[]>> = {
  gpu: [
    { value: '0', most: 0 },
    { value: '1', most: 1 },
    { value: '2-4', most: 4 },
    { value: '5+', most: Infinity },
  ],
  cpu: [
    { value: '1-4', most: 4 },
    { value: '5-16', most: 16 },
    { value: '17+', most: Infinity },
  ],
  memory: [
    { value: '1-16', most: 16 },
    { value: '17-64', most: 64 },
    { value: '65+', most: Infinity },
  ],
};

/** In the units of jobs: GPUs, cores, MiB; undefined where the package tells no needs. */
export function needOf(
  needs: PackageNeeds | undefined,
  name: 'gpu' | 'cpu' | 'memory',
): number | undefined {
  if (!needs) return undefined;
  if (name === 'memory') return needs.memoryMB;
  // A job that names other needs and no GPU needs none.
  return name === 'gpu' ? (needs.gpu ?? 0) : needs.cpu;
}

/** The step that the need lies in. */
export function needStep(
  needs: PackageNeeds | undefined,
  name: 'gpu' | 'cpu' | 'memory',
): string | undefined {
  const need = needOf(needs, name);
  if (need === undefined) return undefined;
  const amount = name === 'memory' ? need / MIB_PER_GIB : need;
  return NEED_STEPS[name].find(({ most }) => amount <= most)?.value;
}
