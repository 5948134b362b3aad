/** The sandbox's own signing key, made once; its certificate is what the portal's configuration pins. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey, readKey } from 'openpgp';

export interface SigningKey {
  /** File with the armored secret key, without passphrase. */
  secretFile: string;
  /** Armored certificate. */
  certificate: string;
  /** Full fingerprint in upper-case hexadecimal. */
  fingerprint: string;
}

/** The key in `folder`, made if it is not there. Only the owner may read the secret file. */
export async function openSigningKey(folder: string): Promise<SigningKey> {
  const secretFile = join(folder, 'secret.asc');
  if (!existsSync(secretFile)) await makeKey(folder, secretFile);
  const key = await readKey({ armoredKey: readFileSync(secretFile, 'utf8') });
  return {
    secretFile,
    certificate: key.toPublic().armor(),
    fingerprint: key.getFingerprint().toUpperCase(),
  };
}

/** Full fingerprint of an armored certificate. Throws when the text is none. */
export async function fingerprintOf(certificate: string): Promise<string> {
  const key = await readKey({ armoredKey: certificate });
  return key.getFingerprint().toUpperCase();
}

async function makeKey(folder: string, secretFile: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: 'Sandbox market', email: 'market@sandbox.example' }],
    format: 'armored',
  });
  writeFileSync(`${secretFile}.new`, privateKey, { mode: 0o600 });
  renameSync(`${secretFile}.new`, secretFile);
}
