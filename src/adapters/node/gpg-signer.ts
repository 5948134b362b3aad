/** A key that gpg keeps, in its agent or on a smart card, as a `Signer`: secrets never come near this program. */
import * as openpgp from 'openpgp';

import { MarketError } from '#core/errors.ts';
import { runGpg } from './gpg-process.ts';
import { besideOthers, otherSigners } from './signature-packets.ts';
import { createTurns } from './turns.ts';

import type { Signer } from '#core/ports.ts';
import type { GpgResult } from './gpg-process.ts';

export interface GpgSignerInput {
  /** As gpg takes it, best a full fingerprint; with `!` at the end exactly this (sub)key signs. */
  keyId: string;
  /** With PATH and GNUPGHOME. */
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal | undefined;
}

/** gpg waits for its agent most of the time; a card signs one after the other anyway. */
const AT_ONCE = 4;
/** Detached, over the exact bytes, SHA-512. */
const AS_ASKED = { kind: 'D', hash: '10', type: '00' };

/** Throws `key-agent` (no gpg, no such secret key, or several), `key-unusable` (expired, revoked, cannot sign). */
export async function createGpgSigner(input: GpgSignerInput): Promise<Signer> {
  const fingerprint = await findKey(input);
  const { armored, key } = await exportKey(fingerprint, input);
  const user = input.keyId.endsWith('!') ? input.keyId : fingerprint;
  const sign = (bytes: Uint8Array) => signDetached({ user, bytes, key }, input);
  const turns = createTurns(AT_ONCE);
  return {
    fingerprint,
    certificate: armored,
    async sign(bytes, beside) {
      const made = await turns(() => sign(bytes));
      return beside ? besideOthers(key, beside, made) : made;
    },
    others: (signature) => otherSigners(key, signature),
  };
}

/** Full fingerprint of the primary key, of exactly one secret key. */
async function findKey(input: GpgSignerInput): Promise<string> {
  const wanted = input.keyId.replace(/!$/, '');
  const { code, stdout } = await runGpg(
    ['--with-colons', '--fingerprint', '--list-secret-keys', '--', wanted],
    input,
  );
  const records = stdout
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const primaries = records.filter(([type]) => type === 'sec');
  if (code !== 0 || primaries.length === 0) {
    throw refused(
      wanted,
      `gpg has no secret key for "${wanted}": "gpg --list-secret-keys" lists those that it has`,
    );
  }
  if (primaries.length > 1) {
    throw refused(
      wanted,
      `gpg has ${primaries.length} secret keys for "${wanted}": give the full fingerprint of one`,
    );
  }
  const [primary] = primaries as [string[]];
  const after = records.slice(records.indexOf(primary));
  const fingerprint = after.find(([type]) => type === 'fpr')?.[9] ?? '';
  assertCanSign(primary, fingerprint);
  return fingerprint;
}

/** Fields 2 and 12 of the record: what gpg thinks of the key, and in capitals what it can be used for with its subkeys. */
function assertCanSign([, validity = '', ...rest]: string[], fingerprint: string): void {
  const problem =
    { r: 'it was revoked', e: 'it has expired', d: 'it is disabled', i: 'it is invalid' }[
      validity
    ] ?? (rest[9]?.includes('S') ? undefined : 'it has no part that may sign');
  if (problem === undefined) return;
  throw new MarketError(
    'key-unusable',
    `The key ${fingerprint} cannot make signatures now: ${problem}.`,
    {
      details: { fingerprint },
    },
  );
}

async function exportKey(
  fingerprint: string,
  input: GpgSignerInput,
): Promise<{ armored: string; key: openpgp.Key }> {
  const { stdout } = await runGpg(
    ['--armor', '--no-comments', '--no-emit-version', '--export', '--', fingerprint],
    input,
  );
  const armored = stdout.toString('utf8');
  try {
    const key = await openpgp.readKey({ armoredKey: armored });
    if (key.getFingerprint().toUpperCase() !== fingerprint || key.isPrivate()) {
      throw new Error('gpg gave another key');
    }
    return { armored, key };
  } catch (cause) {
    throw refused(fingerprint, `gpg did not give the certificate of ${fingerprint}`, cause);
  }
}

interface SignRequest {
  user: string;
  bytes: Uint8Array;
  key: openpgp.Key;
}

/** The caller verifies what comes out by the rules of readers; here is only said what gpg says of it. */
async function signDetached(
  { user, bytes, key }: SignRequest,
  input: GpgSignerInput,
): Promise<string> {
  // The user's own gpg.conf counts, but for what would make signatures that no reader takes.
  const asked = ['--armor', '--no-comments', '--no-emit-version', '--no-textmode'];
  const argv = [...asked, '--digest-algo', 'SHA512', '--local-user', user, '--detach-sign'];
  const result = await runGpg([...argv, '--output', '-'], { ...input, input: bytes });
  const created = result.status.filter((line) => line.startsWith('SIG_CREATED '));
  const [, kind, , hash, type, , by = ''] = created[0]?.split(' ') ?? [];
  const known = key.getKeys().map((each) => each.getFingerprint().toUpperCase());
  const isAsAsked =
    created.length === 1 &&
    kind === AS_ASKED.kind &&
    hash === AS_ASKED.hash &&
    type === AS_ASKED.type &&
    known.includes(by.toUpperCase());
  // Neither counts alone: gpg may end well without a signature, or fail behind one.
  if (result.code !== 0 || !isAsAsked) throw refused(user, `gpg did not sign: ${reasonOf(result)}`);
  return result.stdout.toString('utf8');
}

/** Codes of libgpg-error, without the part that says where the error is from. */
const REASONS: Readonly<Record<number, string>> = {
  11: 'the passphrase is wrong',
  17: 'the secret key is not there',
  62: 'nobody answered in time',
  86: 'its agent has no program that asks for the passphrase (pinentry)',
  99: 'it was cancelled',
  108: 'the card was taken out',
  112: 'the card is not there',
  198: 'it was cancelled',
};

function reasonOf({ status, stderr, code }: GpgResult): string {
  const failed = status.find((line) => line.startsWith('FAILURE '));
  const reason = REASONS[Number(failed?.split(' ')[2]) & 0xffff];
  if (reason) return reason;
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return (
    last.replace(/^gpg: /, '').slice(0, 200) ||
    `it ended with code ${code} and no signature as asked for`
  );
}

function refused(key: string, sentence: string, cause?: unknown): MarketError {
  return new MarketError('key-agent', `${sentence}.`, { cause, details: { key } });
}
