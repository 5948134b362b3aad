/** Seeded points at which commands are killed; the seed and the number of runs can be given, for a longer hunt. */
import { createRandom } from '../fakes/random.ts';

import type { Kill, Moment } from './world.ts';

const MOMENTS: readonly Moment[] = ['before', 'middle', 'after'];

/** PAI_MARKET_KILL_SEED; the one that a failure names makes the same kills again. */
export const SEED = Number(process.env['PAI_MARKET_KILL_SEED'] ?? 20_261_122);

/** Of one scenario; PAI_MARKET_KILL_RUNS multiplies it. */
export function runsOf(usual: number): number {
  return Math.round(usual * Number(process.env['PAI_MARKET_KILL_RUNS'] ?? 1));
}

/** So many kills of a command that makes `changes`, spread over all of them. */
export function randomKills(name: string, changes: number, runs: number): Kill[] {
  const random = createRandom(SEED + hash(name));
  return Array.from({ length: runs }, (_, index) => {
    // One from each part of the command, so that few runs reach all of it.
    const from = Math.floor((index * changes) / runs);
    const to = Math.max(from + 1, Math.floor(((index + 1) * changes) / runs));
    const at = 1 + from + random.below(to - from);
    return { at: Math.min(at, changes), when: random.pick(MOMENTS) };
  });
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
}
