/** Short names of places in components and packages: `gpu`, `image`, `author`. */
import type { MemberType } from '../model/repository.ts';

/** A pattern of keys; `*` is any one key. Where several fit, the first one counts. */
const PLACES: readonly (readonly [alias: string, place: string])[] = [
  ['name', 'name'],
  ['version', 'version'],
  ['description', 'description'],
  ['author', 'contributor'],
  ['author', 'author'],
  ['org', 'org'],
  ['label', 'label'],
  ['tag', 'tags'],
  ['category', 'categories'],
  ['license', 'license'],
  ['license', 'licenseId'],
  ['created', 'created'],
  ['action', 'actions.type'],
  ['gpu', 'taskRoles.*.resourcePerInstance.gpu'],
  ['cpu', 'taskRoles.*.resourcePerInstance.cpu'],
  ['memory', 'taskRoles.*.resourcePerInstance.memoryMB'],
  ['port', 'taskRoles.*.resourcePerInstance.ports.*'],
  ['instances', 'taskRoles.*.instances'],
  ['command', 'taskRoles.*.commands'],
  ['parameter', 'parameters.*'],
  ['vc', 'defaults.virtualCluster'],
  ['retries', 'jobRetryCount'],
].map(([alias = '', place = '']) => [alias, place] as const);

const BY_DEPTH = new Map<number, { alias: string; keys: string[] }[]>();
for (const [alias, place] of PLACES) {
  const keys = place.split('.');
  BY_DEPTH.set(keys.length, [...(BY_DEPTH.get(keys.length) ?? []), { alias, keys }]);
}

/** The name of an address in a component of this type. */
const ADDRESSES: Readonly<Record<string, string>> = {
  dockerimage: 'image',
  data: 'data',
  script: 'script',
  output: 'output',
};

/** What users may write for them besides. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  gpus: 'gpu',
  cpus: 'cpu',
  mem: 'memory',
  ram: 'memory',
  ports: 'port',
  images: 'image',
  contributor: 'author',
  by: 'author',
  organization: 'org',
  organisation: 'org',
  title: 'label',
  desc: 'description',
  cat: 'category',
  licence: 'license',
  virtualcluster: 'vc',
  commands: 'command',
  param: 'parameter',
  retry: 'retries',
};

/** All names that mean a place, in the order of the help. */
export const ALIASES: readonly string[] = [
  ...new Set([...PLACES.map(([alias]) => alias), ...Object.values(ADDRESSES)]),
];

/** The short name that a user's word means; undefined if it is none. */
export function aliasNamed(word: string): string | undefined {
  const name = word.toLowerCase();
  if (Object.hasOwn(OTHER_NAMES, name)) return OTHER_NAMES[name];
  return ALIASES.includes(name) ? name : undefined;
}

/**
 * The short name of a place; empty for most. `part` is the type that the component, or the
 * prerequisite that the place lies in, says of itself.
 */
export function aliasOf(
  keys: readonly string[],
  { type, part }: { type: MemberType; part: string | undefined },
): string {
  if (keys.at(-1) === 'uri') {
    const own = keys.length === 1 ? type : keys.length === 2 ? part : undefined;
    if (own !== undefined && (keys.length === 1 || keys[0] === 'prerequisites')) {
      return Object.hasOwn(ADDRESSES, own) ? (ADDRESSES[own] ?? '') : '';
    }
  }
  const fitting = BY_DEPTH.get(keys.length)?.find((place) =>
    place.keys.every((key, at) => key === '*' || key === keys[at]),
  );
  return fitting?.alias ?? '';
}
