/** Needs gpg and gpgv: keys that its agent keeps sign by `--gpg`, and keys of `keygen` are gpg's, too. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const PASSPHRASE = 'open it, please';

let home: string;
let publisher: Publisher;

const gpg = (...argv: string[]) =>
  execFileSync('gpg', ['--batch', '--quiet', '--pinentry-mode', 'loopback', ...argv], {
    env: { ...process.env, GNUPGHOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString();
const kill = () => execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
const fingerprintsOf = (user: string) =>
  [...gpg('--list-keys', '--with-colons', '--', user).matchAll(/^fpr:+([0-9A-F]+):/gm)].map(
    ([, fingerprint]) => fingerprint as string,
  );
/** Throws unless gpgv finds the one signature good. */
const gpgv = (keyring: string, file: string) =>
  execFileSync('gpgv', ['--keyring', keyring, `${file}.asc`, file], { stdio: 'ignore' });

/** The agent asks this program; it answers with the passphrase, or says that the user went away. */
function setPinentry(answer: 'passphrase' | 'wrong' | 'cancel'): void {
  const script = join(home, 'pinentry');
  const pin = answer === 'passphrase' ? PASSPHRASE : 'something else';
  const reply = answer === 'cancel' ? 'ERR 83886179 Operation cancelled' : `D ${pin}\\nOK`;
  writeFileSync(
    script,
    `#!/bin/sh\nprintf 'OK hello\\n'\nwhile read -r line; do case "$line" in GETPIN*) printf '${reply}\\n';; BYE*) printf 'OK\\n'; exit 0;; *) printf 'OK\\n';; esac; done\n`,
  );
  chmodSync(script, 0o755);
  writeFileSync(join(home, 'gpg-agent.conf'), `pinentry-program ${script}\n`);
  kill();
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gpg-'));
  publisher = createPublisher({ GNUPGHOME: home });
  publisher.write(sourceFiles());
  for (const [name, algorithm, usage, passphrase] of [
    ['ed25519', 'ed25519', 'sign', ''],
    ['rsa', 'rsa3072', 'sign', ''],
    ['protected', 'ed25519', 'sign', PASSPHRASE],
    ['subkey', 'ed25519', 'cert', ''],
    ['encrypts', 'rsa2048', 'encr', ''],
    ['twin one', 'ed25519', 'sign', ''],
    ['twin two', 'ed25519', 'sign', ''],
  ] as const) {
    gpg('--passphrase', passphrase, '--quick-gen-key', name, algorithm, usage, '1y');
  }
  const [primary = ''] = fingerprintsOf('subkey');
  for (const algorithm of ['ed25519', 'rsa2048']) {
    gpg('--passphrase', '', '--quick-add-key', primary, algorithm, 'sign', '1y');
  }
}, 60_000);
afterAll(() => {
  kill();
  rmSync(home, { recursive: true, force: true });
  publisher.remove();
});

const market = (...names: string[]) => publisher.path('market', ...names);
const sign = (...words: string[]) => publisher.run('sign', market(), ...words);
const signed = () =>
  readdirSync(market(), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.asc') && !name.startsWith('by-hash'))
    .map((name) => market(name.slice(0, -'.asc'.length)));

beforeEach(async () => {
  rmSync(market(), { recursive: true, force: true });
  await publisher.run('build', publisher.path('source'), '--out', market());
});

describe.each([
  ['an Ed25519 key', 'ed25519', undefined],
  ['an RSA key', 'rsa', undefined],
  ['the newest subkey that may sign', 'subkey', undefined],
  ['the subkey that is named', 'subkey', 1],
])('%s of the agent', (_what, user, subkey) => {
  it('signs a market that gpgv and readers take', async () => {
    const all = fingerprintsOf(user);
    const keyId = subkey === undefined ? (all[0] as string) : `${all[subkey]}!`;
    const { code, json, stderr } = await sign('--gpg', keyId, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(json().fingerprint).toBe(all[0]);
    writeFileSync(publisher.path('public.asc'), gpg('--armor', '--export', user));
    const keyring = publisher.path('public.gpg');
    rmSync(keyring, { force: true });
    gpg('--export', '--output', keyring, user);
    expect(signed()).toHaveLength(5);
    for (const file of signed()) gpgv(keyring, file);
    const read = await publisher.run(
      ...['verify', market(), '--key', publisher.path('public.asc'), '--json'],
    );
    expect(read.json()).toMatchObject({ verdict: 'good', findings: [] });
    if (subkey === undefined) return;
    expect(read.json().index.signers[0].signingFingerprint).toBe(all[subkey]);
  });
});

describe('a protected key of the agent', () => {
  afterEach(() => setPinentry('passphrase'));

  it('is opened by what the agent asks with', async () => {
    setPinentry('passphrase');
    const { code, stderr } = await sign('--gpg', 'protected');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    ['cancel', 'cancelled'],
    ['wrong', 'passphrase is wrong'],
  ] as const)('signs nothing after %s', async (answer, words) => {
    setPinentry(answer);
    const { code, json } = await sign('--gpg', 'protected', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ verdict: 'refused', code: 'key-agent' });
    expect(json().message).toContain(words);
    expect(signed()).toEqual([]);
  });
});

describe('gpg has', () => {
  it.each([
    ['no such key', 'nobody', 'key-agent', 'no secret key'],
    ['two keys of the name', 'twin', 'key-agent', 'full fingerprint'],
    ['a key that cannot sign', 'encrypts', 'key-unusable', 'no part that may sign'],
  ])('%s', async (_what, keyId, code, words) => {
    const { json } = await sign('--gpg', keyId, '--json');
    expect(json().code).toBe(code);
    expect(json().message).toContain(words);
    expect(signed()).toEqual([]);
  });

  it('settings of the user that make other signatures: they are overruled', async () => {
    writeFileSync(join(home, 'gpg.conf'), 'textmode\ndigest-algo SHA256\ncomment hello\n');
    try {
      expect((await sign('--gpg', 'ed25519')).code).toBe(0);
      expect(readFileSync(market('market.json.asc'), 'utf8')).not.toContain('hello');
    } finally {
      rmSync(join(home, 'gpg.conf'));
    }
  });

  it('one of two keys: the other one is a file, and each keeps what the other signed', async () => {
    writeFileSync(publisher.path('rsa.key'), gpg('--armor', '--export-secret-keys', 'rsa'));
    expect((await sign('--key', publisher.path('rsa.key'))).code).toBe(0);
    expect((await sign('--gpg', 'ed25519', '--add')).code).toBe(0);
    for (const file of signed()) {
      const status = gpg('--status-fd', '1', '--verify', `${file}.asc`, file);
      expect(status.match(/\bGOODSIG\b/g)).toHaveLength(2);
    }
    expect((await publisher.run('renew', market(), '--gpg', 'ed25519')).code).toBe(0);
  });
});

describe.each(['ed25519', 'rsa4096'])('a key of keygen: %s', (algorithm) => {
  const folder = () => publisher.path(`keys-${algorithm}`);
  let fingerprint: string;

  beforeAll(async () => {
    writeFileSync(publisher.path('passphrase'), `${PASSPHRASE}\n`);
    const { json } = await publisher.run(
      ...['keygen', folder(), '--name', `Made ${algorithm}`, '--email', 'made@example.org'],
      ...['--algorithm', algorithm, '--passphrase-file', publisher.path('passphrase'), '--json'],
    );
    fingerprint = json().fingerprint;
  }, 120_000);

  it('makes signatures that gpgv takes', async () => {
    const { code } = await sign(
      ...['--key', join(folder(), 'signing.asc')],
      ...['--passphrase-file', publisher.path('passphrase')],
    );
    expect(code).toBe(0);
    const keyring = publisher.path(`${algorithm}.gpg`);
    gpg('--dearmor', '--output', keyring, join(folder(), 'public.asc'));
    for (const file of signed()) gpgv(keyring, file);
  });

  it('goes into gpg without its primary secret, and signs there', async () => {
    gpg('--import', join(folder(), 'signing.asc'));
    expect(fingerprintsOf('made@example.org')).toContain(fingerprint);
    expect(gpg('--list-secret-keys', fingerprint)).toMatch(/^sec#/m);
    setPinentry('passphrase');
    expect((await sign('--gpg', fingerprint)).code).toBe(0);
  });

  it('goes into gpg as a whole, and is ended by its revocation', async () => {
    gpg('--passphrase', PASSPHRASE, '--import', join(folder(), 'secret.asc'));
    expect(gpg('--list-secret-keys', fingerprint)).toMatch(/^sec /m);
    gpg('--import', join(folder(), 'revoked.asc'));
    expect(gpg('--list-keys', '--with-colons', fingerprint)).toMatch(/^pub:r:/m);
    const { json } = await sign('--gpg', fingerprint, '--json');
    expect(json().code).toBe('key-unusable');
  });
});
