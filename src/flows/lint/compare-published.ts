/** What of a package differs from the version that was published with the same number. */
import { excludedByName } from '#core/compose/index.ts';
import { sha256 } from '#core/digest.ts';
import { sameValue } from '#core/same-value.ts';
import { asObject, own, textOf } from './fields.ts';

import type { Files } from './files.ts';
import type { Fields, LintPackage } from './model.ts';

/** Of the spec alone, and of package.yaml alone. */
const SPEC_ONLY = new Set(['specVersion', 'name', 'version', 'archive', 'files', 'needs']);
const SOURCE_ONLY = new Set(['name', 'version', 'yanked']);
/** Larger files are compared by their size alone. */
const READ_BYTES = 64 * 1024 * 1024;
const ARCHIVE = 'archive/';

/** In words, such as `the field label` and `archive/job.yaml`; empty where nothing does that can be told. */
export async function changesSince(
  item: LintPackage,
  spec: Fields,
  files: Files,
): Promise<string[]> {
  return [
    ...changedFields(item.fields, spec),
    ...(await changedFiles(item, spec, files)),
    ...(await changedEntries(item, spec, files)),
  ];
}

function changedFields(fields: Fields, spec: Fields): string[] {
  const names = new Set([
    ...Object.keys(fields).filter((name) => !SOURCE_ONLY.has(name)),
    ...Object.keys(spec).filter((name) => !SPEC_ONLY.has(name)),
  ]);
  return [...names]
    .filter((name) => !sameValue(own(fields, name), own(spec, name)))
    .map((name) => `the field ${name}`);
}

/** Files beside the spec that it pins. */
async function changedFiles(item: LintPackage, spec: Fields, files: Files): Promise<string[]> {
  const pinned = asObject(own(spec, 'files'));
  const changed: string[] = [];
  for (const name of Object.keys(pinned ?? {})) {
    if (!(await isSame(item, name, { pin: own(pinned, name), files }))) changed.push(name);
  }
  return changed;
}

async function changedEntries(item: LintPackage, spec: Fields, files: Files): Promise<string[]> {
  const listed = own(own(spec, 'archive'), 'entries');
  if (!Array.isArray(listed)) return [];
  const pins = new Map(listed.map((entry) => [textOf(entry, 'name') ?? '', entry as unknown]));
  const inside = [...item.entries.keys()].filter(
    (path) => path.startsWith(ARCHIVE) && !excludedByName(path),
  );
  const changed = inside.filter((path) => !pins.has(path.slice(ARCHIVE.length)));
  for (const [name, pin] of pins) {
    const path = `${ARCHIVE}${name}`;
    if (!(await isSame(item, path, { pin, files }))) changed.push(path);
  }
  return changed;
}

async function isSame(
  { entries }: LintPackage,
  path: string,
  { pin, files }: { pin: unknown; files: Files },
): Promise<boolean> {
  const entry = entries.get(path);
  if (!entry || entry.size !== own(pin, 'size')) return false;
  const bytes = await files.bytes(entry.path, READ_BYTES);
  return bytes === undefined || sha256(bytes) === own(pin, 'sha256');
}
