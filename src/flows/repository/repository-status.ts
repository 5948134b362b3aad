/** Tells what a repository holds, what is broken in it, and what changed since somebody last asked. */
import { compareMembers, parseMembers } from '#core/repository/index.ts';

import type { Member, MemberChanges, RepositoryNotice } from '#core/model/repository.ts';
import type { OpenRepository } from './open-repository.ts';

/** The members as they were when somebody last asked. */
const SEEN = 'seen.json';
const SEEN_BYTES = 256 * 1024 * 1024;

export interface RepositoryStatus {
  /** How many members there are of each type. */
  counts: Partial<Record<Member['type'], number>>;
  invalid: Member[];
  /** Undefined when nobody asked before. */
  changes: MemberChanges | undefined;
  notices: readonly RepositoryNotice[];
  nested: readonly string[];
}

/** With `keep`, what is told now is told the next time as well. */
export async function repositoryStatus(
  repository: OpenRepository,
  { keep }: { keep: boolean },
): Promise<RepositoryStatus> {
  const { members, notices, nested } = repository;
  const bytes = await repository.readState(SEEN, SEEN_BYTES);
  const before = bytes && parseMembers(new TextDecoder().decode(bytes));
  if (!keep) await repository.writeState(SEEN, new TextEncoder().encode(JSON.stringify(members)));
  return {
    counts: countTypes(members),
    invalid: members.filter(({ invalid }) => invalid !== undefined),
    changes: before && compareMembers(before, members),
    ...{ notices, nested },
  };
}

function countTypes(members: readonly Member[]): RepositoryStatus['counts'] {
  const counts: RepositoryStatus['counts'] = {};
  for (const { type } of members) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
