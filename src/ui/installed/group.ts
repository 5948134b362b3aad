/** Receipts of one package together, the newest first; and which of them a search means. */
import { findCurrent } from '../parts/current.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { Current } from '../parts/current.ts';

export interface InstalledPackage {
  market: string;
  name: string;
  /** As its newest receipt calls it. */
  label: string;
  /** Newest first. */
  receipts: Receipt[];
  /** What is there now: of the newest install that was done and not taken back; absent where nothing of the package is left. */
  current?: Current;
}

/** In the order of the newest receipt of each; `receipts` come newest first. */
export function groupReceipts(receipts: readonly Receipt[]): InstalledPackage[] {
  const byPackage = new Map<string, InstalledPackage>();
  for (const receipt of receipts) {
    const { market } = receipt;
    const { name } = receipt.package;
    const key = `${market}/${name}`;
    const known = byPackage.get(key);
    const group = known ?? { market, name, label: labelOf(receipt), receipts: [] };
    if (!known) byPackage.set(key, group);
    group.receipts.push(receipt);
  }
  return [...byPackage.values()].map((group) => {
    const current = findCurrent(receipts, group);
    return { ...group, ...(current ? { current } : {}) };
  });
}

/** Every word of the text stands in the names, versions or jobs of the package. */
export function matchesSearch(group: InstalledPackage, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const jobs = group.receipts.flatMap(({ steps }) => steps.map(({ job }) => job?.name ?? ''));
  const versions = group.receipts.map((receipt) => receipt.package.version);
  const needed = group.receipts.flatMap(({ packages }) => packages.map(({ name }) => name));
  const all = [group.name, group.label, group.market, ...versions, ...jobs, ...needed]
    .join('\n')
    .toLowerCase();
  return words.every((word) => all.includes(word));
}

function labelOf(receipt: Receipt): string {
  const { name, version } = receipt.package;
  const own = receipt.packages.find((each) => each.name === name && each.version === version);
  return own?.label ?? name;
}
