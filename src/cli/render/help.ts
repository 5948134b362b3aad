/** The pages of `--help`, laid out as manual pages are. */
import { variableOf } from '../settings.ts';

import type { Command, CommandIo, ExitCode, OptionSpec, OptionSpecs } from '../command.ts';

const WIDTH = 100;
const INDENT = 4;

type Page = Pick<CommandIo, 'style'>;

/** What the exit codes mean for every command; docs/cli.md has the same table. */
export const EXIT_CODES: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [0, 'good'],
  [1, 'findings, or a refusal'],
  [2, 'wrong usage: an unknown option, a value missing, a file that cannot be read or written'],
  [3, 'busy: somebody else is at it, nothing was done; the same command may do it later'],
  [130, 'interrupted by Ctrl-C or SIGTERM'],
];

/** All commands, one line each. */
export function programHelp(commands: Command[], page: Page): string {
  return [
    ...section(
      'NAME',
      'pai-market: make, check, publish and install the packages of a marketplace for OpenPAI clusters',
      page,
    ),
    ...section('SYNOPSIS', 'pai-market COMMAND … [--json]', page),
    title('COMMANDS', page),
    ...table(
      commands.map(({ name, summary }) => [name, summary]),
      page,
    ),
    '',
    ...section('DESCRIPTION', ABOUT, page),
    ...exitCodes({}, page),
    ...section('SEE ALSO', 'pai-market COMMAND --help, docs/cli.md, docs/publishing.md', page),
  ].join('\n');
}

const ABOUT = `Every command takes --json: one JSON document on stdout and nothing else there. Remarks and progress go
to stderr. pai-market --version prints the version.

What an option is follows from its flag, else from the environment, else from .pai-market/config.yaml of
the repository, else from the user's own file; pai-market config shows each with its value and where
that comes from. pai-market completion makes the shell complete commands and options.

Output is coloured only on a terminal; NO_COLOR=1 switches that off, FORCE_COLOR=1 on.`;

/** Everything about one command. */
export function commandHelp(command: Command, common: OptionSpecs, page: Page): string {
  const { name, summary, usage, help, examples = [], seeAlso = [] } = command;
  return [
    ...section('NAME', `pai-market ${name}: ${summary}`, page),
    title('SYNOPSIS', page),
    ...hanging(`pai-market ${usage}`),
    '',
    ...(help ? section('DESCRIPTION', help, page) : []),
    title('OPTIONS', page),
    ...Object.entries({ ...command.options, ...common }).flatMap(([option, spec]) =>
      optionLines(option, spec, page),
    ),
    '',
    ...exitCodes(command.exitCodes ?? {}, page),
    ...(examples.length > 0 ? [title('EXAMPLES', page), ...exampleLines(examples)] : []),
    ...section('SEE ALSO', [...seeAlso.map(toReference), 'docs/cli.md'].join(', '), page),
  ].join('\n');
}

/** A command by its name, a page by its path. */
function toReference(each: string): string {
  return each.includes('/') || each.startsWith('pai-market ') ? each : `pai-market ${each}`;
}

function title(text: string, { style }: Page): string {
  return style('bold', text);
}

function section(name: string, text: string, page: Page): string[] {
  return [title(name, page), ...paragraphs(text), ''];
}

/** An empty line parts paragraphs; line breaks within one are those of the source. */
function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .flatMap((paragraph, index) => [
      ...(index > 0 ? [''] : []),
      ...wrap(paragraph.trim(), WIDTH - INDENT).map((line) => indent(line)),
    ]);
}

/** The lines after the first stand further in, as usage lines do. */
function hanging(text: string): string[] {
  return wrap(text, WIDTH - 2 * INDENT).map((line, index) => indent(line, index > 0 ? 2 : 1));
}

function optionLines(name: string, spec: OptionSpec, page: Page): string[] {
  const value = spec.type === 'flag' ? '' : ` ${spec.placeholder ?? 'VALUE'}`;
  const short = name === 'help' ? '-h, ' : '';
  const remarks = optionRemarks(spec);
  return [
    indent(page.style('bold', `${short}--${name}`) + value + (spec.type === 'list' ? '…' : '')),
    ...wrap(spec.summary, WIDTH - 2 * INDENT).map((line) => indent(line, 2)),
    ...(remarks === '' ? [] : wrap(remarks, WIDTH - 2 * INDENT).map((line) => indent(line, 2))),
  ];
}

/** Whether it is needed, what it is otherwise, and what else sets it. */
function optionRemarks({ required, default: value, setting, userOnly }: OptionSpec): string {
  const remarks = [
    ...(required ? ['needed'] : []),
    ...(value === undefined ? [] : [`default: ${value}`]),
    ...(setting === undefined
      ? []
      : [
          `setting: ${setting}${userOnly ? ' (not from a repository)' : ''}`,
          `environment: ${variableOf(setting)}`,
        ]),
  ];
  return remarks.length > 0 ? `[${remarks.join('; ')}]` : '';
}

function exitCodes(own: Partial<Record<ExitCode, string>>, page: Page): string[] {
  const rows = EXIT_CODES.map(([code, meaning]): Row => [String(code), own[code] ?? meaning]);
  return [title('EXIT CODES', page), ...table(rows, page), ''];
}

/** The line stands alone, so that it can be copied whole; it is never wrapped. */
function exampleLines(examples: NonNullable<Command['examples']>): string[] {
  return examples.flatMap(([wish, line]) => [
    ...wrap(`${wish}:`, WIDTH - INDENT).map((each) => indent(each)),
    indent(line, 2),
    '',
  ]);
}

type Row = [left: string, right: string];

function table(rows: Row[], { style }: Page): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - width - INDENT - 2).map((line, index) => {
      const name =
        index > 0 ? ' '.repeat(width) : style('bold', left) + ' '.repeat(width - left.length);
      return indent(`${name}  ${line}`);
    }),
  );
}

function indent(line: string, depth = 1): string {
  return line === '' ? '' : ' '.repeat(depth * INDENT) + line;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line];
}
