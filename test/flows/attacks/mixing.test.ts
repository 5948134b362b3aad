/** Attacks with true files in the wrong place: mix and match, wrong software, another market, a mirror that lags behind. */
import { afterEach, describe, expect, it } from 'vitest';

import { loadPackage } from '#flows/load-package.ts';
import { HELLO, toJson } from '../../fakes/market.ts';
import { putSignedBy, snapshot } from '../../fakes/signed-index.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { createStrictWorld } from '../world.ts';

import type { FakePackage } from '../../fakes/market.ts';
import type { Handler } from '../../fakes/web.ts';
import type { StrictWorld } from '../world.ts';

const V1 = 'packages/hello/1.0.0';
const V2 = 'packages/hello/2.0.0';
const OTHER = 'packages/other/1.0.0';
const NEWER: FakePackage = {
  ...HELLO,
  version: '2.0.0',
  archive: { 'job.yaml': 'protocolVersion: 2\nname: newer\n' },
};
const STRANGER: FakePackage = {
  ...HELLO,
  name: 'other',
  archive: { 'job.yaml': 'protocolVersion: 2\nname: other\n' },
};

let world: StrictWorld;
afterEach(() => world.web.close());

const load = async () => loadPackage(await world.openPackage(), world.deps);

/** Serves a file and its signature in the place of another. */
function swap(to: string, from: string): void {
  for (const end of ['', '.asc']) {
    world.market.files.set(to + end, world.market.files.get(from + end) as Uint8Array);
  }
}

describe('the whole chain', () => {
  it('installs a package of a market in order, and shows what was proved', async () => {
    world = await createStrictWorld([HELLO, NEWER, STRANGER]);
    const loaded = await load();
    const { fingerprint } = world.market.key;
    expect(loaded.package.version).toBe('2.0.0');
    expect(loaded.package.evidence).toMatchObject({
      ...{ level: 'strict', pinned: true },
      signers: [{ fingerprint }],
    });
    expect(loaded.package.index).toMatchObject({ signers: [{ fingerprint }] });
    expect(loaded.archive?.evidence).toMatchObject({ level: 'strict', pinned: true });
    expect([...loaded.package.notices, ...loaded.notices]).toEqual([]);
    expect([...loaded.files.entries.keys()]).toEqual(['job.yaml']);
  });

  it('asks for each file once', async () => {
    world = await createStrictWorld();
    await load();
    const paths = world.paths();
    expect(new Set(paths).size).toBe(paths.length);
  });
});

describe('wrong software (R01 to R07)', () => {
  it('refuses a spec or archive that was changed', async () => {
    world = await createStrictWorld();
    world.market.spoil(`${V1}/spec.json`);
    expect(await codeOf(load)).toBe('signature-bad');
    world.market.spoil(`${V1}/spec.json`);
    world.market.spoil(`${V1}/archive.zip`);
    expect(await codeOf(load)).toBe('archive-digest');
  });

  it('refuses the signed archive of another package, or of an older version (R03, R04)', async () => {
    world = await createStrictWorld([HELLO, NEWER, STRANGER]);
    const genuine = snapshot(world.market);
    for (const from of [OTHER, V1]) {
      genuine();
      swap(`${V2}/archive.zip`, `${from}/archive.zip`);
      expect(await codeOf(load)).toMatch(/^archive-(?:digest|size)$/);
    }
  });

  it('refuses the signed spec of another package, or of an older version, and names both (R05, R06)', async () => {
    world = await createStrictWorld([HELLO, NEWER, STRANGER]);
    const genuine = snapshot(world.market);
    for (const from of [OTHER, V1]) {
      genuine();
      swap(`${V2}/spec.json`, `${from}/spec.json`);
      const refusal = await refusalOf(load);
      expect(refusal.code).toBe('spec-identity');
      expect(refusal.message).toMatch(/hello 2\.0\.0.*(?:other|hello) 1\.0\.0/);
    }
  });

  it('refuses a signed spec of the right name and version that the index does not pin', async () => {
    world = await createStrictWorld();
    const [row] = JSON.parse(textOf('packages.json')) as object[];
    const spec = { ...(JSON.parse(textOf(`${V1}/spec.json`)) as object), tags: ['other'] };
    expect(row).toBeDefined();
    await world.market.putSigned(`${V1}/spec.json`, toJson(spec));
    expect(await codeOf(load)).toBe('spec-digest');
  });

  it.each(['license.txt', 'spec.json'])('refuses a signature made for %s (R35)', async (file) => {
    world = await createStrictWorld();
    const { files, key } = world.market;
    const bytes = files.get(`${V1}/${file}`) as Uint8Array;
    await putSignedBy(world.market, { path: `${V1}/${file}`, bytes, by: [key] });
    const signature = files.get(`${V1}/${file}.asc`) as Uint8Array;
    const target = file === 'spec.json' ? 'archive.zip' : 'spec.json';
    files.set(`${V1}/${target}.asc`, signature);
    expect(await codeOf(load)).toBe('signature-bad');
  });

  it('refuses any other signed file in the place of the index', async () => {
    world = await createStrictWorld();
    swap('market.json', `${V1}/spec.json`);
    expect(await codeOf(() => world.open())).toBe('index-invalid');
  });
});

describe('the index of another market (R23)', () => {
  it('is refused although the same key signed it', async () => {
    world = await createStrictWorld([HELLO], { index: { index: { market: 'elsewhere' } } });
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('index-market');
    expect(refusal.message).toMatch(/"elsewhere".*"example"/);
  });
});

describe('a mirror that lags behind (R24)', () => {
  const paths = ['packages.json', 'categories.json'];

  it.each(paths)('refuses an old or changed %s after one more try', async (path) => {
    world = await createStrictWorld();
    world.market.spoil(path);
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('index-mismatch');
    expect(refusal.details).toMatchObject({ file: path });
    expect(world.paths().filter((each) => each === `/${path}`)).toHaveLength(2);
    expect(world.paths().filter((each) => each === '/market.json')).toHaveLength(2);
  });

  it.each(paths)('refuses a %s that is longer than pinned, or gone', async (path) => {
    world = await createStrictWorld();
    const bytes = world.market.files.get(path) as Uint8Array;
    world.market.files.set(path, Buffer.concat([bytes, Buffer.from(' ')]));
    expect(await codeOf(() => world.open())).toBe('index-mismatch');
    world.market.files.delete(path);
    expect(await codeOf(() => world.open())).toBe('index-mismatch');
  });

  it('works when the file has come by the second try', async () => {
    world = await createStrictWorld();
    const bytes = world.market.files.get('packages.json') as Uint8Array;
    let asked = 0;
    const lagging: Handler = (_request, response) =>
      void response.end(asked++ === 0 ? '[]' : bytes);
    world.market.files.set('packages.json', lagging);
    expect((await world.open()).entries).toHaveLength(1);
    expect(world.paths().filter((path) => path === '/categories.json')).toHaveLength(1);
  });

  it('works when market.json and its signature were of two states for a moment', async () => {
    world = await createStrictWorld();
    const old = world.market.files.get('market.json.asc') as Uint8Array;
    await world.sign({ days: 20 });
    const fresh = world.market.files.get('market.json.asc') as Uint8Array;
    let asked = 0;
    const lagging: Handler = (_request, response) => void response.end(asked++ === 0 ? old : fresh);
    world.market.files.set('market.json.asc', lagging);
    expect((await world.open()).refusal).toBeUndefined();
  });

  it('does not try again what no update explains', async () => {
    world = await createStrictWorld();
    world.market.files.delete('market.json.asc');
    expect(await codeOf(() => world.open())).toBe('index-signature');
    expect(world.paths()).toHaveLength(2);
  });
});

describe('a list that says otherwise than the spec (R20)', () => {
  it.each([
    ['label', 'Free money'],
    ['description', 'Harmless'],
    ['categories', ['other']],
    ['paiVersion', '[0,1)'],
    ['license', 'other.txt'],
    ['needs', { gpu: 1, cpu: 4, memoryMB: 1024 }],
  ])('refuses another %s, as both are signed', async (field, value) => {
    const needs = { gpu: 8, cpu: 4, memoryMB: 1024 };
    const spec = { paiVersion: '[1,2)', license: 'license.txt', needs };
    world = await createStrictWorld([{ ...HELLO, spec, row: { [field]: value } }]);
    const refusal = await refusalOf(() => world.openPackage());
    expect(refusal.code).toBe('index-mismatch');
    expect(refusal.message).toContain(field);
  });

  it('takes from the row what the spec leaves out, such as the name of the licence', async () => {
    const row = { license: 'LICENSE.md', description: 'Only here', paiVersion: '[1,9)' };
    const spec = { license: undefined, description: undefined, paiVersion: undefined };
    const files = { 'LICENSE.md': 'Words of the licence' };
    world = await createStrictWorld([{ ...HELLO, files, spec, row }]);
    const { license, notices } = await world.openPackage();
    expect(license?.text).toBe('Words of the licence');
    expect(notices).toEqual([]);
  });

  it('knows a version that its row withdraws by a range, though the spec keeps its own', async () => {
    const spec = { cdapVersion: '[6.0.0,7.0.0)' };
    world = await createStrictWorld([{ ...HELLO, spec, row: { cdapVersion: '[6.1.2,6.1.2)' } }]);
    const { yanked } = await world.openPackage();
    expect(yanked).toContain('[6.1.2,6.1.2)');
    expect((await refusalOf(load)).code).toBe('package-yanked');
  });
});

function textOf(path: string): string {
  return new TextDecoder().decode(world.market.files.get(path) as Uint8Array);
}
