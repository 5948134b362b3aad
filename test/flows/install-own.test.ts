/** What an install finds that it made itself: jobs that a browser submitted twice, and events that its own steps add to. */
import { describe, expect, it } from 'vitest';

import { outcomes, rig, useInstallRig, world } from './install-rig.ts';

import type { InstallPlan } from '#core/model/generated.ts';

useInstallRig();

describe('a job that the browser submitted twice, as its connection broke', () => {
  it('is the one of this install, is tagged, and can be undone', async () => {
    await rig.run(rig.only(1));
    await rig.forgetReceipts();
    const job = { ...world.jobs.pop()!, tags: [] };
    const { last } = await rig.run(rig.only(1), (event) => {
      const isProbe = event.type === 'request-answered' && event.request === '1.1';
      if (isProbe && event.status === 404) world.jobs.push(job);
    });
    expect(outcomes(last)).toMatchObject({ '1.1': 'absent', '1.2': 'found', '1.3': 'done' });
    expect(world.jobs).toHaveLength(1);
    expect(world.jobs[0]?.tags).toHaveLength(1);
    expect(last.receipt.steps[0]?.undo.map(({ undoes }) => undoes)).toEqual(['1.2']);
  });
});

describe('two steps that load data into one stream', () => {
  /** Step 4 once more as step 6, with other bytes of the same file's name. */
  const twice = (): { plan: InstallPlan } => {
    const { plan } = rig.only(4);
    const [step] = plan.steps;
    const again = JSON.parse(
      JSON.stringify(step).replaceAll('"4.', '"6.').replace('"number":4', '"number":6'),
    ) as InstallPlan['steps'][number];
    return { plan: { ...plan, steps: [step!, again] } };
  };

  it('both load it, without a question about the events of the first', async () => {
    const { last } = await rig.run(twice());
    expect(last.type).toBe('done');
    expect(outcomes(last)).toMatchObject({ '4.4': 'done', '6.3': 'present', '6.4': 'done' });
    expect(world.created()['default/events/purchases']).toBe(2);
  });

  it('ask where the answer to the second was lost, and load nothing a third time', async () => {
    let batches = 0;
    world.faulty.faults = [
      { at: ({ path }) => path.endsWith('/batch') && ++batches === 2, kind: 'cut-answer' },
    ];
    await rig.run(twice());
    const asked = await rig.run(twice());
    expect([asked.error?.code, asked.findings[0]?.request]).toEqual(['cluster-outcome', '6.4']);
    const { last } = await rig.run({ ...twice(), decisions: { '6.4': 'adopt' } });
    expect(last.type).toBe('done');
    expect(world.created()['default/events/purchases']).toBe(2);
  });
});
