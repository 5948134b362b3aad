/** Conditional requests and ranges as RFC 9110 has them (sections 13 and 14). */
import type { IncomingHttpHeaders } from 'node:http';

interface Version {
  /** Strong, with its quotes. */
  etag: string;
  modified: Date;
}

/** If-Match: whether the client means what is there. */
export function sameVersion(headers: IncomingHttpHeaders, etag: string): boolean {
  const tags = headers['if-match'];
  return tags === undefined || tags.trim() === '*' || listOf(tags).includes(etag);
}

/** False where the client has this version already; If-Modified-Since counts only without If-None-Match. */
export function isModified(headers: IncomingHttpHeaders, { etag, modified }: Version): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    // Weak comparison: proxies that compress make tags weak.
    const known = listOf(tags).map((tag) => tag.replace(/^W\//, ''));
    return !known.includes('*') && !known.includes(etag);
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Number.isNaN(since) || seconds(modified.getTime()) > seconds(since);
}

export interface Range {
  /** Both belong to it. */
  first: number;
  last: number;
}

/** One range; several, a malformed one, or one of another version are answered with the whole, as is allowed. */
export function readRange(
  headers: IncomingHttpHeaders,
  { size, ...version }: Version & { size: number },
): Range | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '') ?? [];
  if ((from === '' && to === '') || !isSameRange(headers, version)) return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < first) return undefined;
  return first < size ? { first, last } : 'unsatisfiable';
}

/** If-Range: a part is of use only beside other parts of the same version. */
function isSameRange(headers: IncomingHttpHeaders, { etag, modified }: Version): boolean {
  const condition = headers['if-range'];
  if (typeof condition !== 'string') return true;
  if (condition.includes('"')) return condition.trim() === etag;
  return seconds(Date.parse(condition)) === seconds(modified.getTime());
}

/** Dates in headers are of whole seconds. */
function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

function listOf(header: string): string[] {
  return header.split(',').map((each) => each.trim());
}
