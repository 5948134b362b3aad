/** Whether the largest job of a package finds room in a virtual cluster: now, later or never; pure. */
import type { PackageNeeds } from '#core/model/generated.ts';
import type { VirtualClusterFacts } from '#core/model/install.ts';

export const RESOURCES = ['gpu', 'cpu', 'memoryMB'] as const;

/** `memoryMB` in MiB. */
export type Resource = (typeof RESOURCES)[number];

export type Amounts = Partial<Record<Resource, number>>;

export interface Fit {
  cluster: string;
  /** `never`: more than it has in all; `waits`: more than is free now; `unknown`: it does not tell what is free. */
  state: 'fits' | 'waits' | 'never' | 'unknown';
  /** As far as it is told, of all resources. */
  free: Amounts;
  /** What is missing now (`waits`). */
  lacks: Amounts;
  /** What it has in all of what is not enough (`never`). */
  holds: Amounts;
}

/** What is asked for; undefined where that is nothing. */
export function amountsOf(needs: PackageNeeds | undefined): Amounts | undefined {
  const entries = RESOURCES.map((kind) => [kind, needs?.[kind] ?? 0] as const);
  const asked = entries.filter(([, amount]) => amount > 0);
  return asked.length === 0 ? undefined : Object.fromEntries(asked);
}

const ORDER: Readonly<Record<Fit['state'], number>> = { fits: 0, waits: 1, unknown: 2, never: 3 };

/** Those where it fits first, then by name. */
export function fitsOf(needs: Amounts, clusters: readonly VirtualClusterFacts[]): Fit[] {
  return clusters
    .map((cluster) => fitOf(needs, cluster))
    .sort((a, b) => ORDER[a.state] - ORDER[b.state] || (a.cluster < b.cluster ? -1 : 1));
}

function fitOf(needs: Amounts, facts: VirtualClusterFacts): Fit {
  const free: Amounts = known(facts.freeGpus, facts.freeCpus, facts.freeMemoryMB);
  const total: Amounts = known(facts.totalGpus, facts.totalCpus, facts.totalMemoryMB);
  const lacks: Amounts = {};
  const holds: Amounts = {};
  let untold = false;
  for (const kind of RESOURCES) {
    const need = needs[kind] ?? 0;
    if (need === 0) continue;
    const has = free[kind];
    const all = total[kind];
    if (all !== undefined && all < need) holds[kind] = all;
    if (has === undefined) untold = true;
    else if (has < need) lacks[kind] = need - has;
  }
  const state = isEmpty(holds)
    ? isEmpty(lacks)
      ? untold
        ? 'unknown'
        : 'fits'
      : 'waits'
    : 'never';
  return { cluster: facts.name, state, free, lacks, holds };
}

function known(gpu?: number, cpu?: number, memoryMB?: number): Amounts {
  const entries = Object.entries({ gpu, cpu, memoryMB });
  return Object.fromEntries(
    entries
      .filter((entry): entry is [string, number] => entry[1] !== undefined)
      .map(([kind, amount]) => [kind, Math.max(0, amount)]),
  );
}

function isEmpty(amounts: Amounts): boolean {
  return Object.keys(amounts).length === 0;
}
