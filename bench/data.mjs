/** Makes what is measured: random files with their signatures, and archives. */
import { createHash, randomFillSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import * as openpgp from 'openpgp';

import { createSigner } from '#adapters/node/pgp-signer.ts';

const MB = 1_000_000;

/** The keys of the two habits: the project's own tool, and gpg users with RSA. */
export async function makeSigners(quick) {
  const user = { userIDs: [{ name: 'Bench', email: 'bench@market.example' }], format: 'armored' };
  const own = await openpgp.generateKey({ ...user, type: 'ecc', curve: 'ed25519Legacy' });
  const bits = quick ? 2048 : 4096;
  const rsa = await openpgp.generateKey({ ...user, type: 'rsa', rsaBits: bits });
  const signer = await createSigner({
    armored: own.privateKey,
    passphrase: undefined,
    now: () => Date.now(),
  });
  const rsaKey = await openpgp.readPrivateKey({ armoredKey: rsa.privateKey });
  return [
    {
      name: 'Ed25519, SHA-512',
      certificate: own.publicKey,
      fingerprint: signer.fingerprint,
      sign: signer.sign,
    },
    {
      name: `RSA-${bits}, SHA-256`,
      certificate: rsa.publicKey,
      fingerprint: rsaKey.getFingerprint().toUpperCase(),
      sign: (bytes) => signWithSha256(rsaKey, bytes),
    },
  ];
}

async function signWithSha256(key, bytes) {
  return openpgp.sign({
    message: await openpgp.createMessage({ binary: bytes }),
    signingKeys: key,
    detached: true,
    format: 'armored',
    config: { preferredHashAlgorithm: openpgp.enums.hash.sha256 },
  });
}

/** Random bytes, which no part of the way can pack. */
export function makeRandomFile(folder, name, size) {
  const bytes = Buffer.allocUnsafe(size);
  for (let at = 0; at < size; at += 64 * MB) {
    randomFillSync(bytes, at, Math.min(64 * MB, size - at));
  }
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return { file, name, bytes, size, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Signs a file and keeps the signature beside it. */
export async function signFile({ file, bytes }, signer, number) {
  const signature = await signer.sign(bytes);
  const path = `${file}.${number}.asc`;
  writeFileSync(path, signature);
  return { path, signature: readFileSync(path, 'utf8') };
}

/** An archive of many small texts. */
export async function makeManyEntries(folder, count) {
  const zip = new JSZip();
  for (let i = 0; i < count; i++) {
    zip.file(`folder-${i % 100}/file-${i}.txt`, `This is file ${i} of ${count}.\n`, {
      createFolders: false,
    });
  }
  return write(
    folder,
    'many.zip',
    await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }),
  );
}

/** An archive of one text of `size` bytes, made of words, so that it packs as texts do. */
export async function makeLargeText(folder, size) {
  const zip = new JSZip();
  zip.file('text.txt', makeText(size));
  return write(
    folder,
    'large.zip',
    await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }),
  );
}

function write(folder, name, bytes) {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return { file, name, size: bytes.length };
}

/** The same words in the same order on every machine. */
function makeText(size) {
  const text = Buffer.alloc(size);
  let state = 1;
  const random = (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % bound;
  };
  const words = Array.from({ length: 5_000 }, () =>
    Array.from({ length: 2 + random(9) }, () => String.fromCharCode(97 + random(26))).join(''),
  );
  for (let at = 0; at < size; ) {
    // Some words are frequent, most are rare.
    const word = words[Math.min(random(5_000), random(5_000))];
    at += text.write(`${word}${random(12) === 0 ? '\n' : ' '}`, at, 'latin1');
  }
  return text;
}
