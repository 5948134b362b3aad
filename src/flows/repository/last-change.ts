/** Remembers what was last moved and removed, so that a command that was killed can be run again and finds what it had done already. */

import type { OpenRepository } from './open-repository.ts';

const FILE = 'last-change.json';
const MOST_BYTES = 16 * 1024 * 1024;

export interface LastChange {
  moved: { from: string; to: string }[];
  removed: string[];
}

/** Empty where nothing is known. */
export async function readLastChange({ readState }: OpenRepository): Promise<LastChange> {
  const none: LastChange = { moved: [], removed: [] };
  const bytes = await readState(FILE, MOST_BYTES);
  if (!bytes) return none;
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as Partial<LastChange> | null;
    const { moved, removed } = value ?? {};
    if (!Array.isArray(moved) || !Array.isArray(removed)) return none;
    return {
      moved: moved.filter((each) => isText(each?.from) && isText(each.to)),
      removed: removed.filter(isText),
    };
  } catch {
    // Cut off or overwritten by somebody: then nothing is known.
    return none;
  }
}

/** Before anything is done. */
export async function writeLastChange(
  { writeState }: OpenRepository,
  change: LastChange,
): Promise<void> {
  await writeState(FILE, new TextEncoder().encode(JSON.stringify(change)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
