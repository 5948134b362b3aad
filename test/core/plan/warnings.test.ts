/** What a plan highlights before it runs (security I21). */
import { describe, expect, it } from 'vitest';

import { FACTS, makeWizard, planOf, submitAction, trainingJob } from '../../fakes/wizard.ts';

const SECRET = { 'secrets.token': 's3cret!' };
const PLUGIN = 'com.microsoft.pai.runtimeplugin';

const SMALL = {
  protocolVersion: 2,
  name: 'small',
  type: 'job',
  taskRoles: { main: { dockerImage: 'i', resourcePerInstance: { cpu: 1, memoryMB: 1, gpu: 0 } } },
};

function warningsOf(change: { extras?: object; options?: object }): string[] {
  const { options, extras } = change;
  const main = { ...SMALL.taskRoles.main, ...(options ? { extraContainerOptions: options } : {}) };
  const protocol = { ...SMALL, taskRoles: { main }, ...(extras ? { extras } : {}) };
  // Without storages among the facts, what the protocol says of them stays as it is.
  return planOf(makeWizard({ protocol, facts: { ...FACTS, storages: [] } })).warnings;
}

describe('the warnings of a plan', () => {
  it('are none for an ordinary job', () => {
    expect(warningsOf({})).toEqual([]);
    expect(
      warningsOf({ extras: { [PLUGIN]: [{ plugin: 'ssh', parameters: { jobssh: false } }] } }),
    ).toEqual([]);
    expect(warningsOf({ options: { shmMB: 64, privileged: false, network: 'bridge' } })).toEqual(
      [],
    );
  });

  it('name storages, secrets and SSH', () => {
    const plan = planOf(makeWizard(), { 1: { ...SECRET, storages: ['scratch'] } });
    expect(plan.warnings).toEqual([
      'The job mnist can read and change what lies in the storages that it mounts: scratch.',
      'The job mnist is given the secrets token.',
      'The job mnist lets you log in to its containers by SSH.',
    ]);
  });

  it('follow the answers', () => {
    const plan = planOf(makeWizard(), { 1: { ...SECRET, name: 'mine', storages: [] } });
    expect(plan.warnings.join(' ')).toContain('job mine');
    expect(plan.warnings.join(' ')).not.toContain('storages');
  });

  it.each<[string, { extras?: object; options?: object }, RegExp]>([
    ['privileged containers', { options: { privileged: true } }, /privileged/],
    ['privileged as text', { options: { Privileged: 'true' } }, /privileged/],
    [
      'privileged in a list',
      { extras: { containers: [{ a: { privileged: true } }] } },
      /privileged/,
    ],
    ['the host’s network', { options: { hostNetwork: true } }, /network of the machine/],
    ['the host’s network by mode', { options: { networkMode: 'host' } }, /network of the machine/],
    ['the host’s processes', { extras: { hostPID: true } }, /what else runs/],
    ['more rights', { options: { capAdd: ['SYS_ADMIN'] } }, /more rights/],
    ['folders of the host', { extras: { volumes: [{ hostPath: '/' }] } }, /folders of the machine/],
    [
      'default storages',
      { extras: { [PLUGIN]: [{ plugin: 'teamwise_storage' }] } },
      /default storages/,
    ],
  ])('name %s', (_, change, words) => {
    expect(warningsOf(change).join(' ')).toMatch(words);
  });

  it('are told of a job that is only handed to the portal, too', () => {
    const plan = planOf(makeWizard({ action: { ...submitAction(), type: 'open_job' } }), {
      1: { storages: ['scratch'] },
    });
    expect(plan.warnings).toEqual([
      'The job mnist can read and change what lies in the storages that it mounts: scratch.',
      'The job mnist lets you log in to its containers by SSH.',
    ]);
  });

  it('are told once', () => {
    const protocol = { ...trainingJob(), secrets: {} };
    const wizard = makeWizard({
      protocol,
      actions: [submitAction(), { ...submitAction(), type: 'open_job' }],
    });
    expect(planOf(wizard).warnings).toHaveLength(1);
  });
});
