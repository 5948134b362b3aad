/** The strict zip profile over the shared archives; the cases are no part of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
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

/** SHA-256 of each file by name. */
type Digests = Map<string, string>;

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
        const bytes = new Uint8Array(readFileSync(join(base, each.file)));
        const { code, digests } = await judge(bytes);
        if (code === '') expect(digests).toEqual(await readByJszip(bytes));
        if (EITHER.has(each.file) || each.expect === 'either') return;
        if (each.expect === 'accept') expect(code).toBe('');
        else expect(code).toMatch(/^zip-/);
      },
    );
  });
}

/** The code of the refusal, or nothing. Anything but a `MarketError` is a crash and fails the test. */
async function judge(bytes: Uint8Array): Promise<{ code: string; digests: Digests }> {
  const digests: Digests = new Map();
  try {
    const { entries } = await readArchive(bytes, DEFAULT_LIMITS);
    for (const entry of entries.values()) digests.set(entry.name, sha256(await entry.read()));
    return { code: '', digests };
  } catch (error) {
    if (error instanceof MarketError) return { code: error.code, digests: new Map() };
    throw error;
  }
}

/** What another reader sees in an archive that ours accepts. */
async function readByJszip(bytes: Uint8Array): Promise<Digests> {
  const archive = await JSZip.loadAsync(bytes, { checkCRC32: true, createFolders: false });
  const digests: Digests = new Map();
  for (const file of Object.values(archive.files)) {
    if (!file.dir) digests.set(file.name, sha256(await file.async('uint8array')));
  }
  return digests;
}
