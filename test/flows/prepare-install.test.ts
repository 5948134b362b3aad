import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { prepareInstall } from '#flows/prepare-install.ts';
import { helloPackage, JOB_YAML, loadHelloTree, SUBMIT } from '../fakes/loaded-package.ts';
import { refusalOf } from '../fakes/thrown.ts';
import { FACTS, jobOf } from '../fakes/wizard.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Answers, ClusterFacts } from '#core/model/install.ts';
import type { Wizard } from '#core/plan/index.ts';
import type { FakePackage } from '../fakes/market.ts';

const CDAP: ClusterFacts = {
  ...FACTS,
  cdap: {
    base: 'https://pai.example.org/cdap/',
    namespace: 'default',
    version: '5.1.2',
    artifacts: [{ name: 'cdap-data-pipeline', version: '5.1.2', scope: 'SYSTEM' }],
    systemScope: false,
  },
};

async function prepare(job: string, more: FakePackage[] = []) {
  const tree = await loadHelloTree([helloPackage([SUBMIT], { 'job.yaml': job }), ...more]);
  return prepareInstall(tree, FACTS);
}

function planOf(wizard: Wizard, answers: Answers = {}): InstallPlan {
  const result = wizard.plan(answers);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.plan;
}

function pack(name: string, archive: Record<string, string>, spec: object): FakePackage {
  return { name, version: '1.0.0', archive, spec: spec as Record<string, unknown> };
}

describe('preparing an install', () => {
  it('gives forms and plans of the package’s own protocol', async () => {
    const wizard = await prepare(JOB_YAML);
    expect(wizard.forms[0]?.fields.map(({ label }) => label)).toEqual([
      ...['Job name', 'Virtual cluster', 'Storages', 'word', 'token'],
      ...['Instances (main)', 'GPUs per instance (main)', 'CPUs per instance (main)'],
      'Memory per instance, MB (main)',
    ]);
    const plan = planOf(wizard, { 1: { word: 'moin', token: 's3cret' } });
    expect(plan).toMatchObject({
      market: 'example',
      package: { name: 'hello', version: '1.0.0' },
      packages: [{ name: 'hello', version: '1.0.0' }],
      user: 'ada',
    });
    expect(jobOf(plan).parameters).toEqual({ word: 'moin' });
    const tag = plan.steps[0]?.requests.at(-1)?.body;
    expect(JSON.parse(tag?.kind === 'text' ? tag.text : '')).toEqual({
      value: 'marketplace:example/hello@1.0.0',
    });
  });

  it('gives the job as a document that can be edited', async () => {
    const wizard = await prepare(JOB_YAML);
    const yaml = wizard.defaultDocument(1) ?? '';
    expect(yaml).toContain('word: hi');
    const edited = wizard.edit(1, {}, yaml.replace('word: hi', 'word: moin'));
    if (!edited.ok) throw new Error(JSON.stringify(edited.errors));
    const answers = { 1: { ...edited.answers[1], token: 's3cret' } };
    expect(jobOf(planOf(wizard, answers)).parameters).toEqual({ word: 'moin' });
    expect(wizard.edit(1, {}, yaml.replace('cpu:', 'cpus:')).ok).toBe(false);
  });

  it('refuses a protocol that the server would refuse, with its findings', async () => {
    const error = await refusalOf(() => prepare(JOB_YAML.replace('cpu: 1', 'cpus: 1')));
    expect(error.code).toBe('protocol-invalid');
    expect(error.message).toContain('/taskRoles/main/resourcePerInstance');
    expect(error.details).toMatchObject({ file: 'job.yaml' });
  });

  it('refuses a text that is no YAML', async () => {
    expect((await refusalOf(() => prepare('a: [1'))).code).toBe('protocol-invalid');
  });

  it('refuses a protocol larger than the limit before it inflates it', async () => {
    const loaded = await loadHelloTree();
    const limits = { ...DEFAULT_LIMITS, protocolBytes: 10 };
    expect((await refusalOf(() => prepareInstall(loaded, FACTS, { limits }))).code).toBe(
      'protocol-invalid',
    );
  });

  it('refuses a file that the package does not have', async () => {
    const loaded = await loadHelloTree();
    const packages = loaded.packages.map((each) => ({ ...each, files: { entries: new Map() } }));
    expect((await refusalOf(() => prepareInstall({ ...loaded, packages }, FACTS))).code).toBe(
      'action-file',
    );
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

  it('warns of a package that is not for these clusters', async () => {
    const each = helloPackage();
    const spec = { ...each.spec, paiVersion: '[2.0.0,3.0.0)' };
    const tree = await loadHelloTree([{ ...each, spec }]);
    const wizard = await prepareInstall(tree, { ...FACTS, version: '1.8.0' });
    const { warnings } = planOf(wizard, { 1: { token: 's3cret' } });
    expect(warnings[0]).toBe(
      'hello 1.0.0 is for OpenPAI [2.0.0,3.0.0), and this cluster has 1.8.0.',
    );
  });
});

describe('a tree of packages', () => {
  const READ = { type: 'informational', arguments: [{ name: 'text', value: 'Read me' }] };
  const install = (name: string) => ({
    type: 'install_package',
    arguments: [
      { name: 'name', value: name },
      { name: 'version', value: '[1.0.0,2.0.0)' },
    ],
  });

  it('is one plan: dependencies first, others in their place, steps numbered over all', async () => {
    const hello = helloPackage([SUBMIT, install('c'), READ]);
    const dependencies = { packages: [{ name: 'b', version: '1.0.0' }] };
    const tree = await loadHelloTree([
      { ...hello, spec: { ...hello.spec, dependencies } },
      pack(
        'b',
        { 'job.yaml': JOB_YAML.replace('name: hello', 'name: other') },
        { actions: [SUBMIT] },
      ),
      pack('c', {}, { actions: [READ] }),
    ]);
    const wizard = await prepareInstall(tree, FACTS);
    const plan = planOf(wizard, { 1: { token: 'a' }, 2: { token: 'b' } });
    expect(plan.packages.map(({ name }) => name)).toEqual(['b', 'c', 'hello']);
    expect(plan.steps.map(({ number, package: { name }, type }) => [number, name, type])).toEqual([
      [1, 'b', 'submit_job'],
      [2, 'hello', 'submit_job'],
      [3, 'c', 'informational'],
      [4, 'hello', 'informational'],
    ]);
    expect(plan.steps[0]?.requests.at(-1)?.body).toMatchObject({
      text: expect.stringContaining('marketplace:example/b@1.0.0') as string,
    });
  });
});

describe('components of other packages', () => {
  const IMAGE = 'type: dockerimage\nname: image\nuri: openpai/other:1\n';
  const DATA = 'type: data\nname: mnist\nuri:\n  - https://data.example/mnist.zip\n';
  const TEMPLATE = JOB_YAML.replace(/prerequisites:[\s\S]*?taskRoles/, 'taskRoles');
  const taking = (...files: string[]) => ({
    type: 'submit_job',
    arguments: [
      { name: 'protocol', value: 'job.yaml' },
      {
        name: 'prerequisites',
        value: files.map((file) => ({ package: 'parts', version: '[1.0.0,2.0.0)', file })),
      },
    ],
  });
  const prepareWith = async (job: string, files: string[], parts: Record<string, string>) => {
    const tree = await loadHelloTree([
      helloPackage([taking(...files)], { 'job.yaml': job }),
      pack('parts', parts, { actions: [SUBMIT] }),
    ]);
    return prepareInstall(tree, FACTS);
  };

  it('are merged into the job, and the actions of their package are not run', async () => {
    const parts = { 'image.yaml': IMAGE, 'data.yaml': DATA };
    const wizard = await prepareWith(TEMPLATE, ['image.yaml', 'data.yaml'], parts);
    const plan = planOf(wizard, { 1: { token: 's3cret' } });
    expect(plan.steps).toHaveLength(1);
    expect(jobOf(plan).prerequisites).toEqual([
      { type: 'dockerimage', name: 'image', uri: 'openpai/other:1' },
      { type: 'data', name: 'mnist', uri: ['https://data.example/mnist.zip'] },
    ]);
  });

  it('are checked as what they are', async () => {
    const bad = (text: string) => async () =>
      prepareWith(TEMPLATE, ['image.yaml'], { 'image.yaml': text });
    const texts = [IMAGE.replace('uri: openpai/other:1', 'uri: 7'), 'a: [1', JOB_YAML, '- 1'];
    for (const text of texts) {
      const refusal = await refusalOf(bad(text));
      expect(refusal.code).toBe('protocol-invalid');
      expect(refusal.message).toContain('image.yaml of parts@1.0.0');
    }
  });

  it('that differ from what the job has of this type and name are refused', async () => {
    const refusal = await refusalOf(() =>
      prepareWith(JOB_YAML, ['image.yaml'], { 'image.yaml': IMAGE }),
    );
    expect(refusal.code).toBe('dependency-conflict');
  });

  it('are bounded', async () => {
    const numbers = Array.from({ length: DEFAULT_LIMITS.protocolBytes / 4 }, (_, at) => at);
    const large = `${IMAGE}# ${numbers.join(' ')}\n`;
    const refusal = await refusalOf(() =>
      prepareWith(TEMPLATE, ['image.yaml'], { 'image.yaml': large }),
    );
    expect(refusal.code).toBe('protocol-invalid');
    expect(refusal.message).toContain('bytes');
  });
});

describe('configuration files of CDAP', () => {
  const PIPELINE = {
    type: 'create_pipeline',
    arguments: [
      {
        name: 'artifact',
        value: { name: 'cdap-data-pipeline', version: '5.1.2', scope: 'system' },
      },
      { name: 'name', value: 'leads' },
      { name: 'config', value: 'pipeline.json' },
    ],
  };
  const prepareWith = async (config: string, limits = DEFAULT_LIMITS) => {
    const tree = await loadHelloTree([helloPackage([PIPELINE], { 'pipeline.json': config })]);
    return prepareInstall(tree, CDAP, { limits });
  };

  it('are sent as their verified text (I06)', async () => {
    const config = '{ "stages": [],\n  "one": 1.0 }';
    const plan = planOf(await prepareWith(config));
    const bodies = plan.steps[0]?.requests.map(({ body }) =>
      body?.kind === 'text' ? body.text : '',
    );
    expect(bodies?.join()).toContain(config);
    expect(plan.clusters).toEqual({ cdap: 'https://pai.example.org/cdap/' });
  });

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['a key twice', '{"a":1,"a":2}'],
    ['a dangerous key', '{"a":{"__proto__":{"isAdmin":true}}}'],
    ['nested too deep', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['a byte order mark', '\uFEFF{}'],
    ['too many values', `[${'1,'.repeat(100_001)}1]`],
  ])('are refused for %s (I06)', async (_, config) => {
    const refusal = await refusalOf(() => prepareWith(config));
    expect(refusal.code).toBe('action-file');
    expect(refusal.message).toContain('pipeline.json');
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it('are refused above their limit before they are inflated', async () => {
    const limits = { ...DEFAULT_LIMITS, configBytes: 10 };
    const refusal = await refusalOf(() => prepareWith('{ "stages": [] }', limits));
    expect(refusal).toMatchObject({ code: 'action-file', details: { allowed: 10 } });
  });
});
