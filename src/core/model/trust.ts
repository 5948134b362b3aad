/** The states of trust as types: only core/verify makes a `Verified`, only core/unpack a `FileTree`. */
import type { MarketConfig } from './generated.ts';

export type TrustLevel = NonNullable<MarketConfig['trust']>;

/** One certificate that signed a file, with what was proved. */
export interface SignerEvidence {
  /** Fingerprint of the primary key, upper-case hexadecimal. */
  fingerprint: string;
  /** Fingerprint of the (sub)key that made the signature. */
  signingFingerprint: string;
  /** First user ID of the certificate; a claim of its owner, shown as plain text only. */
  userId: string;
  /** Claimed time of the signature, RFC 3339 in UTC. */
  created: string;
  /** Hash of the signature, such as SHA-512. */
  hash: string;
}

/** What was proved about a signed index. */
export interface IndexEvidence {
  /** Unix second of `issued`. */
  serial: number;
  /** RFC 3339, UTC. */
  issued: string;
  expires: string;
  signers: SignerEvidence[];
  /** SHA-256 of market.json, lower-case hexadecimal. */
  sha256: string;
}

/** Why some bytes may be used. `unsigned` exists at trust level `off` and for files pinned only by digest. */
export interface Evidence {
  level: TrustLevel;
  /** Signers over exactly these bytes; empty if none were asked for. */
  signers: SignerEvidence[];
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  sha256: string;
  /** Whether a signed spec pinned this digest. */
  pinned: boolean;
}

declare const verifiedBrand: unique symbol;

/** Bytes that passed the check their trust level asks for; the checked bytes are these bytes. */
export interface Verified {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly evidence: Evidence;
  readonly [verifiedBrand]: true;
}

/** One file inside a checked archive; its bytes are inflated when first asked for. */
export interface FileEntry {
  readonly name: string;
  /** Inflated size in bytes. */
  readonly size: number;
  /** Inflates within the limits and checks size and CRC. Throws `MarketError` zip-*. */
  read(): Promise<Uint8Array>;
  /** The same checks without keeping the bytes; `pause` is called now and then. Throws as `read`, and what `pause` throws. */
  check(pause?: () => Promise<void>): Promise<void>;
  /** SHA-256 of the inflated bytes, lower-case hexadecimal, computed where the bytes are. Throws as `read`. */
  sha256(): Promise<string>;
}

/** The files of an archive by exact name; folders are left out. */
export interface FileTree {
  readonly entries: ReadonlyMap<string, FileEntry>;
}
