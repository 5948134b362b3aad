import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createKey, pinOf, signBytes, zip } from '../fakes/market.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { serveFiles } from '../fakes/web.ts';
import { allowing, driver, loadIn } from './external-world.ts';
import { createStrictWorld, createWorld } from './world.ts';

import type { Web } from '../fakes/web.ts';
import type { Values } from './external-world.ts';
import type { MarketWorld } from './world.ts';

let world: MarketWorld;
let host: Web;
/** What the third party serves; tests add to it. */
let files: Map<string, Uint8Array>;
beforeEach(async () => {
  files = new Map();
  host = await serveFiles(files);
});
afterEach(async () => {
  await host.close();
  await world.web.close();
});

async function load(values: Values) {
  world = await createWorld([driver(values)]);
  return loadIn(world, allowing(host));
}

describe('an external archive', () => {
  const ARCHIVE = { 'mysql-5.1.39/driver.jar': 'PK the driver', 'mysql-5.1.39/COPYING': 'GPL' };
  const scenario = async (change: Values = {}, by = 'MySQL') => {
    const [own, other] = [await createKey('MySQL'), await createKey('Somebody else')];
    const archive = await zip(ARCHIVE);
    files.set('driver.zip', archive);
    const signer = by === 'MySQL' ? own : other;
    files.set('driver.zip.asc', new TextEncoder().encode(await signBytes(archive, signer)));
    return {
      externalArchive: `${host.url}driver.zip`,
      externalArchiveSignature: `${host.url}driver.zip.asc`,
      externalArchiveJar: 'mysql-5.1.39/driver.jar',
      externalKey: own.certificate,
      ...change,
    };
  };

  it('counts by its own signature at level signatures: the MySQL driver of the design', async () => {
    const { externals } = await load(await scenario());
    const jar = new TextEncoder().encode('PK the driver');
    expect(externals).toMatchObject([
      {
        url: `${host.url}driver.zip`,
        file: 'mysql-5.1.39/driver.jar',
        ...pinOf(jar),
        proof: 'signature',
      },
    ]);
    expect(await externals[0]?.read()).toEqual(jar);
    expect(host.requests.map(({ path }) => path).sort()).toEqual([
      '/driver.zip',
      '/driver.zip.asc',
    ]);
  });

  it('counts by its digest at every level, without a signature', async () => {
    const values = { externalArchiveSignature: undefined, externalKey: undefined };
    const made = await scenario(values);
    const strict = await createStrictWorld([
      driver({ ...made, ...pinOf(files.get('driver.zip') as Uint8Array) }),
    ]);
    world = strict;
    const { externals } = await loadIn(strict, allowing(host));
    expect(externals).toMatchObject([{ proof: 'digest', file: 'mysql-5.1.39/driver.jar' }]);
    expect(host.requests.map(({ path }) => path)).toEqual(['/driver.zip']);
  });

  it('does not count by a signature at level strict (I18)', async () => {
    const strict = await createStrictWorld([driver(await scenario())]);
    world = strict;
    expect(await codeOf(() => loadIn(strict, allowing(host)))).toBe('external-digest-missing');
    expect(host.requests).toEqual([]);
  });

  it('does not count by a signature of which the spec gives no key', async () => {
    expect(await codeOf(async () => load(await scenario({ externalKey: undefined })))).toBe(
      'external-digest-missing',
    );
  });

  it('is refused when somebody else signed it, the market itself included (I19)', async () => {
    const values = await scenario({}, 'other');
    const refusal = await refusalOf(() => load(values));
    expect([refusal.code, refusal.message]).toEqual([
      'signer-unknown',
      expect.stringContaining('not by the one that the package gives for it (externalKey'),
    ]);
    const archive = files.get('driver.zip') as Uint8Array;
    const byMarket = await signBytes(archive, world.market.key);
    files.set('driver.zip.asc', new TextEncoder().encode(byMarket));
    expect(await codeOf(() => loadIn(world, allowing(host)))).toBe('signer-unknown');
  });

  it('is refused when it, or its signature, is not what was signed', async () => {
    const values = await scenario();
    files.set('driver.zip', await zip({ ...ARCHIVE, more: 'x' }));
    expect(await codeOf(() => load(values))).toBe('signature-bad');
    files.delete('driver.zip.asc');
    const missing = await refusalOf(() => loadIn(world, allowing(host)));
    expect(missing.code).toBe('signature-missing');
    expect(missing.message).toMatch(
      /driver\.zip has no signature: .*\/driver\.zip\.asc is missing\.$/,
    );
    files.set('driver.zip.asc', new Uint8Array(70_000));
    expect(await codeOf(() => loadIn(world, allowing(host)))).toBe('signature-too-large');
  });

  it('is refused with a key that is none, is secret, or is two', async () => {
    const [one, two] = [await createKey('One'), await createKey('Two')];
    const keys = ['nonsense', one.secret.armor(), `${one.certificate}\n${two.certificate}`];
    for (const externalKey of keys) {
      const refusal = await refusalOf(async () => load(await scenario({ externalKey })));
      expect(refusal.code).toBe('action-argument');
      expect(refusal.message).not.toContain('PRIVATE KEY BLOCK-----\n');
      await world.web.close();
    }
  });

  it('that is not a plain zip archive is refused by the strict profile (I19)', async () => {
    const made = await scenario();
    const archive = new Uint8Array([...(files.get('driver.zip') as Uint8Array), 0]);
    files.set('driver.zip', archive);
    const code = await codeOf(() => load({ ...made, ...pinOf(archive) }));
    expect(code).toMatch(/^zip-/);
  });

  it('without the jar that is named is refused, with those that it has', async () => {
    const made = await scenario({ externalArchiveJar: 'driver.jar' });
    const refusal = await refusalOf(() => load(made));
    expect(refusal).toMatchObject({ code: 'action-file', details: { file: 'driver.jar' } });
    expect(refusal.message).toContain('mysql-5.1.39/driver.jar');
  });

  it.each(['../driver.jar', '/driver.jar', 'a//b', ''])('has no jar at %j', async (jar) => {
    const made = await scenario({ externalArchiveJar: jar });
    expect(['action-argument', 'action-file']).toContain(await codeOf(() => load(made)));
  });
});
