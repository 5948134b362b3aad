/** Signs the index of a market in memory: market.json over its lists, each row with the pin of its spec, shards if wanted. */
import * as openpgp from 'openpgp';

import { NOW, pinOf, SIGNED_DATE, toJson } from './market.ts';

import type { FakeMarket, MarketKey } from './market.ts';

export interface IndexOptions {
  /** Milliseconds; if absent an hour before `NOW` at first, and a second more each time the market is signed. */
  issued?: number;
  /** Days from `issued` to `expires`; 30 if absent. */
  days?: number;
  /** Keys that sign; the market's own if absent, nobody for an empty list. */
  by?: MarketKey[];
  nextKeys?: string[];
  /** Rows of one shard; no shards if absent. */
  shardRows?: number;
  /** Put over the index that is made; `undefined` takes a field out. */
  index?: Record<string, unknown>;
  /** Leaves the pins of specs in the rows as they are. */
  keepRows?: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const timesSigned = new WeakMap<FakeMarket, number>();

/** What a publisher does last; to be called again after files were changed. */
export async function signIndex(market: FakeMarket, options: IndexOptions = {}): Promise<void> {
  const { files } = market;
  const times = timesSigned.get(market) ?? 0;
  timesSigned.set(market, times + 1);
  const issued = options.issued ?? NOW - HOUR + times * 1000;
  if (!options.keepRows) pinSpecs(market);
  const shards = options.shardRows ? cutShards(market, options.shardRows) : undefined;
  const pinned = ['categories.json', 'packages.json'].flatMap((path) => {
    const bytes = files.get(path);
    return bytes instanceof Uint8Array ? [[path, pinOf(bytes)] as const] : [];
  });
  const index = toJson({
    format: 'pai-market/1',
    market: 'example',
    serial: Math.floor(issued / 1000),
    issued: toTime(issued),
    expires: toTime(issued + (options.days ?? 30) * DAY),
    files: Object.fromEntries(pinned),
    ...(shards ? { shards } : {}),
    ...(options.nextKeys ? { nextKeys: options.nextKeys } : {}),
    ...options.index,
  });
  await putSignedBy(market, { path: 'market.json', bytes: index, by: options.by ?? [market.key] });
}

/** Writes a file, and beside it one signature file by all these keys; none for no key. */
export async function putSignedBy(
  { files }: FakeMarket,
  { path, bytes, by }: { path: string; bytes: Uint8Array; by: MarketKey[] },
): Promise<void> {
  files.set(path, bytes);
  files.delete(`${path}.asc`);
  if (by.length === 0) return;
  const signature = await openpgp.sign({
    message: await openpgp.createMessage({ binary: bytes }),
    signingKeys: by.map(({ secret }) => secret),
    detached: true,
    date: SIGNED_DATE,
  });
  files.set(`${path}.asc`, new TextEncoder().encode(signature as string));
}

/** A state of the market's files that can be put back, as a mirror that stands still would show it. */
export function snapshot({ files }: FakeMarket): () => void {
  const state = new Map(files);
  return () => {
    files.clear();
    for (const [path, content] of state) files.set(path, content);
  };
}

/** Rows of packages.json, each with the pin of the spec that lies in the market now. */
function pinSpecs({ files }: FakeMarket): void {
  const rows = readRows(files.get('packages.json')).map((row) => {
    const spec = files.get(`packages/${row['name']}/${row['version']}/spec.json`);
    return spec instanceof Uint8Array ? { ...row, spec: pinOf(spec) } : row;
  });
  files.set('packages.json', toJson(rows));
}

function cutShards({ files }: FakeMarket, most: number): object[] {
  const rows = readRows(files.get('packages.json'));
  const shards = [];
  for (let at = 0; at < rows.length; at += most) {
    const piece = rows.slice(at, at + most);
    const path: string = `shards/${String(shards.length + 1).padStart(4, '0')}.json`;
    const bytes = toJson(piece);
    files.set(path, bytes);
    shards.push({ path, rows: piece.length, ...pinOf(bytes) });
  }
  return shards;
}

function readRows(content: unknown): Record<string, unknown>[] {
  if (!(content instanceof Uint8Array)) throw new Error('packages.json is no file');
  return JSON.parse(new TextDecoder().decode(content)) as Record<string, unknown>[];
}

/** RFC 3339 in UTC, whole seconds. */
function toTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
