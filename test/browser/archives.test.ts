/** One verdict for every archive: Chromium inflates big entries by its own code, Node by pako, and both must say the same. */
import { describe, expect, it } from 'vitest';

import { bytesOf, deflate, makeZip } from '../fakes/zip.ts';
import { makeDataMutants } from '../fakes/zip-data-mutants.ts';
import { makeMutants } from '../fakes/zip-mutants.ts';
import { unpack } from './verdicts.ts';
import { stagesOf, WORLDS } from './worlds.ts';

import type { Mutant } from '../fakes/byte-changes.ts';

const SEED = Number(process.env['PAI_MARKET_SEED'] ?? 11);

/** A big file of zeros that declares less than it is. */
function makeBomb(): Mutant {
  const lie = { size: 1000, crc: 0 };
  const data = deflate(new Uint8Array(80_000_000));
  const entry = { name: 'bomb', method: 8, data, local: lie, central: lie };
  return { bytes: makeZip([entry]), what: 'a bomb that declares 1000 bytes' };
}

const mutants = [
  makeBomb(),
  { bytes: bytesOf('<!doctype html>'), what: 'a web page' },
  ...makeDataMutants(SEED, 100),
  ...makeMutants(SEED, 3000),
];
const inNode = await Promise.all(mutants.map(unpack));

describe('changed archives', () => {
  it('are accepted and refused', () => {
    const codes = new Set(inNode.map((verdict) => ('code' in verdict ? verdict.code : 'none')));
    expect([...codes]).toEqual(
      expect.arrayContaining(['none', 'zip-deflate', 'zip-size', 'zip-crc', 'zip-mismatch']),
    );
    expect(inNode.filter((verdict) => 'crash' in verdict)).toEqual([]);
  });

  it.each(WORLDS)(
    'have the verdict of Node in a worker of $where',
    { timeout: 120_000 },
    async (world) => {
      const stages = await stagesOf(world);
      expect(await stages.inflatesNatively()).toBe(true);
      // All kinds of pages have the same engine; what differs is what they may use of it.
      const some = world === WORLDS[0] ? mutants : mutants.slice(0, 40);
      const verdicts = await stages.unpackAll(some.map(({ bytes }) => ({ bytes })));
      const differing = some.flatMap(({ what }, i) =>
        JSON.stringify(inNode[i]) === JSON.stringify(verdicts[i])
          ? []
          : [{ what, node: inNode[i], chromium: verdicts[i] }],
      );
      expect(differing).toEqual([]);
    },
  );
});
