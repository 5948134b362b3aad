/** The strict zip profile over the shared archives; the cases are no part of the project. */
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import { unpack } from '../browser/verdicts.ts';
import { mayLeaveOut, READERS, toReading } from '../fakes/zip-readers.ts';
import { readZipCases } from './zip-cases.ts';

const folders = readZipCases();

for (const [folder, cases] of folders) {
  describe(`archives of ${folder}`, () => {
    it.each(cases)('$expect: $file ($why)', async ({ bytes, expect: expected }) => {
      const verdict = await unpack({ bytes });
      expect(verdict).not.toHaveProperty('crash');
      if (expected === 'accept') expect(verdict).toHaveProperty('entries');
      if (expected === 'reject') expect(verdict).toHaveProperty('code');
      if ('code' in verdict) expect(verdict.code).toMatch(/^zip-/);
      expect(await codeOfCheck(bytes)).toBe('code' in verdict ? verdict.code : undefined);
    });
  });
}

/** Checked without keeping bytes, it is the same verdict. */
async function codeOfCheck(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const { entries } = await readArchive(bytes, DEFAULT_LIMITS);
    for (const entry of entries.values()) await entry.check();
    return undefined;
  } catch (error) {
    if (error instanceof MarketError) return error.code;
    throw error;
  }
}

describe('archives that are accepted', () => {
  it.for(READERS)('have the same files for $name', async (reader, { skip }) => {
    const { tool = '' } = reader;
    skip(tool !== '' && mayLeaveOut(tool), `${tool} is not here`);
    const all = [...folders.values()].flat();
    const verdicts = await Promise.all(all.map(unpack));
    const accepted = all.flatMap(({ file, bytes }, i) => {
      const verdict = verdicts[i];
      if (!verdict || !('entries' in verdict)) return [];
      return [{ file, bytes, files: toReading(verdict.entries) }];
    });
    const readings = await reader.read(accepted.map(({ bytes }) => bytes));
    for (const [i, { file, files }] of accepted.entries()) {
      expect({ file, files: readings[i] }).toEqual({ file, files });
    }
  });
});
