/** What a job asks for in all, out of the fields of its task roles, and whether a virtual cluster has it. */
import { installTexts } from '../messages/install.ts';

import type { Field, FieldValue, VirtualClusterFacts } from '#core/model/install.ts';

export type ResourceKey = 'instances' | 'gpu' | 'cpu' | 'memoryMB';

/** The fields of one task role. */
export interface RoleFields {
  name: string;
  fields: Partial<Record<ResourceKey, Field>>;
}

export interface JobSize {
  instances: number;
  gpus: number;
  cpus: number;
  memoryMB: number;
}

/** `later`: more than is free now; `never`: more than there is; `unknown`: the cluster tells neither. */
export interface Fit {
  kind: 'fits' | 'later' | 'never' | 'unknown';
  /** What is short, such as "2 GPUs" more than are free (`later`) or than there are (`never`). */
  short: string[];
}

const KEYS: readonly ResourceKey[] = ['instances', 'gpu', 'cpu', 'memoryMB'];
const ID = /^taskRoles\.(.*)\.(instances|gpu|cpu|memoryMB)$/s;

/** Task roles in the order of their fields; fields that are no such resource are given back apart. */
export function readRoles(fields: readonly Field[]): { roles: RoleFields[]; others: Field[] } {
  const roles = new Map<string, RoleFields>();
  const others: Field[] = [];
  for (const field of fields) {
    const [, name, key] = ID.exec(field.id) ?? [];
    if (name === undefined || key === undefined) {
      others.push(field);
      continue;
    }
    const role = roles.get(name) ?? { name, fields: {} };
    role.fields[key as ResourceKey] = field;
    roles.set(name, role);
  }
  return { roles: [...roles.values()], others };
}

/** Undefined as long as a field holds no whole number. */
export function sizeOf(
  roles: readonly RoleFields[],
  values: Record<string, FieldValue>,
): JobSize | undefined {
  const sum: JobSize = { instances: 0, gpus: 0, cpus: 0, memoryMB: 0 };
  for (const { fields } of roles) {
    const [instances, gpu, cpu, memoryMB] = KEYS.map((key) => numberOf(fields[key], values));
    if (instances === undefined || gpu === undefined) return undefined;
    if (cpu === undefined || memoryMB === undefined) return undefined;
    sum.instances += instances;
    sum.gpus += instances * gpu;
    sum.cpus += instances * cpu;
    sum.memoryMB += instances * memoryMB;
  }
  return sum;
}

function numberOf(field: Field | undefined, values: Record<string, FieldValue>) {
  // A role without such a field leaves it to the server.
  if (!field) return 0;
  const value = field.readOnly ? field.default : (values[field.id] ?? field.default);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,12}$/.test(value.trim()) ? Number(value) : undefined;
}

export function fitOf(size: JobSize, facts: VirtualClusterFacts): Fit {
  const never = shortOf(size, [facts.totalGpus, facts.totalCpus, facts.totalMemoryMB]);
  if (never.length > 0) return { kind: 'never', short: never };
  const free = [facts.freeGpus, facts.freeCpus, facts.freeMemoryMB];
  const later = shortOf(size, free);
  if (later.length > 0) return { kind: 'later', short: later };
  return { kind: free.every((each) => each === undefined) ? 'unknown' : 'fits', short: [] };
}

function shortOf(size: JobSize, [gpus, cpus, memoryMB]: (number | undefined)[]): string[] {
  const over = (asked: number, there: number | undefined) => Math.max(0, asked - (there ?? asked));
  return amounts({
    gpus: over(size.gpus, gpus),
    cpus: over(size.cpus, cpus),
    memoryMB: over(size.memoryMB, memoryMB),
  });
}

/** In words, without what is 0: "4 GPUs", "16 CPUs", "64 GB of memory". */
export function amounts(size: Omit<JobSize, 'instances'>): string[] {
  return [
    size.gpus > 0 && countWords.gpus(size.gpus),
    size.cpus > 0 && countWords.cpus(size.cpus),
    size.memoryMB > 0 && installTexts.job.memory(formatMemory(size.memoryMB)),
  ].filter((each) => each !== false);
}

/** What is free, as far as it is told, such as "2 GPUs, 8 CPUs, 96 GB free"; undefined if nothing is. */
export function freeWords(facts: VirtualClusterFacts): string | undefined {
  const { freeGpus, freeCpus, freeMemoryMB } = facts;
  const parts = [
    freeGpus !== undefined && countWords.gpus(freeGpus),
    freeCpus !== undefined && countWords.cpus(freeCpus),
    freeMemoryMB !== undefined && formatMemory(freeMemoryMB),
  ].filter((each) => each !== false);
  return parts.length > 0 ? installTexts.job.free(parts) : undefined;
}

/** MB as OpenPAI counts them, 1,024 to the GB: "512 MB", "1.5 GB", "64 GB". */
export function formatMemory(memoryMB: number): string {
  const { job } = installTexts;
  if (memoryMB < 1024) return job.megabytes(Math.floor(memoryMB));
  const digits = memoryMB < 100 * 1024 ? 10 : 1;
  return job.gigabytes(Math.floor((memoryMB / 1024) * digits) / digits);
}

/** Counts in words; of a part no more than a tenth is told. */
export const countWords = {
  instances: (count: number) => installTexts.job.instances(toTenth(count)),
  gpus: (count: number) => installTexts.job.gpus(toTenth(count)),
  cpus: (count: number) => installTexts.job.cpus(toTenth(count)),
};

function toTenth(count: number): number {
  return Math.floor(count * 10) / 10;
}
