/** One verdict for every archive: Chromium inflates big entries by its own code, Node by pako, and both must say the same. */
import { describe, expect, it } from 'vitest';

import { bytesOf, deflate, makeZip } from '../fakes/zip.ts';
import { makeDataMutants, makeMutants } from '../fakes/zip-mutants.ts';
import { unpack } from './verdicts.ts';
import { stagesOf, WORLDS } from './worlds.ts';

import type { Mutant } from '../fakes/zip-mutants.ts';

const SEED = Number(process.env['PAI_MARKET_SEED'] ?? 11);

/** A big file of zeros that declares less than it is. */
function makeBombs(): Mutant[] {
  const data = deflate(new Uint8Array(80_000_000));
  return [1000, 79_999_999].map((size) => {
    const lie = { size, crc: 0 };
    const entry = { name: 'bomb', method: 8, data, local: lie, central: lie };
    return { bytes: makeZip([entry]), what: `a bomb that declares ${size} bytes` };
  });
}

const mutants = [
  ...makeMutants(SEED, 3000),
  ...makeDataMutants(SEED, 120),
  ...makeBombs(),
  { bytes: bytesOf('<!doctype html>'), what: 'a web page' },
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
      const verdicts = await stages.unpackAll(mutants.map(({ bytes }) => ({ bytes })));
      const differing = mutants.flatMap(({ what }, i) =>
        JSON.stringify(inNode[i]) === JSON.stringify(verdicts[i])
          ? []
          : [{ what, node: inNode[i], chromium: verdicts[i] }],
      );
      expect(differing).toEqual([]);
    },
  );
});
