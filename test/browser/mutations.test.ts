/**
 * Thousands of changed signatures and certificates: one verdict everywhere, no crash, and none accepted whose change
 * touched what was signed. PAI_MARKET_MUTATIONS sets how many, PAI_MARKET_SEED which.
 */
import { beforeAll, describe, expect, it } from 'vitest';

import { toHex } from '#core/digest.ts';
import { ArmorError, readSingleBlock } from '../../src/core/verify/armor.ts';
import { PacketError, readPackets, readSignaturePacket } from '../../src/core/verify/packets.ts';
import { makeAlgorithmJob, CONTENT } from '../fakes/algorithms.ts';
import { armorCertificate, armorSignature, certificateBytes, NOW } from '../fakes/keys.ts';
import { createRandom } from '../fakes/random.ts';
import { mutate, mutateText } from './mutate.ts';
import { verify } from './verdicts.ts';
import { stagesOf, WORLDS } from './worlds.ts';

import type { AlgorithmJob } from '../fakes/algorithms.ts';
import type { VerifyInput, VerifyVerdict } from './verdicts.ts';

const COUNT = Number(process.env['PAI_MARKET_MUTATIONS'] ?? 2400);
const SEED = Number(process.env['PAI_MARKET_SEED'] ?? 20_261_122);
const BATCH = 500;
/** Fast ones: slow curves are tested with fewer, elsewhere. */
const KINDS = ['Ed25519 as gpg writes it', 'Ed25519', 'RSA-3072', 'Ed25519 of version 6'];

let jobs: AlgorithmJob[];
const inputs: VerifyInput[] = [];
const signed: string[] = [];
const here: VerifyVerdict[] = [];

beforeAll(async () => {
  jobs = [];
  for (const kind of KINDS) jobs.push(await makeAlgorithmJob(kind));
  const random = createRandom(SEED);
  for (let i = 0; i < COUNT; i++) {
    const { key, signatures } = random.pick(jobs);
    const signature = random.pick(signatures);
    const raw = readSingleBlock(new TextDecoder().decode(signature), 'SIGNATURE');
    signed.push(contentOf(signature));
    const what = random.below(10);
    const input = { bytes: CONTENT, now: NOW, fingerprints: [key.fingerprint] };
    const certificate = new TextEncoder().encode(key.certificate);
    if (what < 6) {
      const changed = armorSignature(mutate(raw, random));
      inputs.push({ ...input, signature: changed, certificates: [certificate] });
    } else if (what < 8) {
      const changed = mutateText(signature, random);
      inputs.push({ ...input, signature: changed, certificates: [certificate] });
    } else {
      const changed = armorCertificate(mutate(certificateBytes(key), random));
      inputs.push({ ...input, signature, certificates: [new TextEncoder().encode(changed)] });
    }
  }
  for (const input of inputs) here.push(await verify(input));
}, 120_000);

/** What a signature file says that counts: signed fields and numbers; what stands unhashed, armor and lengths left out. */
function contentOf(signature: Uint8Array): string {
  try {
    const raw = readSingleBlock(new TextDecoder().decode(signature), 'SIGNATURE');
    const contents = readPackets(raw).map(({ body }) => {
      const { signedPart, salt, numbers } = readSignaturePacket(body);
      return [signedPart, salt ?? new Uint8Array(), numbers].map(toHex).join(' ');
    });
    return [...new Set(contents)].sort().join('\n');
  } catch (error) {
    if (error instanceof ArmorError || error instanceof PacketError) return 'not to be read';
    throw error;
  }
}

describe(`${COUNT} changed signatures and certificates (seed ${SEED})`, () => {
  it('never crash', () => {
    expect(here.filter((verdict) => 'crash' in verdict)).toEqual([]);
  });

  it('are accepted only where what was signed is still there', () => {
    let accepted = 0;
    for (const [i, verdict] of here.entries()) {
      if (!('evidence' in verdict)) continue;
      accepted += 1;
      const content = contentOf(inputs[i]?.signature ?? new Uint8Array());
      expect(content.split('\n'), `change ${i}`).toContain(signed[i]);
      expect(verdict.evidence.signers).toHaveLength(1);
      expect(verdict.evidence.signers[0]?.fingerprint).toBe(inputs[i]?.fingerprints?.[0]);
    }
    // Else the changes would be too coarse to find anything.
    expect(accepted).toBeGreaterThan(COUNT / 100);
    expect(accepted).toBeLessThan(COUNT / 2);
  });

  it.each(WORLDS)(
    'have one verdict, in Node and in a worker of $where',
    async (world) => {
      const stages = await stagesOf(world);
      // On plain HTTP the numbers are checked in JavaScript, ten times as slow; a policy changes only the hash.
      const share = (world.host === 'secure' ? 1 : 12) * (world.csp === undefined ? 1 : 3);
      const count = Math.ceil(COUNT / share);
      for (let at = 0; at < count; at += BATCH) {
        const end = Math.min(at + BATCH, count);
        const found = await stages.verifyAll(inputs.slice(at, end));
        expect(found.map(shortOf)).toEqual(here.slice(at, end).map(shortOf));
      }
    },
    120_000,
  );
});

/** Words of platforms may differ, verdicts must not. */
function shortOf(verdict: VerifyVerdict): unknown {
  if ('evidence' in verdict) return verdict.evidence;
  return 'code' in verdict ? verdict.code : verdict;
}
