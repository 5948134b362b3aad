/** Packages that need each other, which no install can begin with. */
import { MarketError } from '#core/errors.ts';
import { needsOf, pathOfNeed } from '../needs.ts';

import type { Check, LintPackage } from '../model.ts';

export const dependencyCycle: Check = {
  name: 'dependency-cycle',
  title: 'Packages need each other',
  severity: 'error',
  all({ packages }, tell) {
    const byName = new Map<string, LintPackage[]>();
    for (const item of packages) {
      byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
    }
    const done = new Set<string>();
    for (const start of packages) {
      const way = findCycle(start.name, byName, done);
      const [first, second] = way;
      const item = packages.find(({ name }) => name === first);
      if (!item || second === undefined) continue;
      const message = `${way.join(' needs ')}: a package cannot need itself, so none of them can be installed.`;
      const needs = needsOf(item);
      const need =
        needs instanceof MarketError ? undefined : needs.find(({ name }) => name === second);
      tell(item.document, { message, path: need ? pathOfNeed(item, need) : ['actions'] });
    }
  },
};

/** Names along the circle, the first one twice; empty where there is none that was not found before. */
function findCycle(
  start: string,
  byName: ReadonlyMap<string, LintPackage[]>,
  done: Set<string>,
): string[] {
  const stack: { name: string; next: string[] }[] = [];
  const push = (name: string) => stack.push({ name, next: namesOf(byName.get(name) ?? []) });
  if (!done.has(start)) push(start);
  while (stack.length > 0) {
    const top = stack[stack.length - 1] as (typeof stack)[number];
    const next = top.next.pop();
    if (next === undefined) {
      done.add(top.name);
      stack.pop();
      continue;
    }
    const at = stack.findIndex(({ name }) => name === next);
    if (at >= 0) {
      for (const { name } of stack) done.add(name);
      return [...stack.slice(at).map(({ name }) => name), next];
    }
    if (!done.has(next) && byName.has(next)) push(next);
  }
  return [];
}

/** Components are taken without installing their package, so that they close no circle. */
function namesOf(items: readonly LintPackage[]): string[] {
  return items.flatMap((item) => {
    const needs = needsOf(item);
    return needs instanceof MarketError
      ? []
      : needs.filter(({ why }) => why !== 'component').map(({ name }) => name);
  });
}
