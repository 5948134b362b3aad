/** A stand-in for gpg that says and does other things than it should; the real one is in test/cases/gpg.test.ts. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as openpgp from 'openpgp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createGpgSigner } from '#adapters/node/gpg-signer.ts';
import { createKey } from '../../fakes/publisher.ts';

const BYTES = new TextEncoder().encode('all of it\n');

const key = await createKey();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpg-stand-in-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Lies {
  /** Records of `--list-secret-keys`. */
  list?: string;
  listCode?: number;
  /** What `--export` gives; the certificate if absent. */
  certificate?: string;
  /** Status lines, output and exit code of signing. */
  status?: string;
  signature?: string;
  code?: number;
  stderr?: string;
  /** Bytes of output instead of all that. */
  flood?: number;
}

const record = (validity = 'u', uses = 'scSC') =>
  `sec:${validity}:255:22:${key.fingerprint.slice(-16)}:1763769600:::u:::${uses}:::+::ed25519:::0:\nfpr:::::::::${key.fingerprint}:\n`;
const created = (changes: { kind?: string; hash?: string; type?: string; by?: string } = {}) => {
  const { kind = 'D', hash = '10', type = '00', by = key.fingerprint } = changes;
  return `[GNUPG:] SIG_CREATED ${kind} 22 ${hash} ${type} 1763769600 ${by}\n`;
};

/** Writes a program `gpg` that logs its calls and does as it is told. */
function standIn(lies: Lies): NodeJS.ProcessEnv {
  const told = {
    ...{ list: record(), listCode: 0, certificate: key.certificate },
    ...{ status: created(), signature: 'signature', code: 0, stderr: '', flood: 0 },
    ...lies,
  };
  const script = `#!${process.execPath}
const { appendFileSync, readFileSync, writeSync } = require('node:fs');
const told = ${JSON.stringify(told)};
const argv = process.argv.slice(2);
appendFileSync(${JSON.stringify(join(folder, 'calls'))}, JSON.stringify(argv) + '\\n');
appendFileSync(${JSON.stringify(join(folder, 'env'))}, JSON.stringify(process.env) + '\\n');
if (told.flood) for (let n = 0; n < told.flood; n += 65536) writeSync(1, 'x'.repeat(65536));
if (argv.includes('--list-secret-keys')) { writeSync(1, told.list); process.exit(told.listCode); }
if (argv.includes('--export')) { writeSync(1, told.certificate); process.exit(0); }
readFileSync(0);
writeSync(3, told.status); writeSync(2, told.stderr); writeSync(1, told.signature);
process.exit(told.code);
`;
  writeFileSync(join(folder, 'gpg'), script);
  chmodSync(join(folder, 'gpg'), 0o755);
  return { PATH: folder };
}

const open = (lies: Lies = {}, keyId = key.fingerprint) =>
  createGpgSigner({ keyId, env: standIn(lies) });
const sign = async (lies: Lies) => (await open(lies)).sign(BYTES);

describe('finding the key', () => {
  it('hands on nothing of ours that an agent would keep', async () => {
    const secrets = { PAI_MARKET_PASSPHRASE: 'hush-1', AWS_SECRET_ACCESS_KEY: 'hush-2' };
    const env = { ...standIn({}), ...secrets, GNUPGHOME: folder };
    await createGpgSigner({ keyId: key.fingerprint, env });
    const seen = readFileSync(join(folder, 'env'), 'utf8');
    expect(seen).toContain(`"GNUPGHOME":"${folder}"`);
    expect(seen).not.toContain('hush');
  });

  it('gives fingerprint and certificate', async () => {
    const signer = await open();
    expect(signer.fingerprint).toBe(key.fingerprint);
    const certificate = await openpgp.readKey({ armoredKey: signer.certificate });
    expect(certificate.isPrivate()).toBe(false);
  });

  it.each([
    ['no gpg', 'key-agent', async () => createGpgSigner({ keyId: 'A', env: { PATH: folder } })],
    ['no such key', 'key-agent', () => open({ list: '', listCode: 2 })],
    ['none, though it ends well', 'key-agent', () => open({ list: '' })],
    ['several keys', 'key-agent', () => open({ list: record() + record() })],
    ['an expired key', 'key-unusable', () => open({ list: record('e') })],
    ['a revoked key', 'key-unusable', () => open({ list: record('r') })],
    ['a key that only encrypts', 'key-unusable', () => open({ list: record('u', 'eE') })],
    ['no certificate', 'key-agent', () => open({ certificate: '' })],
    ['a flood', 'key-agent', () => open({ flood: 8 * 1024 * 1024 })],
    [
      'the certificate of another key',
      'key-agent',
      async () => open({ certificate: (await createKey()).certificate }),
    ],
    ['a secret key', 'key-agent', () => open({ certificate: key.secret })],
  ])('refuses %s', async (_what, code, work) => {
    await expect(work()).rejects.toMatchObject({ code });
  });

  it('gives gpg no option in the place of a key', async () => {
    await open({}, '--homedir=/elsewhere');
    const [first = ''] = readFileSync(join(folder, 'calls'), 'utf8').split('\n');
    const argv = JSON.parse(first) as string[];
    expect(argv.slice(-2)).toEqual(['--', '--homedir=/elsewhere']);
  });
});

describe('signing', () => {
  it('takes what gpg gives when its status says so, too', async () => {
    expect(await sign({})).toBe('signature');
  });

  it.each([
    ['an exit code of 0 without a signature', { status: '', signature: '' }],
    ['a signature without its status', { status: '' }],
    ['a status behind which it failed', { code: 2 }],
    ['two signatures', { status: created() + created() }],
    ['a text signature', { status: created({ type: '01' }) }],
    ['a signed message', { status: created({ kind: 'S' }) }],
    ['SHA-1', { status: created({ hash: '2' }) }],
    ['another key', { status: created({ by: 'A'.repeat(40) }) }],
  ] satisfies [string, Lies][])('refuses %s', async (_what, lies) => {
    await expect(sign(lies)).rejects.toMatchObject({ code: 'key-agent' });
  });

  it.each([
    [83886179, 'it was cancelled'],
    [67108875, 'the passphrase is wrong'],
    [100663408, 'the card is not there'],
  ])('tells failure %i in words', async (code, words) => {
    const lies = { status: `[GNUPG:] FAILURE sign ${code}\n`, code: 2, signature: '' };
    await expect(sign(lies)).rejects.toThrow(words);
  });

  it('tells the last thing that gpg said where there is nothing better', async () => {
    const lies = { status: '', code: 2, stderr: 'gpg: one\ngpg: two went wrong\n' };
    await expect(sign(lies)).rejects.toThrow('gpg did not sign: two went wrong.');
  });

  it('asks for nothing more once the first signature was refused', async () => {
    const signer = await open({ status: '', code: 2 });
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => signer.sign(BYTES)));
    expect(all.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
    expect(calls.filter((call) => call.includes('--detach-sign'))).toHaveLength(1);
  });
});
