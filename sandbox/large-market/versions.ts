/** The versions of a made package: numbers, dates, ranges of clusters, withdrawals, as they come in real markets. */
import { CHANGES } from './words.ts';

import type { Random } from './random.ts';

export interface MadeVersion {
  version: string;
  created: number;
  /** Not every version says what changed. */
  changelog?: string;
  paiVersion?: string;
  cdapVersion?: string;
  beta?: boolean;
  yanked?: string;
}

const FIRST = CHANGES.slice(0, 1);
const LATER = CHANGES.slice(1);
const DAY_S = 86_400;
const FIRST_DAY = Date.UTC(2018, 0, 1) / 1000 / DAY_S;
/** The same on every day that a market is made. */
const LAST_DAY = Date.UTC(2026, 10, 1) / 1000 / DAY_S;
const PAI = ['1.0.0', '1.5.0', '1.7.0', '1.8.0', '2.0.0'];
const CDAP = [
  '4.0.0',
  '4.3.0-SNAPSHOT',
  '5.0.0',
  '5.1.0',
  '6.0.0-SNAPSHOT',
  '6.4.0',
  '7.0.0-SNAPSHOT',
];
const WITHDRAWN = [
  'A newer image repairs a known weakness.',
  'It wrote its results to the wrong folder.',
  'The base image is not offered any more.',
];

/** Oldest first. `cluster` is the one whose versions the ranges are of. */
export function makeVersions(
  random: Random,
  count: number,
  cluster: 'pai' | 'cdap',
): MadeVersion[] {
  const numbers = makeNumbers(random, count);
  const style = random.int(10);
  let day = FIRST_DAY + random.int(LAST_DAY - FIRST_DAY - count);
  return numbers.map((version, at) => {
    const made: MadeVersion = {
      version,
      created: day * DAY_S + random.int(DAY_S),
    };
    if (random.chance(0.6)) made.changelog = random.pick(at === 0 ? FIRST : LATER);
    const range = rangeOf(random, { style, at, count, known: cluster === 'pai' ? PAI : CDAP });
    if (range !== undefined) made[cluster === 'pai' ? 'paiVersion' : 'cdapVersion'] = range;
    if (at === count - 1 && random.chance(0.04)) made.beta = true;
    if (random.chance(0.015)) made.yanked = random.pick(WITHDRAWN);
    const left = Math.max(1, Math.floor((LAST_DAY - day) / (count - at)));
    day += 1 + random.int(Math.min(left, 240));
    return made;
  });
}

function makeNumbers(random: Random, count: number): string[] {
  let [major, minor, patch] = random.pick([
    [1, 0, 0],
    [0, 1, 0],
    [2, 3, 1],
    [1, 4, 0],
  ]) as [number, number, number];
  const numbers = [`${major}.${minor}.${patch}`];
  while (numbers.length < count) {
    const step = random.int(10);
    if (step < 5) patch += 1;
    else if (step < 9) [minor, patch] = [minor + 1, 0];
    else [major, minor, patch] = [major + 1, 0, 0];
    numbers.push(`${major}.${minor}.${patch}`);
  }
  if (random.chance(0.05)) numbers[count - 1] += '-SNAPSHOT';
  return numbers;
}

interface RangeInput {
  style: number;
  at: number;
  count: number;
  known: readonly string[];
}

/** Most packages name no range or an open one; some move with the cluster, overlapping or not; few are empty or cannot be read. */
function rangeOf(random: Random, { style, at, count, known }: RangeInput): string | undefined {
  if (style < 4) return undefined;
  if (style < 6) return `[${known[0]},)`;
  if (random.chance(0.004)) return random.pick(['>=1.0 <2', '[1.0.0', 'any']);
  const place = Math.floor((at / count) * (known.length - 1));
  const from = known[place] as string;
  if (random.chance(0.01)) return `[${from},${from})`;
  const overlap = style === 9 ? 1 : 0;
  const to = known[Math.min(known.length - 1, place + 1 + overlap)] as string;
  return at === count - 1 ? `[${from},)` : `[${from}, ${to})`;
}
