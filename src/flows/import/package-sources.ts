/** Turns a verified package version back into what its publisher wrote: package.yaml, the files beside it, and archive/. */
import { excludedByName } from '#core/compose/index.ts';
import { isEmptyRange, parseRange } from '#core/find/index.ts';
import { dumpProtocol } from '#core/protocol/index.ts';
import { isSegment, parsePackageSource } from '#core/read/index.ts';
import { warning } from '../findings.ts';

import type { PackageRow, PackageSpec } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { WholeVersion } from '../copy/whole-version.ts';

const FIELDS = [
  'label',
  'description',
  'author',
  'org',
  'created',
  'categories',
  'tags',
  'dependencies',
  'cdapVersion',
  'paiVersion',
  'license',
  'licenseId',
  'changelog',
  'components',
  'beta',
  'screenshots',
] as const;
/** What `build` writes itself, or what says the same elsewhere. */
const MADE = new Set([
  'specVersion',
  'name',
  'version',
  'archive',
  'files',
  'needs',
  'actions',
  'preview',
  'licenseInfo',
]);
const SPDX = /^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/;

export interface VersionSources {
  /** By path below the version's folder. */
  files: Map<string, Uint8Array>;
  /** Names of categories as they stand in its package.yaml. */
  categories: string[];
  /** Warnings. */
  findings: Finding[];
}

/** A category's name becomes part of a file's name; what people read is its label. */
export function categoryName(name: string): string {
  if (isSegment('name', name)) return name;
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.\.+/g, '.')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 64);
  return isSegment('name', plain) ? plain : 'other';
}

/** Throws `source-invalid` where package.yaml cannot say what the spec says, and what inflating its files throws. */
export async function toSources(
  whole: WholeVersion,
  row: PackageRow | undefined,
): Promise<VersionSources> {
  const { name, version, opened } = whole;
  const folder = `packages/${name}/${version}`;
  const { source, notes } = toPackageSource(opened.spec, { row, name });
  const findings = [
    ...notes.map((note) => warning('unknown-fields', `${folder}/spec.json`, `${folder}: ${note}`)),
  ];
  const checked = parsePackageSource(source, `${folder}/package.yaml`);
  const files = new Map([['package.yaml', new TextEncoder().encode(dumpProtocol(checked))]]);
  for (const [path, bytes] of await contents(whole)) {
    const reason = unwanted(path);
    if (reason === undefined) files.set(path, bytes);
    else
      findings.push(
        warning('file-excluded', `${folder}/${path}`, `${folder}/${path} is left out: ${reason}.`),
      );
  }
  return { files, categories: checked.categories, findings };
}

/** The spec's own words; where it lacks what package.yaml must have, the next best, with a note. */
function toPackageSource(
  spec: PackageSpec,
  { row, name }: { row: PackageRow | undefined; name: string },
): { source: Record<string, unknown>; notes: string[] } {
  const notes: string[] = [];
  const given = spec as unknown as Record<string, unknown>;
  const source: Record<string, unknown> = {};
  for (const field of FIELDS) if (given[field] !== undefined) source[field] = given[field];
  const fill = (field: string, value: unknown) => {
    if (source[field] !== undefined && source[field] !== '') return;
    source[field] = value;
    notes.push(`its spec has no ${field}; "${String(value).slice(0, 64)}" stands there now.`);
  };
  fill('label', name);
  fill('description', source['label']);
  fill('author', spec.org || 'unknown');
  source['categories'] = [...new Set((spec.categories ?? []).map(categoryName))];
  if ((source['categories'] as string[]).length === 0) source['categories'] = ['other'];
  if (given['preview'] === true) source['beta'] = true;
  const { name: license } = (given['licenseInfo'] ?? {}) as { name?: unknown };
  if (source['licenseId'] === undefined && typeof license === 'string' && SPDX.test(license)) {
    source['licenseId'] = license;
  }
  withdrawn(source, row);
  source['actions'] = spec.actions.map(({ type, label, arguments: given = [] }) => ({
    type,
    ...(label === undefined ? {} : { label }),
    arguments: given,
  }));
  const dropped = Object.keys(given).filter(
    (key) => !MADE.has(key) && !(FIELDS as readonly string[]).includes(key),
  );
  for (const key of dropped)
    notes.push(`the field "${key.slice(0, 64)}" has no place in package.yaml and was left out.`);
  return { source, notes };
}

/** What only the list says: that a version was withdrawn. */
function withdrawn(source: Record<string, unknown>, row: PackageRow | undefined): void {
  if (row?.yanked !== undefined) source['yanked'] = row.yanked;
  for (const field of ['cdapVersion', 'paiVersion'] as const) {
    const range = row?.[field];
    const parsed = range === undefined ? undefined : parseRange(range);
    if (parsed && isEmptyRange(parsed)) source[field] = range;
  }
}

/** Files beside package.yaml, and those of the archive below archive/. */
async function contents({ name, version, files, loaded }: WholeVersion) {
  const prefix = `packages/${name}/${version}/`;
  const found = new Map<string, Uint8Array>();
  for (const [whole, { bytes }] of files) {
    const path = whole.slice(prefix.length);
    if (path === 'spec.json' || path === 'archive.zip') continue;
    // A signature goes with what it signs; build and sign make new ones.
    if (path.endsWith('.asc') && files.has(whole.slice(0, -'.asc'.length))) continue;
    found.set(path, bytes);
  }
  if (!loaded.archive) return found;
  for (const [path, entry] of loaded.files.entries)
    found.set(`archive/${path}`, await entry.read());
  return found;
}

/** Why a file of a stranger must not lie in the sources; ends the sentence "… is left out: ". */
function unwanted(path: string): string | undefined {
  const inArchive = path.startsWith('archive/');
  const [first = ''] = path.toLowerCase().split('/');
  if (!inArchive && (first === 'package.yaml' || first === 'archive')) {
    return 'its name belongs to the sources themselves';
  }
  if (path.split('/').some((segment) => segment.toLowerCase() === '.pai-market')) {
    return 'it would be taken for a repository';
  }
  return excludedByName(inArchive ? path.slice('archive/'.length) : path)?.reason;
}
