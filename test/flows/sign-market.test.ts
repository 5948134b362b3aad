import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createKey } from '../fakes/publisher.ts';
import { createSigningWorld } from './signing-world.ts';

import type { Signer } from '#core/ports.ts';
import type { PublisherKey } from '../fakes/publisher.ts';
import type { SigningWorld } from './signing-world.ts';

let world: SigningWorld;
beforeEach(async () => {
  world = await createSigningWorld();
});
afterEach(() => world.publisher.remove());

describe('signing a market', () => {
  it('does not believe its signer: a signature over other bytes is not written', async () => {
    const liar: Signer = { ...world.signer, sign: () => world.signer.sign(new Uint8Array([1])) };
    await expect(world.sign({}, liar)).rejects.toMatchObject({ code: 'internal' });
    expect(await world.signatures()).toEqual([]);
    expect(await world.paths()).not.toContain('market.json');
  });

  it('can be cancelled and taken up again', async () => {
    const stop = new AbortController();
    const onFile = (path: string) => path.includes('1.1.0') && stop.abort();
    await expect(world.sign({ signal: stop.signal, onFile })).rejects.toMatchObject({
      code: 'cancelled',
    });
    const before = await world.signatures();
    expect(before.length).toBeGreaterThan(0);
    const { packages, findings } = await world.sign();
    expect(findings).toEqual([]);
    expect(packages.flatMap(({ kept }) => kept)).toHaveLength(before.length);
    expect(await world.signatures()).toHaveLength(5);
  });

  it('makes a new signature where the old one was damaged', async () => {
    await world.sign();
    const path = 'packages/hello/1.0.0/spec.json.asc';
    await world.market().write(path, new TextEncoder().encode('not a signature'));
    const { packages, replaced } = await world.sign();
    expect(packages.flatMap(({ signed }) => signed)).toEqual(['spec.json']);
    expect(replaced).toEqual([]);
  });
});

describe('adding the signature of another key', () => {
  let other: PublisherKey;
  let second: Signer;
  beforeEach(async () => {
    other = await createKey();
    second = await world.open(other);
  });

  function readTogether(threshold: number) {
    const { key, verify } = world;
    return verify({
      keys: [key.certificate, other.certificate],
      fingerprints: [key.fingerprint, other.fingerprint],
      threshold,
    });
  }

  it('meets a threshold of two, and changes nothing but signatures', async () => {
    await world.sign();
    const bytes = await world.read('market.json');
    await expect(readTogether(2)).rejects.toMatchObject({ code: 'signature-threshold' });
    const report = await world.sign({ add: true }, second);
    expect(report).toMatchObject({ findings: [], replaced: [], index: { kept: true } });
    expect(await world.read('market.json')).toEqual(bytes);
    const { findings, index, packages } = await readTogether(2);
    expect(findings).toEqual([]);
    const both = [world.key.fingerprint, other.fingerprint].sort();
    for (const signers of [index?.signers ?? [], ...packages.map((each) => each.signers)]) {
      expect(signers.map(({ fingerprint }) => fingerprint).sort()).toEqual(both);
    }
  });

  it('does not do it twice', async () => {
    await world.sign();
    await world.sign({ add: true }, second);
    const before = await world.read('market.json.asc');
    for (const by of [world.signer, second]) {
      const { packages } = await world.sign({ add: true }, by);
      expect(packages.flatMap(({ signed }) => signed)).toEqual([]);
    }
    // Nor does signing without it throw away what another key added.
    expect((await world.sign()).index.signatureKept).toBe(true);
    expect(await world.read('market.json.asc')).toEqual(before);
  });

  it('puts a new signature in the place of its own old one only', async () => {
    await world.sign();
    await world.sign({ add: true }, second);
    const path = 'packages/hello/1.0.0/spec.json';
    const stale = await second.sign(new Uint8Array([1]), await world.read(`${path}.asc`));
    await world.market().write(`${path}.asc`, new TextEncoder().encode(stale));
    await world.sign({ add: true }, second);
    expect((await readTogether(2)).findings).toEqual([]);
  });

  it('replaces the signatures of other keys without it, and says so', async () => {
    await world.sign();
    const { replaced, findings } = await world.sign({}, second);
    expect(findings).toEqual([]);
    expect([...replaced].sort()).toEqual(
      (await world.signatures()).map((path) => path.slice(0, -'.asc'.length)),
    );
    await expect(readTogether(2)).rejects.toMatchObject({ code: 'signature-threshold' });
  });

  it('is refused where there is no market.json, or one of other files', async () => {
    await expect(world.sign({ add: true }, second)).rejects.toMatchObject({
      code: 'index-mismatch',
    });
    await world.sign();
    world.publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await world.build();
    await expect(world.sign({ add: true }, second)).rejects.toMatchObject({
      code: 'index-mismatch',
    });
  });

  it('is refused beside what is no signature, and beside more than readers take', async () => {
    await world.sign();
    const path = 'packages/hello/1.0.0/archive.zip.asc';
    const good = await world.read(path);
    await world.market().write(path, new TextEncoder().encode('not a signature'));
    await expect(world.sign({ add: true }, second)).rejects.toMatchObject({
      code: 'signature-malformed',
    });
    await world.market().write(path, good);
    const limits = { ...world.publisher.io.limits, signaturePackets: 1 };
    await expect(world.sign({ add: true, limits }, second)).rejects.toMatchObject({
      code: 'signature-too-large',
    });
  });
});
