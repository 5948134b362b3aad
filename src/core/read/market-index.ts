/** Reads a market.json whose signature was verified: form, times and paths; what it means for this reader is judged by core/verify. */
import { MarketError } from '../errors.ts';
import { firstProblem } from './explain.ts';
import { validate } from './generated/market-index.js';
import { INDEX_CODES, readJson } from './json.ts';
import { isFileName, isSegment } from './path.ts';

import type { Limits } from '../limits.ts';
import type { MarketIndex } from '../model/generated.ts';
import type { Verified } from '../model/trust.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** R11: a signed index lives so long and no longer. */
const MOST_DAYS = 90;

/**
 * The index with its fingerprints in upper case; `issued` and `expires` are times that `Date.parse` reads.
 * Whether `serial` is the second of `issued` is left to `judgeIndex`, as a serial of the far future is refused as that (R12).
 * Throws `index-invalid`.
 */
export function parseMarketIndex(file: Verified, limits: Limits): MarketIndex {
  const value = readJson(file.bytes, file.path, limits, INDEX_CODES);
  if (!validate(value)) throw refused(file.path, firstProblem(validate.errors));
  const index = value as MarketIndex;
  const problem = timeProblem(index) ?? filesProblem(index) ?? shardsProblem(index, limits);
  if (problem !== undefined) throw refused(file.path, problem);
  const { nextKeys = [] } = index;
  const bad = nextKeys.find((key) => !/^(?:[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$/.test(key));
  if (bad !== undefined) throw refused(file.path, `nextKeys has "${bad}", no full fingerprint`);
  return { ...index, nextKeys: [...new Set(nextKeys.map((key) => key.toUpperCase()))] };
}

/** R11. */
function timeProblem({ issued, expires }: MarketIndex): string | undefined {
  const [from, to] = [parseTime(issued), parseTime(expires)];
  if (from === undefined) return `issued "${issued}" is no time such as 2026-01-31T12:00:00Z`;
  if (to === undefined) return `expires "${expires}" is no time such as 2026-01-31T12:00:00Z`;
  if (to <= from) return 'it expires before it was issued';
  if (to - from > MOST_DAYS * DAY_MS)
    return `it expires more than ${MOST_DAYS} days after it was issued`;
  return undefined;
}

/** Milliseconds of an RFC 3339 time in UTC; undefined for anything else, and for days that do not exist. */
function parseTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|\+00:00)$/.test(text)) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return undefined;
  // 30 February would be read as a day of March.
  return new Date(ms).toISOString().slice(0, 19) === text.slice(0, 19) ? ms : undefined;
}

/** Other files than ours may be pinned by a later format; no path may lead out of the market. */
function filesProblem({ files }: MarketIndex): string | undefined {
  const bad = Object.keys(files).find((path) => {
    const [top, name = '', file, ...rest] = path.split('/');
    if (!isFileName(path)) return true;
    if (top !== 'packages' || file !== 'versions.json' || rest.length > 0) return false;
    return !isSegment('name', name);
  });
  return bad === undefined ? undefined : `files has "${bad.slice(0, 64)}", which is no path`;
}

function shardsProblem({ shards = [] }: MarketIndex, limits: Limits): string | undefined {
  const bad = shards.find(({ path }) => !/^shards\/\d{4,6}\.json$/.test(path));
  if (bad) return `"${bad.path.slice(0, 64)}" is no path of a shard, such as shards/0001.json`;
  if (new Set(shards.map(({ path }) => path)).size < shards.length) return 'a shard stands twice';
  const rows = shards.reduce((sum, shard) => sum + shard.rows, 0);
  if (rows > limits.indexRows) {
    return `its shards have ${rows} entries, and at most ${limits.indexRows} are read`;
  }
  return undefined;
}

function refused(path: string, problem: string): MarketError {
  return new MarketError('index-invalid', `${path} is refused: ${problem}.`, {
    details: { file: path },
  });
}
