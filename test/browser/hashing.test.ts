/** One digest in every world: WebAssembly, the platform's own code and JavaScript. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { createRandom } from '../fakes/random.ts';
import { stagesOf, WORLDS } from './worlds.ts';

import type { HashInput } from './stages.ts';

const NAMES = ['SHA-256', 'SHA-384', 'SHA-512'];
const MIB = 1024 * 1024;

function makeInputs(seed: number): HashInput[] {
  const random = createRandom(seed);
  const inputs: HashInput[] = [];
  for (let round = 0; round < 90; round++) {
    const size = random.pick([0, 63, 64, 127, 128, 1000, 16_384, 70_000]) + random.below(5);
    const borders = Array.from({ length: random.below(6) }, () => random.below(size + 1));
    inputs.push({
      name: random.pick(NAMES),
      bytes: random.bytes(size),
      borders: borders.sort((a, b) => a - b),
      tails: [random.bytes(random.below(200)), random.bytes(1)],
      expected: random.pick([0, size, 10 * MIB]),
    });
  }
  // One that really is long, whatever was foretold.
  const bytes = new Uint8Array(3 * MIB + 1).map((_, i) => i % 251);
  for (const expected of [0, bytes.length]) {
    for (const name of NAMES) {
      inputs.push({ name, bytes, borders: [1, MIB, MIB + 3], tails: [], expected });
    }
  }
  return inputs;
}

function digestsOf({ name, bytes, tails }: HashInput): string[] {
  const hash = (tail: Uint8Array) =>
    createHash(name.replace('-', '')).update(bytes).update(tail).digest('hex');
  return [hash(new Uint8Array()), ...tails.map(hash)];
}

describe.each(WORLDS)('hashing in a worker of $where', (world) => {
  it('gives the digests that Node gives', async () => {
    const stages = await stagesOf(world);
    const inputs = makeInputs(3);
    expect(await stages.hashAll(inputs)).toEqual(inputs.map(digestsOf));
  });
});
