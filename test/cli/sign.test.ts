import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as openpgp from 'openpgp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
beforeEach(async () => {
  publisher = createPublisher({ PAI_MARKET_PASSPHRASE: 'from the environment' });
  publisher.write(sourceFiles());
  await publisher.run('build', publisher.path('source'), '--out', publisher.path('market'));
});
afterEach(() => publisher.remove());

const sign = (...more: string[]) =>
  publisher.run('sign', publisher.path('market'), '--key', publisher.path('key.asc'), ...more);

function signatures(): string[] {
  return readdirSync(publisher.path('market'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.asc') && !name.startsWith('by-hash'))
    .sort();
}

describe('signing a market', () => {
  it('writes an armored detached binary signature, SHA-512, beside each spec and archive', async () => {
    const key = await createKey();
    writeFileSync(publisher.path('key.asc'), key.secret);
    const { code, json, stderr } = await sign('--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      verdict: 'good',
      code: null,
      fingerprint: key.fingerprint,
      packages: [
        { name: 'hello', version: '1.0.0', signed: ['archive.zip', 'spec.json'], kept: [] },
        { name: 'hello', version: '1.1.0', signed: ['archive.zip', 'spec.json'], kept: [] },
      ],
      index: { market: 'test', nextKeys: [], kept: false, signatureKept: false },
      replaced: [],
      findings: [],
    });
    expect(signatures()).toEqual([
      'market.json.asc',
      'packages/hello/1.0.0/archive.zip.asc',
      'packages/hello/1.0.0/spec.json.asc',
      'packages/hello/1.1.0/archive.zip.asc',
      'packages/hello/1.1.0/spec.json.asc',
    ]);
    for (const path of signatures()) {
      const armored = readFileSync(publisher.path('market', path), 'utf8');
      const signature = await openpgp.readSignature({ armoredSignature: armored });
      expect(signature.packets).toHaveLength(1);
      expect(signature.packets[0]).toMatchObject({
        signatureType: openpgp.enums.signature.binary,
        hashAlgorithm: openpgp.enums.hash.sha512,
      });
    }
  });

  it('keeps what is signed and unchanged, also through a new build, and signs what changed', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
    await sign();
    const kept = publisher.path('market/packages/hello/1.1.0/spec.json.asc');
    const before = statSync(kept).mtimeMs;
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    const build = await publisher.run(
      'build',
      publisher.path('source'),
      '--out',
      publisher.path('market'),
      '--json',
    );
    expect(build.json().findings).toMatchObject([
      { severity: 'warning', code: 'version-changed', file: 'packages/hello/1.0.0/spec.json' },
    ]);
    const content = readFileSync(kept);
    const { json } = await sign('--json');
    expect(json().packages).toMatchObject([
      { version: '1.0.0', signed: ['spec.json'], kept: ['archive.zip'] },
      { version: '1.1.0', signed: [], kept: ['archive.zip', 'spec.json'] },
    ]);
    expect(readFileSync(kept)).toEqual(content);
    expect(before).toBeGreaterThan(0);
  });

  it('signs again with another key', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
    await sign();
    const other = await createKey();
    writeFileSync(publisher.path('key.asc'), other.secret);
    const { json } = await sign('--json');
    expect(json().packages[0]).toMatchObject({ signed: ['archive.zip', 'spec.json'], kept: [] });
    expect(json().fingerprint).toBe(other.fingerprint);
  });

  it('signs loose resources, and a market.json of its own in the place of one that is none', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
    const { PACKAGE, JOB } = await import('../fakes/publisher.ts');
    publisher.write({
      'packages/loose/1.0.0/package.yaml': PACKAGE,
      'packages/loose/1.0.0/license.txt': 'x\n',
      'packages/loose/1.0.0/job.yaml': JOB,
    });
    await publisher.run('build', publisher.path('source'), '--out', publisher.path('market'));
    publisher.write({ 'market.json': '{}\n' }, 'market');
    const { code, stderr } = await sign();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(signatures()).toEqual(
      expect.arrayContaining([
        'market.json.asc',
        'packages/loose/1.0.0/job.yaml.asc',
        'packages/loose/1.0.0/spec.json.asc',
      ]),
    );
    expect(signatures()).not.toContain('packages/loose/1.0.0/license.txt.asc');
  });

  it('says at once when a reader would refuse the market all the same', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
    const archive = publisher.path('market/packages/hello/1.0.0/archive.zip');
    writeFileSync(archive, readFileSync(archive).subarray(1));
    const { code, json } = await sign('--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ verdict: 'refused', code: 'archive-size' });
  });
});

describe('market.json', () => {
  beforeEach(async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
  });
  const readIndex = () => JSON.parse(readFileSync(publisher.path('market/market.json'), 'utf8'));

  it('is told as text, and as JSON', async () => {
    const next = 'AB'.repeat(20);
    const grouped = next
      .replace(/(.{4})/g, '$1 ')
      .trim()
      .toLowerCase();
    const { code, stdout } = await sign('--expires', '7', '--next-key', grouped);
    expect(code).toBe(0);
    const { serial, issued, expires, nextKeys } = readIndex();
    expect(Date.parse(expires) - Date.parse(issued)).toBe(7 * 24 * 60 * 60 * 1000);
    expect(nextKeys).toEqual([next]);
    expect(stdout).toContain(
      `market.json of test new, its signature new: serial ${serial}, expires ${expires}\n`,
    );
    expect(stdout).toContain(`announces the key ${next}\n`);
    const { json } = await sign('--expires', '7', '--next-key', next, '--json');
    expect(json().index).toEqual({
      ...{ market: 'test', serial, issued, expires, nextKeys },
      kept: true,
      signatureKept: true,
    });
  });

  it('takes its id from --market where the folder does not tell it', async () => {
    publisher.write({ 'market-id.txt': undefined }, 'market');
    const { code, stderr } = await sign();
    expect(code).toBe(1);
    expect(stderr).toContain('--market');
    expect((await sign('--market', 'mine')).code).toBe(0);
    expect(readIndex().market).toBe('mine');
  });

  it.each([
    ['--expires', '0'],
    ['--expires', '91'],
    ['--expires', 'soon'],
    ['--next-key', 'ABCD1234'],
    ['--market', 'No Id'],
    ['--add', '--expires', '10'],
    ['--add', '--next-key', 'AB'.repeat(20)],
    ['--add', '--market', 'mine'],
  ])('is not made with %s %s', async (...words) => {
    const { code, json } = await sign(...words, '--json');
    expect(code).toBe(2);
    expect(json().code).toBe('usage');
    expect(signatures()).toEqual([]);
  });

  it('gets the signatures of two keys by --add', async () => {
    await sign();
    const first = readFileSync(publisher.path('market/market.json'));
    const other = await createKey();
    writeFileSync(publisher.path('key.asc'), other.secret);
    const { code, stdout } = await sign('--add');
    expect(code).toBe(0);
    expect(stdout).toContain('4 files signed by');
    expect(stdout).not.toContain('replaced');
    expect(readFileSync(publisher.path('market/market.json'))).toEqual(first);
    for (const path of signatures()) {
      const armoredSignature = readFileSync(publisher.path('market', path), 'utf8');
      expect(armoredSignature.match(/BEGIN/g)).toHaveLength(1);
      expect((await openpgp.readSignature({ armoredSignature })).packets).toHaveLength(2);
    }
  });

  it('says that signatures of other keys were replaced', async () => {
    await sign();
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
    const { code, stdout } = await sign();
    expect(code).toBe(0);
    expect(stdout).toContain('5 signature files of other keys replaced');
    expect(stdout).toContain('--add');
  });
});

describe('a protected key', () => {
  it('is opened by the first line of --passphrase-file', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey({ passphrase: 'öpen it' })).secret);
    writeFileSync(publisher.path('passphrase'), 'öpen it\nnot this\n');
    const { code, stdout } = await sign('--passphrase-file', publisher.path('passphrase'));
    expect(code).toBe(0);
    expect(stdout).toContain('4 files signed by');
  });

  it('is opened by PAI_MARKET_PASSPHRASE', async () => {
    const { secret } = await createKey({ passphrase: 'from the environment' });
    writeFileSync(publisher.path('key.asc'), secret);
    expect((await sign()).code).toBe(0);
  });

  it('is refused with a wrong passphrase, which is not repeated, and nothing is signed', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey({ passphrase: 'right' })).secret);
    const { code, stdout, stderr } = await sign();
    expect(code).toBe(1);
    expect(stderr).toContain('config-invalid');
    expect(stdout + stderr).not.toContain('from the environment');
    expect(signatures()).toEqual([]);
  });
});

describe('what is no signing key', () => {
  it('a certificate', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).certificate);
    const { code, json } = await sign('--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ verdict: 'refused', code: 'config-invalid' });
  });

  it('two keys in one file', async () => {
    const { secret } = await createKey();
    writeFileSync(publisher.path('key.asc'), secret + secret);
    expect((await sign('--json')).json().code).toBe('config-invalid');
    const keys = [await createKey(), await createKey()].map((key) => openpgp.unarmor(key.secret));
    const packets = await Promise.all(keys.map(async (each) => (await each).data));
    const block = openpgp.armor(openpgp.enums.armor.privateKey, Buffer.concat(packets as Buffer[]));
    writeFileSync(publisher.path('key.asc'), block);
    const { json } = await sign('--json');
    expect(json()).toMatchObject({ code: 'config-invalid' });
    expect(json().message).toContain('2 keys');
  });

  it('an expired key', async () => {
    const { privateKey } = await openpgp.generateKey({
      userIDs: [{ name: 'Old' }],
      date: new Date(Date.now() - 10_000_000),
      keyExpirationTime: 60,
    });
    writeFileSync(publisher.path('key.asc'), privateKey);
    expect((await sign('--json')).json().code).toBe('key-unusable');
    expect(signatures()).toEqual([]);
  });

  it('a file that is not there', async () => {
    const { code, stderr } = await sign();
    expect(code).toBe(2);
    expect(stderr).toContain('there is no such file');
  });
});

describe('what is no market', () => {
  it('is not signed', async () => {
    writeFileSync(publisher.path('key.asc'), (await createKey()).secret);
    const { code, json } = await publisher.run(
      'sign',
      publisher.path('source'),
      '--key',
      publisher.path('key.asc'),
      '--json',
    );
    expect(code).toBe(2);
    expect(json().code).toBe('usage');
  });
});
