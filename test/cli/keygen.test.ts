import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as openpgp from 'openpgp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const PASSPHRASE = 'a long passphrase';
const FILES = ['secret.asc', 'signing.asc', 'public.asc', 'revoked.asc'];

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
  writeFileSync(publisher.path('passphrase'), `${PASSPHRASE}\n`);
});
afterEach(() => publisher.remove());

const keys = (...names: string[]) => publisher.path('keys', ...names);
const keygen = (...words: string[]) =>
  publisher.run('keygen', keys(), '--name', 'Example market', ...words);
const locked = (...words: string[]) =>
  keygen('--passphrase-file', publisher.path('passphrase'), ...words);
const read = (name: string) => readFileSync(keys(name), 'utf8');

describe('a new key', () => {
  it('signs a market that readers take who were given what it printed', async () => {
    const { code, json } = await locked(
      '--market',
      'test',
      '--url',
      'https://m.example/v1',
      '--json',
    );
    expect(code).toBe(0);
    const { fingerprint, signingFingerprint, configuration } = json();
    expect(configuration).toMatchObject({
      ...{ id: 'test', name: 'Example market', url: 'https://m.example/v1', trust: 'strict' },
      ...{ fingerprints: [fingerprint], keys: [read('public.asc')] },
    });
    publisher.write(sourceFiles());
    const market = publisher.path('market');
    await publisher.run('build', publisher.path('source'), '--out', market);
    const signed = await publisher.run(
      ...['sign', market, '--key', keys('signing.asc')],
      ...['--passphrase-file', publisher.path('passphrase')],
    );
    expect(signed).toMatchObject({ code: 0, stderr: '' });
    const verify = (certificate: string) =>
      publisher.run(
        ...['verify', market, '--key', keys(certificate)],
        ...['--fingerprint', fingerprint, '--json'],
      );
    const verified = await verify('public.asc');
    expect(verified.json()).toMatchObject({ verdict: 'good', code: null });
    expect(verified.json().index.signers).toMatchObject([{ fingerprint, signingFingerprint }]);
    expect((await verify('revoked.asc')).json().code).toBe('key-revoked');
  });

  it('may lie in a folder that is there and empty, and leaves nothing beside it', async () => {
    mkdirSync(keys());
    expect((await locked()).code).toBe(0);
    expect(readdirSync(keys()).sort()).toEqual([...FILES].sort());
    expect(readdirSync(publisher.path()).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is told in words, its fingerprint in groups', async () => {
    const { stdout } = await locked();
    const key = await openpgp.readKey({ armoredKey: read('public.asc') });
    const grouped = /^fingerprint {2}([0-9A-F ]+)$/m.exec(stdout)?.[1];
    expect(grouped?.replaceAll(' ', '')).toBe(key.getFingerprint().toUpperCase());
    expect(stdout).not.toContain(PASSPHRASE);
    for (const name of FILES) expect(stdout).toContain(keys(name));
  });

  it('lets nobody else read its secrets', async () => {
    await locked();
    const modes = FILES.map((name) => (statSync(keys(name)).mode & 0o777).toString(8));
    expect(modes.map((mode) => mode.slice(1))).toEqual(['00', '00', modes[2]?.slice(1), '00']);
    expect(statSync(keys()).mode & 0o777).toBe(0o700);
  });

  it('is locked by the passphrase, and signs without its primary key', async () => {
    await locked();
    const whole = await openpgp.readPrivateKey({ armoredKey: read('secret.asc') });
    const part = await openpgp.readPrivateKey({ armoredKey: read('signing.asc') });
    expect(whole.isDecrypted()).toBe(false);
    expect((whole.keyPacket as openpgp.SecretKeyPacket).isDummy()).toBe(false);
    expect((part.keyPacket as openpgp.SecretKeyPacket).isDummy()).toBe(true);
    expect(part.getFingerprint()).toBe(whole.getFingerprint());
    expect(part.isDecrypted()).toBe(false);
  });

  it('can be left unlocked, and lives as long as asked', async () => {
    const { code } = await keygen('--no-passphrase', '--days', '30');
    expect(code).toBe(0);
    const key = await openpgp.readPrivateKey({ armoredKey: read('secret.asc') });
    expect(key.isDecrypted()).toBe(true);
    const expires = (await key.getExpirationTime()) as Date;
    expect(Math.round((expires.getTime() - Date.now()) / 86_400_000)).toBe(30);
  });

  it('is asked for its passphrase twice where there is a terminal', async () => {
    const answers = [PASSPHRASE, 'another passphrase', PASSPHRASE, PASSPHRASE];
    publisher.io.askHidden = () => Promise.resolve(answers.shift());
    const first = await keygen('--json');
    expect(first).toMatchObject({ code: 2 });
    expect(first.json().message).toContain('differ');
    expect(existsSync(keys())).toBe(false);
    expect((await keygen()).code).toBe(0);
    const whole = await openpgp.readPrivateKey({ armoredKey: read('secret.asc') });
    await openpgp.decryptKey({ privateKey: whole, passphrase: PASSPHRASE });
  });
});

describe('what is refused before anything is written', () => {
  it.each([
    ['no passphrase', [], 'passphrase is needed'],
    ['both', ['--no-passphrase', '--passphrase-file', 'x'], 'exclude'],
    ['an unknown kind', ['--algorithm', 'dsa', '--no-passphrase'], 'ed25519 or rsa4096'],
    ['a bad address', ['--email', 'nobody', '--no-passphrase'], 'e-mail'],
    ['a name that would be two', ['--name', 'A <a@b>', '--no-passphrase'], '--name'],
    ['no days', ['--days', '0', '--no-passphrase'], '--days'],
    ['a bad id', ['--market', 'No Id', '--no-passphrase'], 'market'],
  ])('%s', async (_what, words, message) => {
    const { code, stderr } = await keygen(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(keys())).toBe(false);
  });

  it('a short passphrase', async () => {
    writeFileSync(publisher.path('passphrase'), 'short\n');
    const { code, stderr } = await locked();
    expect({ code, told: stderr.includes('8 letters') }).toEqual({ code: 2, told: true });
  });

  it.each([...FILES, 'other.txt'])('a folder that has %s already', async (name) => {
    publisher.write({ [name]: 'mine\n' }, 'keys');
    const { code, stderr } = await locked();
    expect(code).toBe(2);
    expect(stderr).toContain('no key is ever overwritten');
    expect(read(name)).toBe('mine\n');
    expect(readdirSync(keys())).toEqual([name]);
  });
});
