/** Verdicts on job protocols and the other components. */
import { safeLoad } from 'js-yaml-3';
import { describe, expect, it } from 'vitest';

import { checkProtocol, parseComponent, parseProtocol } from '#core/protocol/index.ts';
import { JOB, withCommands } from './sample.ts';

/** Paths of the errors after one change to the sample. */
function pathsAfter(from: string | RegExp, to: string): string[] {
  const text = JOB.replace(from, to);
  expect(text).not.toBe(JOB);
  const parsed = parseProtocol(text);
  if (parsed.ok) return [];
  expect(new Set(parsed.errors.map(({ code }) => code))).toEqual(new Set(['InvalidProtocolError']));
  return parsed.errors.map(({ path }) => path);
}

describe('a job protocol', () => {
  it('is good, and plain data that a JSON request carries unchanged', () => {
    const parsed = parseProtocol(JOB);
    expect(parsed).toMatchObject({ ok: true, protocol: { name: 'train' } });
    if (parsed.ok) expect(safeLoad(JSON.stringify(parsed.protocol))).toEqual(parsed.protocol);
  });

  it.each([
    ["protocolVersion: '2'", 'protocolVersion: 2'],
    ['version: 1.5', 'type: job'],
    ['version: v1', 'type: job'],
    ['jobRetryCount: 0', 'type: job'],
    ['extras: {submitFrom: shell, anything: [1]}', 'type: job'],
    ['defaults: {virtualCluster: gpu}', 'type: job'],
  ])('may have %s', (line, after) => {
    const text = line.startsWith('protocolVersion') ? line : `${after}\n${line}`;
    expect(pathsAfter(after, text)).toEqual([]);
  });

  it.each([
    ['protocolVersion: 2', 'protocolVersion: 3', '/protocolVersion'],
    ['name: train', 'name: my job', '/name'],
    ['name: train', `name: ${'x'.repeat(256)}`, '/name'],
    ['name: train\n', '', ''],
    ['type: job', 'type: task', '/type'],
    ['type: job', 'type: job\nversion: {}', '/version'],
    ['type: job', 'type: job\njobRetryCount: -1', '/jobRetryCount'],
    ['type: job', 'type: job\nthing: 1', '/thing'],
    ['type: job', 'type: job\na/b~c: 1', '/a~1b~0c'],
    ['type: job', 'type: job\nextras: text', '/extras'],
    ['type: dockerimage', 'type: image', '/prerequisites/0'],
    ['type: dockerimage, ', '', '/prerequisites/0'],
    ["uri: 'example/image:1'", 'uri: [x]', '/prerequisites/0/uri'],
    [", uri: 'example/image:1'", '', '/prerequisites/0'],
    ["'example/image:1'", "'example/image:1', tag: 1", '/prerequisites/0/tag'],
    ['[https://data.example/a, https://data.example/b]', 'text', '/prerequisites/1/uri'],
    ['instances: 2', 'instances: 0', '/taskRoles/worker/instances'],
    ['instances: 2', 'replicas: 2', '/taskRoles/worker/replicas'],
    ['instances: 2', 'completion: {minimum: 1}', '/taskRoles/worker/completion/minimum'],
    ['cpu: 1', 'cpu: 0.5', '/taskRoles/worker/resourcePerInstance/cpu'],
    ['gpu: 0, ', '', '/taskRoles/worker/resourcePerInstance'],
    ['gpu: 0', 'gpu: 0, ports: {}', '/taskRoles/worker/resourcePerInstance/ports'],
    ['gpu: 0', 'gpu: 0, ports: {ssh: x}', '/taskRoles/worker/resourcePerInstance/ports/ssh'],
    ['gpu: 0', 'gpu: 0, disk: 1', '/taskRoles/worker/resourcePerInstance/disk'],
    ['- echo hello', '- 1', '/taskRoles/worker/commands/0'],
    ['\n      - echo hello', ' []', '/taskRoles/worker/commands'],
    ['  worker:', '  1st:', '/taskRoles/1st'],
    [/taskRoles:[^]*/, 'taskRoles: {}', '/taskRoles'],
    [/prerequisites:[^]*?(?=parameters)/, 'prerequisites: []\n', '/prerequisites'],
    [/parameters:[^]*?(?=secrets)/, 'parameters: [1]\n', '/parameters'],
    [
      'type: job',
      'type: job\ndeployments: [{name: a, taskRoles: {worker: {commands: [x]}}}]',
      '/deployments/0/taskRoles/worker/commands',
    ],
  ])('with %s as %s is refused at its place', (from, to, path) => {
    expect(pathsAfter(from, to)).toEqual([path]);
  });

  it('gives all findings of the schema at once', () => {
    const parsed = parseProtocol('name: a b\ntype: job\ntaskRoles: {w: {commands: []}}');
    expect(parsed.ok ? [] : parsed.errors.map(({ path, message }) => `${path} ${message}`)).toEqual(
      [
        ' The key "protocolVersion" is missing.',
        '/name This must match ^[a-zA-Z0-9_-]+$.',
        '/taskRoles/w The key "dockerImage" is missing.',
        '/taskRoles/w The key "resourcePerInstance" is missing.',
        '/taskRoles/w/commands This needs at least 1 entry.',
      ],
    );
  });

  it.each(['', '[]', 'text', '~', '- protocolVersion: 2'])('cannot be %j', (text) => {
    expect(parseProtocol(text)).toMatchObject({
      ok: false,
      errors: [{ code: 'InvalidProtocolError', path: '' }],
    });
  });

  it('with a time in it must be good as YAML and as the JSON that is sent', () => {
    expect(pathsAfter('rate: 0.5', 'rate: 2020-01-02')).toEqual([]);
    expect(pathsAfter('type: job', 'type: job\ndescription: 2020-01-02')).toEqual(['/description']);
    expect(pathsAfter('type: job', 'type: job\nextras: 2020-01-02')).toEqual(['/extras']);
    expect(pathsAfter('instances: 2', 'instances: .inf')).toEqual(['/taskRoles/worker/instances']);
  });
});

describe('references', () => {
  it.each([
    ['dockerImage: image', 'dockerImage: digits', '/taskRoles/worker/dockerImage'],
    ['dockerImage: image', 'dockerImage: toString', '/taskRoles/worker/dockerImage'],
    ['data: digits', 'data: other', '/taskRoles/worker/data'],
    ['script: code', 'script: other', '/taskRoles/worker/script'],
    ['output: results', 'output: other', '/taskRoles/worker/output'],
    ['instances: 2', 'prerequisites: [image, other]', '/taskRoles/worker/prerequisites/1'],
    ['type: job', 'type: job\ndefaults: {deployment: other}', '/defaults/deployment'],
    ['parameters:', '  - {type: script, name: code}\nparameters:', '/prerequisites/4'],
    [
      'type: job',
      'type: job\ndeployments: [{name: a, taskRoles: {w: {}}}, {name: a, taskRoles: {w: {}}}]',
      '/deployments/1',
    ],
  ])('%s: %s is refused', (from, to, path) => {
    expect(pathsAfter(from, to)).toEqual([path]);
  });

  it('may share a name across types, and name prerequisites of any type', () => {
    expect(pathsAfter('parameters:', '  - {type: data, name: image}\nparameters:')).toEqual([]);
    expect(pathsAfter('instances: 2', 'prerequisites: [image, digits, code]')).toEqual([]);
  });
});

describe('templates', () => {
  it.each(['<% $parameters.rate', '<%# if %>', '<%/ if %>', '<%# a %><%/ b %>', '<%= x =%>'])(
    '%s, which the server cannot read, are refused',
    (command) => {
      expect(parseProtocol(withCommands(command))).toMatchObject({
        ok: false,
        errors: [{ code: 'InvalidProtocolError', path: '/taskRoles/worker/commands' }],
      });
    },
  );
});

describe('values of unknown origin', () => {
  it('are bounded before they are validated', () => {
    const cycle: Record<string, unknown> = {};
    cycle['parameters'] = cycle;
    expect(checkProtocol(cycle)).toMatchObject([{ code: 'InvalidProtocolError', path: '' }]);
    const wide = { parameters: Array.from({ length: 300_000 }, () => 1) };
    expect(checkProtocol(wide)).toMatchObject([{ path: '' }]);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, 1]));
    expect(checkProtocol(many)).toHaveLength(200);
  });

  it('do not pass by what every object inherits', () => {
    expect(checkProtocol(Object.create({ protocolVersion: 2 })).map(({ path }) => path)).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });
});

describe('other components', () => {
  it.each([
    'type: data\nname: d\nuri: [x]\nsize: 3',
    'type: script\nname: s\nuri: x',
    'type: output\nname: o',
    'type: dockerimage\nname: i\nuri: x\nauth: {username: u}\nprotocolVersion: 2',
    JOB,
  ])('are good: %j', (text) => {
    expect(parseComponent(text)).toMatchObject({ ok: true });
  });

  it.each([
    ['type: data\nname: d\nuri: x', '/uri'],
    ['type: script\nuri: x', ''],
    ['type: output\nname: o o', '/name'],
    ['type: dockerimage\nname: i', ''],
    ['type: dockerimage\nname: i\nuri: x\nsize: 1', '/size'],
  ])('are refused by their own schema: %j', (text, path) => {
    expect(parseComponent(text)).toMatchObject({ ok: false, errors: [{ path }] });
  });

  it('of no known type are read as jobs', () => {
    const parsed = parseComponent('type: toString\nname: x');
    expect(parsed.ok ? [] : parsed.errors.map(({ path }) => path)).toContain('/type');
  });
});
