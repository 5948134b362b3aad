import { afterEach, describe, expect, it, vi } from 'vitest';

import { openPackage } from '#flows/open-package.ts';
import { createKey, HELLO, PNG, pinOf, toJson } from '../fakes/market.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { createWorld } from './world.ts';

import type { Handler } from '../fakes/web.ts';
import type { MarketWorld } from './world.ts';

const SPEC = 'packages/hello/1.0.0/spec.json';
const status =
  (code: number): Handler =>
  (_request, response) =>
    void response.writeHead(code).end('<html>');

let world: MarketWorld;
afterEach(async () => {
  vi.unstubAllGlobals();
  await world.web.close();
});

describe('opening a package', () => {
  it('gives the verified spec with its signer, licence, texts and icon', async () => {
    world = await createWorld();
    const opened = await world.openPackage();
    const { fingerprint } = world.market.key;
    expect(opened.spec.label).toBe('Label of hello');
    expect(opened.evidence).toMatchObject({ level: 'signatures', signers: [{ fingerprint }] });
    expect(opened.license?.text).toBe('Do what you like.\n');
    expect(opened.readme).toBe('# Hello\n');
    expect(opened.changelog).toBe('- first\n');
    expect(opened.icon?.mediaType).toBe('image/png');
    expect(opened.notices.map(({ code }) => code)).toEqual(['index-unsigned']);
  });

  it('names categories by the titles that the market gives them', async () => {
    world = await createWorld();
    const opened = await world.openPackage();
    expect(opened.spec.categories).toEqual(['training']);
    expect(opened.categories).toEqual(['Training']);
    const bare = { ...(await world.open()), categories: [] };
    const ref = { market: 'example', name: 'hello' };
    expect((await openPackage(bare, ref, world.deps)).categories).toEqual(['training']);
  });

  it('asks for each file once and reads no archive', async () => {
    world = await createWorld();
    await world.openPackage();
    const asked = world.paths().filter((path) => path.startsWith('/packages/'));
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toContain(`/${SPEC}.asc`);
    expect(asked.join()).not.toContain('archive');
  });

  it('opens the version that is asked for', async () => {
    world = await createWorld([HELLO, { ...HELLO, version: '2.0.0+b1' }]);
    const market = await world.open();
    const ref = { market: 'example', name: 'hello' };
    expect((await openPackage(market, ref, world.deps)).version).toBe('2.0.0+b1');
    expect(world.paths()).toContain('/packages/hello/2.0.0%2Bb1/spec.json');
    const older = await openPackage(market, { ...ref, version: '1.0.0' }, world.deps);
    expect(older).toMatchObject({ version: '1.0.0', versions: ['2.0.0+b1', '1.0.0'] });
  });

  it('does without licence, texts and icon where the spec pins none', async () => {
    world = await createWorld([{ ...HELLO, files: {} }]);
    const opened = await world.openPackage();
    expect(opened.license).toBeUndefined();
    expect(opened.readme).toBeUndefined();
    expect(opened.notices.map(({ code }) => code)).toEqual(['index-unsigned']);
  });

  it('takes an unpromised file that a page may not read for one that is not there', async () => {
    world = await createWorld([{ ...HELLO, pins: false, files: {} }]);
    vi.stubGlobal('location', { href: 'http://portal.example/plugin.html' });
    // What a browser makes of a 404 without CORS header: no answer, but one for a probe.
    const unreadable: Handler = (request, response) =>
      void (request.method === 'HEAD' ? response.end() : response.destroy());
    for (const file of ['license.txt', 'README.md', 'CHANGELOG.md', 'icon.png', 'icon.jpg']) {
      world.market.files.set(`packages/hello/1.0.0/${file}`, unreadable);
    }
    const { license, readme, notices } = await world.openPackage();
    expect({ license, readme }).toEqual({ license: undefined, readme: undefined });
    expect(notices.map(({ code }) => code)).toEqual(['index-unsigned']);
    world.market.files.set(`${SPEC}.asc`, unreadable);
    expect(await codeOf(() => world.openPackage())).toBe('net-cors');
  });

  it('accepts a spec of the real hub, without name and version, with a standing notice', async () => {
    const spec = { name: undefined, version: undefined, preview: true };
    world = await createWorld([{ ...HELLO, pins: false, spec }]);
    const { notices } = await world.openPackage();
    const codes = notices.map(({ code }) => code);
    expect(codes).toContain('spec-unbound');
    expect(codes).toContain('unknown-fields');
    expect(codes).toContain('license-unsigned');
  });

  it('shows what the signed spec says where the list says otherwise', async () => {
    world = await createWorld([{ ...HELLO, row: { label: 'Free money' } }]);
    const opened = await world.openPackage();
    expect(opened.spec.label).toBe('Label of hello');
    const notice = opened.notices.find(({ code }) => code === 'index-mismatch');
    expect(notice?.text).toContain('label');
  });

  it('shows the licence that the spec pins, whatever file the unsigned list names', async () => {
    world = await createWorld([{ ...HELLO, row: { license: 'other.txt' } }]);
    world.market.files.set('packages/hello/1.0.0/other.txt', new TextEncoder().encode('Pay me.'));
    const { license, notices } = await world.openPackage();
    expect(license?.text).toBe('Do what you like.\n');
    expect(notices.map(({ code }) => code)).not.toContain('license-unsigned');
  });

  it('reads the licence file that the spec names', async () => {
    const files = { 'LICENSE.md': 'Other words' };
    world = await createWorld([{ ...HELLO, files, spec: { license: 'LICENSE.md' } }]);
    expect((await world.openPackage()).license?.text).toBe('Other words');
  });

  it('shows a generic icon for one that is not what was signed', async () => {
    world = await createWorld();
    world.market.spoil('packages/hello/1.0.0/icon.png');
    const opened = await world.openPackage();
    expect(opened.icon).toBeUndefined();
    expect(opened.notices.map(({ code }) => code)).toContain('icon-invalid');
  });

  it('tells why a version was withdrawn', async () => {
    world = await createWorld([{ ...HELLO, row: { yanked: 'It deletes data.' } }]);
    expect((await world.openPackage()).yanked).toBe('It deletes data.');
  });

  it('knows the newest version that was not withdrawn', async () => {
    const withdrawn = { ...HELLO, version: '2.0.0', row: { yanked: 'It deletes data.' } };
    world = await createWorld([HELLO, withdrawn]);
    const { version, versions, newest } = await world.openPackage();
    expect({ version, versions, newest }).toEqual({
      version: '1.0.0',
      versions: ['2.0.0', '1.0.0'],
      newest: '1.0.0',
    });
  });

  it('counts signers against the threshold', async () => {
    world = await createWorld();
    const second = await createKey('Second');
    const keys = [world.market.key.certificate, second.certificate];
    const fingerprints = [world.market.key.fingerprint, second.fingerprint];
    expect((await world.openPackage({ keys, fingerprints })).evidence.signers).toHaveLength(1);
    const refused = () => world.openPackage({ keys, fingerprints, threshold: 2 });
    expect(await codeOf(refused)).toBe('signature-threshold');
  });

  it('takes a certificate by its address, if its fingerprint is the configured one', async () => {
    world = await createWorld();
    world.market.files.set('key.asc', new TextEncoder().encode(world.market.key.certificate));
    const keys = [`${world.web.url}key.asc`];
    expect((await world.openPackage({ keys })).evidence.signers).toHaveLength(1);
    const other = (await createKey()).fingerprint;
    expect(await codeOf(() => world.openPackage({ keys, fingerprints: [other] }))).toBe(
      'config-key-pin',
    );
  });
});

describe('refusing a package', () => {
  it('refuses one that the list does not have', async () => {
    world = await createWorld();
    const market = await world.open();
    const open = (name: string, version: string) =>
      openPackage(market, { market: 'example', name, version }, world.deps);
    expect(await codeOf(() => open('absent', '1.0.0'))).toBe('package-unknown');
    expect(await codeOf(() => open('hello', '../1.0.0'))).toBe('package-unknown');
  });

  it('refuses a spec that was changed after signing', async () => {
    world = await createWorld();
    world.market.spoil(SPEC);
    const refusal = await refusalOf(() => world.openPackage());
    expect(refusal.code).toBe('signature-bad');
    expect(refusal.message).toContain('spec.json');
  });

  it.each([
    ['404', status(404)],
    ['403, as object stores answer', status(403)],
    ['an empty file', status(200)],
  ])('refuses a spec whose signature is %s', async (what, handler) => {
    world = await createWorld();
    const empty: Handler = (_request, response) => void response.end();
    world.market.files.set(`${SPEC}.asc`, what === 'an empty file' ? empty : handler);
    expect(await codeOf(() => world.openPackage())).toBe('signature-missing');
  });

  it.each([
    ['a web page', status(200), 'signature-malformed'],
    ['a server error', status(500), 'net-status'],
    [
      'endless',
      ((_request, response) => void response.end(new Uint8Array(70_000))) as Handler,
      'signature-too-large',
    ],
  ] as const)('refuses a spec whose signature is %s', async (_what, handler, code) => {
    world = await createWorld();
    world.market.files.set(`${SPEC}.asc`, handler);
    expect(await codeOf(() => world.openPackage())).toBe(code);
  });

  it('refuses a spec signed by somebody else', async () => {
    world = await createWorld();
    const spec = world.market.files.get(SPEC) as Uint8Array;
    await world.market.putSigned(SPEC, spec, await createKey('Mallory'));
    expect(await codeOf(() => world.openPackage())).toBe('signer-unknown');
  });

  it('refuses the validly signed spec of another package or version, and names both', async () => {
    const other = { ...HELLO, name: 'other', version: '3.0.0' };
    world = await createWorld([HELLO, other]);
    const { files } = world.market;
    for (const end of ['', '.asc']) {
      files.set(`${SPEC}${end}`, files.get(`packages/other/3.0.0/spec.json${end}`) as Uint8Array);
    }
    const refusal = await refusalOf(() => world.openPackage());
    expect(refusal.code).toBe('spec-identity');
    expect(refusal.message).toMatch(/hello 1\.0\.0.*other 3\.0\.0/);
  });

  it.each([
    ['spec-json', '{"specVersion":"1.0","actions":[],"name":"hello","name":"evil"}'],
    ['spec-invalid', '{"specVersion":"1.0","actions":[{"type":1}]}'],
    ['spec-version', '{"specVersion":"2.0","actions":{}}'],
    ['spec-encoding', '\uFEFF{"specVersion":"1.0","actions":[]}'],
  ] as const)('refuses a signed spec with %s', async (code, text) => {
    world = await createWorld();
    await world.market.putSigned(SPEC, text);
    expect(await codeOf(() => world.openPackage())).toBe(code);
  });

  it.each([
    ['license.txt', 'license-digest'],
    ['README.md', 'file-digest'],
    ['CHANGELOG.md', 'file-digest'],
  ])('refuses a changed %s that the spec pins', async (file, code) => {
    world = await createWorld();
    world.market.spoil(`packages/hello/1.0.0/${file}`);
    expect(await codeOf(() => world.openPackage())).toBe(code);
  });

  it('refuses a pinned licence that is longer than pinned, or taken away', async () => {
    world = await createWorld();
    const path = 'packages/hello/1.0.0/license.txt';
    world.market.files.set(path, new TextEncoder().encode('Do what you like.\nor not'));
    expect(await codeOf(() => world.openPackage())).toBe('license-digest');
    world.market.files.delete(path);
    expect(await codeOf(() => world.openPackage())).toBe('license-digest');
  });

  it('refuses a licence that is no text, but does without such a README', async () => {
    const bad = new Uint8Array([0xff, 0xfe, 0x41]);
    world = await createWorld([{ ...HELLO, files: { 'README.md': bad, 'icon.png': PNG } }]);
    const opened = await world.openPackage();
    expect(opened.readme).toBeUndefined();
    expect(opened.notices.map(({ code }) => code)).toContain('file-missing');
    await world.web.close();
    world = await createWorld([{ ...HELLO, files: { 'license.txt': bad } }]);
    expect(await codeOf(() => world.openPackage())).toBe('file-encoding');
  });

  it('refuses a key address that has no key', async () => {
    world = await createWorld();
    const keys = [`${world.web.url}absent.asc`];
    expect(await codeOf(() => world.openPackage({ keys }))).toBe('config-key-missing');
  });
});

describe('with checking off', () => {
  it('asks for no signature and says that nothing is proved', async () => {
    world = await createWorld();
    const opened = await world.openPackage({ trust: 'off' });
    expect(world.paths().join()).not.toContain('.asc');
    expect(opened.evidence.signers).toEqual([]);
    expect(opened.notices.map(({ code }) => code)).toEqual(['trust-off']);
  });

  it('still checks the digests that are given', async () => {
    world = await createWorld();
    const spec = world.market.files.get(SPEC) as Uint8Array;
    const row = { name: 'hello', version: '1.0.0', spec: pinOf(spec) };
    world.market.files.set('packages.json', toJson([row]));
    expect((await world.openPackage({ trust: 'off' })).spec.name).toBe('hello');
    world.market.spoil(SPEC);
    expect(await codeOf(() => world.openPackage({ trust: 'off' }))).toBe('spec-digest');
    // R34: the good one once; the spoilt one once, and once past caches.
    expect(world.paths().filter((path) => path === `/${SPEC}`)).toHaveLength(3);
  });
});
