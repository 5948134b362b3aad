/** Makes the sources of a new package version in one folder that appears whole: package.yaml, README, change log, licence, icon and archive/. */
import { MarketError } from '#core/errors.ts';
import { dumpProtocol } from '#core/protocol/index.ts';
import { assertSegment, parseMarketSource, parsePackageSource } from '#core/read/index.ts';
import { readYamlFile } from './read-yaml.ts';
import { drawIcon } from './draw-icon.ts';
import { licenseText } from './licenses.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketSource, PackageSource } from '#core/model/generated.ts';
import type { Files } from '#core/ports.ts';
import type { LicenseId } from './licenses.ts';
import type { Template } from './templates.ts';

/** The licence: one of ours, or the user's own text, with an SPDX expression if it has one. */
export type LicenseWish = { id: LicenseId } | { text: Uint8Array; id?: string | undefined };

export interface NewPackage {
  name: string;
  version: string;
  author: string;
  label?: string | undefined;
  description?: string | undefined;
  /** The first of market.yaml if empty. */
  categories: readonly string[];
  license: LicenseWish;
  template: Template;
}

export interface NewWorld {
  files: Files;
  limits: Limits;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface Made {
  /** The folder of the package, and its files below it. */
  folder: string;
  files: string[];
  /** Whether market.yaml was made too. */
  market: boolean;
}

const MARKET_YAML = 'market.yaml';
const FIRST_CATEGORY = { name: 'general', label: 'General' };
const HEAD =
  '# What people see of the package, and what installing it does. Every field: docs/market-format.md\n';

/**
 * `root` is the folder of market.yaml; `folder` that of the package. Throws `usage` for a folder that is there, names that no
 * market takes and categories that market.yaml lacks, `source-invalid` for a market.yaml that cannot be read.
 */
export async function newPackage(
  wish: NewPackage,
  { root, folder }: { root: string; folder: string },
  world: NewWorld,
): Promise<Made> {
  assertNames(wish);
  if ((await world.files.kind(folder)) !== undefined) {
    throw new MarketError('usage', `${folder} is there already; nothing was made.`, {
      details: { file: folder },
    });
  }
  const market = await readMarket(root, world);
  const categories = chooseCategories(wish, market);
  const files = packageFiles(wish, categories, world);
  const stage = await world.files.tree(folder).stage();
  try {
    for (const [path, bytes] of files) await stage.write(path, bytes);
    await stage.commit();
  } catch (error) {
    await stage.discard();
    throw error;
  }
  if (!market) await makeMarket(root, categories, world);
  return { folder, files: [...files.keys()].sort(), market: !market };
}

function assertNames({ name, version }: NewPackage): void {
  try {
    assertSegment('name', name);
    assertSegment('version', version);
  } catch (cause) {
    if (!(cause instanceof MarketError)) throw cause;
    throw new MarketError(
      'usage',
      `${cause.message} Letters, digits, dots, dashes and underscores make a name, such as my-job; 1.0.0 is a version.`,
      { cause },
    );
  }
}

async function readMarket(root: string, world: NewWorld): Promise<MarketSource | undefined> {
  const value = await readYamlFile(`${root}/${MARKET_YAML}`, world);
  return value === undefined ? undefined : parseMarketSource(value, MARKET_YAML);
}

/** Throws `usage`. */
function chooseCategories({ categories }: NewPackage, market: MarketSource | undefined): string[] {
  const known = market?.categories.map(({ name }) => name);
  if (categories.length === 0) return [known?.[0] ?? FIRST_CATEGORY.name];
  const strange = categories.find((name) => known && !known.includes(name));
  if (strange === undefined) return [...categories];
  throw new MarketError(
    'usage',
    `${MARKET_YAML} has no category "${strange}"; it has ${known?.join(', ')}.`,
  );
}

function packageFiles(
  wish: NewPackage,
  categories: string[],
  { now }: NewWorld,
): Map<string, Uint8Array> {
  const { name, version, author, license, template } = wish;
  const source: PackageSource = {
    ...{ name, version },
    label: wish.label ?? template.label,
    description: wish.description ?? template.description,
    author,
    created: Math.floor(now / 1000),
    categories: categories as PackageSource['categories'],
    ...template.ranges,
    license: 'license.txt',
    ...(license.id === undefined ? {} : { licenseId: license.id }),
    ...(template.components ? { components: template.components } : {}),
    changelog: 'First version.',
    actions: template.actions as PackageSource['actions'],
  };
  // What cannot be published is not made.
  parsePackageSource(source, 'package.yaml');
  const year = new Date(now).getUTCFullYear();
  const text = 'text' in license ? license.text : licenseText(license.id, { year, holder: author });
  const written: Record<string, string | Uint8Array> = {
    'package.yaml': HEAD + dumpProtocol(source),
    'README.md': `# ${source.label}\n\n${template.readme}`,
    'CHANGELOG.md': `# Changelog\n\n## ${version}\n\n- First version.\n`,
    'license.txt': text,
    'icon.png': drawIcon(name),
  };
  for (const [path, content] of Object.entries(template.archive)) {
    written[`archive/${path}`] = content;
  }
  const encode = (content: string | Uint8Array) =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return new Map(Object.entries(written).map(([path, content]) => [path, encode(content)]));
}

/** A market begins with its first package. */
async function makeMarket(root: string, categories: string[], { files }: NewWorld): Promise<void> {
  const named =
    root
      .split(/[/\\]/)
      .filter((part) => part !== '' && part !== '.')
      .at(-1) ?? '';
  const id = named
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  const market = {
    id: id || 'market',
    name: named.slice(0, 128) || 'Market',
    categories: categories.map((name) =>
      name === FIRST_CATEGORY.name ? FIRST_CATEGORY : { name, label: name },
    ),
  };
  await files.tree(root).write(MARKET_YAML, new TextEncoder().encode(dumpProtocol(market)));
}
