/** The pages of `--help`. */
import type { Command, OptionSpecs } from '../command.ts';

const WIDTH = 100;

/** All commands, one line each. */
export function programHelp(commands: Command[]): string {
  const rows = commands.map(({ name, summary }): Row => [name, summary]);
  return [
    'pai-market: make, check and install the packages of a marketplace for OpenPAI clusters',
    '',
    'usage: pai-market COMMAND …',
    '',
    ...table(rows),
    '',
    'pai-market COMMAND --help shows the options of a command, pai-market --version the version.',
    'Every command takes --json. Exit codes: 0 good, 1 findings or refusal, 2 wrong usage.',
    '',
  ].join('\n');
}

/** Usage, paragraphs and options of one command. */
export function commandHelp(command: Command, common: OptionSpecs): string {
  return [
    `usage: pai-market ${command.usage}`,
    '',
    ...wrap(`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`, WIDTH),
    '',
    ...(command.help ? [...wrap(command.help, WIDTH), ''] : []),
    ...table(optionRows({ ...command.options, ...common })),
    '',
  ].join('\n');
}

type Row = [left: string, right: string];

function optionRows(options: OptionSpecs): Row[] {
  return Object.entries(options).map(([name, spec]) => {
    const value = spec.type === 'flag' ? '' : ` ${spec.placeholder ?? 'VALUE'}`;
    return [`--${name}${value}${spec.type === 'list' ? '…' : ''}`, spec.summary];
  });
}

function table(rows: Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - width - 4).map(
      (line, index) => `  ${(index ? '' : left).padEnd(width)}  ${line}`,
    ),
  );
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
