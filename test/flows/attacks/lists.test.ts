/** Hostile lists: endless data, rows that lead elsewhere, withdrawn packages, shards of a large market. */
import { afterEach, describe, expect, it } from 'vitest';

import { loadPackage } from '#flows/load-package.ts';
import { HELLO, toJson } from '../../fakes/market.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { createStrictWorld } from '../world.ts';

import type { Handler } from '../../fakes/web.ts';
import type { StrictWorld } from '../world.ts';

const V1 = 'packages/hello/1.0.0';

let world: StrictWorld;
afterEach(() => world.web.close());

/** A body without end; `closed` resolves when the reader hangs up. */
function endless(): { handler: Handler; closed: Promise<void> } {
  let hungUp: () => void;
  const closed = new Promise<void>((resolve) => (hungUp = resolve));
  const handler: Handler = (_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('['.repeat(16_384)));
    };
    response.on('drain', more).on('close', () => hungUp());
    more();
  };
  return { handler, closed };
}

describe('endless data (R14)', () => {
  it.each([
    ['market.json', 'net-too-large'],
    ['market.json.asc', 'index-signature'],
    ['packages.json', 'index-mismatch'],
    ['categories.json', 'index-mismatch'],
    [`${V1}/spec.json`, 'net-too-large'],
    [`${V1}/spec.json.asc`, 'signature-too-large'],
    [`${V1}/license.txt`, 'license-digest'],
    [`${V1}/README.md`, 'file-digest'],
    [`${V1}/archive.zip`, 'archive-size'],
    [`${V1}/archive.zip.asc`, 'signature-too-large'],
  ])('cuts %s off and hangs up', async (path, code) => {
    world = await createStrictWorld([HELLO], { limits: { specBytes: 8192, marketBytes: 8192 } });
    const { handler, closed } = endless();
    world.market.files.set(path, handler);
    const load = async () => loadPackage(await world.openPackage(), world.deps);
    expect(await codeOf(load)).toBe(code);
    await closed;
  });

  it('shows a generic icon for one without end', async () => {
    world = await createStrictWorld();
    const { handler, closed } = endless();
    world.market.files.set(`${V1}/icon.png`, handler);
    expect((await world.openPackage()).notices.map(({ code }) => code)).toEqual(['icon-invalid']);
    await closed;
  });

  it('reads no list that is pinned with more bytes than may be read', async () => {
    world = await createStrictWorld([HELLO], { limits: { indexBytes: 100 } });
    expect(await codeOf(() => world.open())).toBe('net-too-large');
    expect(world.paths()).not.toContain('/packages.json');
  });
});

describe('rows that lead elsewhere', () => {
  it('asks for nothing outside of the market, whatever the list names (R36)', async () => {
    world = await createStrictWorld();
    const rows = ['../../other', 'a/b', '..', 'a\\b', '%2e%2e'].map((name) => ({
      ...{ name, version: '1.0.0', spec: { sha256: 'a'.repeat(64), size: 1 } },
    }));
    const own = JSON.parse(textOf('packages.json')) as object[];
    world.market.files.set('packages.json', toJson([...rows, ...own]));
    await world.sign({ keepRows: true });
    const market = await world.open();
    expect(market.entries.map(({ name }) => name)).toEqual(['hello']);
    expect(market.notices.filter(({ code }) => code === 'index-entry')).toHaveLength(5);
  });

  it('leaves out what the index does not bind, and says so', async () => {
    world = await createStrictWorld([HELLO, { ...HELLO, name: 'unbound' }]);
    const [bound, unbound] = JSON.parse(textOf('packages.json')) as Record<string, unknown>[];
    world.market.files.set('packages.json', toJson([bound, { ...unbound, spec: undefined }]));
    await world.sign({ keepRows: true });
    const market = await world.open();
    expect(market.entries.map(({ name }) => name)).toEqual(['hello']);
    expect(market.notices[0]?.text).toContain('unbound 1.0.0');
  });

  it('fetches no package for what a list or a file beside the spec names (R19)', async () => {
    const row = { requires: ['evil'], dependencies: { evil: { minVersion: '1.0.0' } } };
    const files = { 'dependencies.json': '["evil"]' };
    world = await createStrictWorld([
      { ...HELLO, files, row },
      { ...HELLO, name: 'evil' },
    ]);
    for (const trust of ['strict', 'signatures'] as const) {
      await loadPackage(await world.openPackage({ trust }), world.deps);
    }
    expect(world.paths().join()).not.toContain('evil');
  });

  it('bounds hostile categories, and pollutes nothing (R37)', async () => {
    world = await createStrictWorld();
    const many = Array.from({ length: 5000 }, (_, at) => `{"name":"c${at}","label":"<b>"}`);
    const text = `[{"__proto__":{"polluted":1},"name":"x","label":"x"},${many.join()}]`;
    world.market.files.set('categories.json', new TextEncoder().encode(text));
    await world.sign();
    const market = await world.open();
    expect(market.categories.length).toBeLessThanOrEqual(1001);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('shows the list without titles when categories.json cannot be read', async () => {
    world = await createStrictWorld();
    world.market.files.set('categories.json', toJson({ no: 'list' }));
    await world.sign();
    const market = await world.open();
    expect(market.entries).toHaveLength(1);
    expect(market.notices).toMatchObject([{ code: 'index-entry', file: 'categories.json' }]);
  });
});

describe('a withdrawn package (R31)', () => {
  it('is shown with the reason of the publisher and cannot be installed', async () => {
    world = await createStrictWorld([{ ...HELLO, row: { yanked: 'It deletes data.' } }]);
    const opened = await world.openPackage();
    expect(opened.yanked).toBe('It deletes data.');
    const refusal = await refusalOf(() => loadPackage(opened, world.deps));
    expect(refusal.code).toBe('package-yanked');
    expect(refusal.message).toContain('It deletes data.');
  });
});

describe('files beside the spec at level strict', () => {
  it('are read only where the spec pins them', async () => {
    world = await createStrictWorld([{ ...HELLO, pins: false }]);
    const opened = await world.openPackage();
    expect(opened).not.toHaveProperty('readme');
    expect(opened).not.toHaveProperty('license');
    expect(opened).not.toHaveProperty('icon');
    expect(world.paths().filter((path) => path.startsWith(`/${V1}`))).toHaveLength(2);
  });

  it('include no licence that is named but not pinned', async () => {
    world = await createStrictWorld([{ ...HELLO, pins: false, spec: { license: 'license.txt' } }]);
    expect(await codeOf(() => world.openPackage())).toBe('license-digest');
  });

  it('include no archive that is not pinned', async () => {
    world = await createStrictWorld([{ ...HELLO, pins: false }]);
    const opened = await world.openPackage();
    expect(await codeOf(() => loadPackage(opened, world.deps))).toBe('archive-unbound');
  });

  it('need no name and version inside a spec that the index binds', async () => {
    const spec = { name: undefined, version: undefined };
    world = await createStrictWorld([{ ...HELLO, spec }]);
    const loaded = await loadPackage(await world.openPackage(), world.deps);
    expect(loaded.package.notices).toEqual([]);
  });
});

describe('shards of a large market', () => {
  const packages = Array.from({ length: 7 }, (_, at) => ({
    ...HELLO,
    name: `p${at}`,
    archive: {},
  }));
  const SHARD = 'shards/0002.json';

  it('are read in the place of packages.json, and give the same list', async () => {
    world = await createStrictWorld(packages);
    const whole = await world.open();
    await world.sign({ shardRows: 2 });
    const before = world.paths().length;
    const market = await world.open();
    expect(market.entries).toEqual(whole.entries);
    const asked = world.paths().slice(before).sort();
    expect(asked.filter((path) => path.startsWith('/shards/'))).toHaveLength(4);
    expect(asked).not.toContain('/packages.json');
  });

  it('are refused when one was changed, is older, longer or gone', async () => {
    world = await createStrictWorld(packages, { index: { shardRows: 2 } });
    const { files } = world.market;
    const genuine = files.get(SHARD) as Uint8Array;
    world.market.spoil(SHARD);
    expect(await codeOf(() => world.open())).toBe('index-mismatch');
    files.set(SHARD, files.get('shards/0001.json') as Uint8Array);
    expect(await codeOf(() => world.open())).toBe('index-mismatch');
    files.set(SHARD, Buffer.concat([genuine, genuine]));
    expect(await codeOf(() => world.open())).toBe('index-mismatch');
    files.delete(SHARD);
    expect(await codeOf(() => world.open())).toBe('index-mismatch');
    files.set(SHARD, genuine);
    expect((await world.open()).entries).toHaveLength(7);
  });

  it('are read again only where they did not fit', async () => {
    world = await createStrictWorld(packages, { index: { shardRows: 2 } });
    world.market.spoil(SHARD);
    expect(await codeOf(() => world.open())).toBe('index-mismatch');
    const shards = world.paths().filter((path) => path.startsWith('/shards/'));
    expect(shards.filter((path) => path === `/${SHARD}`)).toHaveLength(2);
    expect(shards.filter((path) => path === '/shards/0001.json')).toHaveLength(1);
  });

  it('are refused when they are together larger or longer than a list may be', async () => {
    world = await createStrictWorld(packages, {
      index: { shardRows: 2 },
      limits: { indexRows: 6 },
    });
    expect(await codeOf(() => world.open())).toBe('index-invalid');
    await world.web.close();
    world = await createStrictWorld(packages, { limits: { indexBytes: 1500 } });
    await world.sign({ shardRows: 2 });
    expect(await codeOf(() => world.open())).toBe('net-too-large');
  });

  it('are refused when an index pins neither them nor packages.json', async () => {
    world = await createStrictWorld(packages, { index: { index: { files: {}, shards: [] } } });
    expect(await codeOf(() => world.open())).toBe('index-invalid');
  });
});

function textOf(path: string): string {
  return new TextDecoder().decode(world.market.files.get(path) as Uint8Array);
}
