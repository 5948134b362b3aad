import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { signMarket } from '#flows/sign-market.ts';
import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Signer } from '#core/ports.ts';
import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
let signer: Signer;
beforeEach(async () => {
  publisher = createPublisher();
  publisher.write(sourceFiles());
  await publisher.run('build', publisher.path('source'), '--out', publisher.path('market'));
  const { secret } = await createKey();
  signer = await publisher.io.makeSigner({ armored: secret, passphrase: undefined });
});
afterEach(() => publisher.remove());

const market = () => publisher.io.files.tree(publisher.path('market'));
const signatures = async () =>
  (await market().list()).filter(({ path }) => path.endsWith('.asc')).map(({ path }) => path);

describe('signing a market', () => {
  it('does not believe its signer: a signature over other bytes is not written', async () => {
    const liar: Signer = { ...signer, sign: () => signer.sign(new Uint8Array([1])) };
    const signing = signMarket({ market: market(), signer: liar }, publisher.io);
    await expect(signing).rejects.toMatchObject({ code: 'internal' });
    expect(await signatures()).toEqual([]);
  });

  it('can be cancelled and taken up again', async () => {
    const stop = new AbortController();
    const first = signMarket(
      { market: market(), signer },
      {
        ...publisher.io,
        signal: stop.signal,
        onFile: (path) => path.includes('1.1.0') && stop.abort(),
      },
    );
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const before = await signatures();
    expect(before.length).toBeGreaterThan(0);
    const { packages, findings } = await signMarket({ market: market(), signer }, publisher.io);
    expect(findings).toEqual([]);
    expect(packages.flatMap(({ kept }) => kept)).toHaveLength(before.length);
    expect(await signatures()).toHaveLength(4);
  });

  it('makes a new signature where the old one was damaged', async () => {
    await signMarket({ market: market(), signer }, publisher.io);
    const path = 'packages/hello/1.0.0/spec.json.asc';
    await market().write(path, new TextEncoder().encode('not a signature'));
    const { packages } = await signMarket({ market: market(), signer }, publisher.io);
    expect(packages.flatMap(({ signed }) => signed)).toEqual(['spec.json']);
  });
});
