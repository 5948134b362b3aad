/** Compares two lists: what is new, changed, gone, and what only moved. */
import { sortByPath } from './places.ts';

import type { Member, MemberChanges } from '../model/repository.ts';

/** `before` are members as they were, in any order. */
export function compareMembers(before: readonly Member[], after: readonly Member[]): MemberChanges {
  const old = new Map(before.map((member) => [member.path, member]));
  const now = new Set(after.map(({ path }) => path));
  const gone = before.filter(({ path }) => !now.has(path));
  const fresh = after.filter(({ path }) => !old.has(path));
  const moved = matchMoved(gone, fresh);
  const from = new Set(moved.map((move) => move.from));
  const to = new Set(moved.map((move) => move.to.path));
  return {
    added: sortByPath(fresh.filter(({ path }) => !to.has(path))),
    changed: sortByPath(after.filter((member) => differs(old.get(member.path), member))),
    moved,
    removed: sortByPath(gone.filter(({ path }) => !from.has(path))),
  };
}

export function hasChanges({ added, changed, moved, removed }: MemberChanges): boolean {
  return added.length + changed.length + moved.length + removed.length > 0;
}

function differs(before: Member | undefined, after: Member): boolean {
  return before !== undefined && (before.digest !== after.digest || before.type !== after.type);
}

/** Of several files with the same bytes, those with the longest common end of their paths belong together. */
function matchMoved(gone: readonly Member[], fresh: readonly Member[]): MemberChanges['moved'] {
  const candidates = new Map<string, Member[]>();
  for (const member of gone) {
    if (member.digest === '') continue;
    candidates.set(member.digest, [...(candidates.get(member.digest) ?? []), member]);
  }
  const moved: MemberChanges['moved'] = [];
  for (const to of sortByPath([...fresh])) {
    const left = candidates.get(to.digest);
    if (to.digest === '' || !left || left.length === 0) continue;
    const best = left.reduce((a, b) =>
      commonEnd(b.path, to.path) > commonEnd(a.path, to.path) ? b : a,
    );
    left.splice(left.indexOf(best), 1);
    moved.push({ from: best.path, to });
  }
  return moved;
}

function commonEnd(a: string, b: string): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}
