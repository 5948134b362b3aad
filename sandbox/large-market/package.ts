/** One made package: what people read of it, what it needs, and its versions. */
import { AUTHORS, ASIAN_AUTHORS, ASIAN_ORGS, ORGS } from './people.ts';
import { createRandom } from './random.ts';
import { makeTheme } from './themes.ts';
import { makeVersions } from './versions.ts';
import { makeAsianText } from './words-asian.ts';
import { CDAP_EXTRAS, COMMON_EXTRAS, JOB_EXTRAS, LICENSES, VARIANTS } from './words.ts';

import type { Dependencies, PackageNeeds } from '#core/model/generated.ts';
import type { Random } from './random.ts';
import type { Size, Theme } from './themes.ts';
import type { MadeVersion } from './versions.ts';

/** Share of packages whose words are Chinese, Japanese or Korean. */
const ASIAN_SHARE = 0.08;
const LONGEST_NAME = 48;

export interface MadePackage {
  name: string;
  label: string;
  description: string;
  author: string;
  org: string;
  categories: [string, ...string[]];
  tags: string[];
  licenseId?: string;
  components?: NonNullable<Theme['components']>;
  dependencies?: Dependencies;
  needs?: PackageNeeds;
  size?: Size;
  /** Oldest first. */
  versions: MadeVersion[];
}

export interface PackagesInput {
  seed: number;
  count: number;
  versions: number;
}

/** Made one after the other: the first thousand are the same whether there are more or not. */
export function* makePackages({ seed, count, versions }: PackagesInput): Generator<MadePackage> {
  const taken = new Set<string>();
  const parts: string[] = [];
  for (let at = 0; at < count; at++) {
    const made = makePackage(createRandom(seed, at), versions, taken);
    // What others need are data sets and images, made earlier.
    if (parts.length > 0) addDependencies(made, createRandom(seed, at, 1), parts);
    const isPart = made.categories.includes('images') || made.categories.includes('data-sets');
    if (isPart) parts.push(made.name);
    yield made;
  }
}

function makePackage(random: Random, versions: number, taken: Set<string>): MadePackage {
  const theme = makeTheme(random);
  const varied = vary(theme.label, random, taken);
  const isAsian = random.chance(ASIAN_SHARE);
  const text = isAsian ? makeAsianText(random, random.int(100) / 100) : undefined;
  const tags = random.some(theme.tags, random.int(theme.tags.length + 1));
  const { tasks: _, ...needs } = theme.size ?? { tasks: 0 };
  return {
    name: varied.name,
    label: text?.label ?? varied.label,
    description: text?.description ?? describe(theme, random),
    author: isAsian ? random.pick(ASIAN_AUTHORS) : random.often(AUTHORS),
    org: isAsian ? random.often(ASIAN_ORGS) : random.chance(0.85) ? random.often(ORGS) : '',
    categories: theme.categories,
    tags: [...new Set([...tags, ...(text?.tags ?? [])])],
    ...(random.chance(0.93) && { licenseId: random.often(LICENSES) }),
    ...(theme.components && { components: theme.components }),
    ...(theme.size && { needs, size: theme.size }),
    versions: makeVersions(random, versions, theme.components ? 'pai' : 'cdap'),
  };
}

/** A label, and a name that no other package has: first a variant is told, then a number. */
function vary(first: string, random: Random, taken: Set<string>): { label: string; name: string } {
  let label = random.chance(0.35) ? `${first}, ${random.pick(VARIANTS)}` : first;
  for (let tries = 0; taken.has(toName(label)) && tries < 8; tries++) {
    label = `${first}, ${random.pick(VARIANTS)}`;
  }
  let name = toName(label);
  for (let number = 2; taken.has(name); number++) name = `${toName(label)}-${number}`;
  taken.add(name);
  return { label, name };
}

function toName(label: string): string {
  const text = label.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return text.slice(0, LONGEST_NAME).replace(/^-+|-+$/g, '');
}

/** Many say one sentence, others two or three, few tell a story. */
function describe({ sentence, components }: Theme, random: Random): string {
  const count = random.pick([0, 0, 0, 0, 1, 1, 1, 2, 2, 3]);
  const extras = [...(components ? JOB_EXTRAS : CDAP_EXTRAS), ...COMMON_EXTRAS];
  return [sentence, ...random.some(extras, count)].join(' ');
}

function addDependencies(made: MadePackage, random: Random, parts: readonly string[]): void {
  if (!made.categories.includes('training') || !random.chance(0.12)) return;
  const names = random.some(parts.slice(-400), 1 + random.int(2));
  made.dependencies = { packages: names.map((name) => ({ name, version: '[0.1.0,)' })) };
}
