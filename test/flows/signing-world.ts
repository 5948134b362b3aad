/** A market that was built and is to be signed, with a key for it, and a strict reader who trusts that key. */
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { signMarket } from '#flows/sign-market.ts';
import { verifyMarket } from '#flows/verify-market.ts';
import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { MarketConfig, MarketIndex } from '#core/model/generated.ts';
import type { Clock, Signer, Tree } from '#core/ports.ts';
import type { SignDeps, SignReport } from '#flows/sign-market.ts';
import type { VerifyReport } from '#flows/verify-market.ts';
import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

export const DAY = 24 * 60 * 60 * 1000;

export interface SigningWorld {
  publisher: Publisher;
  key: PublisherKey;
  signer: Signer;
  open(key: PublisherKey): Promise<Signer>;
  build(): Promise<unknown>;
  market(): Tree;
  /** All files of the market; those that are signatures, without the second one of market.json at by-hash/. */
  paths(): Promise<string[]>;
  signatures(): Promise<string[]>;
  read(path: string): Promise<Uint8Array>;
  readIndex(): Promise<MarketIndex>;
  sign(deps?: Partial<SignDeps>, by?: Signer): Promise<SignReport>;
  /** Reads the market at level strict, remembering nothing of before. */
  verify(config?: Partial<MarketConfig>, clock?: Clock): Promise<VerifyReport>;
  /** Code of the first finding or of what was thrown; null when all is good. */
  codeAsStrictReader(clock?: Clock): Promise<string | null>;
  /** A clock some days after another time, by default now. */
  after(days: number, from?: number): Clock;
}

export async function createSigningWorld(): Promise<SigningWorld> {
  const publisher = createPublisher();
  publisher.write(sourceFiles());
  const place = publisher.path('market');
  const build = () => publisher.run('build', publisher.path('source'), '--out', place);
  await build();
  const open = ({ secret }: PublisherKey) =>
    publisher.io.makeSigner({ armored: secret, passphrase: undefined });
  const key = await createKey();
  const signer = await open(key);
  const market = () => publisher.io.files.tree(place);
  const paths = async () => (await market().list()).map(({ path }) => path);
  const read = (path: string) => market().read(path, 10_000_000);
  const trusted = {
    id: 'test',
    url: place,
    keys: [key.certificate],
    fingerprints: [key.fingerprint],
  };
  const verify: SigningWorld['verify'] = (config = {}, clock = publisher.io.clock) =>
    verifyMarket({ ...trusted, ...config }, { ...publisher.io, clock, memory: createPageMemory() });
  return {
    ...{ publisher, key, signer, open, build, market, paths, read, verify },
    signatures: async () => (await paths()).filter(isPlainSignature),
    readIndex: async () =>
      JSON.parse(new TextDecoder().decode(await read('market.json'))) as MarketIndex,
    sign: (deps = {}, by = signer) =>
      signMarket({ market: market(), signer: by }, { ...publisher.io, ...deps }),
    codeAsStrictReader: (clock) =>
      verify({}, clock).then(
        ({ findings }) => findings[0]?.code ?? null,
        (error: { code: string }) => error.code,
      ),
    after: (days, from = Date.now()) => ({ ...publisher.io.clock, now: () => from + days * DAY }),
  };
}

function isPlainSignature(path: string): boolean {
  return path.endsWith('.asc') && !path.startsWith('by-hash/');
}
