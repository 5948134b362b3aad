/** Turns what YAML gave into plain JSON data, as a tree, within bounds. */
import { MarketError } from '../errors.ts';

import type { Limits } from '../limits.ts';

/** Characters of text may not grow by aliases and merges past this many times the size of a protocol file. */
const GROWTH = 2;

/**
 * A copy that `JSON.stringify` writes without loss: times become RFC 3339 text in UTC, `.inf` and `.nan`
 * null, as `JSON.stringify` would make of js-yaml 3's values; shared nodes are copied.
 * Throws `source-invalid` past `documentDepth`, `documentNodes` or the characters allowed: nothing may walk such a value.
 */
export function toPlainData(value: unknown, limits: Limits): unknown {
  return copy(value, 0, { limits, nodes: 0, characters: 0 });
}

interface Budget {
  limits: Limits;
  nodes: number;
  characters: number;
}

function copy(value: unknown, depth: number, budget: Budget): unknown {
  spend(value, depth, budget);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1, budget));
  if (typeof value !== 'object' || value === null) return value ?? null;
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    spend(key, depth, budget);
    if (key === '__proto__') throw refusal('the key "__proto__" is not allowed');
    result[key] = copy(item, depth + 1, budget);
  }
  return result;
}

function spend(value: unknown, depth: number, budget: Budget): void {
  const { limits } = budget;
  if (depth > limits.documentDepth) {
    throw refusal(`nesting is deeper than ${limits.documentDepth} levels`);
  }
  // Keys count as well: with them as nodes the bound stays the same order.
  if (++budget.nodes > 2 * limits.documentNodes) {
    throw refusal(`aliases and merges give more than ${limits.documentNodes} values`);
  }
  if (typeof value === 'string') budget.characters += value.length;
  if (budget.characters > GROWTH * limits.protocolBytes) {
    throw refusal('aliases and merges give too much text');
  }
}

function refusal(reason: string): MarketError {
  return new MarketError('source-invalid', `The document is refused: ${reason}.`);
}
