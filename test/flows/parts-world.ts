/** A market in shards whose answers can be held back, and a reader that follows its parts. */
import { expect } from 'vitest';

import { createStrictWorld } from './world.ts';

import type { PackageEntry } from '#core/model/market.ts';
import type { MarketPart } from '#flows/collect-lists.ts';
import type { FakePackage } from '../fakes/market.ts';
import type { Handler } from '../fakes/web.ts';
import type { MarketWorld, StrictWorld } from './world.ts';

export const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

export function pack(name: string, version = '1.0.0', row: object = {}): FakePackage {
  return { ...{ name, version, pins: false }, row: { ...row } };
}

/** Six packages in three shards, if no others are given. */
export function createSharded(packages = NAMES.map((name) => pack(name))): Promise<StrictWorld> {
  return createStrictWorld(packages, { index: { shardRows: 2 } });
}

export interface Follower {
  parts: MarketPart[];
  onPart(part: MarketPart): void;
  /** What a reader of the parts has after each of them. */
  known: Map<string, PackageEntry>;
}

export function follow(): Follower {
  const parts: MarketPart[] = [];
  const known = new Map<string, PackageEntry>();
  return {
    parts,
    known,
    onPart(part) {
      parts.push(part);
      if (part.anew) known.clear();
      for (const entry of part.entries) known.set(entry.name, entry);
      for (const name of part.gone) known.delete(name);
      expect(part.packages).toBe(known.size);
    },
  };
}

/** A file of the market is answered only when it is let. */
export function hold(
  { market }: MarketWorld,
  path: string,
): { asked: Promise<void>; letGo(): void } {
  const bytes = market.files.get(path) as Uint8Array;
  let [ask, letGo] = [() => undefined as void, () => undefined as void];
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const open = new Promise<void>((resolve) => (letGo = resolve));
  const handler: Handler = (_request, response) => {
    ask();
    void open.then(() => response.end(bytes));
  };
  market.files.set(path, handler);
  return { asked, letGo: () => letGo() };
}

/** Rows as packages.json has them. */
export function rowsOf({ market }: MarketWorld): Record<string, unknown>[] {
  const bytes = market.files.get('packages.json') as Uint8Array;
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>[];
}
