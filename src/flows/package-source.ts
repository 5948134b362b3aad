/** Reads the folder of one version in a source tree: package.yaml, the files beside it and what goes into the archive. */
import { excludedByContent, excludedByName, writeArchive } from '#core/compose/index.ts';
import { MarketError } from '#core/errors.ts';
import { parseRange } from '#core/find/index.ts';
import { parseYaml } from '#core/protocol/index.ts';
import {
  assertSegment,
  decodeText,
  isFileName,
  parsePackageSource,
  readIcon,
} from '#core/read/index.ts';
import { toFinding, warning } from './findings.ts';
import { identify } from './market-source.ts';
import { checkActions } from './source-actions.ts';
import { sourceNeeds } from './source-needs.ts';
import { judgePictures, mayBePicture } from './source-pictures.ts';

import type { PackageInput, WrittenArchive } from '#core/compose/index.ts';
import type { Limits } from '#core/limits.ts';
import type { PackageSource } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';
import type { SourceFolder } from './market-source.ts';

const LICENSE = 'license.txt';
const ICONS = ['icon.png', 'icon.jpg'];
const TEXTS = ['README.md', 'CHANGELOG.md'];
const ARCHIVE = 'archive/';

interface Reading {
  tree: Tree;
  limits: Limits;
  /** Path of the folder, ends in a slash. */
  folder: string;
  findings: Finding[];
}

export interface PackageSourceDeps {
  tree: Tree;
  limits: Limits;
  /** Makes the archive, or has it already; `writeArchive` if absent. */
  archive?: (files: ReadonlyMap<string, Uint8Array>) => Promise<WrittenArchive>;
}

/** Everything that `composePackage` needs, or undefined when package.yaml does not do; the findings say what is wrong. */
export async function readPackageSource(
  { name, version, folder, entries }: SourceFolder,
  { tree, limits, archive: make = writeArchive }: PackageSourceDeps,
): Promise<{ input: PackageInput | undefined; findings: Finding[] }> {
  const reading: Reading = { tree, limits, folder, findings: [] };
  const { findings } = reading;
  await attempt(reading, folder.slice(0, -1), () => {
    assertSegment('name', name);
    assertSegment('version', version);
  });
  const paths = plainPaths(entries, reading);
  const source = await attempt(reading, `${folder}package.yaml`, () => readYaml(paths, reading));
  if (source) await attempt(reading, `${folder}package.yaml`, () => identify(folder, source));
  const archived = await readFiles(
    paths.filter((path) => path.startsWith(ARCHIVE)),
    reading,
  );
  const beside = await readBeside(paths, { source, loose: archived.size === 0, reading });
  if (!source) return { input: undefined, findings };
  checkRanges(source, reading);
  const files = archived.size > 0 ? archived : beside;
  findings.push(...checkActions(source, { files, folder, limits }));
  const archive = await attempt(reading, `${folder}archive`, () => zip(archived, limits, make));
  const needs = sourceNeeds(source.actions, files, limits);
  return {
    input: {
      ...{ name, version, source, files: beside },
      ...(archive && { archive }),
      ...(needs && { needs }),
    },
    findings,
  };
}

/** Runs a step; a refusal becomes a finding and the step has no result. */
async function attempt<T>(
  { findings }: Reading,
  file: string,
  step: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await step();
  } catch (thrown) {
    findings.push(toFinding(thrown, file));
    return undefined;
  }
}

/** Paths below the folder that may be used, without links, special files and what is excluded by name. */
function plainPaths(entries: TreeEntry[], { folder, findings }: Reading): string[] {
  const excluded = new Set<string>();
  return entries.flatMap(({ path: whole, kind }) => {
    const path = whole.slice(folder.length);
    const exclusion = excludedByName(path);
    if (exclusion) {
      if (!excluded.has(exclusion.path)) {
        const message = `${folder}${exclusion.path} is left out: ${exclusion.reason}.`;
        findings.push(warning('file-excluded', `${folder}${exclusion.path}`, message));
      }
      excluded.add(exclusion.path);
      return [];
    }
    if (kind === 'file') return [path];
    const what = kind === 'link' ? 'a symbolic link' : 'no plain file';
    const message = `${whole} is ${what}; a package holds plain files only. Copy the file to its place.`;
    findings.push({ severity: 'error', code: 'source-invalid', file: whole, message });
    return [];
  });
}

async function readYaml(
  paths: string[],
  { tree, limits, folder }: Reading,
): Promise<PackageSource> {
  const file = `${folder}package.yaml`;
  if (!paths.includes('package.yaml')) {
    throw new MarketError('source-invalid', `${file} is missing.`, { details: { file } });
  }
  const text = decodeText(await tree.read(file, limits.specBytes), file);
  return parsePackageSource(parseYaml(text), file);
}

/** Files by path below the folder; those that hold a secret key are left out. */
async function readFiles(paths: string[], reading: Reading): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    const whole = `${reading.folder}${path}`;
    const bytes = await attempt(reading, whole, () =>
      reading.tree.read(whole, reading.limits.zipEntryBytes),
    );
    const exclusion = bytes && excludedByContent(path, bytes);
    if (exclusion) {
      const message = `${whole} is left out: ${exclusion.reason}.`;
      reading.findings.push(warning('file-excluded', whole, message));
    } else if (bytes) {
      files.set(path.startsWith(ARCHIVE) ? path.slice(ARCHIVE.length) : path, bytes);
    }
  }
  return files;
}

/** Licence, icon, texts, pictures and, in a package without archive, the files that its actions may name. */
async function readBeside(
  paths: string[],
  {
    source,
    loose,
    reading,
  }: { source: PackageSource | undefined; loose: boolean; reading: Reading },
): Promise<Map<string, Uint8Array>> {
  const license = source?.license ?? LICENSE;
  const known = new Set([license, ...ICONS, ...TEXTS]);
  const wanted: string[] = [];
  for (const path of paths) {
    if (path === 'package.yaml' || path.startsWith(ARCHIVE)) continue;
    if (known.has(path) || mayBePicture(path) || (loose && isFileName(path))) wanted.push(path);
    else ignore(path, reading);
  }
  const files = await readFiles(wanted, reading);
  if (source) keepPictures(source, files, { loose, known, reading });
  checkLicense(files, { license, named: source?.license !== undefined, reading });
  for (const [path, bytes] of files) {
    const file = `${reading.folder}${path}`;
    await attempt(reading, file, () => {
      if (ICONS.includes(path)) readIcon(bytes, reading.limits);
      if (TEXTS.includes(path) || path === license) decodeText(bytes, file);
    });
  }
  return files;
}

/** Pictures that the package does not show are left out, unless its actions may name them. */
function keepPictures(
  source: PackageSource,
  files: Map<string, Uint8Array>,
  { loose, known, reading }: { loose: boolean; known: ReadonlySet<string>; reading: Reading },
): void {
  const { folder, limits } = reading;
  const { pictures, findings } = judgePictures({ source, files, folder, limits });
  reading.findings.push(...findings);
  if (loose) return;
  for (const name of [...files.keys()]) {
    if (known.has(name) || pictures.has(name)) continue;
    files.delete(name);
    const message = `${folder}${name} is left out: neither README.md nor CHANGELOG.md shows it, and it is none of the screenshots in package.yaml.`;
    reading.findings.push(warning('file-ignored', `${folder}${name}`, message));
  }
}

function ignore(path: string, { folder, findings }: Reading): void {
  const message = `${folder}${path} is left out: files for the actions belong into ${folder}archive/.`;
  findings.push(warning('file-ignored', `${folder}${path}`, message));
}

function checkLicense(
  files: ReadonlyMap<string, Uint8Array>,
  { license, named, reading }: { license: string; named: boolean; reading: Reading },
): void {
  if (files.has(license)) return;
  const file = `${reading.folder}${license}`;
  if (named) {
    const message = `${file} is missing, but package.yaml names it as the licence.`;
    reading.findings.push({ severity: 'error', code: 'source-invalid', file, message });
  } else {
    const message = `${file} is missing: users will not be shown a licence.`;
    reading.findings.push(warning('file-missing', file, message));
  }
}

/** Readers take a range that they cannot read for unknown compatibility; the publisher is told. */
function checkRanges(source: PackageSource, { folder, findings }: Reading): void {
  for (const key of ['paiVersion', 'cdapVersion'] as const) {
    const range = source[key];
    if (range === undefined || parseRange(range)) continue;
    const file = `${folder}package.yaml`;
    const message = `${file}: ${key} "${range}" is no range such as "[1.0.0,2.0.0)", so nobody can tell which clusters it fits.`;
    findings.push(warning('range-invalid', file, message));
  }
}

async function zip(
  files: ReadonlyMap<string, Uint8Array>,
  limits: Limits,
  make: (files: ReadonlyMap<string, Uint8Array>) => Promise<WrittenArchive>,
): Promise<WrittenArchive | undefined> {
  if (files.size === 0) return undefined;
  if (files.size > limits.zipEntries) {
    throw new MarketError(
      'zip-limit',
      `The archive would have ${files.size} files; at most ${limits.zipEntries} are allowed.`,
      { details: { found: files.size, allowed: limits.zipEntries } },
    );
  }
  return make(files);
}
