import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPageMemory } from '#adapters/http/page-memory.ts';
import { signMarket } from '#flows/sign-market.ts';
import { verifyMarket } from '#flows/verify-market.ts';
import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { MarketIndex } from '#core/model/generated.ts';
import type { Signer, Tree } from '#core/ports.ts';
import type { SignDeps } from '#flows/sign-market.ts';
import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

const DAY = 24 * 60 * 60 * 1000;

let publisher: Publisher;
let key: PublisherKey;
let signer: Signer;
beforeEach(async () => {
  publisher = createPublisher();
  publisher.write(sourceFiles());
  await build();
  key = await createKey();
  signer = await open(key);
});
afterEach(() => publisher.remove());

const open = ({ secret }: PublisherKey) =>
  publisher.io.makeSigner({ armored: secret, passphrase: undefined });
const build = () =>
  publisher.run('build', publisher.path('source'), '--out', publisher.path('market'));
const market = () => publisher.io.files.tree(publisher.path('market'));
const paths = async () => (await market().list()).map(({ path }) => path);
const signatures = async () => (await paths()).filter((path) => path.endsWith('.asc'));
const read = (path: string) => market().read(path, 1_000_000);
const sign = (deps: Partial<SignDeps> = {}, by = signer) =>
  signMarket({ market: market(), signer: by }, { ...publisher.io, ...deps });

async function readIndex(): Promise<MarketIndex> {
  return JSON.parse(new TextDecoder().decode(await read('market.json'))) as MarketIndex;
}

function after(days: number, from = Date.now()): SignDeps['clock'] {
  return { ...publisher.io.clock, now: () => from + days * DAY };
}

async function codeAsStrictReader(now?: SignDeps['clock']): Promise<string | null> {
  const config = {
    id: 'test',
    url: publisher.path('market'),
    keys: [key.certificate],
    fingerprints: [key.fingerprint],
  };
  const clock = now ?? publisher.io.clock;
  return verifyMarket(config, { ...publisher.io, clock, memory: createPageMemory() }).then(
    ({ findings }) => findings[0]?.code ?? null,
    (error: { code: string }) => error.code,
  );
}

describe('signing a market', () => {
  it('does not believe its signer: a signature over other bytes is not written', async () => {
    const liar: Signer = { ...signer, sign: () => signer.sign(new Uint8Array([1])) };
    await expect(sign({}, liar)).rejects.toMatchObject({ code: 'internal' });
    expect(await signatures()).toEqual([]);
    expect(await paths()).not.toContain('market.json');
  });

  it('can be cancelled and taken up again', async () => {
    const stop = new AbortController();
    const onFile = (path: string) => path.includes('1.1.0') && stop.abort();
    await expect(sign({ signal: stop.signal, onFile })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const before = await signatures();
    expect(before.length).toBeGreaterThan(0);
    const { packages, findings } = await sign();
    expect(findings).toEqual([]);
    expect(packages.flatMap(({ kept }) => kept)).toHaveLength(before.length);
    expect(await signatures()).toHaveLength(5);
  });

  it('makes a new signature where the old one was damaged', async () => {
    await sign();
    const path = 'packages/hello/1.0.0/spec.json.asc';
    await market().write(path, new TextEncoder().encode('not a signature'));
    const { packages, replaced } = await sign();
    expect(packages.flatMap(({ signed }) => signed)).toEqual(['spec.json']);
    expect(replaced).toEqual([]);
  });
});

describe('the signed index', () => {
  it('pins every index file, takes its id from market.yaml and is good for 60 days', async () => {
    const { index } = await sign();
    const written = await readIndex();
    expect(Object.keys(written.files)).toEqual([
      'categories.json',
      'packages-basics.json',
      'packages.json',
      'packages/hello/versions.json',
    ]);
    expect(written).toMatchObject({ format: 'pai-market/1', market: 'test', shards: [] });
    expect(index).toMatchObject({ market: 'test', serial: written.serial, kept: false });
    expect(Date.parse(written.issued) / 1000).toBe(written.serial);
    expect(Date.parse(written.expires) - Date.parse(written.issued)).toBe(60 * DAY);
    expect(await paths()).not.toContain('market-id.txt');
    expect(await codeAsStrictReader()).toBe(null);
  });

  it('is written last, its signature right behind it', async () => {
    const order: string[] = [];
    const folder = market();
    const spy: Tree = {
      ...folder,
      write: (path, bytes) => {
        order.push(path);
        return folder.write(path, bytes);
      },
    };
    await signMarket({ market: spy, signer }, publisher.io);
    expect(order.slice(-2)).toEqual(['market.json', 'market.json.asc']);
    expect(order).toHaveLength(6);
  });

  it('stays while nothing changes, also through a new build', async () => {
    await sign();
    const [bytes, signature] = [await read('market.json'), await read('market.json.asc')];
    await build();
    expect(await paths()).not.toContain('market-id.txt');
    expect(await codeAsStrictReader()).toBe(null);
    const { index } = await sign({ clock: after(29) });
    expect(index).toMatchObject({ kept: true, signatureKept: true });
    expect(await read('market.json')).toEqual(bytes);
    expect(await read('market.json.asc')).toEqual(signature);
  });

  it('is renewed past half of its life, also when it has expired', async () => {
    await sign();
    const { serial } = await readIndex();
    expect(await codeAsStrictReader(after(61))).toBe('index-expired');
    for (const days of [31, 200]) {
      const clock = after(days);
      const { index, findings } = await sign({ clock });
      expect(findings).toEqual([]);
      expect(index.kept).toBe(false);
      expect(index.serial).toBeGreaterThanOrEqual(serial + days * 24 * 60 * 60);
      expect(await codeAsStrictReader(clock)).toBe(null);
    }
  });

  it('has a greater serial each time, also when the clock stands still or goes back', async () => {
    const start = Math.floor(Date.now() / 1000) * 1000;
    const serials: number[] = [];
    for (const [days, now] of [
      [30, start],
      [40, start],
      [50, start - 60_000],
    ] as const) {
      const { index } = await sign({ clock: after(0, now), expiresDays: days });
      serials.push(index.serial);
      expect(Date.parse(index.issued)).toBe(index.serial * 1000);
    }
    expect(serials).toEqual([0, 1, 2].map((more) => start / 1000 + more));
  });

  it('is not made when the one before is of a time to come', async () => {
    await sign({ clock: after(2) });
    const before = await read('market.json');
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await build();
    await expect(sign()).rejects.toMatchObject({ code: 'index-future' });
    expect(await read('market.json')).toEqual(before);
  });

  it('follows a change of the market, which readers refuse until it is signed', async () => {
    await sign();
    const { serial } = await readIndex();
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await build();
    expect(await codeAsStrictReader()).toBe('index-mismatch');
    const { index } = await sign();
    expect(index.kept).toBe(false);
    expect(index.serial).toBeGreaterThan(serial);
    expect(await codeAsStrictReader()).toBe(null);
  });

  it('is whole again after a death between market.json and its signature', async () => {
    await sign();
    const folder = market();
    const dying: Tree = {
      ...folder,
      write: (path, bytes) => {
        if (path === 'market.json.asc') throw new Error('killed');
        return folder.write(path, bytes);
      },
    };
    const dies = signMarket({ market: dying, signer }, { ...publisher.io, expiresDays: 10 });
    await expect(dies).rejects.toThrow('killed');
    expect(await codeAsStrictReader()).toBe('index-signature');
    const { index } = await sign({ expiresDays: 10 });
    expect(index).toMatchObject({ kept: true, signatureKept: false });
    expect(await codeAsStrictReader()).toBe(null);
  });

  it('announces keys to come, and says when it does so no more', async () => {
    const next = 'C'.repeat(40);
    const first = await sign({ nextKeys: [next] });
    expect(first.index).toMatchObject({ nextKeys: [next] });
    expect(first.findings).toEqual([]);
    expect(await sign({ nextKeys: [next] })).toMatchObject({ index: { kept: true } });
    const { index, findings } = await sign();
    expect(index).toMatchObject({ nextKeys: [], kept: false });
    expect(findings).toMatchObject([{ severity: 'warning', code: 'key-announced' }]);
  });

  it('says nothing when the key that was announced takes over', async () => {
    const other = await createKey();
    await sign({ nextKeys: [other.fingerprint] });
    const { findings, replaced } = await sign({}, await open(other));
    expect(findings).toEqual([]);
    expect(replaced).toContain('market.json');
  });
});

describe('the id of a market', () => {
  it('is asked for when nothing tells it', async () => {
    publisher.write({ 'market-id.txt': undefined }, 'market');
    await expect(sign()).rejects.toMatchObject({ code: 'source-invalid' });
    expect(await signatures()).toEqual([]);
    expect((await sign({ marketId: 'by-hand' })).index.market).toBe('by-hand');
    expect((await sign()).index).toMatchObject({ market: 'by-hand', kept: true });
  });

  it('follows market.yaml', async () => {
    await sign();
    publisher.write({
      'market.yaml': 'id: renamed\nname: Test\ncategories:\n  - name: basics\n    label: Basics\n',
    });
    await build();
    expect((await sign()).index).toMatchObject({ market: 'renamed', kept: false });
  });

  it('is not taken from a note of somebody else', async () => {
    publisher.write({ 'market-id.txt': 'Not an id!\n' }, 'market');
    await expect(sign()).rejects.toMatchObject({ code: 'source-invalid' });
  });
});

describe('adding the signature of another key', () => {
  let other: PublisherKey;
  let second: Signer;
  beforeEach(async () => {
    other = await createKey();
    second = await open(other);
  });

  function readTogether(threshold: number) {
    const config = {
      id: 'test',
      url: publisher.path('market'),
      keys: [key.certificate, other.certificate],
      fingerprints: [key.fingerprint, other.fingerprint],
      threshold,
    };
    return verifyMarket(config, { ...publisher.io, memory: createPageMemory() });
  }

  it('meets a threshold of two, and changes nothing but signatures', async () => {
    await sign();
    const bytes = await read('market.json');
    await expect(readTogether(2)).rejects.toMatchObject({ code: 'signature-threshold' });
    const report = await sign({ add: true }, second);
    expect(report).toMatchObject({ findings: [], replaced: [], index: { kept: true } });
    expect(await read('market.json')).toEqual(bytes);
    const { findings, index, packages } = await readTogether(2);
    expect(findings).toEqual([]);
    const both = [key.fingerprint, other.fingerprint].sort();
    for (const signers of [index?.signers ?? [], ...packages.map((each) => each.signers)]) {
      expect(signers.map(({ fingerprint }) => fingerprint).sort()).toEqual(both);
    }
  });

  it('does not do it twice', async () => {
    await sign();
    await sign({ add: true }, second);
    const before = await read('market.json.asc');
    for (const by of [signer, second]) {
      const { packages } = await sign({ add: true }, by);
      expect(packages.flatMap(({ signed }) => signed)).toEqual([]);
    }
    // Nor does signing without it throw away what another key added.
    expect((await sign()).index.signatureKept).toBe(true);
    expect(await read('market.json.asc')).toEqual(before);
  });

  it('puts a new signature in the place of its own old one only', async () => {
    await sign();
    await sign({ add: true }, second);
    const path = 'packages/hello/1.0.0/spec.json';
    await market().write(
      `${path}.asc`,
      new TextEncoder().encode(await second.sign(new Uint8Array([1]), await read(`${path}.asc`))),
    );
    await sign({ add: true }, second);
    expect((await readTogether(2)).findings).toEqual([]);
  });

  it('replaces the signatures of other keys without it, and says so', async () => {
    await sign();
    const { replaced, findings } = await sign({}, second);
    expect(findings).toEqual([]);
    expect([...replaced].sort()).toEqual(
      (await signatures()).map((path) => path.slice(0, -'.asc'.length)),
    );
    await expect(readTogether(2)).rejects.toMatchObject({ code: 'signature-threshold' });
  });

  it('is refused where there is no market.json, or one of other files', async () => {
    await expect(sign({ add: true }, second)).rejects.toMatchObject({ code: 'index-mismatch' });
    await sign();
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await build();
    await expect(sign({ add: true }, second)).rejects.toMatchObject({ code: 'index-mismatch' });
  });

  it('is refused beside what is no signature, and beside more than readers take', async () => {
    await sign();
    const path = 'packages/hello/1.0.0/archive.zip.asc';
    const good = await read(path);
    await market().write(path, new TextEncoder().encode('not a signature'));
    await expect(sign({ add: true }, second)).rejects.toMatchObject({
      code: 'signature-malformed',
    });
    await market().write(path, good);
    const limits = { ...publisher.io.limits, signaturePackets: 1 };
    await expect(sign({ add: true, limits }, second)).rejects.toMatchObject({
      code: 'signature-too-large',
    });
  });
});

describe('a large market', () => {
  it('has its shards pinned in their order, and refuses shards of other rows', async () => {
    const row = (at: number) => ({ name: `p-${at}`, version: '1.0.0' });
    const list = Array.from({ length: 2000 }, (_, at) => row(at));
    const files = {
      'packages.json': JSON.stringify(list),
      'shards/0001.json': JSON.stringify(list.slice(0, 1000)),
      'shards/0002.json': JSON.stringify(list.slice(1000)),
    };
    publisher.write(files, 'market');
    // No row pins a spec, so readers leave every row out; what is pinned is what counts here.
    await sign();
    const { files: pinned, shards } = await readIndex();
    expect(shards?.map(({ path, rows }) => [path, rows])).toEqual([
      ['shards/0001.json', 1000],
      ['shards/0002.json', 1000],
    ]);
    expect(Object.keys(pinned)).not.toContain('packages/hello/versions.json');
    publisher.write({ 'shards/0002.json': JSON.stringify(list.slice(1001)) }, 'market');
    await expect(sign()).rejects.toMatchObject({ code: 'source-invalid' });
  });
});
