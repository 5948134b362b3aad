/** The files of a market folder that are to be published, and what proves their bytes. */
import { excludedByName } from '#core/compose/index.ts';
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { mapInOrder } from '../map-in-order.ts';
import { isHashedPath } from '../by-hash.ts';
import { isMarketPath, isPackagePath, versionOf } from './paths.ts';

import type { Limits } from '#core/limits.ts';
import type { Tree } from '#core/ports.ts';
import type { PinnedVersion } from './compare-rows.ts';
import type { Signatures } from './signature-fields.ts';

export interface OwnFiles {
  /** Bytes of each file by its path; without what lies at by-hash/. */
  sizes: ReadonlyMap<string, number>;
  /** Paths of each version's files, by `name/version`. */
  versions: ReadonlyMap<string, string[]>;
  /** Files that are no part of a market, or must not be seen by others. */
  left: string[];
}

/** So many small files are read at the same time. */
const AT_ONCE = 16;

/** Throws `source-invalid` for links and special files, which mean another file on every machine. */
export async function listOwnFiles(market: Tree): Promise<OwnFiles> {
  const sizes = new Map<string, number>();
  const versions = new Map<string, string[]>();
  const left: string[] = [];
  for (const { path, kind, size } of await market.list()) {
    if (kind !== 'file') {
      throw new MarketError(
        'source-invalid',
        `${path} in ${market.base} is no plain file: build the market again.`,
        {
          details: { file: path },
        },
      );
    }
    if (isHashedPath(path)) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!isMarketPath(path) || name.startsWith('.') || excludedByName(name) !== undefined) {
      left.push(path);
      continue;
    }
    sizes.set(path, size);
    const version = versionOf(path);
    if (version === undefined) continue;
    const files = versions.get(version) ?? [];
    files.push(path);
    versions.set(version, files);
  }
  return { sizes, versions, left };
}

/** All signatures of versions; nothing else tells that a version was only signed anew. */
export async function readSignatures(
  { versions }: OwnFiles,
  { market, limits }: { market: Tree; limits: Limits },
): Promise<Signatures> {
  const paths = [...versions].flatMap(([version, files]) =>
    files.filter((path) => path.endsWith('.asc')).map((path) => ({ path, version })),
  );
  const found = new Map<string, { version: string; bytes: Uint8Array }>();
  const reading = mapInOrder(paths, { atOnce: AT_ONCE }, async ({ path, version }) => {
    return { path, version, bytes: await market.read(path, limits.signatureBytes) };
  });
  for await (const { path, ...rest } of reading) found.set(path, rest);
  return found;
}

/**
 * Digests that the spec of a version gives its files, with its own, which the row pins; by path. Throws
 * `source-invalid` where the folder has another spec than the signed index says.
 */
export async function readPins(
  { name, version, spec: pin }: PinnedVersion,
  { market, limits }: { market: Tree; limits: Limits },
): Promise<Map<string, string>> {
  const folder = `packages/${name}/${version}`;
  const path = `${folder}/spec.json`;
  const bytes = await market.read(path, limits.specBytes);
  const sha256 = await digest(bytes);
  if (pin && pin.sha256 !== sha256) {
    throw new MarketError(
      'source-invalid',
      `${path} is not the one that market.json stands for: build and sign again.`,
      {
        details: { file: path, expected: pin.sha256, found: sha256 },
      },
    );
  }
  const pins = new Map([[path, sha256]]);
  const { archive, files } = JSON.parse(new TextDecoder().decode(bytes)) as SpecPins;
  const named = { ...files, ...(archive && { 'archive.zip': archive }) };
  for (const [file, each] of Object.entries(named)) {
    if (typeof each?.sha256 === 'string') pins.set(`${folder}/${file}`, each.sha256);
  }
  return pins;
}

interface SpecPins {
  archive?: { sha256?: unknown } | null;
  files?: Record<string, { sha256?: unknown } | null>;
}

/** How large a file may be. */
export function limitOf(path: string, limits: Limits): number {
  if (path.endsWith('.asc')) return limits.signatureBytes;
  return isPackagePath(path) ? limits.archiveBytes : limits.indexBytes;
}
