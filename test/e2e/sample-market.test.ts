/** Packages of the sample market that are put together from others, on the cluster of `npm start`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseYaml } from '#core/protocol/index.ts';
import { alerts, beginInstall, button, savePlan } from './cdap-wizard.ts';
import { startWorld } from './rig.ts';
import { sampleSource } from './sample-source.ts';

import type { World } from './rig.ts';

const PARTS = ['python-image', 'iris-data', 'centroid-script', 'model-output'];
let world: World;
beforeAll(async () => {
  world = await startWorld({ source: sampleSource([...PARTS, 'iris-training']) });
});
afterAll(() => world.close());

describe('a job of components', () => {
  it('takes image, data, script and output from other packages', async () => {
    const { page } = await world.open();
    await beginInstall(page, 'Iris training');
    await page.getByLabel('Job name', { exact: true }).fill('irises');
    const plan = await savePlan(page);
    expect(plan.packages.map(({ name }) => name).sort()).toEqual(
      [...PARTS, 'iris-training'].sort(),
    );
    expect(plan.steps).toHaveLength(1);
    await button(page, 'Run').click();
    await page.getByRole('status').filter({ hasText: 'irises was submitted' }).waitFor();
    expect(await alerts(page)).toEqual([]);
    const job = world.sandbox.cluster?.store.state.jobs.find(({ name }) => name === 'irises');
    expect(parseYaml(job?.protocol ?? '')).toMatchObject({
      prerequisites: [
        { type: 'dockerimage', name: 'python', uri: 'python:3.11-slim' },
        { type: 'data', name: 'iris' },
        { type: 'script', name: 'centroids' },
        { type: 'output', name: 'models', uri: '/mnt/output/models' },
      ],
    });
    expect(job?.tags).toEqual(['marketplace:test-market/iris-training@1.0.0']);
  });
});
