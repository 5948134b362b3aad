/** Archives of one long entry whose compressed data was changed at random, the same for the same seed. */
import { deflateRawSync } from 'node:zlib';

import { BYTE_CHANGES } from './byte-changes.ts';
import { concat } from './keys.ts';
import { createRandom } from './random.ts';
import { makeZip } from './zip.ts';

import type { Change, Mutant } from './byte-changes.ts';
import type { Random } from './random.ts';

/**
 * Archives of one file whose compressed data is long enough for the platform's own inflating: whole in many ways of
 * deflating, and spoiled in many ways.
 */
export function makeDataMutants(seed: number, count: number): Mutant[] {
  const random = createRandom(seed);
  const content = random.bytes(110_000).map((byte) => byte & 0x3f);
  return Array.from({ length: count }, () => {
    const settings = {
      level: random.pick([0, 1, 6, 9]),
      strategy: random.pick([0, 2, 3, 4]),
      memLevel: random.pick([1, 8]),
    };
    const subject = { bytes: new Uint8Array(deflateRawSync(content, settings)) };
    const said = random.pick(DATA_CHANGES)(subject, random);
    const values = random.below(6) ? {} : { size: content.length + random.pick([-1, 1, 5000]) };
    const entry = { name: 'data', content, method: 8, data: subject.bytes };
    const bytes = makeZip([{ ...entry, local: values, central: values }]);
    return { bytes, what: `${JSON.stringify({ ...settings, ...values })}: ${said}` };
  });
}

/** A stored block of nothing, as flushing leaves it; the last with its final bit. */
const FLUSHED = new Uint8Array([0, 0, 0, 0xff, 0xff]);
const LAST = new Uint8Array([1, 0, 0, 0xff, 0xff]);

const DATA_CHANGES: Change<{ bytes: Uint8Array }>[] = [
  () => 'as it was',
  function flushed(subject, random) {
    subject.bytes = concat([FLUSHED, subject.bytes]);
    return random.below(2) ? bitNear(subject, random) : 'flushed first';
  },
  function behind(subject, random) {
    const tail = random.pick([new Uint8Array(1), random.bytes(1), FLUSHED, LAST, subject.bytes]);
    subject.bytes = concat([subject.bytes, tail]);
    return `${tail.length} bytes behind`;
  },
  function cut(subject, random) {
    const length = subject.bytes.length - 1 - random.below(12);
    subject.bytes = subject.bytes.slice(0, length);
    return `cut at ${length}`;
  },
  function notFinal(subject, random) {
    subject.bytes = subject.bytes.slice();
    subject.bytes[0] = (subject.bytes[0] ?? 0) & ~1;
    if (random.below(2)) subject.bytes = concat([subject.bytes, LAST]);
    return 'first block not final';
  },
  bitNear,
  bitNear,
  (subject, random) => random.pick(BYTE_CHANGES)(subject, random),
];

/** A bit in the beginning, where block headers stand, or at the end. */
function bitNear(subject: { bytes: Uint8Array }, random: Random): string {
  const at = random.below(300) - 100;
  subject.bytes = subject.bytes.slice();
  const index = at < 0 ? subject.bytes.length + at : at;
  subject.bytes[index] = (subject.bytes[index] ?? 0) ^ (1 << random.below(8));
  return `a bit at ${at}`;
}
