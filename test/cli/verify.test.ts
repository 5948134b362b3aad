import { createReadStream, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { AddressInfo } from 'node:net';
import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

const DAY = 24 * 60 * 60 * 1000;

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

  it('is read at level strict without a level, and shows what was proved of its index', async () => {
    const index = JSON.parse(readFileSync(publisher.path('market/market.json'), 'utf8'));
    const { code, stdout } = await verify();
    expect(code).toBe(0);
    expect(stdout).toContain(
      `index: serial ${index.serial}, issued ${index.issued}, expires ${index.expires}, signed by ${key.fingerprint}\n`,
    );
    for (const level of [[], ['--trust', 'strict']]) {
      const { json } = await verify(...level, '--json');
      expect(json()).toMatchObject({
        verdict: 'good',
        index: { serial: index.serial, issued: index.issued, expires: index.expires },
      });
      expect(json().index.signers).toMatchObject([{ fingerprint: key.fingerprint }]);
      expect(json().index.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    expect((await asReader()).json().index).toBe(null);
  });

  it('must have the id that --market gives', async () => {
    expect((await verify('--market', 'test')).code).toBe(0);
    const { code, json } = await verify('--market', 'other', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ verdict: 'refused', code: 'index-market', index: null });
  });

  it('needs as many signers as --threshold says', async () => {
    const other = await createKey();
    publisher.write({ 'other.asc': other.secret, 'other-cert.asc': other.certificate }, '.');
    const both = ['--key', publisher.path('other-cert.asc'), '--threshold', '2', '--json'];
    expect((await verify(...both)).json().code).toBe('signature-threshold');
    await publisher.run('sign', market, '--key', publisher.path('other.asc'), '--add');
    const { code, json } = await verify(...both);
    expect(json()).toMatchObject({ verdict: 'good', findings: [] });
    expect(code).toBe(0);
    expect(json().packages[0].signers).toHaveLength(2);
    for (const wrong of ['0', '-1', '65', 'two']) {
      expect((await verify('--threshold', wrong)).code).toBe(2);
    }
  });
});

describe('a market whose index does not do', () => {
  const change = (path: string, to: (text: string) => string) => {
    const file = publisher.path('market', path);
    writeFileSync(file, to(readFileSync(file, 'utf8')));
  };
  const refused = async (expected: string) => {
    const { code, json } = await verify('--json');
    expect(json()).toMatchObject({ verdict: 'refused', code: expected });
    expect(code).toBe(1);
    return json();
  };

  it('is refused without market.json, and without its signature', async () => {
    rmSync(publisher.path('market/market.json.asc'));
    await refused('index-signature');
    rmSync(publisher.path('market/market.json'));
    expect(await refused('index-signature')).toMatchObject({ packages: [], findings: [{}] });
    expect((await verify()).stderr).toContain('pai-market sign makes the signed index');
  });

  it('is refused with a market.json that was changed', async () => {
    change('market.json', (text) => text.replace('"serial": ', '"serial": 1'));
    await refused('index-signature');
  });

  it('is refused when it has expired, with the code as text too', async () => {
    publisher.io.clock = { ...publisher.io.clock, now: () => Date.now() + 61 * DAY };
    const document = await refused('index-expired');
    expect(document).toMatchObject({ packages: [], findings: [{ code: 'index-expired' }] });
    const { code, stderr } = await verify();
    expect(code).toBe(1);
    expect(stderr).toContain('index-expired');
    expect((await asReader()).code).toBe(0);
  });

  it('is refused when it is older than one seen before', async () => {
    const old = ['market.json', 'market.json.asc'].map((path) => {
      const file = publisher.path('market', path);
      return [file, readFileSync(file)] as const;
    });
    await publisher.run('sign', market, '--key', publisher.path('key.asc'), '--expires', '9');
    expect((await verify()).code).toBe(0);
    for (const [file, bytes] of old) writeFileSync(file, bytes);
    await refused('index-rollback');
  });

  it.each([
    'packages.json',
    'categories.json',
    'packages-basics.json',
    'packages/hello/versions.json',
  ])('is refused with %s of another state', async (path) => {
    change(path, (text) => `${text}\n`);
    await refused('index-mismatch');
  });

  it('is refused with a spec of another state, though well signed', async () => {
    const spec = 'packages/hello/1.0.0/spec.json';
    const files = [spec, `${spec}.asc`].map((path) => publisher.path('market', path));
    const kept = files.map((file) => readFileSync(file));
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await publisher.run('build', publisher.path('source'), '--out', market);
    await publisher.run('sign', market, '--key', publisher.path('key.asc'));
    expect((await verify()).code).toBe(0);
    for (const [at, file] of files.entries()) writeFileSync(file, kept[at] as Buffer);
    await refused('spec-digest');
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
