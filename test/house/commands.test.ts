/** What all commands promise: JSON whatever happens, exit codes of one table, a section in the manual. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { COMMANDS } from '#cli/program.ts';
import { EXIT_CODES } from '#cli/render/help.ts';
import { createPublisher } from '../fakes/publisher.ts';

import type { Command } from '#cli/command.ts';
import type { Publisher, Run } from '../fakes/publisher.ts';

const root = join(import.meta.dirname, '../..');
const manual = readFileSync(join(root, 'docs/cli.md'), 'utf8');
const commands: [string, Command][] = await Promise.all(
  Object.entries(COMMANDS).map(
    async ([name, load]): Promise<[string, Command]> => [name, (await load()).command],
  ),
);

let publisher: Publisher;
beforeAll(() => {
  publisher = createPublisher({ FORCE_COLOR: '1' });
  mkdirSync(publisher.path('empty'));
});
afterAll(() => publisher.remove());

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Words that no command can do anything with. */
function nonsense({ positionals, options }: Command): string[] {
  const nowhere = publisher.path('nowhere/at/all');
  const needed = Object.entries(options).filter(([, { required }]) => required);
  return [
    ...Array.from({ length: positionals.min }, () => nowhere),
    ...needed.flatMap(([name, { type }]) =>
      type === 'flag' ? [`--${name}`] : [`--${name}`, nowhere],
    ),
  ];
}

function assertDocument(run: Run): void {
  const document = run.json() as Record<string, unknown>;
  // Colours are for people.
  expect(run.stdout).not.toMatch(/\u001b|\\u000[12]/);
  expect(EXIT_CODES.map(([code]) => code)).toContain(run.code);
  expect(document['code']).not.toBe('internal');
  if (run.code === 0) return;
  // `validate` alone gives a list of files, each with its own verdict.
  expect(Object.keys(document)).toEqual(
    expect.arrayContaining(document['files'] ? ['files'] : ['verdict', 'code']),
  );
}

describe.each(commands)('%s', (name, command) => {
  it('answers wrong usage in JSON, on stdout alone', async () => {
    const run = await publisher.run(name, '--json', '--no-such-option');
    expect([run.code, run.stderr]).toEqual([2, '']);
    expect(run.json()).toMatchObject({ code: 'usage', message: expect.any(String) });
  });

  it('answers nonsense in JSON, in order', async () => {
    const before = readdirSync(root).length;
    assertDocument(await publisher.run(name, '--json', ...nonsense(command)));
    expect(readdirSync(root)).toHaveLength(before);
  });

  it('is called by the name of its file, with a summary that completes its name', () => {
    expect(command.name).toBe(name);
    expect(command.summary).toMatch(/^[a-z].*[^.]$/s);
    for (const { summary } of Object.values(command.options)) expect(summary).not.toMatch(/\.$/);
  });

  it('stands in the manual with its usage', () => {
    const section =
      new RegExp(`^## ${name}\\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(manual)?.[1] ?? '';
    const usage = /^```\n(pai-market [^`]*)```/m.exec(section)?.[1] ?? '';
    expect(tidy(usage)).toBe(`pai-market ${tidy(command.usage)}`);
    expect(manual).toMatch(new RegExp(`^\\| \\[\`${name}[ \`].*\\]\\(#${name}\\) \\|`, 'm'));
  });
});

it('has one table of exit codes, in help and manual', () => {
  const told = [...manual.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(told).toEqual(EXIT_CODES.map(([code]) => code));
});
