/** Trust 1: the certificates that the administrator configured and pinned by full fingerprint; nothing else can be trusted. */
import { MarketError } from '../errors.ts';
import { ArmorError, readArmorBlocks, toArmor } from './armor.ts';
import { certificateProblem } from './key-state.ts';
import { loadOpenpgp, strictConfig } from './openpgp.ts';
import { PacketError, readPackets } from './packets.ts';

import type { ErrorCode } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { Key, Library } from './openpgp.ts';

/** Keys of this symbol stay inside core/verify. */
export const trusted: unique symbol = Symbol('trusted');

interface KeyringCertificate {
  /** Of the primary key, upper-case hexadecimal. */
  fingerprint: string;
  /** Claims of the owner; plain text. */
  userIds: string[];
  /** Why nothing signed with it counts now; `config-key-pin` for one that no fingerprint pins. */
  problem?: ErrorCode;
}

/** Opaque: only core/verify can look behind the list. */
export interface Keyring {
  readonly certificates: readonly KeyringCertificate[];
  readonly [trusted]: readonly Key[];
}

interface KeyringInput {
  /** Texts with armored public certificates, one or more blocks each. */
  armored: string[];
  /** Full fingerprints of primary keys: 40 or 64 hexadecimal digits, spaces allowed. */
  fingerprints: string[];
  /** Milliseconds since the epoch. */
  now: number;
  limits: Limits;
}

const SECRET_TAGS: readonly number[] = [5, 7];
const PRIMARY_KEY_TAG = 6;
const SIGNATURE_TAG = 2;
/** The first of three bytes. */
const BYTE_ORDER_MARK = 0xef;

/** Reads and pins the configured certificates. Throws config-key-missing, config-key-secret, config-key-pin, config-invalid. */
export async function createKeyring(input: KeyringInput): Promise<Keyring> {
  const pins = new Set(input.fingerprints.map(parsePin));
  const library = await loadOpenpgp();
  const keys = await readCertificates(library, input);
  assertPinsFound(pins, keys);
  const certificates: KeyringCertificate[] = [];
  const pinned: Key[] = [];
  for (const [fingerprint, key] of keys) {
    const userIds = key.getUserIDs();
    if (!pins.has(fingerprint)) {
      certificates.push({ fingerprint, userIds, problem: 'config-key-pin' });
      continue;
    }
    const problem = await certificateProblem(library, key, input.now);
    if (problem === 'config-invalid') {
      throw broken(`the certificate ${fingerprint} has no valid signature of its own`);
    }
    certificates.push({ fingerprint, userIds, ...(problem ? { problem } : {}) });
    pinned.push(key);
  }
  return { certificates, [trusted]: pinned };
}

/** Fingerprints of the primary keys in armored texts, for callers who trust exactly the files that they were given. Throws as `createKeyring`. */
export async function readFingerprints(armored: string[], limits: Limits): Promise<string[]> {
  const keys = await readCertificates(await loadOpenpgp(), { armored, now: 0, limits });
  return [...keys.keys()];
}

/** The text of a certificate file; one in binary form, as `gpg --export` writes it, gets its armor here. */
export function toArmoredCertificate(bytes: Uint8Array): string {
  // Editors on Windows begin text with a byte order mark, whose first byte is that of no key.
  const isBinary = (bytes[0] ?? 0) >= 0x80 && bytes[0] !== BYTE_ORDER_MARK;
  return isBinary ? toArmor('PUBLIC KEY BLOCK', bytes) : new TextDecoder('utf-8').decode(bytes);
}

/** The text of a signature file; one in binary form, as `gpg --detach-sign` writes it, gets its armor here. */
export function toArmoredSignature(bytes: Uint8Array): Uint8Array {
  const isBinary = (bytes[0] ?? 0) >= 0x80;
  return isBinary ? new TextEncoder().encode(toArmor('SIGNATURE', bytes)) : bytes;
}

/** By fingerprint; copies of one certificate are merged, so that a revocation in any of them counts. */
async function readCertificates(
  library: Library,
  { armored, now, limits }: Pick<KeyringInput, 'armored' | 'now' | 'limits'>,
): Promise<Map<string, Key>> {
  const keys = new Map<string, Key>();
  for (const text of armored) {
    for (const bytes of readBlocks(text, limits)) {
      for (const key of await parseCertificates(library, bytes)) {
        const fingerprint = key.getFingerprint().toUpperCase();
        const known = keys.get(fingerprint);
        const merged = known ? await known.update(key, new Date(now), strictConfig(library)) : key;
        keys.set(fingerprint, merged);
      }
    }
  }
  if (keys.size === 0) {
    throw new MarketError('config-key-missing', 'No key is configured for this market.');
  }
  return keys;
}

/** Each block by itself: the library reads only the first of several and drops the rest in silence. */
function readBlocks(text: string, limits: Limits): Uint8Array[] {
  if (text.length > limits.keyBytes) throw broken(`it is longer than ${limits.keyBytes} bytes`);
  let blocks;
  try {
    blocks = readArmorBlocks(text);
  } catch (error) {
    if (error instanceof ArmorError) throw broken(error.message, error);
    throw error;
  }
  if (blocks.length === 0) {
    throw new MarketError(
      'config-key-missing',
      'A configured key is no armored OpenPGP certificate: the block "BEGIN PGP PUBLIC KEY BLOCK" is missing.',
    );
  }
  return blocks.map(({ label, bytes }) => {
    if (/PRIVATE|SECRET/.test(label)) throw secret();
    if (label !== 'PUBLIC KEY BLOCK') throw broken(`it is a block "BEGIN PGP ${label}"`);
    return bytes;
  });
}

async function parseCertificates(library: Library, bytes: Uint8Array): Promise<Key[]> {
  try {
    const packets = readPackets(bytes);
    // The label proves nothing: a secret key under the label of a public one is a leaked secret too.
    if (packets.some(({ tag }) => SECRET_TAGS.includes(tag))) throw secret();
    if (packets[0]?.tag === SIGNATURE_TAG) {
      throw broken(
        'it begins with a signature and not with a key. If it is a revocation, import it with gpg and configure the certificate that gpg then exports',
      );
    }
    const keys = await library.readKeys({ binaryKeys: bytes, config: strictConfig(library) });
    if (keys.some((key) => key.isPrivate())) throw secret();
    if (keys.length !== packets.filter(({ tag }) => tag === PRIMARY_KEY_TAG).length) {
      throw broken('it holds a certificate of a version that the marketplace does not read');
    }
    for (const key of keys) dropFalseBindings(library, key);
    return keys;
  } catch (error) {
    if (error instanceof MarketError) throw error;
    if (error instanceof PacketError) throw broken(error.message, error);
    throw broken('OpenPGP.js could not read it', error);
  }
}

/** P14: the library takes a signature of any type for the one by which a subkey agrees to be bound. */
function dropFalseBindings({ enums }: Library, { subkeys }: Key): void {
  for (const subkey of subkeys) {
    subkey.bindingSignatures = subkey.bindingSignatures.filter(({ embeddedSignature: back }) => {
      return !back || back.signatureType === enums.signature.keyBinding;
    });
  }
}

function parsePin(pin: string): string {
  const digits = pin.replace(/\s/g, '').toUpperCase();
  if (!/^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(digits)) {
    throw new MarketError(
      'config-key-pin',
      `"${pin.slice(0, 80)}" is no full fingerprint: 40 or 64 hexadecimal digits are needed, a key ID is not enough.`,
      { details: { found: pin.slice(0, 80) } },
    );
  }
  return digits;
}

function assertPinsFound(pins: ReadonlySet<string>, keys: ReadonlyMap<string, Key>): void {
  const found = [...keys.keys()].join(', ');
  if (pins.size === 0) {
    throw new MarketError(
      'config-key-pin',
      `No fingerprint is configured, so no key is trusted. The configured keys have ${found}; compare with their owner before you enter it.`,
      { details: { found } },
    );
  }
  for (const pin of pins) {
    if (keys.has(pin)) continue;
    const owner = [...keys.values()].find((key) =>
      key.subkeys.some((subkey) => subkey.getFingerprint().toUpperCase() === pin),
    );
    const hint = owner
      ? `It is a subkey; enter its primary key ${owner.getFingerprint().toUpperCase()}.`
      : `The configured keys have ${found}.`;
    throw new MarketError(
      'config-key-pin',
      `The configured fingerprint ${pin} belongs to none of the configured keys. ${hint}`,
      { details: { expected: pin, found } },
    );
  }
}

function secret(): MarketError {
  return new MarketError(
    'config-key-secret',
    'A configured key is a SECRET key. Take it out of the configuration at once, treat it as lost, and configure the public certificate of its owner.',
  );
}

function broken(reason: string, cause?: unknown): MarketError {
  return new MarketError(
    'config-invalid',
    `A configured key cannot be used: ${reason}.`,
    cause === undefined ? {} : { cause },
  );
}
