/** Chance that repeats: the same seed gives the same numbers on every machine. */

export interface Random {
  /** From 0 up to `bound`, without it. */
  int(bound: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** As `pick`, the first ones much more often than the last. */
  often<T>(list: readonly T[]): T;
  /** That many different ones, or all. */
  some<T>(list: readonly T[], count: number): T[];
}

/** `parts` make the seed: the same parts in the same order give the same chance. */
export function createRandom(...parts: readonly number[]): Random {
  const next = mulberry32(parts.reduce(mix, 0x9e3779b9));
  const int = (bound: number) => Math.floor(next() * bound);
  const pick = <T>(list: readonly T[]) => list[int(list.length)] as T;
  return {
    int,
    chance: (probability) => next() < probability,
    pick,
    often: (list) => list[Math.floor(next() ** 2.5 * list.length)] as (typeof list)[number],
    some(list, count) {
      const left = [...list];
      const chosen: typeof left = [];
      while (chosen.length < count && left.length > 0) {
        chosen.push(...left.splice(int(left.length), 1));
      }
      return chosen;
    },
  };
}

function mix(state: number, part: number): number {
  const mixed = Math.imul(state ^ part, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** A known small generator: 32 bits of state, numbers from 0 up to 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
