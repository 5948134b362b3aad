/** One key of every kind that may sign, with what it signed: the same jobs for Node and for the browser. */
import * as openpgp from 'openpgp';

import { SIGN_DATE, KEY_DATE, signDetached, toTestKey } from './keys.ts';

import type { TestKey } from './keys.ts';

interface Kind {
  type: string;
  curve?: string;
  rsaBits?: number;
  v6?: boolean;
  /** Weakest hash that the algorithm takes; SHA-256 if absent. */
  hashes?: number[];
}

const { sha256, sha384, sha512 } = openpgp.enums.hash;

export const ALGORITHMS: Record<string, Kind> = {
  'RSA-3072': { type: 'rsa', rsaBits: 3072 },
  'Ed25519 as gpg writes it': { type: 'ecc', curve: 'ed25519Legacy' },
  Ed25519: { type: 'curve25519' },
  'ECDSA P-256': { type: 'ecc', curve: 'nistP256' },
  'ECDSA P-384': { type: 'ecc', curve: 'nistP384' },
  'ECDSA P-521': { type: 'ecc', curve: 'nistP521' },
  'ECDSA brainpoolP256r1': { type: 'ecc', curve: 'brainpoolP256r1' },
  'ECDSA brainpoolP384r1': { type: 'ecc', curve: 'brainpoolP384r1' },
  'ECDSA brainpoolP512r1': { type: 'ecc', curve: 'brainpoolP512r1' },
  Ed448: { type: 'curve448', hashes: [sha512] },
  'Ed25519 of version 6': { type: 'curve25519', v6: true },
  'Ed448 of version 6': { type: 'curve448', v6: true, hashes: [sha512] },
  'RSA of version 6': { type: 'rsa', rsaBits: 2048, v6: true },
};

export const CONTENT = new TextEncoder().encode('signed content\n');

export interface AlgorithmJob {
  name: string;
  key: TestKey;
  /** One per hash, armored. */
  signatures: Uint8Array[];
  /** Of an empty file. */
  ofNothing: Uint8Array;
}

export async function makeAlgorithmJob(name: string): Promise<AlgorithmJob> {
  const { v6 = false, hashes = [sha256, sha384, sha512], ...kind } = ALGORITHMS[name] as Kind;
  const { privateKey } = await openpgp.generateKey({
    ...kind,
    userIDs: [{ name: 'Market' }],
    date: KEY_DATE,
    format: 'object',
    config: { v6Keys: v6 },
  } as openpgp.KeyOptions & { format: 'object' });
  const key = toTestKey(privateKey);
  const signatures: Uint8Array[] = [];
  for (const hashAlgorithm of hashes) {
    signatures.push(await signDetached(key, CONTENT, { hashAlgorithm, date: SIGN_DATE }));
  }
  const ofNothing = await signDetached(key, new Uint8Array(), { hashAlgorithm: sha512 });
  return { name, key, signatures, ofNothing };
}
