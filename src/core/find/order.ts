/** Orders of the list: by name kept up to date as packages come, the others by a number and then by name. */
import { fold } from '../fold.ts';

/** Digits of one number that count when titles are compared. */
const DIGITS = 12;
/** Characters of a title that count. */
const LONGEST_KEY = 256;

/** Of a number that orders: with the place beside it, it must stay exact. */
const MOST = 2 ** 32;

/** What titles are ordered by: case and accents do not matter, numbers count as numbers. */
export function orderKey(label: string): string {
  const folded = fold(label)
    .slice(0, LONGEST_KEY)
    .replace(/^[^\p{L}\p{N}]+/u, '');
  if (!/\d/.test(folded)) return folded;
  return folded.replace(/\d+/g, (digits) => digits.slice(0, DIGITS).padStart(DIGITS, '0'));
}

export interface NameOrder {
  /** Takes slots that came and forgets those that went, before the next `all`. */
  change(added: readonly number[], isLive: (slot: number) => boolean): void;
  /** Live slots by name. */
  readonly all: readonly number[];
  /** Place of a slot in `all`. */
  place(slot: number): number;
}

/** `compare` must never say 0 of two slots. */
export function createNameOrder(compare: (a: number, b: number) => number): NameOrder {
  let all: number[] = [];
  let places = new Int32Array(0);
  return {
    change(added, isLive) {
      const fresh = added.filter(isLive).sort(compare);
      const kept = all.filter(isLive);
      all = merge(kept, fresh, compare);
      places = new Int32Array(highest(all) + 1);
      for (let at = 0; at < all.length; at++) places[all[at] ?? 0] = at;
    },
    get all() {
      return all;
    },
    place: (slot) => places[slot] ?? 0,
  };
}

/** The highest number first, equal ones by name; numbers are from 0 to 2^32. */
export function orderByNumber(
  slots: readonly number[],
  numberOf: (slot: number) => number,
  names: NameOrder,
): number[] {
  // Number and place in one figure: the engine sorts figures many times faster than it asks a function.
  const span = 2 ** Math.ceil(Math.log2(names.all.length + 1));
  const figures = new Float64Array(slots.length);
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] ?? 0;
    figures[at] =
      Math.round(Math.min(numberOf(slot), MOST)) * span + (span - 1 - names.place(slot));
  }
  figures.sort();
  const ordered: number[] = [];
  for (let at = figures.length - 1; at >= 0; at--) {
    const place = span - 1 - ((figures[at] ?? 0) % span);
    ordered.push(names.all[place] ?? 0);
  }
  return ordered;
}

export function orderByName(slots: readonly number[], names: NameOrder): number[] {
  const { all } = names;
  if (slots.length === all.length) return [...all];
  const wanted = new Uint8Array(all.length);
  for (const slot of slots) wanted[names.place(slot)] = 1;
  return all.filter((_, place) => wanted[place] === 1);
}

function merge(
  a: readonly number[],
  b: readonly number[],
  compare: (a: number, b: number) => number,
): number[] {
  if (a.length === 0) return [...b];
  const merged: number[] = [];
  let other = 0;
  for (const slot of a) {
    for (; other < b.length && compare(b[other] ?? 0, slot) < 0; other++) {
      merged.push(b[other] ?? 0);
    }
    merged.push(slot);
  }
  for (; other < b.length; other++) merged.push(b[other] ?? 0);
  return merged;
}

function highest(slots: readonly number[]): number {
  let most = 0;
  for (const slot of slots) if (slot > most) most = slot;
  return most;
}
