import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { helloPackage, JOB_YAML, loadHello, SUBMIT } from '../fakes/loaded-package.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { FACTS, jobOf } from '../fakes/wizard.ts';

async function prepare(job: string) {
  return prepareInstall(await loadHello(helloPackage([SUBMIT], { 'job.yaml': job })), FACTS);
}

describe('preparing an install', () => {
  it('gives forms and plans of the package’s own protocol', async () => {
    const wizard = await prepare(JOB_YAML);
    expect(wizard.forms[0]?.fields.map(({ label }) => label)).toEqual([
      ...['Job name', 'Virtual cluster', 'Storages', 'word', 'token'],
      ...['Instances (main)', 'GPUs per instance (main)', 'CPUs per instance (main)'],
      'Memory per instance, MB (main)',
    ]);
    const result = wizard.plan({ 1: { word: 'moin', token: 's3cret' } });
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    expect(result.plan).toMatchObject({
      market: 'example',
      package: { name: 'hello', version: '1.0.0' },
      user: 'ada',
    });
    expect(jobOf(result.plan).parameters).toEqual({ word: 'moin' });
    expect(JSON.parse(result.plan.steps[0]?.requests[2]?.body?.text ?? '')).toEqual({
      value: 'marketplace:example/hello@1.0.0',
    });
  });

  it('refuses a protocol that the server would refuse, with its findings', async () => {
    const error = await refusalOf(() => prepare(JOB_YAML.replace('cpu: 1', 'cpus: 1')));
    expect(error.code).toBe('protocol-invalid');
    expect(error.message).toContain('/taskRoles/main/resourcePerInstance');
    expect(error.details).toMatchObject({ file: 'job.yaml', step: 1 });
  });

  it('refuses a text that is no YAML', async () => {
    expect((await refusalOf(() => prepare('a: [1'))).code).toBe('protocol-invalid');
  });

  it('refuses a protocol larger than the limit before it inflates it', async () => {
    const loaded = await loadHello();
    const limits = { ...DEFAULT_LIMITS, protocolBytes: 10 };
    expect((await refusalOf(() => prepareInstall(loaded, FACTS, limits))).code).toBe(
      'protocol-invalid',
    );
  });

  it('refuses a file that the package does not have', async () => {
    const loaded = await loadHello();
    const files = { entries: new Map() };
    expect((await refusalOf(() => prepareInstall({ ...loaded, files }, FACTS))).code).toBe(
      'action-file',
    );
  });

  it('refuses a type of action that it does not know', async () => {
    const loaded = await loadHello(helloPackage([SUBMIT, { type: 'create_app', arguments: [] }]));
    expect((await refusalOf(() => prepareInstall(loaded, FACTS))).code).toBe('action-unknown');
  });

  it('checks the filled protocol again, by the rules for any protocol', async () => {
    const wizard = await prepare(JOB_YAML.replace('word: hi', 'word: [1]'));
    const plan = (items: number) =>
      wizard.plan({ 1: { token: 's3cret', word: JSON.stringify(Array(items).fill(0)) } });
    expect(plan(1000).ok).toBe(true);
    expect(plan(2 * DEFAULT_LIMITS.documentNodes)).toMatchObject({
      ok: false,
      errors: [{ step: 1 }],
    });
  });
});
