/** Every kind of key that may sign, in Chromium: where the browser's own code checks the numbers, and where JavaScript does. */
import { beforeAll, describe, expect, it } from 'vitest';

import { ALGORITHMS, CONTENT, makeAlgorithmJob } from '../fakes/algorithms.ts';
import { NOW } from '../fakes/keys.ts';
import { stagesOf, WORLDS } from './worlds.ts';

import type { AlgorithmJob } from '../fakes/algorithms.ts';
import type { VerifyInput } from './verdicts.ts';

const jobs: AlgorithmJob[] = [];
beforeAll(async () => {
  for (const name of Object.keys(ALGORITHMS)) jobs.push(await makeAlgorithmJob(name));
});

describe.each(WORLDS)('in a worker of $where', (world) => {
  it('every kind of signature holds for its file and for no other', async () => {
    const stages = await stagesOf(world);
    const inputs: VerifyInput[] = [];
    const expected: string[] = [];
    const other = new TextEncoder().encode('other content\n');
    for (const { name, key, signatures, ofNothing } of jobs) {
      const certificates = [new TextEncoder().encode(key.certificate)];
      for (const signature of signatures) {
        inputs.push({ bytes: CONTENT, signature, certificates, now: NOW });
        inputs.push({ bytes: other, signature, certificates, now: NOW });
        expected.push(`${name}: accepted`, `${name}: signature-bad`);
      }
      inputs.push({ bytes: CONTENT, signature: ofNothing, certificates, now: NOW });
      expected.push(`${name}: signature-bad`);
    }
    const names = expected.map((line) => line.split(': ')[0]);
    const verdicts = await stages.verifyAll(inputs);
    const found = verdicts.map((verdict, i) => {
      const code = 'evidence' in verdict ? 'accepted' : 'code' in verdict ? verdict.code : verdict;
      return `${names[i]}: ${typeof code === 'string' ? code : JSON.stringify(code)}`;
    });
    expect(found).toEqual(expected);
  });
});
