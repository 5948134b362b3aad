/** Judges a signature as a flow would: a keyring of the given keys, and the verdict as evidence or as a code. */
import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createKeyring, verifySigned } from '#core/verify/index.ts';
import { readPackets } from '../../../src/core/verify/packets.ts';
import { armorCertificate, makeKey, NOW } from '../../fakes/keys.ts';

import type { Verified } from '#core/model/trust.ts';
import type { TestKey } from '../../fakes/keys.ts';
import type { RawKey } from '../../fakes/raw-keys.ts';

export const BYTES = new TextEncoder().encode('{\n  "name": "hello"\n}\n');
const limits = DEFAULT_LIMITS;
export const market = await makeKey();
export const stranger = await makeKey({ name: 'Stranger' });

interface Over {
  keys?: TestKey[];
  bytes?: Uint8Array;
  threshold?: number;
  now?: number;
}

export async function verify(
  signature: Uint8Array | undefined,
  over: Over = {},
): Promise<Verified> {
  const { keys = [market], bytes = BYTES, threshold = 1, now = NOW } = over;
  const armored = keys.map(({ certificate }) => certificate);
  const fingerprints = [...new Set(keys.map(({ fingerprint }) => fingerprint))];
  const keyring = await createKeyring({ armored, fingerprints, now, limits });
  const path = 'packages/hello/1.0.0/spec.json';
  return verifySigned({
    path,
    bytes,
    signature,
    keyring,
    threshold,
    now,
    limits,
    level: 'signatures',
  });
}

/** The code of the refusal; an error that is no refusal, and a pass, fail the test. */
export async function refusal(signature: Uint8Array | undefined, over?: Over): Promise<string> {
  try {
    await verify(signature, over);
  } catch (error) {
    if (error instanceof MarketError) return error.code;
    throw error;
  }
  return 'accepted';
}

export const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
export const bytesOf = (source: string) => new TextEncoder().encode(source);

/** A copy of a packet with one byte of its body changed. */
export function patch(packet: Uint8Array, at: number, value: number): Uint8Array {
  const copy = packet.slice();
  const header = copy.length - (readPackets(copy)[0]?.body.length ?? 0);
  copy[header + at] = value;
  return copy;
}

/** A key for `verify` and `refusal` of a certificate written byte by byte. */
export function rawTrust(primary: RawKey, ...parts: Uint8Array[]): TestKey {
  return { ...market, certificate: armorCertificate(...parts), fingerprint: primary.hex };
}
