import { describe, expect, it } from 'vitest';

import { action, cdapWizard, codeOf, errorOf, stepOf, wrongWith } from './cdap-wizard.ts';

const JAR = 'the bytes of a jar';
const FILES = { 'sendgrid-1.3.0.json': '{}', 'sendgrid-1.3.0.jar': JAR };

const plugin = (change: Record<string, unknown> = {}) =>
  action('one_step_deploy_plugin', {
    name: 'sendgrid',
    version: '1.3.0',
    scope: 'user',
    config: 'sendgrid-1.3.0.json',
    jar: 'sendgrid-1.3.0.jar',
    ...change,
  });

describe('the version of an artifact', () => {
  const unversioned = (jar: string, config = '{}') =>
    cdapWizard([action('create_artifact', { name: 'x', config: 'c.json', jar })], {
      files: { 'c.json': config, [jar]: JAR },
    });

  it.each([
    ['plugins-2.0.1.jar', '{}', '2.0.1'],
    ['lib/plugins-2.0.1-SNAPSHOT.jar', '{}', '2.0.1-SNAPSHOT'],
    ['plugins.jar', '{"version":"3.1.0"}', '3.1.0'],
    ['plugins-2.0.1.jar', '{"version":"3.1.0"}', '3.1.0'],
  ])('of %s with %s is %s', (jar, config, version) => {
    expect(stepOf(unversioned(jar, config)).requests[1]?.headers['Artifact-Version']).toBe(version);
  });

  it('is asked for where nothing tells it', () => {
    const wizard = unversioned('plugins.jar');
    expect(wrongWith(wizard)).toEqual(['arguments.version: version is required.']);
    expect(stepOf(wizard, { version: '1.0' }).requests[0]?.url).toContain('/versions/1.0?');
  });

  it.each(['1.0\r\nX: y', 'latest', '1.0/2', '..', '1.0 ', '1'.repeat(256)])(
    'is refused as %j',
    (version) => {
      expect(codeOf(() => cdapWizard([plugin({ version })], { files: FILES }))).toBe(
        'action-argument',
      );
    },
  );
});

describe('names of artifacts', () => {
  it.each([
    '../../namespaces/system/x',
    '%2e%2e',
    'a/b',
    'a?b',
    'a#b',
    '\\',
    '',
    '.',
    '..',
    'a'.repeat(300),
    'a\r\nX: y',
    'ä',
  ])('%j is refused', (name) => {
    expect(codeOf(() => cdapWizard([plugin({ name })], { files: FILES }))).toBe('action-argument');
  });

  it('are refused twice, or when every object has them', () => {
    const twice = plugin();
    twice.arguments?.push({ name: 'name', value: 'b' as never });
    expect(codeOf(() => cdapWizard([twice], { files: FILES }))).toBe('action-argument');
    const inherited = plugin({ constructor: 'x' });
    expect(codeOf(() => cdapWizard([inherited], { files: FILES }))).toBe('action-argument');
  });

  it('are what they are: placeholders are no variables', () => {
    for (const name of ['${token}', '<% $token %>', '{{token}}']) {
      expect(codeOf(() => cdapWizard([plugin({ name })], { files: FILES }))).toBe(
        'action-argument',
      );
    }
  });
});

describe('a config file', () => {
  it.each([
    ['[]', 'must hold a JSON object'],
    ['{"parents":"x"}', '"parents" must be a list'],
    ['{"parents":["cdap-data-pipeline"]}', 'must each be like'],
    ['{"parents":["system:a/b[1.0.0,2.0.0)"]}', 'must each be like'],
    ['{"parents":["other:a[1.0.0,2.0.0)"]}', 'must each be like'],
    ['{"parents":["system:a[2.0.0,1.0.0)"]}', 'must each be like'],
    ['{"parents":["system:a[1.0.0,1.0.0)"]}', 'must each be like'],
    ['{"parents":["system:a[1.0.0,2.0.0)\\r\\nX: y"]}', 'must each be like'],
    ['{"parents":[7]}', 'must each be like'],
    ['{"plugins":{}}', '"plugins" must be a list'],
    ['{"plugins":[{"name":"a","type":"b"}]}', 'name, type and className'],
    ['{"plugins":["a"]}', 'name, type and className'],
    ['{"properties":{"a":1}}', '"a" is none'],
    ['{"properties":[]}', 'must be an object'],
    ['{"version":"x/y"}', 'is no version'],
  ])('%s is refused by the name of its file', (config, reason) => {
    const files = { ...FILES, 'sendgrid-1.3.0.json': config };
    const { code, message } = errorOf(() => cdapWizard([plugin()], { files }));
    expect(code).toBe('action-argument');
    expect(message).toContain('sendgrid-1.3.0.json');
    expect(message).toContain(reason);
  });

  it('is refused where its plugins do not fit a header', () => {
    const className = 'x'.repeat(70_000);
    const files = {
      ...FILES,
      'sendgrid-1.3.0.json': JSON.stringify({ plugins: [{ name: 'a', type: 'b', className }] }),
    };
    expect(codeOf(() => cdapWizard([plugin()], { files }))).toBe('action-argument');
  });
});
