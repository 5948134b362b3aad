import { createReadStream, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { AddressInfo } from 'node:net';
import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

let key: PublisherKey;
let publisher: Publisher;
let market: string;

beforeAll(async () => {
  key = await createKey();
});
beforeEach(async () => {
  publisher = createPublisher();
  market = publisher.path('market');
  publisher.write(sourceFiles());
  publisher.write({ 'key.asc': key.secret, 'cert.asc': key.certificate }, '.');
  await publisher.run('build', publisher.path('source'), '--out', market);
  await publisher.run('sign', market, '--key', publisher.path('key.asc'));
});
afterEach(() => publisher.remove());

const verify = (...more: string[]) =>
  publisher.run('verify', market, '--key', publisher.path('cert.asc'), ...more);
const asReader = () => verify('--trust', 'signatures', '--json');

function changeOneByte(path: string): void {
  const file = publisher.path('market', path);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

describe('a signed market', () => {
  it('is good, with its signer', async () => {
    const { code, stderr, json } = await asReader();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      verdict: 'good',
      code: null,
      packages: [
        { name: 'hello', version: '1.1.0', verdict: 'good', code: null, files: 2 },
        { name: 'hello', version: '1.0.0', verdict: 'good', code: null, files: 2 },
      ],
      findings: [],
    });
    expect(json().packages[0].signers[0].fingerprint).toBe(key.fingerprint);
  });

  it('is good as text', async () => {
    const { code, stdout } = await verify('--trust', 'signatures');
    expect(code).toBe(0);
    expect(stdout).toContain(`hello 1.0.0: good, signed by ${key.fingerprint}\n`);
    expect(stdout).toContain('2 package versions, 0 refused\n');
  });

  it('is good behind an HTTP server', async () => {
    const server = createServer((request, response) => {
      const file = createReadStream(market + decodeURIComponent(request.url ?? ''));
      file.on('error', () => response.writeHead(404).end());
      file.pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { code, json } = await publisher.run(
      'verify',
      url,
      '--key',
      publisher.path('cert.asc'),
      '--trust',
      'signatures',
      '--json',
    );
    server.close();
    expect(json().findings).toEqual([]);
    expect(code).toBe(0);
  });

  it('takes the fingerprint as gpg prints it, and refuses another one', async () => {
    const grouped = key.fingerprint.replace(/(.{4})/g, '$1 ').trim();
    expect((await verify('--fingerprint', grouped, '--trust', 'signatures')).code).toBe(0);
    const other = await verify('--fingerprint', 'A'.repeat(40), '--trust', 'signatures', '--json');
    expect(other.code).toBe(1);
    expect(other.json()).toMatchObject({ verdict: 'refused', code: 'config-key-pin' });
  });

  it('is refused at level strict and without a level, never read at a lower one', async () => {
    for (const level of [[], ['--trust', 'strict']]) {
      const { code, json } = await verify(...level, '--json');
      expect(code).toBe(1);
      expect(json()).toMatchObject({ verdict: 'refused', code: 'config-invalid' });
      expect(json().message).toContain('signatures');
    }
  });
});

describe('a market with one byte changed after signing', () => {
  it.each([
    ['packages/hello/1.0.0/spec.json', 'signature-bad'],
    ['packages/hello/1.0.0/archive.zip', 'archive-digest'],
    ['packages/hello/1.0.0/license.txt', 'license-digest'],
    ['packages/hello/1.0.0/README.md', 'file-digest'],
  ])('in %s is refused: %s', async (path, expected) => {
    changeOneByte(path);
    const { code, json } = await asReader();
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      verdict: 'refused',
      code: expected,
      packages: [
        { version: '1.1.0', verdict: 'good' },
        { version: '1.0.0', verdict: 'refused', code: expected },
      ],
    });
  });

  it('names file and code as text', async () => {
    changeOneByte('packages/hello/1.0.0/spec.json');
    const { code, stdout, stderr } = await verify('--trust', 'signatures');
    expect(code).toBe(1);
    expect(stdout).toContain('hello 1.0.0: refused (signature-bad)');
    expect(stderr).toContain('error signature-bad: ');
    expect(stderr).toContain('packages/hello/1.0.0');
  });
});

describe('a market with signatures that do not count', () => {
  it('is refused without one', async () => {
    rmSync(publisher.path('market/packages/hello/1.0.0/spec.json.asc'));
    expect((await asReader()).json().code).toBe('signature-missing');
  });

  it('is refused with one by another key', async () => {
    const other = await createKey();
    publisher.write({ 'other.asc': other.secret }, '.');
    await publisher.run('sign', market, '--key', publisher.path('other.asc'));
    expect((await asReader()).json().code).toBe('signer-unknown');
  });

  it('is read at level off, where digests still count', async () => {
    rmSync(publisher.path('market/packages/hello/1.0.0/spec.json.asc'));
    expect((await publisher.run('verify', market, '--trust', 'off')).code).toBe(0);
    changeOneByte('packages/hello/1.0.0/archive.zip');
    const { json } = await publisher.run('verify', market, '--trust', 'off', '--json');
    expect(json().code).toBe('archive-digest');
  });
});

describe('what is no market', () => {
  it('is refused with the reason', async () => {
    const { code, json } = await publisher.run(
      'verify',
      publisher.path('source'),
      '--trust',
      'off',
      '--json',
    );
    expect(code).toBe(1);
    expect(json()).toMatchObject({ verdict: 'refused', code: 'net-status' });
  });

  it('is refused once when the keys do not do', async () => {
    const none = '0'.repeat(40);
    const words = [
      'verify',
      market,
      '--trust',
      'signatures',
      '--key',
      publisher.path('cert.asc'),
      '--json',
    ];
    const { code, json } = await publisher.run(...words, '--fingerprint', none);
    expect(code).toBe(1);
    expect(json()).toMatchObject({ code: 'config-key-pin', packages: [], findings: [{}] });
  });

  it('needs keys unless the level is off', async () => {
    const { code, json } = await publisher.run('verify', market, '--trust', 'signatures', '--json');
    expect(code).toBe(1);
    expect(json().code).toBe('config-key-missing');
  });
});
