/** Tells a job that is wrong from one that only takes components from elsewhere, as jobs of packages may. */
import { checkProtocol } from '#core/protocol/index.ts';

import type { Limits } from '#core/limits.ts';

/** Fields of a task role that name a component, with its type. */
const FIELDS = {
  dockerImage: 'dockerimage',
  data: 'data',
  output: 'output',
  script: 'script',
} as const;

type Fields = Readonly<Record<string, unknown>>;

/** Whether the job would be good with the components that it names and does not hold. */
export function lacksOnlyComponents(job: unknown, limits: Limits): boolean {
  if (!isFields(job)) return false;
  const held = Array.isArray(job['prerequisites']) ? (job['prerequisites'] as unknown[]) : [];
  const wanted: Fields[] = [];
  for (const role of rolesOf(job)) wanted.push(...namedBy(role, [...held, ...wanted]));
  if (wanted.length === 0) return false;
  return checkProtocol({ ...job, prerequisites: [...held, ...wanted] }, limits).length === 0;
}

function rolesOf({ taskRoles }: Fields): Fields[] {
  return isFields(taskRoles) ? Object.values(taskRoles).filter(isFields) : [];
}

/** One component of each type and name, or they would be there twice. */
function namedBy(role: Fields, held: unknown[]): Fields[] {
  const components: Fields[] = [];
  const want = (type: string, name: unknown) => {
    if (typeof name !== 'string') return;
    const isIt = (each: unknown) =>
      isFields(each) && each['type'] === type && each['name'] === name;
    if (held.some(isIt) || components.some(isIt)) return;
    components.push({ type, name, ...(type === 'dockerimage' && { uri: 'elsewhere' }) });
  };
  for (const [field, type] of Object.entries(FIELDS)) want(type, role[field]);
  const listed = Array.isArray(role['prerequisites']) ? (role['prerequisites'] as unknown[]) : [];
  for (const name of listed) {
    const isNamed = (each: unknown) => isFields(each) && each['name'] === name;
    if (!held.some(isNamed) && !components.some(isNamed)) want('script', name);
  }
  return components;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
