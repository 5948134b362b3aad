/** Makes a key for signing a market, and tries it before anybody relies on it. */
import { MarketError } from '#core/errors.ts';
import { createKeyring, verifySigned } from '#core/verify/index.ts';

import type { Limits } from '#core/limits.ts';
import type { Clock, KeyWish, NewKey, Signer } from '#core/ports.ts';

export interface MakeKeyDeps {
  makeKey(wish: KeyWish): Promise<NewKey>;
  makeSigner(key: { armored: string; passphrase: string | undefined }): Promise<Signer>;
  clock: Clock;
  limits: Limits;
}

/** Throws `internal` when a reader would not take what the new key signs, or would take it from the revoked one. */
export async function makeMarketKey(wish: KeyWish, deps: MakeKeyDeps): Promise<NewKey> {
  const key = await deps.makeKey(wish);
  const bytes = new TextEncoder().encode(`A file signed by ${key.fingerprint}.\n`);
  try {
    for (const armored of [key.secret, key.signing]) {
      const signer = await deps.makeSigner({ armored, passphrase: wish.passphrase });
      const signature = new TextEncoder().encode(await signer.sign(bytes));
      await verify({ bytes, signature, certificate: key.certificate }, key, deps);
      const revoked = verify({ bytes, signature, certificate: key.revoked }, key, deps);
      await assertRefused(revoked);
    }
  } catch (cause) {
    throw new MarketError('internal', 'The new key does not do what it should; it was not kept.', {
      cause,
    });
  }
  return key;
}

interface Sample {
  bytes: Uint8Array;
  signature: Uint8Array;
  certificate: string;
}

async function verify(
  { bytes, signature, certificate }: Sample,
  { fingerprint }: NewKey,
  { clock, limits }: MakeKeyDeps,
): Promise<void> {
  const now = clock.now();
  const keyring = await createKeyring({
    ...{ armored: [certificate], fingerprints: [fingerprint] },
    ...{ now, limits },
  });
  const place = { path: 'sample', level: 'signatures', threshold: 1 } as const;
  await verifySigned({ ...place, bytes, signature, keyring, now, limits });
}

async function assertRefused(verifying: Promise<void>): Promise<void> {
  const code = await verifying.then(
    () => 'nothing',
    (error: unknown) => (error instanceof MarketError ? error.code : String(error)),
  );
  if (code !== 'key-revoked') throw new Error(`the revoked certificate gave ${code}`);
}
