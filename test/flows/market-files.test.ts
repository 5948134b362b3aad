import { afterEach, describe, expect, it } from 'vitest';

import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createKeyring } from '#core/verify/index.ts';
import { readPinned, readSigned } from '#flows/market-files.ts';
import { createKey, NOW, pinOf, signBytes } from '../fakes/market.ts';
import { createRandom } from '../fakes/random.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { serveFiles } from '../fakes/web.ts';

import type { FileRequest, FileTrust, PackagePlace } from '#flows/market-files.ts';
import type { Handler, Web } from '../fakes/web.ts';

const MIB = 1024 * 1024;
const FOLDER = 'packages/hello/1.0.0';
const limits = DEFAULT_LIMITS;
const key = await createKey();
const stranger = await createKey('Stranger');
const keyring = await createKeyring({
  armored: [key.certificate],
  fingerprints: [key.fingerprint],
  now: NOW,
  limits,
});
const trust: FileTrust = { level: 'signatures', keyring, threshold: 1 };
const second = await createKey('Second');
const both: FileTrust = {
  level: 'signatures',
  threshold: 2,
  keyring: await createKeyring({
    armored: [key.certificate, second.certificate],
    fingerprints: [key.fingerprint, second.fingerprint],
    now: NOW,
    limits,
  }),
};
const LARGE = createRandom(1).bytes(2 * MIB + 5);
const SMALL = LARGE.subarray(0, 1000);
const encode = (text: string) => new TextEncoder().encode(text);
const spoiled = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 500 ? byte ^ 1 : byte));

let web: Web;
afterEach(() => web.close());

interface Given {
  file?: Uint8Array | Handler | undefined;
  signature?: Uint8Array | Handler | undefined;
}

/** A package with one file, `data.bin`, and its signature; undefined leaves one out. */
async function place({ file, signature }: Given): Promise<PackagePlace> {
  const files = new Map<string, Uint8Array | Handler>();
  if (file) files.set(`${FOLDER}/data.bin`, file);
  if (signature) files.set(`${FOLDER}/data.bin.asc`, signature);
  web = await serveFiles(files);
  const source = createFetchSources({ limits, waits: [0, 0] }).open(web.url);
  const clock = { now: () => NOW, sleep: () => Promise.resolve() };
  return { source, name: 'hello', version: '1.0.0', limits, clock };
}

const request: FileRequest = {
  file: 'data.bin',
  limit: 10 * MIB,
  digestCode: 'archive-digest',
  sizeCode: 'archive-size',
};
const asked = () => web.requests.map(({ path }) => path.replace(`/${FOLDER}/`, ''));
const sign = async (bytes: Uint8Array, by = key) => encode(await signBytes(bytes, by));

/** Answers with the old bytes as long as nobody asks past the caches. */
function cached(old: Uint8Array, fresh: Uint8Array): Handler {
  return ({ headers }, response) => {
    const past = /no-cache/.test(String(headers['cache-control']));
    response.end(past ? fresh : old);
  };
}

describe('a large signed file', () => {
  it.each([
    ['with a pin', pinOf(LARGE)],
    ['without', undefined],
  ])('is read after its signature, hashed on the way and verified: %s', async (_what, pin) => {
    const at = await place({ file: LARGE, signature: await sign(LARGE) });
    const { bytes, evidence } = await readSigned(at, { ...request, pin }, trust);
    expect(asked()).toEqual(['data.bin.asc', 'data.bin']);
    expect(Buffer.compare(bytes, LARGE)).toBe(0);
    expect(evidence).toMatchObject({
      sha256: pinOf(LARGE).sha256,
      pinned: pin !== undefined,
      signers: [{ fingerprint: key.fingerprint }],
    });
  });

  it.each<[string, string, () => Promise<Uint8Array | undefined>]>([
    ['signer-unknown', 'is by a stranger', () => sign(LARGE, stranger)],
    ['signature-malformed', 'is a web page', async () => encode('<!doctype html>')],
    ['signature-missing', 'is missing', async () => undefined],
    ['signature-missing', 'is empty', async () => new Uint8Array()],
    ['signature-too-large', 'goes on and on', async () => new Uint8Array(100_000)],
  ])('is never asked for: %s, as its signature %s', async (code, _what, make) => {
    const at = await place({ file: LARGE, signature: await make() });
    expect(await codeOf(() => readSigned(at, { ...request, pin: pinOf(LARGE) }, trust))).toBe(code);
    // A signature by a stranger may be one of yesterday that a cache has kept.
    const times = code === 'signer-unknown' ? 2 : 1;
    expect(asked()).toEqual(Array(times).fill('data.bin.asc'));
  });

  it('is told from one that is not there when both are missing and nobody promised it', async () => {
    const none = await refusalOf(async () => readSigned(await place({}), request, trust));
    expect(none).toMatchObject({ code: 'net-status', details: { status: 404 } });
    await web.close();
    const at = await place({ file: LARGE });
    expect(await codeOf(() => readSigned(at, request, trust))).toBe('signature-missing');
  });

  it('is refused when one bit differs, after it was asked for past the caches, once', async () => {
    const signature = await sign(LARGE);
    const at = await place({ file: spoiled(LARGE), signature });
    expect(await codeOf(() => readSigned(at, request, trust))).toBe('signature-bad');
    expect(asked()).toEqual(['data.bin.asc', 'data.bin', 'data.bin.asc', 'data.bin']);
    await web.close();
    const pinned = { ...request, pin: pinOf(LARGE) };
    const refusal = await refusalOf(async () =>
      readSigned(await place({ file: spoiled(LARGE), signature }), pinned, trust),
    );
    expect(refusal).toMatchObject({
      code: 'archive-digest',
      details: { expected: pinOf(LARGE).sha256, found: pinOf(spoiled(LARGE)).sha256 },
    });
  });

  it('is cut off one byte past its pinned size', async () => {
    const pin = { ...pinOf(LARGE), size: LARGE.length - 1 };
    const at = await place({ file: LARGE, signature: await sign(LARGE) });
    expect(await codeOf(() => readSigned(at, { ...request, pin }, trust))).toBe('archive-size');
  });

  it('is hashed as it was read in the end when its connection broke in the middle', async () => {
    let tries = 0;
    const file: Handler = ({ headers }, response) => {
      tries += 1;
      const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const status = from > 0 ? 206 : 200;
      response.writeHead(status, {
        'content-length': LARGE.length - from,
        etag: '"one"',
        'accept-ranges': 'bytes',
        ...(from > 0
          ? { 'content-range': `bytes ${from}-${LARGE.length - 1}/${LARGE.length}` }
          : {}),
      });
      if (tries > 1) response.end(LARGE.subarray(from));
      else response.write(LARGE.subarray(0, MIB + 1000), () => response.destroy());
    };
    const at = await place({ file, signature: await sign(LARGE) });
    const { evidence } = await readSigned(at, { ...request, pin: pinOf(LARGE) }, trust);
    expect(tries).toBeGreaterThan(1);
    expect(evidence.sha256).toBe(pinOf(LARGE).sha256);
  });
});

describe('a small signed file', () => {
  it('is asked for together with its signature', async () => {
    const at = await place({ file: SMALL, signature: await sign(SMALL) });
    const { evidence } = await readSigned(at, { ...request, limit: MIB }, trust);
    expect(asked().sort()).toEqual(['data.bin', 'data.bin.asc']);
    expect(evidence.signers).toHaveLength(1);
  });

  it('is not read on when its signature cannot be read', async () => {
    let ended: Promise<void> | undefined;
    const drip: Handler = (_request, response) => {
      response.write(SMALL);
      ended = new Promise((resolve) => response.on('close', resolve));
    };
    const refuse: Handler = (_request, response) => response.writeHead(418).end();
    const at = await place({ file: drip, signature: refuse });
    const code = await codeOf(() => readSigned(at, { ...request, limit: MIB }, trust));
    expect(code).toBe('net-status');
    await ended;
  });

  it('is not read at all when the user has cancelled', async () => {
    const at = await place({ file: SMALL, signature: await sign(SMALL) });
    const gone = new AbortController();
    gone.abort();
    const given = { ...at, signal: gone.signal };
    expect(await codeOf(() => readSigned(given, { ...request, limit: MIB }, trust))).toBe(
      'cancelled',
    );
    expect(asked()).toEqual([]);
  });

  it('can be cancelled on the way', async () => {
    const gone = new AbortController();
    const drip: Handler = (_request, response) => {
      response.write(SMALL);
      setImmediate(() => gone.abort());
    };
    const at = await place({ file: drip, signature: drip });
    const given = { ...at, signal: gone.signal };
    expect(await codeOf(() => readSigned(given, { ...request, limit: MIB }, trust))).toBe(
      'cancelled',
    );
  });
});

describe('a stale cache', () => {
  it.each([
    ['signature', SMALL],
    ['signature', LARGE],
    ['file', SMALL],
    ['file', LARGE],
  ])('with an old %s is passed (%#)', async (what, bytes) => {
    const old = spoiled(bytes);
    const file = what === 'file' ? cached(old, bytes) : bytes;
    const stale = cached(await sign(old), await sign(bytes));
    const at = await place({ file, signature: what === 'file' ? await sign(bytes) : stale });
    const pin = what === 'file' ? pinOf(bytes) : undefined;
    const limit = bytes === SMALL ? MIB : request.limit;
    const { evidence } = await readSigned(at, { ...request, limit, pin }, trust);
    expect(evidence.sha256).toBe(pinOf(bytes).sha256);
    expect(asked()).toHaveLength(4);
  });

  it.each([
    ['of a key that signs no more', { wanted: trust, old: stranger, bytes: SMALL }],
    ['of a key that signs no more, over much', { wanted: trust, old: stranger, bytes: LARGE }],
    ['from before a second key signed', { wanted: both, old: key, bytes: SMALL }],
  ])('with the signature %s is passed', async (_what, { wanted, old, bytes }) => {
    const now = encode(await signBytes(bytes, wanted === both ? [key, second] : key));
    const at = await place({ file: bytes, signature: cached(await sign(bytes, old), now) });
    const limit = bytes === SMALL ? MIB : request.limit;
    const { evidence } = await readSigned(at, { ...request, limit }, wanted);
    expect(evidence.signers).toHaveLength(wanted === both ? 2 : 1);
  });

  it('is passed for files that need no signature, too', async () => {
    const at = await place({ file: cached(spoiled(SMALL), SMALL) });
    const given = { ...request, pin: pinOf(SMALL) };
    expect((await readPinned(at, given, 'strict')).evidence).toMatchObject({ level: 'strict' });
    expect(asked()).toEqual(['data.bin', 'data.bin']);
    expect((await readSigned(at, given, { level: 'off' })).evidence.signers).toEqual([]);
  });
});
