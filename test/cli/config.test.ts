/** Settings: what counts, where it comes from, and what a file of strangers may not say. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { defineCommand } from '#cli/command.ts';
import { completeArgs, parseWords } from '#cli/options.ts';
import { readSettings, settingRemarks, userFile } from '#cli/settings.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { createPublisher } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
const env: Record<string, string> = {};
beforeEach(() => {
  for (const name of Object.keys(env)) delete env[name];
  publisher = createPublisher(env);
  env['HOME'] = publisher.path('home');
  mkdirSync(publisher.path('.pai-market'));
});
afterEach(() => publisher.remove());

const repository = (text: string) => publisher.write({ 'config.yaml': text }, '.pai-market');
const user = (text: string) => publisher.write({ 'config.yaml': text }, 'home/.config/pai-market');

/** A command over settings that the schema has. */
const command = defineCommand({
  name: 'try',
  summary: 'tries',
  usage: 'try',
  positionals: { min: 0, max: 0 },
  options: {
    port: { type: 'value', summary: 'port', setting: 'serve.port', default: '8080' },
    host: { type: 'value', summary: 'host', setting: 'serve.host', userOnly: true },
    key: { type: 'list', summary: 'keys', setting: 'market.key', completes: 'file' },
    quiet: { type: 'flag', summary: 'quiet', setting: 'market.trust' },
    plain: { type: 'value', summary: 'never set' },
  },
  run: () => Promise.resolve(0),
});

const values = async (...argv: string[]) =>
  completeArgs(command, parseWords(command, argv), await readSettings(publisher.io)).values;

describe('a setting', () => {
  it('counts less than the flag, the variable and the nearer file, and more than the default', async () => {
    expect(await values()).toMatchObject({ port: '8080' });
    user('serve:\n  port: 1\n');
    expect(await values()).toMatchObject({ port: '1' });
    repository('serve:\n  port: 2\n');
    expect(await values()).toMatchObject({ port: '2' });
    env['PAI_MARKET_SERVE_PORT'] = '3';
    expect(await values()).toMatchObject({ port: '3' });
    expect(await values('--port', '4')).toMatchObject({ port: '4' });
  });

  it('that names a file is relative to its repository, or to the folder of the user', async () => {
    repository('market:\n  key: [keys/a.asc, /etc/b.asc, "https://example.org/c.asc"]\n');
    expect((await values())['key']).toEqual([
      publisher.path('keys/a.asc'),
      '/etc/b.asc',
      'https://example.org/c.asc',
    ]);
    repository('');
    user('market:\n  key: mine.asc\n');
    expect((await values())['key']).toEqual([publisher.path('home/.config/pai-market/mine.asc')]);
  });

  it('is found from below the repository, and in the nearest one', async () => {
    repository('serve:\n  port: 2\n');
    publisher.write({ 'config.yaml': 'serve:\n  port: 5\n' }, 'inner/.pai-market');
    const portAt = async (folder: string) =>
      completeArgs(command, parseWords(command, []), await readSettings(publisher.io, folder))
        .values['port'];
    mkdirSync(publisher.path('some/where'), { recursive: true });
    mkdirSync(publisher.path('inner/below'));
    expect(await portAt('some/where')).toBe('2');
    expect(await portAt('not/there')).toBe('8080');
    expect(await portAt('inner/below')).toBe('5');
  });

  it('of a flag is yes or no, and a flag can take it back', async () => {
    env['PAI_MARKET_MARKET_TRUST'] = 'yes';
    expect(await values()).toMatchObject({ quiet: true });
    expect(await values('--no-quiet')).toMatchObject({ quiet: false });
    env['PAI_MARKET_MARKET_TRUST'] = 'maybe';
    expect(await codeOf(() => values())).toBe('usage');
    expect(await codeOf(() => values('--no-plain'))).toBe('usage');
  });

  it('of a list is parted by commas or line breaks in the environment', async () => {
    env['PAI_MARKET_MARKET_KEY'] = 'a.asc, b.asc\nc.asc';
    expect(await values()).toMatchObject({ key: ['a.asc', 'b.asc', 'c.asc'] });
  });

  it('that only the user may set is not taken from a repository, and that is told', async () => {
    repository('serve:\n  host: 0.0.0.0\n  port: 2\n');
    expect(await values()).toMatchObject({ host: undefined, port: '2' });
    const settings = await readSettings(publisher.io);
    expect(settingRemarks(settings, Object.values(command.options))).toEqual([
      expect.stringMatching(/config\.yaml:2: serve\.host is not taken from a repository/),
    ]);
    user('serve:\n  host: 127.0.0.2\n');
    expect(await values()).toMatchObject({ host: '127.0.0.2' });
  });
});

describe('a file of settings', () => {
  const remarks = async (text: string) => {
    repository(text);
    const [file] = (await readSettings(publisher.io)).files;
    return file?.findings.map(({ line, message }) => `${line}: ${message}`);
  };

  it.each([
    ['# nothing\nservr:\n  port: 1\n', '2: There is no section "servr". Did you mean serve?'],
    ['serve:\n\n  prot: 1\n', '3: There is no setting "serve.prot". Did you mean serve.port?'],
    ['serve: 5\n', '1: Below "serve:" settings are needed, such as "name: value".'],
    ['serve:\n  port: 1\n  port: 2\n', '3: "serve.port" stands there twice; the last one counts.'],
    [
      'serve:\n  port: {a: 1}\n',
      '2: "serve.port" must be a value or a list of values, not a section.',
    ],
    [
      'serve:\n  host: &a x\n  port: *a\n',
      '3: "serve.port" must be a value or a list of values, not an alias.',
    ],
    ['- a\n', '1: Settings are sections with names, such as "sign:".'],
    ['constructor:\n  a: 1\n', '1: There is no section "constructor".'],
    ['serve:\n  __proto__: 1\n', '2: There is no setting "serve.__proto__".'],
  ])('%j is told of with its line', async (text, words) => {
    expect(await remarks(text)).toEqual([words]);
  });

  it.each([
    ['serve:\n  port: "1\n', /config\.yaml:\d+: This is no YAML: /],
    ['['.repeat(60_000), /no YAML/],
    ['serve:\n  port: [1, 2]\n', /config\.yaml:2: serve\.port must be one text or number/],
  ])('%.20j stops the command', async (text, words) => {
    repository(text);
    const error = await refusalOf(() => values());
    expect([error.code, error.message]).toEqual(['usage', expect.stringMatching(words)]);
  });

  it('that is too large is not read', async () => {
    repository('#'.repeat(70_000));
    expect(await codeOf(() => values())).toBe('net-too-large');
  });

  it('is a plain file: a link in a repository could lead to any file of the user', async () => {
    publisher.write({ 'private.txt': 'serve:\n  port: 99\n' }, '.');
    symlinkSync(publisher.path('private.txt'), publisher.path('.pai-market/config.yaml'));
    const error = await refusalOf(() => values());
    expect([error.code, error.message]).toEqual([
      'usage',
      expect.stringContaining('no plain file'),
    ]);
    expect(error.message).not.toContain('99');
    rmSync(publisher.path('.pai-market/config.yaml'));
    mkdirSync(publisher.path('home/.config/pai-market/config.yaml'), { recursive: true });
    expect(await codeOf(() => values())).toBe('usage');
  });

  it('is empty where it says nothing', async () => {
    expect(await remarks('')).toEqual([]);
    expect(await remarks('serve:\nmarket:\n  key:\n')).toEqual([]);
  });
});

describe('the user’s file', () => {
  it('lies where the system says', () => {
    const at = (variables: Record<string, string>) => userFile({ env: (name) => variables[name] });
    expect(at({ HOME: '/home/a' })).toBe('/home/a/.config/pai-market/config.yaml');
    expect(at({ HOME: '/home/a', XDG_CONFIG_HOME: '/x' })).toBe('/x/pai-market/config.yaml');
    expect(at({ HOME: '/home/a', XDG_CONFIG_HOME: 'not/absolute' })).toBe(
      '/home/a/.config/pai-market/config.yaml',
    );
    expect(at({})).toBeUndefined();
  });
});

describe('pai-market config', () => {
  it('shows each value with where it comes from', async () => {
    repository('market:\n  trust: off\nserve:\n  port: 1234\n');
    env['PAI_MARKET_MARKET_FINGERPRINT'] = 'AB CD';
    const { code, json } = await publisher.run('config', '--json');
    const settings = Object.fromEntries(
      (json().settings as { setting: string }[]).map((each) => [each.setting, each]),
    );
    expect(settings['serve.port']).toMatchObject({
      value: '1234',
      from: 'repository',
      place: expect.stringMatching(/config\.yaml:4$/),
      commands: ['serve'],
      variable: 'PAI_MARKET_SERVE_PORT',
    });
    expect(settings['market.fingerprint']).toMatchObject({ value: ['AB CD'], from: 'environment' });
    // Whom to trust is not for a repository to say.
    expect(settings['market.trust']).toMatchObject({ value: null, from: 'default' });
    expect([code, json().findings]).toEqual([1, [expect.stringContaining('market.trust')]]);
  });

  it('shows one, or those of a command, or those that are set', async () => {
    user('serve:\n  port: 9\n');
    const { code, stdout } = await publisher.run('config', 'serve.port');
    expect(code).toBe(0);
    expect(stdout).toMatch(/serve\.port = 9 {2}\(user, .*home.*config\.yaml:2\)\n$/);
    expect((await publisher.run('config', 'serve', '--set')).stdout.split('\n')).toHaveLength(3);
    expect((await publisher.run('config', 'market', '--set')).stdout).not.toContain('market.');
    expect(await publisher.run('config', 'nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no setting "nothing"'),
    });
  });

  it('tells of a value that is none, and shows the rest', async () => {
    user('serve:\n  port: [1, 2]\n  host: here\n');
    const { code, json } = await publisher.run('config', '--json');
    expect([code, json().code, json().findings]).toEqual([
      1,
      'config-invalid',
      [expect.stringContaining('serve.port must be one text or number')],
    ]);
    expect((await publisher.run('config')).stdout).toContain('serve.host = here');
  });
});
