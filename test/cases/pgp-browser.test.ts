/** The shared certificates and signatures in Chromium: the expected verdict, and the very one that Node gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { toArmor } from '../../src/core/verify/armor.ts';
import { verify } from '../browser/verdicts.ts';
import { stagesOf, WORLDS } from '../browser/worlds.ts';

import type { VerifyInput, VerifyVerdict } from '../browser/verdicts.ts';

interface Case {
  id: string;
  cert: string[];
  data: string;
  sig: string;
  expect: 'good' | 'either' | 'bad';
}

const root = join(
  process.env['PAI_MARKET_CASES'] ?? join(import.meta.dirname, '../../../shared/cases'),
  'pgp',
);

function readCases(): { cases: Case[]; inputs: VerifyInput[] } {
  const cases: Case[] = [];
  const inputs: VerifyInput[] = [];
  for (const folder of readdirSync(root, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const base = join(root, folder.name);
    const read = (file: string) => new Uint8Array(readFileSync(join(base, file)));
    const listed = JSON.parse(readFileSync(join(base, 'cases.json'), 'utf8')) as {
      at: string;
      cases: Case[];
    };
    for (const each of listed.cases) {
      cases.push(each);
      inputs.push({
        bytes: read(each.data),
        signature: armor(read(each.sig)),
        certificates: each.cert.map(read),
        now: Date.parse(listed.at),
      });
    }
  }
  return { cases, inputs };
}

/** The reader takes armored signatures only. */
function armor(bytes: Uint8Array): Uint8Array {
  const isBinary = (bytes[0] ?? 0) >= 0x80;
  return isBinary ? new TextEncoder().encode(toArmor('SIGNATURE', bytes)) : bytes;
}

const { cases, inputs } = readCases();

function verdictOf(verdict: VerifyVerdict | undefined): string {
  if (verdict && 'evidence' in verdict) return 'good';
  return verdict && 'code' in verdict ? 'bad' : 'crash';
}

describe.each(WORLDS)('the shared signatures in a worker of $where', (world) => {
  it('have the expected verdict, and the same in all words as in Node', async () => {
    const found = await (await stagesOf(world)).verifyAll(inputs);
    const wrong = cases.filter(({ expect: expected }, i) => {
      const verdict = verdictOf(found[i]);
      return expected === 'either' ? verdict === 'crash' : verdict !== expected;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    const here: VerifyVerdict[] = [];
    for (const input of inputs) here.push(await verify(input));
    expect(found).toEqual(here);
  });
});
