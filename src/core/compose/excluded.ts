/** What never goes into a package: leftovers of tools, and files that hold secrets. */
import { hasSecretKey } from '../secret-names.ts';

/** A key begins near the start of its file; armor headers and comments may stand before. */
const SEARCHED_BYTES = 64 * 1024;

const FOLDERS = new Set(['.git', '.hg', '.svn', '.ssh', '.gnupg', '.aws', '.azure', '.kube']);
const FOLDER_LEFTOVERS = new Set(['__MACOSX', '__pycache__', '.ipynb_checkpoints']);
const LEFTOVERS = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const SECRETS = [
  /^\.env(\..*)?$/i,
  /^\.(netrc|npmrc|pypirc|git-credentials|pgpass)$/i,
  /^id_(rsa|dsa|ecdsa|ed25519)$/i,
  /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk)$/i,
  /^(secring|private-keys).*$/i,
];

export interface Exclusion {
  /** The file, or the outermost folder that is left out whole. */
  path: string;
  /** Ends the sentence "… is left out: ". */
  reason: string;
}

/** Whether a path is left out by its name; the path is relative to the package's folder. */
export function excludedByName(path: string): Exclusion | undefined {
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const place = segments.slice(0, index + 1).join('/');
    const last = index === segments.length - 1;
    if (!last && FOLDERS.has(segment)) return { path: place, reason: 'it is a private folder' };
    if (!last && FOLDER_LEFTOVERS.has(segment)) {
      return { path: place, reason: 'it is a leftover of a tool' };
    }
  }
  const name = segments.at(-1) ?? '';
  // A worktree's `.git` is a file.
  if (LEFTOVERS.has(name) || FOLDERS.has(name)) {
    return { path, reason: 'it is a leftover of a tool' };
  }
  if (SECRETS.some((pattern) => pattern.test(name))) {
    return { path, reason: 'files of this name usually hold secrets' };
  }
  return undefined;
}

/** Whether the content is a secret key, whatever the file is called. */
export function excludedByContent(path: string, bytes: Uint8Array): Exclusion | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, SEARCHED_BYTES));
  return hasSecretKey(start) ? { path, reason: 'it holds a secret key' } : undefined;
}
