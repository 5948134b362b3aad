/** The shared archives in Chromium's worker: the verdicts of Node, by code and by every file. */
import { afterAll, beforeAll, expect, it } from 'vitest';

import { startStages } from '../browser/stages.ts';
import { unpack } from '../browser/verdicts.ts';
import { readZipCases } from './zip-cases.ts';

import type { Stages } from '../browser/stages.ts';

let stages: Stages;
beforeAll(async () => {
  stages = await startStages();
}, 120_000);
afterAll(() => stages.close());

it.each([...readZipCases()])(
  'gives every archive of %s the verdict that Node gives',
  { timeout: 120_000 },
  async (_folder, cases) => {
    const verdicts = await stages.unpackAll(cases.map(({ bytes }) => ({ bytes })));
    for (const [i, { file, bytes, expect: expected }] of cases.entries()) {
      const verdict = verdicts[i];
      expect({ file, verdict }).toEqual({ file, verdict: await unpack({ bytes }) });
      if (expected === 'accept') expect({ file, verdict }).toHaveProperty('verdict.entries');
      if (expected === 'reject') expect({ file, verdict }).toHaveProperty('verdict.code');
    }
  },
);
