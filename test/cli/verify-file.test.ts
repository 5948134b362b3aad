import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { sha256 } from '#core/digest.ts';
import { certificateBytes, makeKey, signDetached, signPacket } from '../fakes/keys.ts';
import { createPublisher } from '../fakes/publisher.ts';

import type { TestKey } from '../fakes/keys.ts';
import type { Publisher } from '../fakes/publisher.ts';

const BYTES = new TextEncoder().encode('{}\n');
const AT = '2026-01-01T00:00:00Z';
let publisher: Publisher;
let market: TestKey;
let other: TestKey;

beforeAll(async () => {
  publisher = createPublisher();
  market = await makeKey({ expires: 400 * 86_400 });
  other = await makeKey({ name: 'Other' });
  publisher.write(
    {
      'spec.json': BYTES,
      'spec.json.asc': await signDetached(market, BYTES),
      'spec.json.sig': await signPacket(market, BYTES),
      'wrong.sig': await signPacket(market, new Uint8Array([1])),
      'wrong.asc': await signDetached(market, new Uint8Array([1])),
      'long.asc': 'x'.repeat(70_000),
      'market.asc': market.certificate,
      'market.pgp': certificateBytes(market),
      'other.asc': other.certificate,
      'empty.asc': '',
      'secret.asc': market.secret.armor(),
    },
    '.',
  );
});
afterAll(() => publisher.remove());

interface Call {
  file?: string;
  signature?: string;
  keys?: string[];
  rest?: string[];
}

async function verify({ file, signature, keys = ['market.asc'], rest = ['--at', AT] }: Call = {}) {
  const { code, stdout } = await publisher.run(
    'verify-file',
    publisher.path(file ?? 'spec.json'),
    '--signature',
    publisher.path(signature ?? 'spec.json.asc'),
    '--key',
    ...keys.map((key) => publisher.path(key)),
    ...rest,
    '--json',
  );
  return { exit: code, ...(JSON.parse(stdout) as { verdict: string; code: string | null }) };
}

describe('verify-file', () => {
  it('names the signer of a good file', async () => {
    expect(await verify()).toMatchObject({
      exit: 0,
      verdict: 'good',
      code: null,
      signer: { fingerprint: market.fingerprint, created: '2025-06-01T00:00:00Z' },
    });
  });

  it('takes several keys, in binary form too', async () => {
    expect(await verify({ keys: ['other.asc', 'market.pgp'] })).toMatchObject({ verdict: 'good' });
  });

  it('takes a signature in binary form, and refuses a wrong one for what it is', async () => {
    expect(await verify({ signature: 'spec.json.sig' })).toMatchObject({ verdict: 'good' });
    const wrong = await verify({ signature: 'wrong.sig' });
    expect(wrong).toMatchObject({ verdict: 'bad', code: 'signature-bad' });
  });

  it('prints the signer as text', async () => {
    const { code, stdout } = await publisher.run(
      'verify-file',
      publisher.path('spec.json'),
      `--signature=${publisher.path('spec.json.asc')}`,
      `--key=${publisher.path('market.asc')}`,
      `--at=${AT}`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain(`SHA-256 ${sha256(BYTES)}`);
    expect(stdout).toContain(`signed by ${market.fingerprint} (Market <market@example.org>)`);
  });

  it.each<[string, string, () => Call]>([
    ['an empty signature', 'signature-missing', () => ({ signature: 'empty.asc' })],
    ['another file', 'signature-bad', () => ({ signature: 'wrong.asc' })],
    ['a key that is not given', 'signer-unknown', () => ({ keys: ['other.asc'] })],
    ['a secret key', 'config-key-secret', () => ({ keys: ['secret.asc'] })],
    ['no key in the key file', 'config-key-missing', () => ({ keys: ['spec.json'] })],
    ['a signature that is too large', 'signature-too-large', () => ({ signature: 'long.asc' })],
    [
      'a threshold that is not met',
      'signature-threshold',
      () => ({ rest: ['--at', AT, '--threshold', '2'] }),
    ],
    [
      'a key that expired by then',
      'key-expired',
      () => ({ rest: ['--at', '2027-01-01T01:00:00+01:00'] }),
    ],
    [
      'a fingerprint of another key',
      'signer-unknown',
      () => ({
        keys: ['market.asc', 'other.asc'],
        rest: ['--at', AT, '--fingerprint', other.fingerprint],
      }),
    ],
    [
      'a fingerprint of no key',
      'config-key-pin',
      () => ({ rest: ['--fingerprint', '0'.repeat(40)] }),
    ],
  ])('says bad for %s', async (_what, code, call) => {
    expect(await verify(call())).toMatchObject({ exit: 1, verdict: 'bad', code, signer: null });
  });

  it.each<[string, Call]>([
    ['a file that is missing', { file: 'none.json' }],
    ['a signature that is missing', { signature: 'none.asc' }],
    ['a key that is missing', { keys: ['none.asc'] }],
    ['a time that is none', { rest: ['--at', 'yesterday'] }],
    ['a threshold of 0', { rest: ['--threshold', '0'] }],
  ])('is used wrongly with %s', async (_what, call) => {
    expect(await verify(call)).toMatchObject({ exit: 2, verdict: 'bad', code: 'usage' });
  });
});
