/** What the disk answers, in words for people: a refusal with the path instead of a code of the system. */
import { MarketError } from '#core/errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'what should be a folder is a file',
  EISDIR: 'a folder is in the way',
  EEXIST: 'something of that name is there',
  ENOTEMPTY: 'a folder is in the way',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it is not there',
  EINVAL: 'a folder cannot be moved into itself',
  EXDEV: 'it lies on another disk',
};

/** Refuses names that climb or mean a folder itself; `path` is relative with `/`. */
export function assertPlainPath(path: string): void {
  if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw refusedPath(path, 'is no path below the folder');
  }
  if (path.includes('\\') || path.includes('\0')) throw refusedPath(path, 'is no plain path');
}

export function refusedPath(path: string, what: string): MarketError {
  return new MarketError('source-invalid', `${path} ${what}.`, { details: { file: path } });
}

/** `source-invalid` for what could not be read; our own errors pass as they are. */
export function unreadablePath(path: string, cause: unknown): MarketError {
  if (cause instanceof MarketError) return cause;
  const code = codeOf(cause);
  if (code === 'ENOENT') return refusedPath(path, 'is not there');
  if (code === 'ELOOP') return refusedPath(path, 'is reached through a symbolic link');
  if (code === 'EISDIR') return refusedPath(path, 'is a folder');
  return new MarketError('source-invalid', `${path} cannot be read: ${reasonOf(cause)}.`, {
    cause,
    details: { file: path },
  });
}

/** `usage` for what could not be written; our own errors pass as they are. */
export function unwritablePath(path: string, cause: unknown): MarketError {
  if (cause instanceof MarketError) return cause;
  return new MarketError('usage', `${path} cannot be written: ${reasonOf(cause)}.`, {
    cause,
    details: { file: path },
  });
}

/** Such as `ENOENT`. */
export function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

/** Ends the sentence "… cannot be read: ". */
function reasonOf(cause: unknown): string {
  const code = codeOf(cause) ?? String(cause);
  return REASONS[code] ?? code;
}
