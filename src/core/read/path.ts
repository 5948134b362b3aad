/** Paths inside a market, built only from checked segments (security rule 5.3). */
import { MarketError } from '../errors.ts';

const PATTERNS = {
  name: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/,
  version: /^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$/,
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const FILE_SEGMENT = /^(?!\.{1,2}$)[^/\\\x00-\x1f\x7f]{1,255}$/u;

/** Whether a text can be a package name or version. */
export function isSegment(kind: 'name' | 'version', value: string): boolean {
  return PATTERNS[kind].test(value) && !value.includes('..');
}

/** Throws `index-invalid` for a name or version that may not stand in a path. */
export function assertSegment(kind: 'name' | 'version', value: string): void {
  if (isSegment(kind, value)) return;
  throw new MarketError(
    'index-invalid',
    `"${value.slice(0, 64)}" is not a valid package ${kind}.`,
    {
      details: { [kind]: value.slice(0, 64) },
    },
  );
}

/** Whether a text can name a file below a package's folder: relative, no empty, `.` or `..` segment. */
export function isFileName(file: string): boolean {
  return file.length <= 1024 && file.split('/').every((segment) => FILE_SEGMENT.test(segment));
}

/** `packages/<name>/<version>/<file>`, not percent-encoded. Throws `index-invalid` for a segment that may not be. */
export function filePath(name: string, version: string, file: string): string {
  assertSegment('name', name);
  assertSegment('version', version);
  if (!isFileName(file)) {
    throw new MarketError('index-invalid', `"${file.slice(0, 64)}" is not a valid file name.`, {
      details: { file: file.slice(0, 64) },
    });
  }
  return `packages/${name}/${version}/${file}`;
}
