/** The shared archives with the verdict that the strict zip profile gives; they are no part of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ZipCase {
  file: string;
  expect: 'accept' | 'either' | 'reject';
  why: string;
  bytes: Uint8Array;
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

/** By folder. */
export function readZipCases(): Map<string, ZipCase[]> {
  const folders = readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory());
  return new Map(folders.map(({ name }) => [name, readFolder(join(root, name))]));
}

function readFolder(base: string): ZipCase[] {
  const content = JSON.parse(readFileSync(join(base, 'cases.json'), 'utf8')) as
    | ZipCase[]
    | { cases: ZipCase[] };
  const cases = Array.isArray(content) ? content : content.cases;
  return cases.map((each) => ({
    ...each,
    expect: EITHER.has(each.file) ? 'either' : each.expect,
    bytes: new Uint8Array(readFileSync(join(base, each.file))),
  }));
}
