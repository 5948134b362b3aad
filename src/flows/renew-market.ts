/** Signs market.json once more before it expires, and nothing else; what it does not find as it was signed it does not sign. */
import { digest } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { createKeyring } from '#core/verify/index.ts';
import { hashedSignature } from './by-hash.ts';
import { holds, readOldSignature } from './make-signature.ts';
import { INDEX_FILE, readPrevious, renewedIndex } from './next-index.ts';
import { readBack } from './read-back.ts';
import { writeSignedIndex } from './write-signed-index.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketIndex } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { Clock, Signer, Sources, Tree } from '#core/ports.ts';
import type { SignWork } from './make-signature.ts';
import type { Previous } from './next-index.ts';

export interface RenewDeps {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  signal?: AbortSignal | undefined;
  /** Nothing is done before market.json is so many days old; it is renewed at once if absent. */
  ifOlderDays?: number | undefined;
  /** Days until the new one expires, 1 to 90; as many as the old one had if absent. */
  expiresDays?: number | undefined;
}

export interface RenewReport {
  /** Whether a new market.json was written; otherwise the old one is young enough. */
  renewed: boolean;
  /** Fingerprint of the key that signed; undefined where nothing was signed. */
  fingerprint?: string;
  /** What market.json says now. */
  index: Pick<MarketIndex, 'market' | 'serial' | 'issued' | 'expires'>;
  /** Whether signatures by other keys were replaced. */
  replaced: boolean;
  findings: Finding[];
}

interface RenewPlaces {
  market: Tree;
  openSigner: () => Promise<Signer>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * `openSigner` is called only where there is something to sign. Throws `repository-busy` while a build or a signer is at it, `source-invalid` where there is no market.json,
 * `index-signature` where this key did not sign the one that is there, `index-mismatch` where that does not pin what is there,
 * `index-future`, and what the signer throws.
 */
export async function renewMarket(places: RenewPlaces, deps: RenewDeps): Promise<RenewReport> {
  const unlock = await places.market.lock();
  return renewLocked(places, deps).finally(unlock);
}

async function renewLocked(
  { market, openSigner }: RenewPlaces,
  deps: RenewDeps,
): Promise<RenewReport> {
  const { clock, limits } = deps;
  const entries = await market.list();
  const isThere = entries.some(({ path, kind }) => path === INDEX_FILE && kind === 'file');
  const previous = isThere ? await readPrevious(market, limits) : undefined;
  if (!previous) throw noIndex(market.base);
  if (!isDue(previous, deps)) {
    return { renewed: false, index: pick(previous.index), replaced: false, findings: [] };
  }
  const signer = await openSigner();
  const { certificate, fingerprint } = signer;
  const keyring = await createKeyring({
    ...{ armored: [certificate], fingerprints: [fingerprint] },
    ...{ now: clock.now(), limits },
  });
  const work: SignWork = { market, signer, keyring, clock, limits, add: false, replaced: [] };
  await assertOwn(previous, work);
  const next = await renewedIndex({ market, entries }, previous, {
    clock,
    limits,
    expiresDays: deps.expiresDays,
  });
  await writeSignedIndex(next, entries, work);
  const findings = await readBack(next.index, { market, signer }, { ...deps, only: () => false });
  const replaced = work.replaced.length > 0;
  return { renewed: true, fingerprint, index: pick(next.index), replaced, findings };
}

function isDue({ index }: Previous, { ifOlderDays, clock }: RenewDeps): boolean {
  if (ifOlderDays === undefined) return true;
  const now = clock.now();
  return now - Date.parse(index.issued) >= ifOlderDays * DAY_MS || now >= Date.parse(index.expires);
}

/**
 * A timer must never bless what somebody put into the folder: only what this key has signed is signed again. One that
 * was killed may have left the signature of the next market.json beside this one, whose own lies under its digest.
 */
async function assertOwn({ bytes }: Previous, work: SignWork): Promise<void> {
  for (const path of [`${INDEX_FILE}.asc`, hashedSignature(await digest(bytes))]) {
    const signature = await readOldSignature(path, work);
    if (signature && (await holds({ path: INDEX_FILE, bytes, signature }, work))) return;
  }
  throw new MarketError(
    'index-signature',
    `${INDEX_FILE} is not signed by the key ${work.signer.fingerprint} as it lies there: look at what changed, and sign the market with pai-market sign.`,
    { details: { file: INDEX_FILE } },
  );
}

function noIndex(folder: string): MarketError {
  return new MarketError(
    'source-invalid',
    `${folder} has no ${INDEX_FILE} that could be renewed: sign the market with pai-market sign first.`,
    { details: { folder } },
  );
}

function pick({ market, serial, issued, expires }: MarketIndex): RenewReport['index'] {
  return { market, serial, issued, expires };
}
