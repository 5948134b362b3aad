import { afterEach, expect, it } from 'vitest';

import { verifyMarket } from '#flows/verify-market.ts';
import { JOB_YAML } from '../fakes/loaded-package.ts';
import { driver } from './external-world.ts';
import { pack } from './tree-world.ts';
import { createWorld } from './world.ts';

import type { FakePackage } from '../fakes/market.ts';
import type { MarketWorld } from './world.ts';

let world: MarketWorld;
afterEach(() => world.web.close());

async function verdicts(...packages: FakePackage[]) {
  world = await createWorld(packages);
  const { packages: checked } = await verifyMarket(world.config, world.deps);
  return Object.fromEntries(checked.map(({ name, code }) => [name, code]));
}

it('a version is good with all that it needs', async () => {
  expect(await verdicts(pack('a@1', ['b@[1,2)']), pack('b@1'))).toEqual({ a: null, b: null });
});

it('a version is refused where something of its tree is missing, withdrawn or bad', async () => {
  const withdrawn = { row: { yanked: 'It deletes data.' } };
  const all = await verdicts(
    pack('a@1', ['nobody@1']),
    pack('b@1', ['old@1']),
    pack('old@1', [], withdrawn),
    pack('c@1', ['c@1']),
  );
  expect(all).toEqual({
    ...{ a: 'dependency-missing', b: 'package-yanked', c: 'dependency-cycle', old: null },
  });
});

it('a component that its package does not have, or that differs, refuses who takes it', async () => {
  const taking = (file: string) => ({
    archive: { 'job.yaml': JOB_YAML },
    spec: {
      actions: [
        {
          type: 'submit_job',
          arguments: [
            { name: 'protocol', value: 'job.yaml' },
            { name: 'prerequisites', value: [{ package: 'parts', version: '1', file }] },
          ],
        },
      ],
    },
  });
  const image = 'type: dockerimage\nname: image\nuri: other/image\n';
  const data = 'type: data\nname: mnist\nuri: [https://data.example/mnist.zip]\n';
  const archive = { 'image.yaml': image, 'data.yaml': data };
  const all = await verdicts(
    pack('a@1', [], taking('nowhere.yaml')),
    pack('b@1', [], taking('image.yaml')),
    pack('c@1', [], taking('data.yaml')),
    pack('parts@1', [], { archive }),
  );
  expect(all).toEqual({ a: 'action-file', b: 'dependency-conflict', c: null, parts: null });
});

it('files from elsewhere are not read for a check of this market', async () => {
  const pin = { sha256: 'a'.repeat(64), size: 7 };
  expect(await verdicts(driver({ externalJar: 'https://nowhere.example/a.jar', ...pin }))).toEqual({
    hello: null,
  });
});

it('a step that no answer can put right is refused, one that waits for an answer is not', async () => {
  const stream = (values: Record<string, unknown>, canModify = false) => ({
    spec: {
      actions: [
        {
          type: 'create_stream',
          arguments: Object.entries(values).map(([name, value]) => ({ name, value, canModify })),
        },
      ],
    },
  });
  const schema = { type: 'record', name: 'r', fields: [] };
  const all = await verdicts(
    pack('a@1', [], stream({ name: 's', schema })),
    pack('b@1', [], stream({ name: 's', schema }, true)),
    pack('c@1', [], stream({ name: '' }, true)),
  );
  expect(all).toEqual({ a: 'action-argument', b: null, c: null });
});
