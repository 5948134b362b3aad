/** The strict signature policy over the shared certificates and signatures; the cases are no part of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { toArmor } from '../../src/core/verify/armor.ts';
import {
  createKeyring,
  readFingerprints,
  toArmoredCertificate,
  verifySigned,
} from '#core/verify/index.ts';

interface Case {
  id: string;
  cert: string[];
  data: string;
  sig: string;
  expect: 'good' | 'either' | 'bad';
  why: string;
}

const root = join(
  process.env['PAI_MARKET_CASES'] ?? join(import.meta.dirname, '../../../shared/cases'),
  'pgp',
);

const CODES = /^(signature|signer|key|config)-/;

for (const folder of readdirSync(root, { withFileTypes: true }).filter((each) =>
  each.isDirectory(),
)) {
  const base = join(root, folder.name);
  const { at, cases } = JSON.parse(readFileSync(join(base, 'cases.json'), 'utf8')) as {
    at: string;
    cases: Case[];
  };
  describe(`signatures of ${folder.name}`, () => {
    it.each(cases)('$expect: $id ($why)', async (each) => {
      const code = await judge(base, each, Date.parse(at));
      if (each.expect === 'good') expect(code).toBe('');
      if (each.expect === 'bad') expect(code).toMatch(CODES);
    });
  });
}

/** The code of the refusal, or nothing. Anything but a `MarketError` is a crash and fails the test. */
async function judge(base: string, each: Case, now: number): Promise<string> {
  const read = (file: string) => new Uint8Array(readFileSync(join(base, file)));
  const limits = DEFAULT_LIMITS;
  try {
    const armored = each.cert.map((file) => toArmoredCertificate(read(file)));
    const fingerprints = await readFingerprints(armored, limits);
    const keyring = await createKeyring({ armored, fingerprints, now, limits });
    const verified = await verifySigned({
      path: each.data,
      bytes: read(each.data),
      signature: armor(read(each.sig)),
      keyring,
      threshold: 1,
      now,
      limits,
      level: 'signatures',
    });
    expect(verified.evidence.signers.length).toBeGreaterThan(0);
    return '';
  } catch (error) {
    if (error instanceof MarketError) return error.code;
    throw error;
  }
}

/** The reader takes armored signatures only; binary ones are armored for it, so that bad ones are refused for what they are. */
function armor(bytes: Uint8Array): Uint8Array {
  const isBinary = (bytes[0] ?? 0) >= 0x80;
  return isBinary ? new TextEncoder().encode(toArmor('SIGNATURE', bytes)) : bytes;
}
