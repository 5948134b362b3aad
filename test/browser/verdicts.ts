/** Verdicts of core's stages as plain data. The same code runs in Node and in the worker of a browser, so that both can be compared. */
import { sha256 } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readArchive } from '#core/unpack/index.ts';
import {
  createKeyring,
  readFingerprints,
  toArmoredCertificate,
  verifySigned,
} from '#core/verify/index.ts';

import type { Limits } from '#core/limits.ts';
import type { Evidence } from '#core/model/trust.ts';

export interface VerifyInput {
  bytes: Uint8Array;
  /** Content of the .asc file. */
  signature?: Uint8Array | undefined;
  /** Certificate files, armored or binary. */
  certificates: Uint8Array[];
  /** All of the certificates if absent. */
  fingerprints?: string[];
  threshold?: number;
  /** Milliseconds since the epoch. */
  now: number;
  limits?: Partial<Limits>;
}

export interface UnpackInput {
  bytes: Uint8Array;
  limits?: Partial<Limits>;
}

/** A refusal, or what broke: `crash` is never right. */
export type Refused = { code: string; message: string } | { crash: string };
export type VerifyVerdict = { evidence: Evidence } | Refused;
export type UnpackVerdict = { entries: EntryVerdict[] } | Refused;

export interface EntryVerdict {
  name: string;
  size: number;
  /** Of the content as it is inflated. */
  sha256: string;
}

export function verify(input: VerifyInput): Promise<VerifyVerdict> {
  return refusing(async () => {
    const { bytes, signature, certificates, threshold = 1, now } = input;
    const limits = { ...DEFAULT_LIMITS, ...input.limits };
    const armored = certificates.map(toArmoredCertificate);
    const fingerprints = input.fingerprints ?? (await readFingerprints(armored, limits));
    const keyring = await createKeyring({ armored, fingerprints, now, limits });
    const { evidence } = await verifySigned({
      path: 'file',
      bytes,
      signature,
      keyring,
      threshold,
      now,
      limits,
      level: 'signatures',
    });
    return { evidence };
  });
}

/** Reads every entry. */
export function unpack({ bytes, limits }: UnpackInput): Promise<UnpackVerdict> {
  return refusing(async () => {
    const tree = await readArchive(bytes, { ...DEFAULT_LIMITS, ...limits });
    const entries: EntryVerdict[] = [];
    for (const { name, size, read } of tree.entries.values()) {
      entries.push({ name, size, sha256: sha256(await read()) });
    }
    return { entries };
  });
}

async function refusing<Verdict>(judge: () => Promise<Verdict>): Promise<Verdict | Refused> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof MarketError) return { code: error.code, message: error.message };
    return { crash: String(error) };
  }
}
