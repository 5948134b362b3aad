/** Signing a second time: what was not written since is neither read nor signed, and nothing that is remembered makes a bad market good. */
import { utimesSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { signMarket } from '#flows/sign-market.ts';
import { createSigningWorld } from './signing-world.ts';
import { createKey } from '../fakes/publisher.ts';

import type { FolderCache, Signer, Tree } from '#core/ports.ts';
import type { SignDeps } from '#flows/sign-market.ts';
import type { SigningWorld } from './signing-world.ts';

const SPEC = 'packages/hello/1.0.0/spec.json';
const ARCHIVE = 'packages/hello/1.0.0/archive.zip';

let world: SigningWorld;
let cache: FolderCache;
beforeEach(async () => {
  world = await createSigningWorld();
  cache = world.publisher.io.openCache();
});
afterEach(() => world.publisher.remove());

/** Files younger than a step of the disk's clock are looked at each time. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

/** Signs with the cache; `read` are the paths below packages/ that were read for it by the signer, `checked` how many versions were read back. */
async function sign(deps: Partial<SignDeps> = {}, by: Signer = world.signer) {
  const tree = world.market();
  const read: string[] = [];
  const spy: Tree = {
    ...tree,
    read: (path, limit) => {
      if (/^packages\/[^/]+\/[^/]+\//.test(path)) read.push(path);
      return tree.read(path, limit);
    },
  };
  let checked = 0;
  const report = await signMarket(
    { market: spy, signer: by },
    { ...world.publisher.io, cache, onChecked: () => (checked += 1), ...deps },
  );
  await settle();
  return { ...report, read, checked };
}

/** Until nothing is too young any more. */
async function signTwice() {
  await settle();
  await sign();
  await sign();
}

describe('signing again', () => {
  it('reads no file of a version that was not written since', async () => {
    await signTwice();
    const { read, checked, findings, packages } = await sign();
    expect({ read, checked, findings }).toEqual({ read: [], checked: 0, findings: [] });
    expect(packages.map(({ kept }) => kept)).toEqual(Array(2).fill(['archive.zip', 'spec.json']));
  });

  it('does so through a build, which gives what did not change a second name', async () => {
    await settle();
    await world.build();
    await signTwice();
    world.publisher.write({ 'packages/hello/1.1.0/README.md': '# Other\n' });
    await settle();
    await world.build();
    await settle();
    const { read, checked, findings, packages } = await sign();
    expect(read.filter((path) => path.includes('1.0.0'))).toEqual([]);
    expect(checked).toBe(0);
    expect(findings).toEqual([]);
    expect(packages[1]).toMatchObject({ version: '1.1.0', signed: ['spec.json'] });
    expect(await world.codeAsStrictReader()).toBe(null);
  });

  it('finds a signature that was damaged, and a file that was changed in place', async () => {
    await signTwice();
    await world.market().write(`${SPEC}.asc`, new TextEncoder().encode('not a signature'));
    await settle();
    expect((await sign()).packages[0]?.signed).toEqual(['spec.json']);
    const place = world.publisher.path('market', ARCHIVE);
    const bytes = readFileSync(place);
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    writeFileSync(place, bytes);
    await settle();
    const { findings } = await sign();
    expect(findings).toMatchObject([{ severity: 'error', code: 'archive-digest' }]);
    // Nor is that forgotten the next time.
    expect((await sign()).findings).toMatchObject([{ code: 'archive-digest' }]);
  });

  it('looks at everything without the cache', async () => {
    await signTwice();
    const { checked, read } = await sign({ cache: undefined });
    expect(checked).toBe(2);
    expect(read).toContain(ARCHIVE);
  });

  it('looks at everything for another key, and for another state of the key', async () => {
    await signTwice();
    const other = await world.open(await createKey());
    expect((await sign({}, other)).packages[0]?.signed).toHaveLength(2);
    await sign();
    const changed = { ...world.signer, certificate: `${world.signer.certificate}\n` };
    expect((await sign({}, changed)).read).toContain(SPEC);
  });

  it('reads back a version whose row says something else', async () => {
    await signTwice();
    const rows = JSON.parse(new TextDecoder().decode(await world.read('packages.json')));
    rows[0].spec.sha256 = '0'.repeat(64);
    const bytes = new TextEncoder().encode(JSON.stringify(rows));
    await world.market().write('packages.json', bytes);
    expect((await sign()).findings).toMatchObject([{ severity: 'error', code: 'spec-digest' }]);
  });

  it('reads back each time what needs other packages', async () => {
    const { PACKAGE } = await import('../fakes/publisher.ts');
    const needs = 'dependencies:\n  packages:\n    - name: hello\n      version: 1.1.0\n';
    world.publisher.write({
      'packages/needy/1.0.0/package.yaml': PACKAGE + needs,
      'packages/needy/1.0.0/license.txt': 'x\n',
      'packages/needy/1.0.0/archive/job.yaml': readFileSync(
        world.publisher.path('source/packages/hello/1.0.0/archive/job.yaml'),
      ),
    });
    await world.build();
    await signTwice();
    expect((await sign()).checked).toBe(1);
  });
});

describe('times and caches that lie', () => {
  it('spoil a market, which readers refuse, and forge none', async () => {
    await signTwice();
    const place = world.publisher.path('market', ARCHIVE);
    const before = statSync(place, { bigint: true });
    const bytes = readFileSync(place);
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    writeFileSync(place, bytes);
    const at = Number(before.mtimeNs) / 1e9;
    utimesSync(place, at, at);
    await sign();
    expect(await world.codeAsStrictReader()).toBe('archive-digest');
    const { findings } = await sign({ cache: undefined });
    expect(findings).toMatchObject([{ code: 'archive-digest' }]);
  });

  it('in the list have no say: what market.json pins is read each time', async () => {
    await signTwice();
    const place = world.publisher.path('market/packages-basics.json');
    const before = statSync(place);
    const text = readFileSync(place, 'utf8');
    writeFileSync(place, text.replace('Says hello', 'Says HELLO'));
    utimesSync(place, before.atime, before.mtime);
    const { index } = await sign();
    expect(index.kept).toBe(false);
    expect(await world.codeAsStrictReader()).toBe(null);
  });

  it.each([
    ['no JSON', 'not json'],
    ['another shape', '{"a":1}'],
    ['null', 'null'],
    ['other pairs', '[["a",1],[["b"],"c"],7,null]'],
  ])('a cache that holds %s is none', async (_what, text) => {
    await signTwice();
    const spoiled: FolderCache = {
      ...cache,
      get: () => Promise.resolve({ bytes: new TextEncoder().encode(text) }),
    };
    const { findings, checked } = await sign({ cache: spoiled });
    expect({ findings, checked }).toEqual({ findings: [], checked: 2 });
  });
});

describe('a market whose files were left half written', () => {
  it('is signed without them', async () => {
    const left = 'packages/loose/1.0.0/.job.yaml.asc.123.part';
    const { PACKAGE, JOB } = await import('../fakes/publisher.ts');
    world.publisher.write({
      'packages/loose/1.0.0/package.yaml': PACKAGE,
      'packages/loose/1.0.0/license.txt': 'x\n',
      'packages/loose/1.0.0/job.yaml': JOB,
    });
    await world.build();
    world.publisher.write({ [left]: 'half' }, 'market');
    const { packages } = await sign();
    expect(packages.find(({ name }) => name === 'loose')?.signed).toEqual([
      'job.yaml',
      'spec.json',
    ]);
    expect(await world.paths()).not.toContain(`${left}.asc`);
  });
});
