import { afterEach, describe, expect, it } from 'vitest';

import { openMarket } from '#flows/open-market.ts';
import { HELLO, toJson } from '../fakes/market.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { createStrictWorld, createWorld } from './world.ts';

import type { MarketWorld } from './world.ts';

let world: MarketWorld;
afterEach(() => world.web.close());

describe('opening a market', () => {
  it('lists packages with their versions, newest first, and the categories', async () => {
    const version = (number: string) => ({ ...HELLO, version: number });
    world = await createWorld([version('1.9.0'), version('1.10.0'), version('1.10.0-SNAPSHOT')]);
    const market = await world.open();
    expect(market.entries.map(({ name }) => name)).toEqual(['hello']);
    expect(market.entries[0]?.versions).toEqual(['1.10.0', '1.10.0-SNAPSHOT', '1.9.0']);
    expect(market.entries[0]?.latest.version).toBe('1.10.0');
    expect(market.categories).toEqual([{ name: 'training', label: 'Training' }]);
    expect(market.notices.map(({ code }) => code)).toEqual(['index-unsigned']);
  });

  it('reads nothing but the two index files', async () => {
    world = await createWorld();
    await world.open();
    expect(world.paths().sort()).toEqual(['/categories.json', '/packages.json']);
  });

  it('takes the base as it is configured, with a path and without a slash at its end', async () => {
    world = await createWorld();
    for (const [path, bytes] of [...world.market.files])
      world.market.files.set(`v1/${path}`, bytes);
    const market = await world.open({ url: `${world.web.url}v1` });
    expect(market.entries).toHaveLength(1);
    expect(world.paths()).toContain('/v1/packages.json');
  });

  it('leaves a bad row out with a notice and shows the rest', async () => {
    world = await createWorld();
    const rows = [
      { name: 'good', version: '1.0.0' },
      { name: '../../other', version: '1.0.0' },
      { name: 'worse', version: '..' },
      { name: 'hello', version: '1.0.0', label: 1 },
      'row',
    ];
    world.market.files.set('packages.json', toJson(rows));
    const market = await world.open();
    expect(market.entries.map(({ name }) => name)).toEqual(['good']);
    expect(market.notices.filter(({ code }) => code === 'index-entry')).toHaveLength(4);
  });

  it('does without categories.json', async () => {
    world = await createWorld();
    world.market.files.delete('categories.json');
    expect((await world.open()).categories).toEqual([{ name: 'training' }]);
  });

  it('lets rows make only so many categories of their own', async () => {
    world = await createWorld();
    const rows = Array.from({ length: 300 }, (_, at) => ({
      ...{ name: `p${at}`, version: '1.0.0' },
      categories: [`only-${at}`],
    }));
    world.market.files.set('packages.json', toJson(rows));
    const market = await world.open();
    expect(market.entries).toHaveLength(300);
    expect(market.categories.length).toBeLessThanOrEqual(201);
  });

  it('says that the titles of categories are lost when categories.json is spoilt', async () => {
    world = await createWorld();
    world.market.files.set('categories.json', toJson({ no: 'list' }));
    const market = await world.open();
    expect(market.entries).toHaveLength(1);
    const notice = market.notices.find(({ code }) => code === 'index-entry');
    expect(notice).toMatchObject({ file: 'categories.json' });
  });

  it('puts a red notice on a market whose checking is off', async () => {
    world = await createWorld();
    const { url, id } = world.config;
    const market = await openMarket({ id, url, trust: 'off' }, world.deps);
    expect(market.notices.map(({ code }) => code)).toEqual(['trust-off']);
  });
});

describe('what a level does not guarantee', () => {
  it('is said in full where the list is unsigned', async () => {
    world = await createWorld();
    const text = (await world.open()).notices[0]?.text;
    for (const word of ['packages', 'newer versions', 'withdrawals', 'older', 'mixed', 'licence']) {
      expect(text).toContain(word);
    }
  });

  it('reads no signed index where the administrator asks for none, and forgets none', async () => {
    const strict = await createStrictWorld();
    world = strict;
    await strict.open();
    const kept = await strict.deps.memory.get('index:example');
    expect(kept).toContain('"market":"example"');
    for (const trust of ['signatures', 'off'] as const) await strict.open({ trust });
    expect(strict.paths().filter((path) => path.startsWith('/market.json'))).toHaveLength(2);
    expect(await strict.deps.memory.get('index:example')).toBe(kept);
  });
});

describe('refusing a market', () => {
  it.each([
    ['keys, but none', { keys: [] }, 'config-key-missing'],
    ['a secret key', { keys: ['-----BEGIN PGP PRIVATE KEY BLOCK-----\n'] }, 'config-key-secret'],
  ] as const)('refuses %s before any request', async (_what, overrides, code) => {
    world = await createWorld();
    expect(await codeOf(() => world.open({ ...overrides } as object))).toBe(code);
    expect(world.web.requests).toEqual([]);
  });

  it.each([
    ['is not JSON', '[{]'],
    ['is not a list', '{}'],
    ['is a web page', '<!doctype html>'],
    ['nests too deep', '['.repeat(100_000)],
    ['is not UTF-8', new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d])],
  ])('refuses packages.json that %s', async (_what, content) => {
    world = await createWorld();
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    world.market.files.set('packages.json', bytes);
    expect(await codeOf(() => world.open())).toBe('index-invalid');
  });

  it('refuses an index with too many rows or bytes', async () => {
    const other = { ...HELLO, name: 'other' };
    world = await createWorld([HELLO, other], { indexRows: 1 });
    expect(await codeOf(() => world.open())).toBe('index-invalid');
    await world.web.close();
    world = await createWorld([HELLO], { indexBytes: 100 });
    expect(await codeOf(() => world.open())).toBe('net-too-large');
  });

  it('passes on that the market does not answer', async () => {
    world = await createWorld();
    world.market.files.delete('packages.json');
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('net-status');
    expect(refusal.details).toMatchObject({ status: 404 });
  });
});
