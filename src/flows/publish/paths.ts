/** What the paths of a market are: which belong to it, when they change, and as what they are served. */
import { isHashedPath } from '../by-hash.ts';

/** What a published file is sent with. */
export interface FileHeaders {
  contentType: string;
  cacheControl: string;
}

/** The publishers' own notes at a target; no part of the market. */
export const STATE_FILE = '.publish/state.json';

const INDEX_FILES =
  /^(?:market\.json(?:\.asc)?|categories\.json|packages(?:-[^/]+)?\.json|shards\/[^/]+\.json)$/;
const VERSIONS_FILE = /^packages\/[^/]+\/versions\.json$/;
const VERSION_FILE = /^packages\/([^/]+)\/([^/]+)\/([^/]+)$/;
/** Left over where a folder of this tool was killed. */
const LEFT_OVER = /^\.publish\/new\/|(?:^|\/)\.[^/]+\.part$/;

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  asc: 'application/pgp-signature',
  zip: 'application/zip',
  png: 'image/png',
  jpg: 'image/jpeg',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
const YEAR_S = 31_536_000;

/** Whether a path is one of a market, so that publishing may replace and remove it. */
export function isMarketPath(path: string): boolean {
  return INDEX_FILES.test(path) || isHashedPath(path) || isPackagePath(path);
}

export function isPackagePath(path: string): boolean {
  return VERSIONS_FILE.test(path) || VERSION_FILE.test(path);
}

/** What a killed publisher may have left, which nobody reads. */
export function isLeftOver(path: string): boolean {
  return LEFT_OVER.test(path);
}

/** `name/version` of the version that a file belongs to; undefined for all others. */
export function versionOf(path: string): string | undefined {
  const [, name, version] = VERSION_FILE.exec(path) ?? [];
  return name === undefined ? undefined : `${name}/${version}`;
}

/**
 * Never a type that a browser would run or render as a page: the files are strangers'. What lies below a version or at
 * by-hash/ keeps its bytes for ever, except signatures: a version can be signed anew.
 */
export function headersOf(path: string): FileHeaders {
  const ending = /\.([a-z]+)$/.exec(path)?.[1] ?? '';
  const contentType = (Object.hasOwn(TYPES, ending) && TYPES[ending]) || 'application/octet-stream';
  const keeps = !path.endsWith('.asc') && (isHashedPath(path) || versionOf(path) !== undefined);
  const cacheControl = keeps ? `public, max-age=${YEAR_S}, immutable` : 'no-cache';
  return { contentType, cacheControl };
}
