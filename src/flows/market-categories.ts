/** The categories of a market: titles from categories.json, and those that only rows name. */
import { MarketError } from '#core/errors.ts';
import { parseCategories } from '#core/read/index.ts';

import type { Limits } from '#core/limits.ts';
import type { Category } from '#core/model/generated.ts';
import type { Notice, PackageEntry } from '#core/model/market.ts';

export interface NamedCategories {
  /** In the order of categories.json. */
  categories: Category[];
  notices: Notice[];
}

/** Only titles come from categories.json, so that the list does without it when it is spoilt. */
export function parseNamed(bytes: Uint8Array, limits: Limits): NamedCategories {
  try {
    return { categories: parseCategories(bytes, limits), notices: [] };
  } catch (error) {
    if (!(error instanceof MarketError)) throw error;
    return withoutTitles(error);
  }
}

/** What there is where categories.json could not be read. */
export function withoutTitles({ message }: MarketError): NamedCategories {
  const text = `The titles of the categories are not shown: ${message}`;
  return { categories: [], notices: [{ code: 'index-entry', file: 'categories.json', text }] };
}

/** R37: rows cannot fill the page with categories of their own. */
const MOST_OTHERS = 200;

/** Categories while the packages come. */
export interface CategoryList {
  add(entries: readonly PackageEntry[]): void;
  /** Those that are named first, then by name those that only rows have. */
  all(): Category[];
}

export function createCategoryList(named: readonly Category[]): CategoryList {
  const known = new Set(named.map(({ name }) => name));
  /** Sorted, the first ones only: rows may have millions. */
  let others: string[] = [];
  return {
    add(entries) {
      const last = others.length < MOST_OTHERS ? undefined : others.at(-1);
      const fresh = new Set<string>();
      for (const { categories } of entries) {
        for (const name of categories) {
          if (!known.has(name) && (last === undefined || name < last)) fresh.add(name);
        }
      }
      if (fresh.size === 0) return;
      others = [...new Set([...others, ...fresh])].sort().slice(0, MOST_OTHERS);
    },
    all: () => [...named, ...others.map((name) => ({ name }))],
  };
}
