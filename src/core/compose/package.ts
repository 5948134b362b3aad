/** Makes the files of one package version and its row in the index. */
import { sha256 } from '../digest.ts';
import { canonicalJson } from './canonical.ts';

import type {
  ArchivePin,
  FilePin,
  PackageNeeds,
  PackageRow,
  PackageSource,
  PackageSpec,
} from '../model/generated.ts';
import type { WrittenArchive } from './archive.ts';

const SPEC_VERSION = '1.0';
/** Longer lists of entries would fill the bytes that a spec may have; the list is an extra, the digest binds the archive. */
const MAX_LISTED_ENTRIES = 4000;

export interface PackageInput {
  name: string;
  version: string;
  /** package.yaml, checked. */
  source: PackageSource;
  /** license.txt, icon, README.md, CHANGELOG.md, pictures and loose resources, by name. */
  files: ReadonlyMap<string, Uint8Array>;
  archive?: WrittenArchive;
  /** Of its largest job. */
  needs?: PackageNeeds;
}

export interface ComposedPackage {
  /** By path in the market. */
  files: Map<string, Uint8Array>;
  row: PackageRow;
}

/** A spec that pins every byte of the package, the files beside it, and the row that pins the spec. */
export function composePackage(input: PackageInput): ComposedPackage {
  const folder = `packages/${input.name}/${input.version}`;
  const spec = canonicalJson(composeSpec(input));
  const files = new Map<string, Uint8Array>([[`${folder}/spec.json`, spec]]);
  if (input.archive) files.set(`${folder}/archive.zip`, input.archive.bytes);
  for (const [name, bytes] of input.files) files.set(`${folder}/${name}`, bytes);
  return { files, row: composeRow(input, pinOf(spec)) };
}

function composeSpec({ name, version, source, files, archive, needs }: PackageInput): PackageSpec {
  // A withdrawal is told by the index: the signed spec of a published version does not change.
  const { yanked, ...fields } = source;
  return {
    ...fields,
    specVersion: SPEC_VERSION,
    name,
    version,
    ...(needs && { needs }),
    ...(archive && { archive: pinArchive(archive) }),
    ...(files.size > 0 && {
      files: Object.fromEntries([...files].map(([file, bytes]) => [file, pinOf(bytes)])),
    }),
  };
}

function composeRow({ name, version, source, needs }: PackageInput, spec: FilePin): PackageRow {
  // Lists are long: what only the page of a package shows is not in them.
  const { actions, screenshots, ...fields } = source;
  return { ...fields, name, version, ...(needs && { needs }), spec };
}

function pinArchive({ bytes, entries }: WrittenArchive): ArchivePin {
  const listed = entries.length <= MAX_LISTED_ENTRIES;
  return { ...pinOf(bytes), ...(listed && { entries }) };
}

function pinOf(bytes: Uint8Array): FilePin {
  return { sha256: sha256(bytes), size: bytes.length };
}
