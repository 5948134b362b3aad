/** Needs gpg and gpgv: what our tool signs they take, and what gpg signs our reader takes. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const FILES = [
  ...['1.0.0', '1.1.0'].flatMap((version) =>
    ['spec.json', 'archive.zip'].map((file) => `packages/hello/${version}/${file}`),
  ),
  'market.json',
];
/** User, algorithm, passphrase; the last one signs with a subkey and its primary secret stays at home. */
const KEYS = [
  ['ed25519', 'ed25519', ''],
  ['rsa', 'rsa3072', ''],
  ['protected', 'rsa2048', 'open it'],
  ['subkey', 'ed25519', ''],
] as const;

let home: string;
let publisher: Publisher;

const gpg = (...argv: string[]) =>
  execFileSync('gpg', ['--batch', '--quiet', '--pinentry-mode', 'loopback', ...argv], {
    env: { ...process.env, GNUPGHOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'gpg-'));
  publisher = createPublisher();
  for (const [name, algorithm, passphrase] of KEYS) {
    const usage = name === 'subkey' ? 'cert' : 'sign';
    gpg('--passphrase', passphrase, '--quick-gen-key', name, algorithm, usage, '1y');
    if (name === 'subkey') {
      const fingerprint = /fpr:+([0-9A-F]+):/.exec(
        gpg('--list-keys', '--with-colons', name).toString(),
      )?.[1] as string;
      gpg('--passphrase', '', '--quick-add-key', fingerprint, 'ed25519', 'sign', '1y');
    }
    const secret = name === 'subkey' ? '--export-secret-subkeys' : '--export-secret-keys';
    writeFileSync(
      publisher.path(`${name}.key`),
      gpg('--passphrase', passphrase, '--armor', secret, name),
    );
    writeFileSync(publisher.path(`${name}.asc`), gpg('--armor', '--export', name));
    writeFileSync(publisher.path(`${name}.gpg`), gpg('--export', name));
  }
  writeFileSync(publisher.path('passphrase'), 'open it\n');
  publisher.write(sourceFiles());
}, 60_000);
afterAll(() => {
  execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
  rmSync(home, { recursive: true, force: true });
  publisher.remove();
});

describe.each(KEYS)('a gpg key: %s', (name) => {
  const market = () => publisher.path(`market-${name}`);
  const verify = (certificate: string) =>
    publisher.run('verify', market(), '--key', publisher.path(certificate));

  it('signs a market that gpgv and our reader take', async () => {
    await publisher.run('build', publisher.path('source'), '--out', market());
    const { code, stderr } = await publisher.run(
      'sign',
      market(),
      '--key',
      publisher.path(`${name}.key`),
      '--passphrase-file',
      publisher.path('passphrase'),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const file of FILES) {
      const path = join(market(), file);
      // Throws unless gpgv says good.
      execFileSync('gpgv', ['--keyring', publisher.path(`${name}.gpg`), `${path}.asc`, path], {
        stdio: 'ignore',
      });
    }
    expect((await verify(`${name}.asc`)).code).toBe(0);
    expect((await verify(`${name}.gpg`)).code).toBe(0);
  });

  it('makes signatures by gpg that our reader takes', async () => {
    await publisher.run('build', publisher.path('source'), '--out', market());
    const passphrase = KEYS.find(([each]) => each === name)?.[2] as string;
    for (const file of FILES) {
      const path = join(market(), file);
      if (existsSync(`${path}.asc`)) rmSync(`${path}.asc`);
      gpg('--passphrase', passphrase, '--local-user', name, '--armor', '--detach-sign', path);
      expect(readFileSync(`${path}.asc`, 'utf8')).toContain('BEGIN PGP SIGNATURE');
    }
    const { code, stderr } = await verify(`${name}.asc`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('several gpg keys', () => {
  const market = () => publisher.path('market-two');
  const sign = (name: string, ...more: string[]) =>
    publisher.run('sign', market(), '--key', publisher.path(`${name}.key`), ...more);

  it('sign one market, and gpg finds the signatures of all three good', async () => {
    await publisher.run('build', publisher.path('source'), '--out', market());
    expect((await sign('ed25519')).code).toBe(0);
    expect((await sign('subkey', '--add')).code).toBe(0);
    expect((await sign('rsa', '--add')).code).toBe(0);
    for (const file of FILES) {
      const path = join(market(), file);
      // Throws unless gpg finds every signature good.
      const status = gpg('--status-fd', '1', '--verify', `${path}.asc`, path).toString();
      expect(status.match(/\bGOODSIG\b/g)).toHaveLength(3);
    }
    const keys = ['ed25519.asc', 'subkey.gpg', 'rsa.asc'].map((name) => publisher.path(name));
    const { code, stderr } = await publisher.run(
      ...['verify', market(), '--key', ...keys, '--threshold', '3'],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('may add by gpg itself: its packets behind ours in one block', async () => {
    await publisher.run('build', publisher.path('source'), '--out', market());
    await sign('ed25519');
    for (const file of FILES) {
      const path = join(market(), file);
      const ours = gpg('--dearmor', '--output', '-', `${path}.asc`);
      const theirs = gpg('--local-user', 'rsa', '--detach-sign', '--output', '-', path);
      writeFileSync(`${path}.both`, Buffer.concat([ours, theirs]));
      const both = gpg('--enarmor', '--output', '-', `${path}.both`).toString();
      rmSync(`${path}.both`);
      // gpg calls any bytes it armors a file.
      const armored = both.replaceAll('PGP ARMORED FILE', 'PGP SIGNATURE');
      writeFileSync(`${path}.asc`, armored.replace(/^Comment:.*\n/m, ''));
    }
    const keys = ['ed25519.asc', 'rsa.asc'].map((name) => publisher.path(name));
    const { code, stderr } = await publisher.run(
      ...['verify', market(), '--key', ...keys, '--threshold', '2'],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
