/** The strict zip profile over the shared archives; the cases are no part of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { sha256 } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';

interface Case {
  id: string;
  file: string;
  expect: 'accept' | 'either' | 'reject';
  code: string;
  why: string;
}

const root = join(
  process.env['PAI_MARKET_CASES'] ?? join(import.meta.dirname, '../../../shared/cases'),
  'zip',
);

/** Where the profile is stricter than the source, both verdicts do (README of the cases). */
const EITHER = new Set([
  'accept__empty.zip',
  'accept__zip64_eocd.zip',
  'success__empty.zip',
  'success__zip64.zip',
]);

for (const folder of readdirSync(root, { withFileTypes: true }).filter((each) =>
  each.isDirectory(),
)) {
  const base = join(root, folder.name);
  const content = JSON.parse(readFileSync(join(base, 'cases.json'), 'utf8')) as
    | Case[]
    | { cases: Case[] };
  describe(`archives of ${folder.name}`, () => {
    it.each(Array.isArray(content) ? content : content.cases)(
      '$expect: $file ($why)',
      async (each) => {
        const verdict = await judge(join(base, each.file));
        if (process.env['LOG'])
          console.log(
            folder.name,
            each.expect,
            each.file.slice(0, 60),
            '|',
            verdict.code,
            '|',
            each.code,
          );
        if (EITHER.has(each.file) || each.expect === 'either') return;
        if (each.expect === 'accept') expect(verdict.code).toBe('');
        else expect(verdict.code).toMatch(/^zip-/);
      },
    );
  });
}

/** The code of the refusal, or nothing. Anything but a `MarketError` is a crash and fails the test. */
async function judge(file: string): Promise<{ code: string; digests: Map<string, string> }> {
  const digests = new Map<string, string>();
  try {
    const { entries } = await readArchive(new Uint8Array(readFileSync(file)), DEFAULT_LIMITS);
    for (const entry of entries.values()) digests.set(entry.name, sha256(await entry.read()));
    return { code: '', digests };
  } catch (error) {
    if (error instanceof MarketError) return { code: error.code, digests };
    throw error;
  }
}
