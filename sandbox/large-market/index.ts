/** Makes a signed market of any size from a seed: real digests, real signatures, words and sizes as people's packages have them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as openpgp from 'openpgp';

import { composeIndex, composeMarketIndex, composePackage } from '#core/compose/index.ts';
import { hasHashedCopy, hashedPath, hashedSignature } from '#flows/by-hash.ts';
import { compareVersions } from '#core/find/index.ts';
import { openSigningKey } from '../keys.ts';
import { actionsOf, createArchives, filesBeside } from './files.ts';
import { makePackages } from './package.ts';
import { CATEGORIES } from './words.ts';

import type { ComposedPackage } from '#core/compose/index.ts';
import type { FilePin, MarketConfig, PackageRow, PackageSource } from '#core/model/generated.ts';
import type { MadePackage } from './package.ts';
import type { MadeVersion } from './versions.ts';

export { serveLargeMarket } from './serve.ts';

const DAY_S = 86_400;
/** Of the made words and files: another one makes what was made before anew. */
const EDITION = 3;

export interface LargeMarketOptions {
  /** Gets the folders `market` and `keys`, and config.json. */
  out: string;
  packages: number;
  /** Of each package. */
  versions: number;
  seed: number;
  /** How many packages lie there whole, so that they can be opened and installed: the first ones of the list. The others have rows only. */
  files: number;
  print?: (line: string) => void;
}

export interface LargeMarket {
  /** To be served. */
  folder: string;
  /** For the plugin's configuration, but for the address. */
  config: Omit<MarketConfig, 'url'>;
  rows: number;
}

/** What is there already is taken, unless it was made from other options or its signed index is older than a month. */
export async function makeLargeMarket(options: LargeMarketOptions): Promise<LargeMarket> {
  const { out } = options;
  const folder = join(out, 'market');
  const rows = options.packages * options.versions;
  const stamp = stampOf(options);
  const key = await openSigningKey(join(out, 'keys'));
  const config = {
    id: 'large-market',
    name: `Market of ${rows.toLocaleString('en')} rows`,
    keys: [key.certificate],
    fingerprints: [key.fingerprint],
    trust: 'strict' as const,
  };
  if (!isThere(out, stamp)) {
    rmSync(join(out, 'stamp.json'), { force: true });
    const fresh = `${folder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    await write(fresh, options, readFileSync(key.secretFile, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
    writeFileSync(join(out, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
    writeFileSync(join(out, 'stamp.json'), JSON.stringify({ stamp, at: Date.now() }));
  }
  return { folder, config, rows };
}

function stampOf({ packages, versions, seed, files }: LargeMarketOptions): string {
  return JSON.stringify([EDITION, packages, versions, seed, files]);
}

function isThere(out: string, wanted: string): boolean {
  const file = join(out, 'stamp.json');
  if (!existsSync(file)) return false;
  const { stamp, at } = JSON.parse(readFileSync(file, 'utf8')) as { stamp: string; at: number };
  return stamp === wanted && Date.now() - at < 30 * DAY_S * 1000;
}

type Sign = (bytes: Uint8Array) => Promise<string>;

async function write(folder: string, options: LargeMarketOptions, secret: string): Promise<void> {
  const { print } = options;
  const compose = createComposer();
  const rows: PackageRow[] = [];
  const packages: MadePackage[] = [];
  for (const made of makePackages({ ...options, count: options.packages })) {
    packages.push(made);
    for (const version of made.versions) rows.push((await compose(made, version)).row);
    if (packages.length % 5000 === 0) print?.(`${packages.length} packages …`);
  }
  print?.('Writing the index …');
  const categories = CATEGORIES.map(([name, label, description]) => ({ name, label, description }));
  const sign = await createSign(secret);
  const whole = firstOf(packages, options.files);
  const names = new Set(whole.map(({ name }) => name));
  const index = composeIndex({ categories, rows, compareVersions });
  for (const [path, bytes] of index) {
    const [top, name = ''] = path.split('/');
    if (top !== 'packages' || names.has(name)) save(folder, path, bytes);
  }
  for (const made of whole) {
    for (const version of made.versions)
      await saveWhole(folder, await compose(made, version), sign);
  }
  await saveSignedIndex(folder, index, sign);
}

type Compose = (made: MadePackage, version: MadeVersion) => Promise<ComposedPackage>;

function createComposer(): Compose {
  const archiveOf = createArchives();
  return async (made, { version, ...release }) => {
    const { name, size, versions: _, needs, ...words } = made;
    const source: PackageSource = {
      ...words,
      ...release,
      // A spec has no empty organisation.
      org: words.org || words.author,
      license: 'license.txt',
      actions: actionsOf(made),
    };
    const asked = needs ? { ...source, needs } : source;
    const archive = await archiveOf(size);
    return composePackage({ name, version, source: asked, files: filesBeside(made), archive });
  };
}

/** The first ones of the list, and all that they need. */
function firstOf(packages: readonly MadePackage[], count: number): MadePackage[] {
  const byName = new Map(packages.map((made) => [made.name, made]));
  const byLabel = [...packages].sort((a, b) =>
    a.label.toLowerCase() < b.label.toLowerCase() ? -1 : 1,
  );
  const chosen = new Set(byLabel.slice(0, count));
  for (const made of chosen) {
    for (const { name } of made.dependencies?.packages ?? []) {
      const needed = byName.get(name);
      // A set that grows while it is walked is walked to its new end.
      if (needed) chosen.add(needed);
    }
  }
  return [...chosen];
}

async function saveWhole(folder: string, { files }: ComposedPackage, sign: Sign): Promise<void> {
  for (const [path, bytes] of files) {
    save(folder, path, bytes);
    if (/\/(?:spec\.json|archive\.zip)$/.test(path)) {
      save(folder, `${path}.asc`, await sign(bytes));
    }
  }
}

/** As `pai-market sign` makes it: digests of the index files, rows of each shard. */
async function saveSignedIndex(
  folder: string,
  index: ReadonlyMap<string, Uint8Array>,
  sign: Sign,
): Promise<void> {
  const shards = [...index].filter(([path]) => path.startsWith('shards/'));
  const files = [...index].filter(([path]) =>
    /^(?:categories|packages(?:-[^/]+)?)\.json$/.test(path),
  );
  const issued = Math.floor(Date.now() / 1000);
  const bytes = composeMarketIndex({
    market: 'large-market',
    issued,
    expires: issued + 60 * DAY_S,
    files: Object.fromEntries(files.map(([path, content]) => [path, pinOf(content)])),
    shards: shards.map(([path, content]) => ({ path, rows: rowsOf(content), ...pinOf(content) })),
    nextKeys: [],
  });
  const signature = await sign(bytes);
  save(folder, 'market.json', bytes);
  save(folder, 'market.json.asc', signature);
  save(folder, hashedSignature(pinOf(bytes).sha256), signature);
  for (const [path, content] of [...files, ...shards]) {
    if (hasHashedCopy(path, shards.length > 0)) save(folder, hashedPath(pinOf(content)), content);
  }
}

/** A shard has one row on a line, between two lines of brackets. */
function rowsOf(bytes: Uint8Array): number {
  return new TextDecoder().decode(bytes).trimEnd().split('\n').length - 2;
}

function pinOf(bytes: Uint8Array): FilePin {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

async function createSign(secret: string): Promise<Sign> {
  const signingKeys = await openpgp.readPrivateKey({ armoredKey: secret });
  return async (bytes) => {
    const message = await openpgp.createMessage({ binary: bytes });
    return openpgp.sign({ message, signingKeys, detached: true, format: 'armored' });
  };
}

function save(folder: string, path: string, content: Uint8Array | string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
