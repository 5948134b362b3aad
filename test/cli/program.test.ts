import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { defineCommand } from '#cli/command.ts';
import { COMMANDS } from '#cli/program.ts';
import { parseCommandArgs, parseWords } from '#cli/options.ts';
import { errorText, plainText } from '#cli/render/text.ts';
import { printJson } from '#cli/render/json.ts';
import { createPublisher } from '../fakes/publisher.ts';

import type { Command } from '#cli/command.ts';
import type { Publisher } from '../fakes/publisher.ts';

const NAMES = Object.keys(COMMANDS);

let publisher: Publisher;
beforeAll(() => {
  publisher = createPublisher();
});
afterAll(() => publisher.remove());

/** The text below each title, by the title in lower case. */
function sectionsOf(page: string): Record<string, string> & { synopsis: string; options: string } {
  const parts = page.split(/^([A-Z][A-Z ]+)\n/m).slice(1);
  const entries = parts.flatMap((part, at) =>
    at % 2 === 0 ? [[part.toLowerCase(), parts[at + 1]?.trimEnd() ?? '']] : [],
  );
  return { synopsis: '', options: '', ...Object.fromEntries(entries) };
}

/** Up to what the shell takes for itself. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
  const end = words.findIndex((word) => /^(?:[|>;]|&&|2>)/.test(word));
  return end < 0 ? words : words.slice(0, end);
}

describe('help', () => {
  it('lists every command on stdout', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const { code, stdout, stderr } = await publisher.run(...argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^    ${name} +\\S`, 'm'));
    }
  });

  it('is shown on stderr, as wrong usage, when nothing is asked for', async () => {
    const { code, stdout, stderr } = await publisher.run();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('pai-market COMMAND … [--json]');
  });

  it.each(NAMES)('shows all there is to know of %s', async (name) => {
    const { code, stdout } = await publisher.run(name, '--help');
    expect(code).toBe(0);
    const titles = stdout.split('\n').filter((line) => /^[A-Z ]+$/.test(line));
    expect(titles.filter((title) => !['DESCRIPTION', 'EXAMPLES'].includes(title))).toEqual([
      ...['NAME', 'SYNOPSIS', 'OPTIONS', 'EXIT CODES', 'SEE ALSO'],
    ]);
    const { synopsis, options } = sectionsOf(stdout);
    expect(synopsis).toMatch(new RegExp(`^    pai-market ${name}\\b`));
    for (const [option] of synopsis.matchAll(/--[a-z0-9-]+/g)) expect(options).toContain(option);
    expect(options).toContain('--json');
    expect(await publisher.run('help', name)).toMatchObject({ code: 0, stdout });
  });

  it.each(NAMES)('of %s names each of its options in the synopsis', async (name) => {
    const { synopsis, options } = sectionsOf((await publisher.run(name, '--help')).stdout);
    const declared = [...options.matchAll(/^ {4}(--[a-z0-9-]+)/gm)].map(([, option]) => option);
    expect(declared).toContain('--json');
    const isNamed = (option: string) => new RegExp(`${option}(?![a-z0-9-])`).test(synopsis);
    expect(declared.filter((option) => !isNamed(option as string))).toEqual([]);
  });

  it.each(NAMES)('of %s has paragraphs that fill their lines', async (name) => {
    const { description = '' } = sectionsOf((await publisher.run(name, '--help')).stdout);
    for (const lines of description.split('\n\n').map((text) => text.split('\n'))) {
      for (const [index, line] of lines.slice(0, -1).entries()) {
        const next = lines[index + 1]?.trim().split(' ', 1)[0] ?? '';
        expect(line.length).toBeLessThanOrEqual(100);
        expect(`${line} ${next}`.length).toBeGreaterThan(100);
      }
    }
  });

  it.each(NAMES)('of %s shows only examples that the options allow', async (name) => {
    const { command } = await (COMMANDS[name] as () => Promise<{ command: Command }>)();
    for (const [, line] of command.examples ?? []) {
      const calls = line
        .replace(/[()]/g, ' ')
        .split(/pai-market (?=[a-z])/)
        .slice(1);
      expect([line, calls.length]).not.toEqual([line, 0]);
      for (const call of calls) {
        const [other = '', ...words] = wordsOf(call);
        const load = COMMANDS[other] as () => Promise<{ command: Command }>;
        const { command: called } = await load();
        expect(() => parseWords(called, words), line).not.toThrow();
      }
    }
  });

  it('wins over what is missing', async () => {
    expect((await publisher.run('sign', 'market', '--key', '--help')).code).toBe(2);
    expect((await publisher.run('sign', '--help')).code).toBe(0);
  });
});

describe('help in JSON', () => {
  it('lists the commands, and what there is to know of one', async () => {
    const list = (await publisher.run('--help', '--json')).json() as {
      commands: { name: string }[];
    };
    expect(list.commands.map(({ name }) => name)).toEqual(NAMES);
    expect((await publisher.run('--json', 'serve', '--help')).json()).toMatchObject({
      name: 'serve',
      options: expect.arrayContaining([
        expect.objectContaining({
          option: '--port',
          default: '8400',
          variable: 'PAI_MARKET_SERVE_PORT',
        }),
      ]),
    });
  });
});

describe('the version', () => {
  it('is said in JSON too', async () => {
    for (const argv of [
      ['--version', '--json'],
      ['--json', '--version'],
    ]) {
      expect((await publisher.run(...argv)).json()).toMatchObject({ version: '0.0.0-test' });
    }
  });

  it('is printed alone', async () => {
    expect(await publisher.run('--version')).toMatchObject({ code: 0, stdout: '0.0.0-test\n' });
  });
});

describe('wrong usage', () => {
  it.each([
    [['biuld'], 'Did you mean build?'],
    [['build', 'x', '--uot', 'y'], 'Did you mean --out?'],
    [['build', 'x', '--out'], '--out needs a value: MARKET.'],
    [['unpack', '--out', 'y'], 'ZIP is missing.'],
    [['build', 'x', 'y', '--out', 'z'], '"y" is one word too many.'],
    [['build', 'x', '--out', 'y', '--json=yes'], '--json takes no value.'],
    [['verify', 'x', '--trust', 'some'], '--trust must be one of'],
    [['verify', 'x', '--fingerprint', '1234ABCD'], 'is no full fingerprint'],
    [['build', '/nowhere/at/all', '--out', 'y'], '/nowhere/at/all is no folder.'],
    [['--json'], 'No command is given.'],
    [['install', 'market'], 'PACKAGE[@VERSION] is missing.'],
    [
      ['verify', '/nowhere', '--trust', 'off'],
      '/nowhere is neither a folder nor an http(s) address.',
    ],
    [['build', '.', '--out', import.meta.filename], 'is no folder.'],
  ])('%j ends with 2 and says why', async (argv, words) => {
    const { code, stdout, stderr } = await publisher.run(...argv);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(words);
  });

  it('is one JSON document with --json, also when the options do not parse', async () => {
    const { code, stderr, json } = await publisher.run('build', 'x', '--json', '--bogus');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(json()).toEqual({
      verdict: 'refused',
      code: 'usage',
      message: 'There is no option --bogus.',
      details: { usage: expect.stringContaining('pai-market build ') },
      packages: [],
      findings: [
        { severity: 'error', code: 'usage', file: '', message: 'There is no option --bogus.' },
      ],
    });
  });

  it('is answered in JSON where --json stands before the command, or instead of one', async () => {
    const { code, json } = await publisher.run('--json', 'build', 'x', '--bogus');
    expect(code).toBe(2);
    expect(json()).toMatchObject({ code: 'usage', packages: [] });
    expect((await publisher.run('--json')).json()).toMatchObject({ code: 'usage' });
  });

  it('is not confused by names that every object has', async () => {
    expect((await publisher.run('constructor')).stderr).toContain('There is no command');
    expect((await publisher.run('build', 'x', '--toString')).stderr).toContain(
      'There is no option --toString',
    );
    expect((await publisher.run('build', 'x', '--__proto__=1')).code).toBe(2);
  });
});

describe('options', () => {
  const command = defineCommand({
    name: 'try',
    summary: 'tries',
    usage: 'try MARKET PACKAGE --key CERT…',
    positionals: { min: 2, max: 2 },
    options: {
      key: { type: 'list', summary: 'keys' },
      trust: { type: 'value', summary: 'level' },
      'dry-run': { type: 'flag', summary: 'only show' },
    },
    run: async () => 0,
  });
  const parse = (line: string) => parseCommandArgs(command, line.split(' '));

  it.each([
    'M P --key A --key B',
    'M P --key A B',
    'M --key A B --dry-run P',
    '--key A B --trust off M P',
    '--key A --key B M P',
    '--key A B M P',
    '--key A B -- M P',
    '--key=A --key=B M P',
  ])('read "%s" as it is meant', (line) => {
    const { positionals, values } = parse(line);
    expect({ positionals, key: values['key'] }).toEqual({
      positionals: ['M', 'P'],
      key: ['A', 'B'],
    });
  });

  it('have their defaults', () => {
    expect(parse('M P').values).toMatchObject({ key: [], trust: undefined, 'dry-run': false });
  });

  it('count the last value given', () => {
    expect(parse('M P --trust off --trust strict').values['trust']).toBe('strict');
  });

  it('take values that begin with a dash only behind an equals sign', () => {
    expect(() => parse('M P --trust --dry-run')).toThrow('--trust needs a value');
    expect(parse('M P --trust=--odd').values['trust']).toBe('--odd');
  });
});

describe('text for a terminal', () => {
  it('has no control characters and no marks that turn its direction', () => {
    expect(plainText('a\u001b[2Jb\u0007\r\nc\td\u202ee\u009b')).toBe('a[2Jb\nc\tde');
  });

  it('names code, sentence and details of an error', () => {
    const error = new MarketError('signature-bad', 'It was changed.', { details: { file: 'x' } });
    expect(errorText(error, 'verify')).toBe(
      'pai-market verify: signature-bad: It was changed.\n  file: x\n',
    );
  });
});

describe('an error about the configuration', () => {
  it.each([['keys', '--key CERT']])('about "%s" names the option', (key, option) => {
    const error = new MarketError('config-invalid', 'No.', { details: { key } });
    expect(errorText(error)).toContain(option);
  });
});

describe('JSON', () => {
  it('is one document that says the same as the value, with such marks escaped', () => {
    let text = '';
    const value = { a: '\u202e\u007f\u009b\u001b', b: 'grün' };
    printJson({ stdout: (part) => void (text += part) }, value);
    expect(JSON.parse(text)).toEqual(value);
    expect(plainText(text)).toBe(text);
    expect(text).toContain('grün');
  });
});
