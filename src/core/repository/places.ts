/** What the place of a file says of it: the package and the nested repository that it lies in. */

/** Folder of the dot folder that makes a folder a repository. */
export const MARKER = '.pai-market';

const PACKAGE_FILE = 'package.yaml';

/** Whether the file makes its folder a package. */
export function isPackageFile(path: string): boolean {
  return path === PACKAGE_FILE || path.endsWith(`/${PACKAGE_FILE}`);
}

/** Empty for the root. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

/**
 * The package folders among all these paths of files: the outermost ones with a `package.yaml`, which in the `archive/` of
 * a package is a file like any other. The root is none.
 */
export function packageFolders(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) if (isPackageFile(path)) folders.add(folderOf(path));
  folders.delete('');
  for (const folder of [...folders]) {
    if (innermost(folderOf(folder), folders) !== undefined) folders.delete(folder);
  }
  return folders;
}

/** The innermost of these folders that the path lies in or is; the root is not among them. */
export function innermost(path: string, folders: ReadonlySet<string>): string | undefined {
  if (folders.size === 0) return undefined;
  for (let folder = path; folder !== ''; folder = folderOf(folder)) {
    if (folders.has(folder)) return folder;
  }
  return undefined;
}

/** How a version begins where nothing else says that the name of a folder is one. */
const VERSION_LIKE = /^v?\d/i;

/** Name and version that the folders of a package say: `…/<name>/<version>`, or the name alone where the last is called like no version. */
export function namedByFolders(folder: string): { name: string; version: string } {
  const segments = folder.split('/');
  const [name, version] = segments.slice(-2);
  const isPlace = segments.length === 3 && segments[0] === 'packages';
  if (name !== undefined && version !== undefined && (isPlace || VERSION_LIKE.test(version))) {
    return { name, version };
  }
  return { name: segments.at(-1) ?? '', version: '' };
}

/** Whether a folder with these names in it is a built market, which is made of the repository and no part of it. */
export function isBuiltMarket(names: readonly string[]): boolean {
  return names.includes('packages.json') && names.includes('categories.json');
}

const SURROGATE = /[\ud800-\udfff]/;

/** Sorts in the byte order of paths in UTF-8, in place. */
export function sortByPath<Item extends { path: string }>(items: Item[]): Item[] {
  // The order of units is that of bytes but for surrogates, and many times as fast.
  if (items.some(({ path }) => SURROGATE.test(path))) {
    return items.sort((a, b) => inByteOrder(a.path, b.path));
  }
  return items.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Byte order of UTF-8, which is that of code points. */
function inByteOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return weight(left) - weight(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for what comes behind all other units. */
function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
