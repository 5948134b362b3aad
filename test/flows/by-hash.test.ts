/** A market whose market.json says `byHash`, read while its files are exchanged one after the other. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { sha256 } from '#core/digest.ts';
import { openMarket } from '#flows/open-market.ts';
import { hashedNames, hashedPath, hashedSignature, isHashedPath } from '#flows/by-hash.ts';
import { createKey, NOW, pinOf, toJson } from '../fakes/market.ts';
import { putSignedBy, signIndex } from '../fakes/signed-index.ts';
import { createRandom } from '../fakes/random.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { createStrictWorld } from './world.ts';

import type { MarketIndex } from '#core/model/generated.ts';
import type { StrictWorld } from './world.ts';

type Files = Map<string, Uint8Array>;

const HOUR = 3_600_000;
const pack = (name: string) => ({ name, version: '1.0.0', pins: false });

let world: StrictWorld;
beforeEach(async () => {
  world = await createStrictWorld([pack('hello'), pack('second')]);
});
afterEach(() => world.web.close());

const filesNow = (): Files => new Map(world.market.files as Files);
const show = (files: Files) => {
  world.market.files.clear();
  for (const [path, bytes] of files) world.market.files.set(path, bytes);
};
/** Each visit is the first one of its reader. */
const namesSeen = async () =>
  (await openMarket(world.config, world.freshReader())).entries.map(({ name }) => name).sort();

/** Signs what lies in the market and puts all copies under their digests. */
async function signHashed(hoursAgo: number, shardRows?: number): Promise<MarketIndex> {
  const { market } = world;
  const issued = NOW - hoursAgo * HOUR;
  await signIndex(market, {
    issued,
    index: { byHash: true },
    ...(shardRows !== undefined && { shardRows }),
  });
  const files = market.files as Files;
  const bytes = files.get('market.json') as Uint8Array;
  const index = JSON.parse(new TextDecoder().decode(bytes)) as MarketIndex;
  for (const { path, ...pin } of index.shards ?? []) {
    files.set(hashedPath(pin), files.get(path) as Uint8Array);
  }
  for (const [path, pin] of Object.entries(index.files)) {
    if (path === 'packages.json' && index.shards?.length) continue;
    files.set(hashedPath(pin), files.get(path) as Uint8Array);
  }
  files.set(hashedSignature(sha256(bytes)), files.get('market.json.asc') as Uint8Array);
  return index;
}

/** Two generations of one market: the second has one package less. */
async function twoStates(shardRows?: number): Promise<{ before: Files; after: Files }> {
  await signHashed(9, shardRows);
  const before = filesNow();
  const rows = JSON.parse(
    new TextDecoder().decode(before.get('packages.json') as Uint8Array),
  ) as object[];
  world.market.files.set('packages.json', toJson(rows.slice(0, 1)));
  await signHashed(1, shardRows);
  return { before, after: filesNow() };
}

describe('names by digest', () => {
  it('are all that one market.json needs, but for a second packages.json beside shards', async () => {
    const index = await signHashed(1, 1);
    const bytes = filesNow().get('market.json') as Uint8Array;
    const names = hashedNames(index, sha256(bytes));
    const held = [...filesNow().keys()].filter(isHashedPath);
    expect([...names].sort()).toEqual(held.sort());
    const list = filesNow().get('packages.json') as Uint8Array;
    expect(names).not.toContain(hashedPath(pinOf(list)));
    expect(hashedNames({ ...index, byHash: false }, sha256(bytes)).size).toBe(0);
  });

  it('are read in the place of the plain files, each once', async () => {
    const index = await signHashed(1);
    expect(await namesSeen()).toEqual(['hello', 'second']);
    const asked = world.paths();
    for (const [path, pin] of Object.entries(index.files)) {
      expect(asked.filter((each) => each === `/${hashedPath(pin)}`)).toHaveLength(1);
      expect(asked).not.toContain(`/${path}`);
    }
  });

  it('are not asked for where market.json does not say so', async () => {
    expect(await namesSeen()).toEqual(['hello', 'second']);
    expect(world.paths().filter((path) => path.includes('by-hash'))).toEqual([]);
  });
});

describe('a market that is being published (R24)', () => {
  it.each([
    ['with lists', undefined],
    ['with shards', 1],
  ])('is the old or the new one after every step: %s', async (_what, shardRows) => {
    const { before, after } = await twoStates(shardRows);
    const random = createRandom(7);
    const changed = [...after].filter(([path, bytes]) => before.get(path) !== bytes);
    const rank = (path: string) =>
      path === 'market.json' ? 3 : path === 'market.json.asc' ? 2 : isHashedPath(path) ? 0 : 1;
    for (let round = 0; round < 3; round += 1) {
      const order = changed
        .map(([path, bytes]) => ({ path, bytes, key: rank(path) + random.below(1000) / 2000 }))
        .sort((a, b) => a.key - b.key);
      const state = new Map(before);
      for (const { path, bytes } of order) {
        show(state);
        expect(await namesSeen()).toEqual(['hello', 'second']);
        state.set(path, bytes);
      }
      show(state);
      expect(await namesSeen()).toEqual(['hello']);
    }
  });

  it('is read without its copies, too, once it stands still', async () => {
    await signHashed(1);
    for (const path of filesNow().keys()) if (isHashedPath(path)) world.market.files.delete(path);
    expect(await namesSeen()).toEqual(['hello', 'second']);
  });
});

describe('what lies at by-hash/ is trusted for nothing but its digest', () => {
  it('other bytes there are passed over for the plain file', async () => {
    const index = await signHashed(1);
    const pin = index.files['packages.json'] as { sha256: string; size: number };
    for (const wrong of [toJson([]), new Uint8Array(pin.size), new Uint8Array(pin.size + 1)]) {
      world.market.files.set(hashedPath(pin), wrong);
      expect(await namesSeen()).toEqual(['hello', 'second']);
    }
  });

  it('right bytes there do not make up for a wrong pin', async () => {
    const index = await signHashed(1);
    const evil = toJson([{ name: 'evil', version: '1.0.0' }]);
    world.market.files.set('packages.json', evil);
    world.market.files.set(hashedPath(index.files['packages.json'] as { sha256: string }), evil);
    world.market.files.set(hashedPath(pinOf(evil)), evil);
    expect((await refusalOf(() => namesSeen())).code).toBe('index-mismatch');
  });

  it('a signature there counts only by the same rules', async () => {
    await signHashed(1);
    const { market } = world;
    const bytes = filesNow().get('market.json') as Uint8Array;
    const hashed = hashedSignature(sha256(bytes));
    await putSignedBy(market, { path: 'other', bytes: toJson('other'), by: [market.key] });
    const wrong = filesNow().get('other.asc') as Uint8Array;
    market.files.set('market.json.asc', wrong);
    expect(await namesSeen()).toEqual(['hello', 'second']);
    await putSignedBy(market, { path: 'mine', bytes, by: [await createKey('Stranger')] });
    for (const bad of [filesNow().get('mine.asc'), wrong, toJson('none'), new Uint8Array(70_000)]) {
      market.files.set(hashed, bad as Uint8Array);
      const refusal = await refusalOf(() => namesSeen());
      expect(refusal.code).toBe('index-signature');
      expect(refusal.details).toMatchObject({ file: 'market.json', reason: 'signature-bad' });
    }
  });

  it('does not take the place of a signature that is missing', async () => {
    await signHashed(1);
    world.market.files.delete('market.json.asc');
    const refusal = await refusalOf(() => namesSeen());
    expect(refusal.details).toMatchObject({ reason: 'signature-missing' });
  });

  it('cannot bring an older index back', async () => {
    const { before, after } = await twoStates();
    show(after);
    await world.open();
    show(new Map([...before, ['market.json.asc', after.get('market.json.asc') as Uint8Array]]));
    expect((await world.open()).refusal?.code).toBe('index-rollback');
  });

  it('a server that fails there fails the market as it does elsewhere', async () => {
    const index = await signHashed(1);
    world.market.files.set(
      hashedPath(index.files['packages.json'] as { sha256: string }),
      (_request, response) => {
        response.writeHead(500).end();
      },
    );
    expect((await refusalOf(() => namesSeen())).code).toBe('net-status');
  });
});
