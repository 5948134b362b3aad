/** Finds in a source all that checks look at: the market, packages in any layout, component files, and rows of an index. */
import { createSourceFiles } from './files.ts';
import { SourceDocument } from '#core/lint/index.ts';
import { parseComponent } from '#core/protocol/index.ts';
import { asObject, own, textOf } from './fields.ts';
import { loadPackage } from './load-package.ts';

import type { Limits } from '#core/limits.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';
import type { Files } from './files.ts';
import type { LintComponent, LintMarket, LintPackage, LintWorld, Release } from './model.ts';

/** Reads at once; more of them only wait for the same disk. */
const AT_ONCE = 16;
const DESCRIPTIONS = ['package.yaml', 'spec.json'];
const COMPONENT_NAME = /\.(?:ya?ml|json)$/i;
const COMPONENT_TYPES: ReadonlySet<unknown> = new Set([
  'job',
  'data',
  'script',
  'dockerimage',
  'output',
]);
/** Only a file with these words can be a component. */
const COMPONENT_WORDS =
  /protocolVersion|["']?type["']?\s{0,9}:\s{0,9}["']?(?:job|data|script|dockerimage|output)\b/;

export interface WorldInput {
  tree: Tree;
  entries: readonly TreeEntry[];
  limits: Limits;
  now: number;
  signal?: AbortSignal | undefined;
  onFile?: ((done: number, total: number) => void) | undefined;
}

export async function loadWorld(input: WorldInput): Promise<LintWorld> {
  const { tree, entries, limits, now, signal, onFile } = input;
  const files = createSourceFiles(tree, { entries, limits });
  const folders = packageFolders(entries);
  const below = groupByFolder(entries, folders);
  let done = 0;
  const packages = await mapAtOnce([...below], async ([folder, inside]) => {
    signal?.throwIfAborted();
    onFile?.(++done, below.size);
    return loadPackage({ folder, entries: inside, files, base: tree.base });
  });
  const found = packages.filter((item): item is LintPackage => item !== undefined);
  return {
    packages: found,
    rows: await loadRows(files, found),
    components: await loadComponents(input, { files, folders }),
    market: await loadMarket(entries, files),
    ...{ entries, files, limits, now, signal },
  };
}

/** Paths that end in a slash, the outermost first; a package does not lie in another one. */
function packageFolders(entries: readonly TreeEntry[]): Set<string> {
  const folders = new Set<string>();
  const named = entries
    .filter(({ path }) => DESCRIPTIONS.includes(path.slice(path.lastIndexOf('/') + 1)))
    .map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1))
    .sort((a, b) => a.length - b.length);
  const has = (name: string) => entries.some(({ path }) => path === name);
  for (const folder of named) {
    // At the top it is a package by itself, unless the top is a market.
    if (folder === '' && (has('market.yaml') || has('packages.json'))) continue;
    if (folderOf(folder, folders) === undefined) folders.add(folder);
  }
  return folders;
}

/** The package folder that a path lies in. */
export function folderOf(path: string, folders: ReadonlySet<string>): string | undefined {
  if (folders.has('')) return '';
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const folder = path.slice(0, at + 1);
    if (folders.has(folder)) return folder;
  }
  return undefined;
}

function groupByFolder(
  entries: readonly TreeEntry[],
  folders: ReadonlySet<string>,
): Map<string, TreeEntry[]> {
  const groups = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    const folder = folderOf(entry.path, folders);
    if (folder === undefined) continue;
    const group = groups.get(folder);
    if (group) group.push(entry);
    else groups.set(folder, [entry]);
  }
  return groups;
}

async function loadMarket(
  entries: readonly TreeEntry[],
  files: Files,
): Promise<LintMarket | undefined> {
  const has = (path: string) => entries.some((entry) => entry.path === path);
  const document = has('market.yaml') ? await files.data('market.yaml') : undefined;
  const list = has('categories.json') ? await files.data('categories.json') : undefined;
  const from = document ?? list;
  if (!from) return undefined;
  const values = document ? own(document.value, 'categories') : list?.value;
  const names = Array.isArray(values)
    ? values.map((each) => textOf(each, 'name')).filter((name) => name !== undefined)
    : undefined;
  return { document: from, fields: asObject(from.value) ?? {}, categories: names };
}

async function loadRows(files: Files, packages: readonly LintPackage[]): Promise<Release[]> {
  const document = await files.data('packages.json');
  if (!Array.isArray(document?.value)) return [];
  const known = new Set(packages.map(({ name, version }) => `${name}/${version}`));
  return (document.value as unknown[]).flatMap((row, at) => {
    const [name, version, fields] = [textOf(row, 'name'), textOf(row, 'version'), asObject(row)];
    if (!fields || name === undefined || version === undefined) return [];
    return known.has(`${name}/${version}`) ? [] : [{ name, version, document, at: [at], fields }];
  });
}

/** Also those in archives: a job that a package submits is judged like one that stands alone. */
async function loadComponents(
  { entries, limits }: Pick<WorldInput, 'entries' | 'limits'>,
  { files, folders }: { files: Files; folders: ReadonlySet<string> },
): Promise<LintComponent[]> {
  const named = entries.filter(({ path, kind }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (kind !== 'file' || !COMPONENT_NAME.test(name) || DESCRIPTIONS.includes(name)) return false;
    return path.includes('/') || !ROOT_FILES.has(name) || folderOf(path, folders) !== undefined;
  });
  const found = await mapAtOnce(named, ({ path }) => loadComponent(path, { files, limits }));
  return found.filter((item): item is LintComponent => item !== undefined);
}

/** Files of a market and of a source that are no components, at the top. */
const ROOT_FILES: ReadonlySet<string> = new Set([
  'market.yaml',
  'market.json',
  'packages.json',
  'categories.json',
]);

async function loadComponent(
  path: string,
  { files, limits }: { files: Files; limits: Limits },
): Promise<LintComponent | undefined> {
  const text = await files.text(path);
  if (!text || !COMPONENT_WORDS.test(text.text)) return undefined;
  const parsed = parseComponent(text.text, limits);
  // What is good is read once; of what is not, the data is needed all the same.
  const document = parsed.ok
    ? new SourceDocument(path, text.text, parsed.component)
    : await files.data(path);
  return document && isComponent(document)
    ? { document, fields: asObject(document.value) ?? {}, parsed }
    : undefined;
}

function isComponent({ value }: SourceDocument): boolean {
  return own(value, 'protocolVersion') !== undefined || COMPONENT_TYPES.has(own(value, 'type'));
}

/** As many as `AT_ONCE` at a time, results in the order of the items. */
export async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const run = async () => {
    for (let at = next++; at < items.length; at = next++) {
      results[at] = await work(items[at] as Item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, run));
  return results;
}
