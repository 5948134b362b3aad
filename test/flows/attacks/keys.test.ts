/** Stolen, new and missing keys; signatures that were stripped. */
import { afterEach, describe, expect, it } from 'vitest';
import * as openpgp from 'openpgp';

import { createPageMemory } from '#adapters/http/page-memory.ts';
import { loadPackage } from '#flows/load-package.ts';
import { openMarket } from '#flows/open-market.ts';
import { createKey, HELLO, NOW } from '../../fakes/market.ts';
import { putSignedBy } from '../../fakes/signed-index.ts';
import { codeOf, refusalOf } from '../../fakes/thrown.ts';
import { createStrictWorld } from '../world.ts';

import type { MarketKey } from '../../fakes/market.ts';
import type { Handler } from '../../fakes/web.ts';
import type { StrictWorld } from '../world.ts';

const DAY = 24 * 60 * 60 * 1000;
const V1 = 'packages/hello/1.0.0';
const status =
  (code: number): Handler =>
  (_request, response) =>
    void response.writeHead(code).end('<html>');

let world: StrictWorld;
afterEach(() => world.web.close());

const load = async (overrides = {}) => loadPackage(await world.openPackage(overrides), world.deps);
const configured = (...keys: MarketKey[]) => ({
  keys: keys.map(({ certificate }) => certificate),
  fingerprints: keys.map(({ fingerprint }) => fingerprint),
});

/** The publisher signs everything anew, by these keys. */
async function resign(by: MarketKey[], nextKeys: string[] = []): Promise<void> {
  for (const path of [`${V1}/spec.json`, `${V1}/archive.zip`]) {
    const bytes = world.market.files.get(path) as Uint8Array;
    await putSignedBy(world.market, { path, bytes, by });
  }
  await world.sign({ by, nextKeys });
}

describe('signatures that were stripped (R25 to R27)', () => {
  it.each([
    ['is not there', undefined],
    ['is not there, says an object store', status(403)],
    ['is empty', new Uint8Array()],
  ])('refuses a market whose market.json %s', async (_what, content) => {
    world = await createStrictWorld();
    if (content) world.market.files.set('market.json', content);
    else world.market.files.delete('market.json');
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('index-signature');
    expect(refusal.details).toMatchObject({ reason: 'missing' });
  });

  it.each([
    ['is not there', undefined, 'signature-missing'],
    ['is empty', '', 'signature-missing'],
    ['is a web page', '<!doctype html>', 'signature-malformed'],
    ['is a flood', 'A'.repeat(70_000), 'signature-too-large'],
  ])('refuses a market whose market.json.asc %s', async (_what, text, reason) => {
    world = await createStrictWorld();
    if (text === undefined) world.market.files.delete('market.json.asc');
    else world.market.files.set('market.json.asc', new TextEncoder().encode(text));
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('index-signature');
    expect(refusal.details).toMatchObject({ reason });
  });

  it('takes no failure of the server for an unsigned market (R26)', async () => {
    world = await createStrictWorld();
    world.market.files.set('market.json.asc', status(500));
    expect(await codeOf(() => world.open())).toBe('net-status');
  });

  it('refuses an index that was changed, and tries once more before', async () => {
    world = await createStrictWorld();
    world.market.spoil('market.json');
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('index-signature');
    expect(refusal.details).toMatchObject({ reason: 'signature-bad', file: 'market.json' });
    expect(refusal.cause).toMatchObject({ code: 'signature-bad' });
    expect(world.paths().filter((path) => path === '/market.json')).toHaveLength(2);
  });

  it('refuses every package of a market whose signatures were taken away', async () => {
    world = await createStrictWorld();
    world.market.files.delete(`${V1}/spec.json.asc`);
    expect(await codeOf(load)).toBe('signature-missing');
    await resign([world.market.key]);
    world.market.files.delete(`${V1}/archive.zip.asc`);
    expect(await codeOf(load)).toBe('signature-missing');
  });

  it('remembers nothing of an index that nobody signed', async () => {
    world = await createStrictWorld();
    await world.sign({ by: [await createKey('Thief')] });
    expect(await codeOf(() => world.open())).toBe('signer-unknown');
    expect(await world.deps.memory.get('index:example')).toBeUndefined();
  });
});

describe('a stolen key (R28)', () => {
  it('signs nothing any more once its revocation is configured, whatever the date', async () => {
    world = await createStrictWorld();
    const { key } = world.market;
    const { publicKey } = await openpgp.revokeKey({
      key: key.secret,
      reasonForRevocation: { flag: openpgp.enums.reasonForRevocation.keyCompromised },
      date: new Date(NOW - DAY),
      format: 'object',
    });
    const fresh = await createKey('Fresh');
    const keys = [publicKey.armor(), fresh.certificate];
    const fingerprints = [key.fingerprint, fresh.fingerprint];
    expect(await codeOf(() => world.open({ keys, fingerprints }))).toBe('key-revoked');
    await resign([fresh]);
    expect((await load({ keys, fingerprints })).package.evidence.signers).toHaveLength(1);
  });
});

describe('a new key (R29)', () => {
  it('takes over when the administrator has confirmed it, and not before', async () => {
    world = await createStrictWorld();
    const old = world.market.key;
    const next = await createKey('Next');
    await resign([old], [next.fingerprint]);
    const announcing = await world.open();
    const notice = announcing.notices.find(({ code }) => code === 'key-announced');
    expect(notice?.text).toContain(next.fingerprint);
    expect(notice?.text).toContain('administrator');
    expect((await world.openPackage()).notices.map(({ code }) => code)).toEqual(['key-announced']);

    await resign([next]);
    const refusal = await refusalOf(() => world.open());
    expect(refusal.code).toBe('signer-unknown');
    expect(refusal.message).toContain(`announced the key ${next.fingerprint}`);
    expect(refusal.details).toMatchObject({ announcedBy: old.fingerprint });

    expect((await load(configured(old, next))).package.refusal).toBeUndefined();
    expect((await load(configured(next))).package.refusal).toBeUndefined();
    await resign([old]);
    expect(await codeOf(() => load(configured(next)))).toBe('signer-unknown');
  });

  it('says of a package that it is signed by an announced key', async () => {
    world = await createStrictWorld();
    const next = await createKey('Next');
    const { files, key } = world.market;
    await resign([key], [next.fingerprint]);
    const bytes = files.get(`${V1}/spec.json`) as Uint8Array;
    await putSignedBy(world.market, { path: `${V1}/spec.json`, bytes, by: [next] });
    const refusal = await refusalOf(() => world.openPackage());
    expect(refusal.code).toBe('signer-unknown');
    expect(refusal.message).toContain('announced');
  });

  it('says nothing of a key that is configured, and nothing of a thief as if it were announced', async () => {
    world = await createStrictWorld();
    const old = world.market.key;
    const next = await createKey('Next');
    await resign([old], [next.fingerprint]);
    expect((await world.open(configured(old, next))).notices).toEqual([]);
    await resign([await createKey('Thief')]);
    expect((await refusalOf(() => world.open())).message).not.toContain('announced');
  });

  it('may sign beside the old one', async () => {
    world = await createStrictWorld();
    const old = world.market.key;
    const next = await createKey('Next');
    await resign([old, next]);
    for (const keys of [[old], [next], [old, next]]) {
      const deps = { ...world.deps, memory: createPageMemory() };
      const market = await openMarket({ ...world.config, ...configured(...keys) }, deps);
      expect(market.index?.signers).toHaveLength(keys.length);
    }
  });
});

describe('a threshold (R30)', () => {
  it('counts different keys, for the index as for every file', async () => {
    world = await createStrictWorld();
    const [second, third] = [await createKey('Second'), await createKey('Third')];
    const first = world.market.key;
    const two = { ...configured(first, second, third), threshold: 2 };
    await resign([first]);
    expect(await codeOf(() => world.open(two))).toBe('signature-threshold');
    await resign([first, first]);
    expect(await codeOf(() => world.open(two))).toBe('signature-threshold');
    await resign([first, third]);
    expect((await load(two)).package.index?.signers).toHaveLength(2);
    const bytes = world.market.files.get(`${V1}/spec.json`) as Uint8Array;
    await putSignedBy(world.market, { path: `${V1}/spec.json`, bytes, by: [first] });
    expect(await codeOf(() => load(two))).toBe('signature-threshold');
  });
});

describe('what only an administrator can change (C01)', () => {
  it('is no field of the index', async () => {
    const index = { trust: 'off', keys: [], threshold: 0 };
    world = await createStrictWorld([HELLO], { index: { index, by: [] } });
    expect(await codeOf(() => world.open())).toBe('index-signature');
  });
});
