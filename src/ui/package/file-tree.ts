/** Puts a flat list of files into folders, and finds files by name; pure. */

export interface NamedFile {
  /** Path from the folder that it is shown in. */
  name: string;
  /** Bytes. */
  size: number;
}

export interface Folder {
  /** With those folders above it that hold nothing else; empty for the root. */
  name: string;
  folders: Folder[];
  files: NamedFile[];
  /** Files in it and below, and their bytes together. */
  count: number;
  size: number;
}

/** Deeper folders are no folders any more but part of the names. */
const DEEPEST = 12;

const collator = new Intl.Collator('en', { numeric: true });

export function buildTree(files: readonly NamedFile[]): Folder {
  return toFolder('', files, 0);
}

function toFolder(name: string, files: readonly NamedFile[], depth: number): Folder {
  const inside = new Map<string, NamedFile[]>();
  const own: NamedFile[] = [];
  for (const file of files) {
    const at = depth < DEEPEST ? file.name.indexOf('/') : -1;
    if (at < 0) {
      own.push(file);
      continue;
    }
    const folder = file.name.slice(0, at);
    const rest = { name: file.name.slice(at + 1), size: file.size };
    const known = inside.get(folder);
    if (known) known.push(rest);
    else inside.set(folder, [rest]);
  }
  const folders: Folder[] = [];
  for (const [each, below] of inside) {
    const made = toFolder(each, below, depth + 1);
    const [only] = made.files;
    // A folder with one thing in it is no help: it becomes part of the name.
    if (made.folders.length === 0 && made.files.length === 1 && only) {
      own.push({ name: `${made.name}/${only.name}`, size: only.size });
    } else folders.push(merged(made));
  }
  return {
    name,
    folders: folders.sort((a, b) => collator.compare(a.name, b.name)),
    files: own.sort((a, b) => collator.compare(a.name, b.name)),
    count: files.length,
    size: files.reduce((sum, { size }) => sum + size, 0),
  };
}

function merged(folder: Folder): Folder {
  const [only] = folder.folders;
  if (!only || folder.folders.length > 1 || folder.files.length > 0) return folder;
  return { ...only, name: `${folder.name}/${only.name}` };
}

/** Files with all the words in their names, in upper or lower case; undefined where nothing is asked for. */
export function findFiles(files: readonly NamedFile[], text: string): NamedFile[] | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return files
    .filter(({ name }) => {
      const lower = name.toLowerCase();
      return words.every((word) => lower.includes(word));
    })
    .sort((a, b) => collator.compare(a.name, b.name));
}
