/** Reads categories.json; bad and repeated entries are left out. */
import { MarketError } from '../errors.ts';
import { validate } from './generated/categories.js';
import { readIndexJson } from './json.ts';

import type { Limits } from '../limits.ts';
import type { Category } from '../model/generated.ts';

const PATH = 'categories.json';
/** R37: more than these are not shown. */
const MOST_CATEGORIES = 1000;

/** The good categories in the order of the file. Throws `index-invalid` when the file is not a list. */
export function parseCategories(bytes: Uint8Array, limits: Limits): Category[] {
  const { value, faulty } = readIndexJson(bytes, PATH, limits);
  if (!Array.isArray(value)) {
    throw new MarketError('index-invalid', `${PATH} must be a list of categories.`, {
      details: { file: PATH },
    });
  }
  const categories = new Map<string, Category>();
  for (const [number, item] of (value as unknown[]).entries()) {
    if (categories.size === MOST_CATEGORIES) break;
    if (faulty.has(number) || !validate([item])) continue;
    const category = item as Category;
    if (!categories.has(category.name)) categories.set(category.name, category);
  }
  return [...categories.values()];
}
