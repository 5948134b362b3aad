import { describe, expect, it } from 'vitest';

import {
  action,
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

const JAR = 'the bytes of a jar';
const CONFIG = {
  parents: [
    'system:cdap-data-pipeline[4.0.0,10.0.0-SNAPSHOT)',
    'system:cdap-etl-batch[4.0.0,10.0.0)',
  ],
  properties: { 'widgets.Date-transform': '{"label":"Zeit 日"}', 'doc.Date-transform': 'Text' },
};
const FILES = { 'sendgrid-1.3.0.json': JSON.stringify(CONFIG), 'sendgrid-1.3.0.jar': JAR };

const plugin = (change: Record<string, unknown> = {}) =>
  action('one_step_deploy_plugin', {
    name: 'sendgrid',
    version: '1.3.0',
    scope: 'user',
    config: 'sendgrid-1.3.0.json',
    jar: 'sendgrid-1.3.0.jar',
    ...change,
  });

describe('one_step_deploy_plugin', () => {
  it('probes, uploads the jar with its parents, and sets the properties whatever the probe says', () => {
    const step = stepOf(cdapWizard([plugin()], { files: FILES }));
    expect(step.requests.map(line)).toEqual([
      'probe GET /artifacts/sendgrid/versions/1.3.0?scope=user',
      'write POST /artifacts/sendgrid',
      'write PUT /artifacts/sendgrid/versions/1.3.0/properties',
    ]);
    const [probe, upload, properties] = step.requests;
    expect(probe).toMatchObject({
      id: '1.1',
      decides: ['1.2'],
      present: { then: 'ask' },
      answers: [
        { status: 200, means: 'present' },
        { status: 404, means: 'absent' },
      ],
    });
    expect(probe?.present).not.toHaveProperty('replace');
    expect(upload).toMatchObject({
      headers: {
        'Content-Type': 'application/octet-stream',
        'Artifact-Version': '1.3.0',
        'Artifact-Extends':
          'system:cdap-data-pipeline[4.0.0,10.0.0-SNAPSHOT)/system:cdap-etl-batch[4.0.0,10.0.0)',
      },
      body: {
        kind: 'bytes',
        source: { from: 'package', package: 'hub-package@1.0.0', file: 'sendgrid-1.3.0.jar' },
        sha256: digest(JAR),
        size: JAR.length,
      },
      answers: [
        { status: 200, means: 'done' },
        { status: 409, means: 'present' },
      ],
      entity: { kind: 'artifact', namespace: 'default', name: 'sendgrid', version: '1.3.0' },
    });
    expect(Object.keys(upload?.headers ?? {})).not.toContain('Artifact-Plugins');
    const body = properties?.body?.kind === 'text' ? properties.body.text : '';
    expect(JSON.parse(body)).toEqual(CONFIG.properties);
    expect(properties).toMatchObject({ repeat: 'safe', body: { sha256: digest(body) } });
  });

  it('undoes by deleting the artifact, with which its properties go', () => {
    const { undo } = stepOf(cdapWizard([plugin()], { files: FILES }));
    expect(undo).toMatchObject([
      {
        id: '1.2u',
        undoes: '1.2',
        method: 'DELETE',
        url: `${NAMESPACE}/artifacts/sendgrid/versions/1.3.0`,
        answers: [
          { status: 200, means: 'done' },
          { status: 404, means: 'absent' },
        ],
      },
    ]);
  });

  it('says in words what it does, with sizes', () => {
    const { summary } = stepOf(cdapWizard([plugin()], { files: FILES }));
    expect(summary).toBe(
      'Uploads artifact sendgrid 1.3.0 (18 bytes) to CDAP namespace default and sets 2 properties of it.',
    );
  });

  it('sets no properties where the config file has none', () => {
    const files = { ...FILES, 'sendgrid-1.3.0.json': '{"parents":[]}' };
    const step = stepOf(cdapWizard([plugin()], { files }));
    expect(step.requests.map(({ id }) => id)).toEqual(['1.1', '1.2']);
    expect(step.requests[1]?.headers).toEqual({
      'Content-Type': 'application/octet-stream',
      'Artifact-Version': '1.3.0',
    });
  });

  it('does the same as a step in the middle of a package', () => {
    const usecase = { ...plugin(), type: 'one_step_deploy_plugin_usecase' };
    const inMiddle = stepOf(cdapWizard([usecase], { files: FILES }));
    expect(inMiddle.requests).toEqual(stepOf(cdapWizard([plugin()], { files: FILES })).requests);
  });

  it('refuses a package without the jar', () => {
    const files = { 'sendgrid-1.3.0.json': '{}' };
    const { code, message } = errorOf(() => cdapWizard([plugin()], { files }));
    expect(code).toBe('action-file');
    expect(message).toContain('sendgrid-1.3.0.jar');
  });

  it('sends properties of hundreds of kilobytes whole', () => {
    const properties = { 'widgets.Big-batchsource': 'ä"\\'.repeat(80_000) };
    const files = { ...FILES, 'sendgrid-1.3.0.json': JSON.stringify({ properties }) };
    const [, , put] = stepOf(cdapWizard([plugin()], { files })).requests;
    const body = put?.body?.kind === 'text' ? put.body : undefined;
    expect(JSON.parse(body?.text ?? '')).toEqual(properties);
    expect(body?.size).toBe(Buffer.byteLength(body?.text ?? ''));
  });

  it('lets the user change what the package lets change, and checks it', () => {
    const wizard = cdapWizard([plugin({ name: modifiable('sendgrid') })], { files: FILES });
    expect(wizard.forms[0]?.fields.map(({ id, label, readOnly }) => [id, label, readOnly])).toEqual(
      [
        ['arguments.name', 'name', false],
        ['arguments.version', 'version', true],
      ],
    );
    expect(stepOf(wizard, { name: 'my.plugin' }).requests[1]?.url).toBe(
      `${NAMESPACE}/artifacts/my.plugin`,
    );
    expect(wrongWith(wizard, { name: '../../system/artifacts/x' })).toEqual([
      'arguments.name: Use letters, digits, ".", "-" and "_" only, at most 255 characters.',
    ]);
  });

  it('takes what is fixed from the package, whatever the answers say', () => {
    const wizard = cdapWizard([plugin()], { files: FILES });
    expect(stepOf(wizard, { name: 'other' }).requests[1]?.url).toBe(
      `${NAMESPACE}/artifacts/sendgrid`,
    );
  });
});

describe('snapshots', () => {
  it('may replace what is there, once the user says so', () => {
    const snapshot = plugin({ version: '1.3.0-SNAPSHOT' });
    const step = stepOf(cdapWizard([snapshot], { files: FILES }));
    expect(step.requests[0]?.present).toMatchObject({ then: 'ask' });
    expect(step.requests[0]?.present?.replace).toContain('replaces the snapshot');
    expect(step.warnings.join()).toContain('CDAP replaces one that is there');
  });
});

describe('the system scope', () => {
  const system = plugin({ scope: 'system' });

  it('is refused where the administrator does not allow it', () => {
    expect(codeOf(() => cdapWizard([system], { files: FILES }))).toBe('action-forbidden');
  });

  it('is written to with a warning where it is allowed', () => {
    const cdap = cdapFacts({ systemScope: true });
    const step = stepOf(cdapWizard([system], { files: FILES, cdap }));
    expect(
      step.requests.map(({ url }) => url.slice('https://pai.example.org/cdap/'.length)),
    ).toEqual([
      'v3/namespaces/default/artifacts/sendgrid/versions/1.3.0?scope=system',
      'v3/namespaces/system/artifacts/sendgrid',
      'v3/namespaces/system/artifacts/sendgrid/versions/1.3.0/properties',
    ]);
    expect(step.warnings.join()).toContain('every namespace');
    expect(step.requests[1]?.entity?.namespace).toBe('system');
  });

  it('is no choice of the user where it is not allowed', () => {
    const asked = plugin({ scope: modifiable('system') });
    const wizard = cdapWizard([asked], { files: FILES });
    const scope = wizard.forms[0]?.fields.find(({ label }) => label === 'scope');
    expect(scope).toMatchObject({ default: 'user', options: [{ value: 'user' }] });
    expect(wrongWith(wizard, { scope: 'system' })).toHaveLength(1);
  });

  it.each(['namespace', 'system,user', ''])('is refused as scope "%s"', (scope) => {
    expect(codeOf(() => cdapWizard([plugin({ scope })], { files: FILES }))).toBe('action-argument');
  });
});

const MYSQL = {
  plugins: [
    {
      name: 'mysql',
      type: 'jdbc',
      className: 'com.mysql.jdbc.Driver',
      description: 'Treiber für MySQL 数',
    },
    { name: 'mysqlx', type: 'jdbc', className: 'com.mysql.cj.jdbc.Driver' },
  ],
};

const driver = (change: Record<string, unknown> = {}) =>
  action('create_driver_artifact', {
    name: 'mysql-connector-java',
    version: '5.1.39',
    scope: 'user',
    config: 'mysql.json',
    ...change,
  });

describe('create_driver_artifact', () => {
  const files = { 'mysql.json': JSON.stringify(MYSQL) };
  const jar = userFile('mysql-connector-java-5.1.39-bin.jar', 'driver');

  it('asks for the jar, and sends all plugins as ASCII', () => {
    const wizard = cdapWizard([driver()], { files });
    expect(wizard.forms[0]?.fields.find(({ label }) => label === 'jar')).toMatchObject({
      kind: 'file',
      accept: '.jar',
      required: true,
    });
    const step = stepOf(wizard, { jar });
    const header = step.requests[1]?.headers['Artifact-Plugins'] ?? '';
    expect(header).toMatch(/^[ -~]+$/);
    expect(header).toContain('f\\u00fcr MySQL \\u6570');
    expect(JSON.parse(header)).toEqual(MYSQL.plugins);
    expect(step.requests[1]?.body).toEqual({
      kind: 'bytes',
      source: { from: 'user', file: 'mysql-connector-java-5.1.39-bin.jar' },
      sha256: digest('driver'),
      size: 6,
    });
    expect(step.requests).toHaveLength(2);
  });

  it('extends the pipelines that the cluster has where its config names no parents', () => {
    const wizard = cdapWizard([driver()], { files });
    expect(stepOf(wizard, { jar }).requests[1]?.headers['Artifact-Extends']).toMatch(
      /^system:cdap-data-pipeline\[3\.0\.0,10\.0\.0\](\/system:cdap-[a-z-]+\[3\.0\.0,10\.0\.0\])*$/,
    );
    expect(wizard.forms[0]?.texts.join()).toContain('mysql.json names no parents');
    const none = cdapWizard([driver()], { files: { 'mysql.json': '{"parents":[]}' } });
    expect(stepOf(none, { jar }).requests[1]?.headers).not.toHaveProperty('Artifact-Extends');
  });

  it('plans nothing without the jar, or with an empty one', () => {
    const wizard = cdapWizard([driver()], { files });
    expect(wrongWith(wizard)).toHaveLength(1);
    expect(wrongWith(wizard, { jar: userFile('a.jar', '') })).toEqual([
      'arguments.jar: a.jar is empty.',
    ]);
  });

  it('says of parents that only the system has that they are the system’s, and that it does so', () => {
    const parents = ['cdap-data-pipeline[3.0.0,10.0.0]', 'own-artifact[1.0.0,2.0.0)'];
    const config = { 'mysql.json': JSON.stringify({ ...MYSQL, parents }) };
    const wizard = cdapWizard([driver()], { files: config });
    expect(stepOf(wizard, { jar }).requests[1]?.headers['Artifact-Extends']).toBe(
      'system:cdap-data-pipeline[3.0.0,10.0.0]/own-artifact[1.0.0,2.0.0)',
    );
    expect(wizard.forms[0]?.texts.join()).toContain('system:cdap-data-pipeline');
  });

  it('leaves parents of the own namespace that are there', () => {
    const own = { name: 'cdap-data-pipeline', version: '4.0.0', scope: 'USER' as const };
    const config = { 'mysql.json': '{"parents":["cdap-data-pipeline[3.0.0,10.0.0]"]}' };
    const cdap = cdapFacts({ artifacts: [...cdapFacts().artifacts, own] });
    const step = stepOf(cdapWizard([driver()], { files: config, cdap }), { jar });
    expect(step.requests[1]?.headers['Artifact-Extends']).toBe('cdap-data-pipeline[3.0.0,10.0.0]');
  });

  it('refuses at once where the cluster has none of the parents', () => {
    const config = {
      'mysql.json':
        '{"parents":["system:cdap-data-pipeline[4.1.0,4.3.0)","system:gone[1.0.0,2.0.0)"]}',
    };
    const run = () => cdapWizard([driver()], { files: config, cdap: cdapVersion('6.1.1') });
    expect(errorOf(run)).toMatchObject({ code: 'cluster-lacks' });
    expect(errorOf(run).message).toContain('CDAP 6.1.1');
  });
});

describe('create_plugin_artifact', () => {
  const args = {
    name: 'date-transform',
    version: '1.0.0',
    scope: 'user',
    config: 'date-transform-1.0.0.json',
    jar: 'date-transform-1.0.0.jar',
  };
  const files = { 'date-transform-1.0.0.json': JSON.stringify(CONFIG) };

  it('takes the jar of the package where it has it', () => {
    const all = { ...files, 'date-transform-1.0.0.jar': JAR };
    const wizard = cdapWizard([action('create_plugin_artifact', args)], { files: all });
    expect(wizard.forms[0]?.fields.map(({ label }) => label)).toEqual(['name', 'version']);
    expect(stepOf(wizard).requests[1]?.body).toMatchObject({ source: { from: 'package' } });
  });

  it('takes name and version of the arguments, not of the file that the user brings', () => {
    const wizard = cdapWizard([action('create_plugin_artifact', args)], { files });
    const step = stepOf(wizard, { jar: userFile('something else.jar') });
    expect(step.requests.map(line)[1]).toBe('write POST /artifacts/date-transform');
    expect(step.requests[1]?.headers['Artifact-Version']).toBe('1.0.0');
  });
});
