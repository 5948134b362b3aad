/** Reads what a source tree says of the market itself: market.yaml and which versions there are. */
import { MarketError } from '#core/errors.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText, isSegment, parseMarketSource } from '#core/read/index.ts';
import { toFinding, warning } from './findings.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketSource } from '#core/model/generated.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';

/** market.yaml, or undefined when it does not do; the findings say what is wrong. */
export async function readMarketSource(
  tree: Tree,
  { limits, findings }: { limits: Limits; findings: Finding[] },
): Promise<MarketSource | undefined> {
  try {
    const text = decodeText(await tree.read('market.yaml', limits.specBytes), 'market.yaml');
    const market = parseMarketSource(parseYaml(text), 'market.yaml');
    // A category's name becomes part of a file's name.
    const bad = market.categories.find(({ name }) => !isSegment('name', name));
    if (!bad) return market;
    throw new MarketError(
      'source-invalid',
      `market.yaml: the category name "${bad.name}" may have letters, digits, dots, dashes and underscores only; what users read is its label.`,
    );
  } catch (thrown) {
    findings.push(toFinding(thrown, 'market.yaml'));
    return undefined;
  }
}

/** What may be the source of a version: where it lies, and what lies there. */
export interface SourceFolder extends PackageId {
  /** Path in the source tree, ends in a slash. */
  folder: string;
  /** Everything below it, with whole paths. */
  entries: TreeEntry[];
}

/** A folder of a source tree before it is known which version it holds. */
export type PackageFolder = Pick<SourceFolder, 'folder' | 'entries'>;

const PACKAGE_FILE = 'package.yaml';

/**
 * Every folder with a package.yaml, wherever it lies, the outermost counts; and packages/<name>/<version>/ also without one, for that
 * is what somebody meant. What else lies below packages/ is reported. In byte order of paths, as the entries are.
 */
export function packageFolders(
  entries: readonly TreeEntry[],
  findings: Finding[],
): PackageFolder[] {
  const declared = new Set(
    entries
      .filter(({ path, kind }) => kind === 'file' && path.endsWith(`/${PACKAGE_FILE}`))
      .map(({ path }) => path.slice(0, -PACKAGE_FILE.length)),
  );
  const folders = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    const folder = outermost(entry.path, declared) ?? meantFolder(entry.path);
    if (folder === undefined) {
      if (entry.path.startsWith('packages/')) findings.push(strayEntry(entry));
      continue;
    }
    const inside = folders.get(folder);
    if (inside) inside.push(entry);
    else folders.set(folder, [entry]);
  }
  return [...folders].map(([folder, inside]) => ({ folder, entries: inside }));
}

function outermost(path: string, declared: ReadonlySet<string>): string | undefined {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const folder = path.slice(0, at + 1);
    if (declared.has(folder)) return folder;
  }
  return undefined;
}

/** The layout packages/<name>/<version>/. */
function meantFolder(path: string): string | undefined {
  const [top, name, version, ...rest] = path.split('/');
  return top === 'packages' && rest.length > 0 ? `packages/${name}/${version}/` : undefined;
}

/** How a version begins where nothing else says that the name of a folder is one. */
const VERSION_LIKE = /^v?\d/i;

/**
 * Which version a folder holds: what its package.yaml says (`said`), else the last two segments of its path. Throws `source-invalid`
 * when nothing says it, or both do and differ.
 */
export function identify(folder: string, said: { name?: unknown; version?: unknown }): PackageId {
  const file = `${folder}${PACKAGE_FILE}`;
  const byPath = namesOf(folder);
  const name = said.name ?? byPath?.name;
  const version = said.version ?? byPath?.version;
  if (typeof name !== 'string' || typeof version !== 'string') {
    throw new MarketError(
      'source-invalid',
      `${file} must say "name" and "version" (in quotes, as in version: "1.0"), for its folder is not called <name>/<version>.`,
      { details: { file } },
    );
  }
  if (isNamedByFolder(folder) && (name !== byPath?.name || version !== byPath.version)) {
    throw new MarketError(
      'source-invalid',
      `${file} says that this is ${name} ${version}, but it lies in ${folder}: correct one of them.`,
      { details: { file } },
    );
  }
  return { name, version };
}

/** Whether its place alone says which version a folder holds: packages/<name>/<version>/. */
export function isNamedByFolder(folder: string): boolean {
  return meantFolder(folder) === folder;
}

function namesOf(folder: string): PackageId | undefined {
  const [name, version] = folder.split('/').slice(0, -1).slice(-2);
  if (name === undefined || version === undefined) return undefined;
  return isNamedByFolder(folder) || VERSION_LIKE.test(version) ? { name, version } : undefined;
}

/**
 * Whether a folder of a source tree is worth entering: folders of tools are not, but inside a package they are, so that
 * it is told what is left out of it.
 */
export function isSourceFolder(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!name.startsWith('.') && name !== 'node_modules') return true;
  return name !== '.pai-market' && /^packages\/|(?:^|\/)archive\//.test(path);
}

function strayEntry({ path, kind }: TreeEntry): Finding {
  if (kind === 'file') {
    return warning('file-ignored', path, `${path} is left out: it is in no version's folder.`);
  }
  const message = `${path} is a symbolic link or special file; a package is a plain folder of plain files.`;
  return { severity: 'error', code: 'source-invalid', file: path, message };
}

/** An error for each category of a package that market.yaml does not have. */
export function unknownCategories(
  folder: string,
  categories: readonly string[],
  market: MarketSource,
): Finding[] {
  const file = `${folder}${PACKAGE_FILE}`;
  const known = new Set(market.categories.map((category) => category.name));
  return categories
    .filter((category) => !known.has(category))
    .map((category) => ({
      severity: 'error',
      code: 'source-invalid',
      file,
      message: `${file}: the category "${category}" is not in market.yaml.`,
    }));
}
