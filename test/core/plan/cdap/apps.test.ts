import { describe, expect, it } from 'vitest';

import {
  action,
  argument,
  cdapFacts,
  cdapVersion,
  cdapWizard,
  codeOf,
  digest,
  errorOf,
  line,
  modifiable,
  NAMESPACE,
  stepOf,
  userFile,
  wrongWith,
} from './cdap-wizard.ts';

/** As files are: numbers and spaces that would not survive being written anew. */
const PIPELINE =
  '{ "stages": [],\n  "connections": [{"from": "a\\u2028", "to": "b"}], "n": 1.0 }\n';
const FILES = { 'pipeline.json': PIPELINE };

const pipeline = (change: Record<string, unknown> = {}, type = 'create_pipeline') =>
  action(type, {
    artifact: {
      scope: 'system',
      name: 'cdap-data-pipeline',
      version: '[4.2.0-SNAPSHOT, 6.0.0-SNAPSHOT)',
    },
    name: modifiable('bulkDataTransfer'),
    config: 'pipeline.json',
    ...change,
  });

const bodyOf = (request: { body?: unknown } | undefined) =>
  (request?.body as { text: string } | undefined)?.text;

describe('create_pipeline', () => {
  it('puts the verified text of the configuration beside the artifact, its range resolved and its scope in capitals', () => {
    const step = stepOf(cdapWizard([pipeline()], { files: FILES }));
    expect(step.requests.map(line)).toEqual([
      'probe GET /apps/bulkDataTransfer',
      'write PUT /apps/bulkDataTransfer',
    ]);
    expect(bodyOf(step.requests[1])).toBe(
      `{"artifact":{"name":"cdap-data-pipeline","version":"5.1.2","scope":"SYSTEM"},"config":${PIPELINE}}`,
    );
    expect(step.requests[1]).toMatchObject({
      headers: { 'Content-Type': 'application/json' },
      answers: [{ status: 200, means: 'done' }],
      body: { sha256: digest(bodyOf(step.requests[1]) ?? '') },
    });
    expect(step.summary).toBe(
      'Creates pipeline bulkDataTransfer in CDAP namespace default from artifact cdap-data-pipeline 5.1.2 with pipeline.json.',
    );
  });

  it('compares artifact and configuration with what is there, and asks before it updates', () => {
    const [probe] = stepOf(cdapWizard([pipeline()], { files: FILES })).requests;
    expect(probe?.present).toMatchObject({ then: 'ask', differs: 'ask' });
    expect(probe?.present?.replace).toContain('updates the pipeline');
    expect(
      probe?.present?.compare?.map(({ pointer, value, json }) => [pointer, value, json]),
    ).toEqual([
      ['/artifact/name', 'cdap-data-pipeline', undefined],
      ['/artifact/version', '5.1.2', undefined],
      ['/artifact/scope', 'SYSTEM', undefined],
      ['/configuration', JSON.parse(PIPELINE), true],
    ]);
  });

  it('undoes by deleting the application', () => {
    const { undo } = stepOf(cdapWizard([pipeline()], { files: FILES }), { name: 'mine' });
    expect(undo.map(line)).toEqual(['undo DELETE /apps/mine']);
  });

  it.each([
    ['5.1.2', '[4.2.0-SNAPSHOT, 6.0.0-SNAPSHOT)', '5.1.2'],
    ['6.1.1', '[6.0.0-SNAPSHOT,7.0.0-SNAPSHOT)', '6.1.1'],
    ['4.2.0-SNAPSHOT', '[4.2.0-SNAPSHOT, 4.3.0-SNAPSHOT)', '4.2.0-SNAPSHOT'],
    ['4.3.0', '4.3.0', '4.3.0'],
  ])('on %s resolves %s to %s', (cluster, version, resolved) => {
    const artifact = { scope: 'system', name: 'cdap-data-pipeline', version };
    const cdap = cdapVersion(cluster);
    const step = stepOf(cdapWizard([pipeline({ artifact })], { files: FILES, cdap }));
    expect(JSON.parse(bodyOf(step.requests[1]) ?? '').artifact.version).toBe(resolved);
  });

  it('takes the newest in range', () => {
    const versions = ['5.1.0', '5.10.0', '5.9.9', '5.10.0-SNAPSHOT', '6.0.0'];
    const artifacts = versions.map((version) => ({ name: 'p', version, scope: 'USER' as const }));
    const asked = pipeline({ artifact: { name: 'p', version: '[5.0.0,6.0.0)' } });
    const step = stepOf(cdapWizard([asked], { files: FILES, cdap: cdapFacts({ artifacts }) }));
    expect(JSON.parse(bodyOf(step.requests[1]) ?? '').artifact).toEqual({
      name: 'p',
      version: '5.10.0',
      scope: 'USER',
    });
  });

  it.each(['[4.2.0-SNAPSHOT, 4.3.0-SNAPSHOT)', '4.0.0'])(
    'is refused where the cluster has no %s',
    (version) => {
      const artifact = { scope: 'system', name: 'cdap-data-pipeline', version };
      const run = () =>
        cdapWizard([pipeline({ artifact })], { files: FILES, cdap: cdapVersion('6.1.1') });
      expect(errorOf(run).code).toBe('cluster-lacks');
      expect(errorOf(run).message).toContain('6.1.1');
    },
  );

  it('takes an exact artifact of the user, which an earlier step may bring', () => {
    const artifact = { scope: 'user', name: 'WordCount', version: '4.0.0' };
    const step = stepOf(cdapWizard([pipeline({ artifact })], { files: FILES }));
    expect(JSON.parse(bodyOf(step.requests[1]) ?? '').artifact.scope).toBe('USER');
  });

  it.each([
    [{ name: 'x' }, 'cluster-lacks'],
    [{ name: '../x', version: '1.0.0' }, 'action-argument'],
    [{ name: 'x', version: '../1' }, 'action-argument'],
    [{ name: 'x', version: '[1.0.0' }, 'action-argument'],
    [{ name: 'x', version: '[2.0.0,1.0.0)' }, 'action-argument'],
    [{ name: 'x', version: '1.0.0', scope: 'other' }, 'action-argument'],
    [{ name: 'x', version: '1.0.0', scope: 7 }, 'action-argument'],
    [{ version: '1.0.0' }, 'action-argument'],
    ['x', 'action-argument'],
  ])('with the artifact %j is refused', (artifact, code) => {
    expect(codeOf(() => cdapWizard([pipeline({ artifact })], { files: FILES }))).toBe(code);
  });

  it('needs a configuration, which is an object', () => {
    const { arguments: given = [], type } = pipeline();
    const without = { type, arguments: given.filter(({ name }) => name !== 'config') };
    expect(codeOf(() => cdapWizard([without]))).toBe('action-argument');
    expect(codeOf(() => cdapWizard([pipeline()]))).toBe('action-file');
    expect(codeOf(() => cdapWizard([pipeline()], { files: { 'pipeline.json': '[1]' } }))).toBe(
      'action-argument',
    );
  });

  it('lets the user name another artifact where the package does', () => {
    const artifact = argument({
      default: { name: 'cdap-data-pipeline', scope: 'SYSTEM', version: '5.1.2' },
    });
    const wizard = cdapWizard([pipeline({ artifact })], { files: FILES });
    expect(stepOf(wizard, { artifact: '{"name":"mine","version":"1.0.0"}' }).summary).toContain(
      'mine 1.0.0',
    );
    expect(wrongWith(wizard, { artifact: '{"name":"../x","version":"1.0.0"}' })).toEqual([
      'arguments.artifact: artifact names no artifact.',
    ]);
    expect(wrongWith(wizard, { artifact: '{"name":"mine","version":"[1.0.0,2.0.0)"}' })).toEqual([
      'arguments.artifact: artifact names the artifact mine [1.0.0,2.0.0), of which the cluster has none.',
    ]);
    expect(wrongWith(wizard, { artifact: '{"name":' })).toHaveLength(1);
  });
});

describe('names of applications', () => {
  it('become the nearest that CDAP takes, with the reason', () => {
    const wizard = cdapWizard([pipeline({ name: modifiable('SFDC Lead Dump') })], { files: FILES });
    const [field] = wizard.forms[0]?.fields ?? [];
    expect(field?.default).toBe('SFDC_Lead_Dump');
    expect(field?.help).toContain('"SFDC Lead Dump", which CDAP refuses');
    expect(stepOf(wizard).requests[1]?.url).toBe(`${NAMESPACE}/apps/SFDC_Lead_Dump`);
  });

  it('are refused where users cannot change them', () => {
    const { code, message } = errorOf(() =>
      cdapWizard([pipeline({ name: 'SFDC Lead Dump' })], { files: FILES }),
    );
    expect(code).toBe('action-argument');
    expect(message).toContain('"name" cannot be "SFDC Lead Dump": use letters, digits');
  });

  it.each(['../x', 'a.b', 'a b', 'a/b', 'a?b', '%2e', '', 'a'.repeat(300)])(
    '%j is refused from users too',
    (name) => {
      const wizard = cdapWizard([pipeline()], { files: FILES });
      expect(wrongWith(wizard, { name })[0]).toContain('arguments.name: ');
    },
  );
});

describe('create_app', () => {
  it('needs no configuration, and then asks about any application of that name', () => {
    const artifact = { scope: 'user', name: 'PurchaseHistoryExample', version: '4.0.1' };
    const wizard = cdapWizard([
      action('create_app', { artifact, name: argument({ default: 'PurchaseHistory' }) }),
    ]);
    const step = stepOf(wizard);
    expect(bodyOf(step.requests[1])).toBe(
      '{"artifact":{"name":"PurchaseHistoryExample","version":"4.0.1","scope":"USER"}}',
    );
    expect(step.requests[0]?.present).toMatchObject({ then: 'ask' });
    expect(step.requests[0]?.present).not.toHaveProperty('compare');
  });

  it('asks for the artifact that the package does not name', () => {
    const wizard = cdapWizard([
      action('create_app', { name: argument({ default: 'PurchaseHistory' }) }),
    ]);
    expect(wrongWith(wizard)).toHaveLength(1);
    const artifact = '{"name":"PurchaseHistoryExample","version":"4.0.1"}';
    expect(stepOf(wizard, { artifact }).requests[1]?.url).toBe(`${NAMESPACE}/apps/PurchaseHistory`);
  });

  it('of old packages deploys the jar that the user brings', () => {
    const wizard = cdapWizard([action('create_app', { jar: 'cellar-1.0.0.jar' })]);
    const step = stepOf(wizard, { jar: userFile('cellar-1.0.0.jar') });
    expect(step.requests.map(line)).toEqual([
      'probe GET /artifacts/cellar/versions/1.0.0?scope=user',
      'write POST /apps',
    ]);
  });
});

describe('deploying a jar', () => {
  const deploy = action('one_step_deploy_app', { jar: 'LogAnalysis-4.1.0.jar' });

  it('names the archive, and finds it by the artifact that it becomes', () => {
    const step = stepOf(cdapWizard([deploy], { files: { 'LogAnalysis-4.1.0.jar': 'jar' } }));
    expect(step.requests.map(line)).toEqual([
      'probe GET /artifacts/LogAnalysis/versions/4.1.0?scope=user',
      'write POST /apps',
    ]);
    expect(step.requests[1]).toMatchObject({
      headers: {
        'Content-Type': 'application/octet-stream',
        'X-Archive-Name': 'LogAnalysis-4.1.0.jar',
      },
      answers: [
        { status: 200, means: 'done' },
        { status: 409, means: 'present' },
      ],
      body: { source: { from: 'package', file: 'LogAnalysis-4.1.0.jar' } },
    });
  });

  it('says that undo deletes the artifact and leaves the application', () => {
    const [undo] = stepOf(cdapWizard([deploy], { files: { 'LogAnalysis-4.1.0.jar': 'jar' } })).undo;
    expect(undo && line(undo)).toBe('undo DELETE /artifacts/LogAnalysis/versions/4.1.0');
    expect(undo?.purpose).toContain('The application made from it stays');
    expect(undo?.purpose).not.toContain('…');
  });

  it('takes the name of the file that the user brings, where CDAP can read it', () => {
    const wizard = cdapWizard([action('deploy_app', { jar: 'LogAnalysis-4.0.0.jar' })]);
    const sent = (name: string) =>
      stepOf(wizard, { jar: userFile(name) }).requests[1]?.headers['X-Archive-Name'];
    expect(sent('LogAnalysis-4.2.0.jar')).toBe('LogAnalysis-4.2.0.jar');
    expect(sent('download (1).jar')).toBe('LogAnalysis-4.0.0.jar');
  });

  it('says how to name a file that nothing names', () => {
    const wizard = cdapWizard([action('deploy_app', {})]);
    expect(wrongWith(wizard, { jar: userFile('app.jar') })[0]).toContain('name-version.jar');
    expect(wrongWith(wizard, { jar: userFile('a b-1.0.jar') })).toHaveLength(1);
  });

  it.each(['app.jar', 's3-sink-1.0.0.jar', '1.0.0.jar', 'app-1.0.0.zip'])(
    'refuses %s of a package',
    (jar) => {
      const run = () =>
        cdapWizard([action('one_step_deploy_app', { jar })], { files: { [jar]: 'jar' } });
      expect(codeOf(run)).toBe('action-argument');
    },
  );

  it('warns of snapshots', () => {
    const jar = 'app-1.0.0-SNAPSHOT.jar';
    const step = stepOf(
      cdapWizard([action('one_step_deploy_app', { jar })], { files: { [jar]: 'j' } }),
    );
    expect(step.warnings).toHaveLength(1);
    expect(step.requests[0]?.present).toHaveProperty('replace');
  });
});

describe('create_pipeline_draft', () => {
  const draft = (change: Record<string, unknown> = {}) =>
    pipeline(
      {
        artifact: {
          scope: 'system',
          name: 'cdap-data-pipeline',
          version: '[6.0.0-SNAPSHOT,7.0.0-SNAPSHOT)',
        },
        name: modifiable('CSVParsing'),
        ...change,
      },
      'create_pipeline_draft',
    );
  const world = { files: FILES, cdap: cdapVersion('6.4.0') };

  it('keeps a draft under an identifier that is the same each time', () => {
    const step = stepOf(cdapWizard([draft()], world));
    const urls = step.requests.map(({ url }) => url);
    expect(urls[0]).toMatch(
      /^https:\/\/pai\.example\.org\/cdap\/v3\/namespaces\/system\/apps\/pipeline\/services\/studio\/methods\/v1\/contexts\/default\/drafts\/[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(urls[1]).toBe(urls[0]);
    expect(stepOf(cdapWizard([draft()], world)).requests[1]?.url).toBe(urls[0]);
    expect(stepOf(cdapWizard([draft()], world), { name: 'Other' }).requests[1]?.url).not.toBe(
      urls[0],
    );
    expect(step.undo.map(({ url }) => url)).toEqual([urls[0]]);
  });

  it('sends artifact, configuration and name', () => {
    const [, put] = stepOf(cdapWizard([draft()], world)).requests;
    expect(bodyOf(put)).toBe(
      `{"artifact":{"name":"cdap-data-pipeline","version":"6.4.0","scope":"SYSTEM"},"config":${PIPELINE},"name":"CSVParsing","__ui__":{}}`,
    );
  });

  it('takes names that no application may have, but nothing invisible', () => {
    const wizard = cdapWizard([draft({ name: modifiable('SFDC Lead Dump') })], world);
    expect(bodyOf(stepOf(wizard).requests[1])).toContain('"name":"SFDC Lead Dump"');
    expect(wrongWith(wizard, { name: 'a\u202eb' })).toHaveLength(1);
  });

  it.each(['6.1.1', '6.2.3', '5.1.2', '4.3.0'])('is refused on CDAP %s', (version) => {
    const run = () => cdapWizard([draft()], { files: FILES, cdap: cdapVersion(version) });
    expect(errorOf(run).code).toBe('cluster-lacks');
    expect(errorOf(run).message).toContain('from version 6.3 on');
  });
});
