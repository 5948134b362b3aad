/** An archive that is accepted has the same files for every other reader: thousands of changed ones, the same in every run. */
import { describe, expect, it } from 'vitest';

import { unpack } from '../../browser/verdicts.ts';
import { makeMutants } from '../../fakes/zip-mutants.ts';
import { mayLeaveOut, READERS, toReading } from '../../fakes/zip-readers.ts';

import type { Mutant } from '../../fakes/byte-changes.ts';
import type { Reading } from '../../fakes/zip-readers.ts';

const SEED = Number(process.env['PAI_MARKET_SEED'] ?? 7);
const COUNT = 4000;

/** What we read, for each archive that differs from all before it. */
async function readAccepted(mutants: Mutant[]): Promise<Map<Mutant, Reading>> {
  const accepted = new Map<Mutant, Reading>();
  const seen = new Set<string>();
  for (const mutant of mutants) {
    const verdict = await unpack(mutant);
    if ('crash' in verdict) throw new Error(`${mutant.what}: ${verdict.crash}`);
    const key = Buffer.from(mutant.bytes).toString('latin1');
    if (!('entries' in verdict) || seen.has(key)) continue;
    seen.add(key);
    accepted.set(mutant, toReading(verdict.entries));
  }
  return accepted;
}

const accepted = await readAccepted(makeMutants(SEED, COUNT));

describe('changed archives that are accepted', () => {
  it('are many, so that there is something to compare', () => {
    expect(accepted.size).toBeGreaterThan(COUNT / 20);
  });

  it.for(READERS)(
    'have the same files for $name',
    { timeout: 180_000 },
    async (reader, { skip }) => {
      const { tool = '' } = reader;
      skip(tool !== '' && mayLeaveOut(tool), `${tool} is not here`);
      const readings = await reader.read([...accepted.keys()].map(({ bytes }) => bytes));
      const differing = [...accepted].flatMap(([{ what }, ours], i) => {
        const theirs = readings[i];
        return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ what, ours, theirs }];
      });
      expect(differing).toEqual([]);
    },
  );
});
