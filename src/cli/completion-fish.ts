/** Completion for fish. */
import type { Completes } from './command.ts';
import type { CompletedCommand, CompletedOption } from './completion.ts';

/** To be read by `source`, or as a file in a folder of `fish_complete_path`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = [
    '# Completion of pai-market for fish: pai-market completion fish | source',
    // Nothing but what follows is offered.
    'complete -c pai-market -f',
    'complete -c pai-market -n __fish_use_subcommand -l help -d "show this help"',
    'complete -c pai-market -n __fish_use_subcommand -l version -d "print the version"',
    ...commands.flatMap(commandLines),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines({ name, summary, options, positionals }: CompletedCommand): string[] {
  const within = `complete -c pai-market -n ${fishQuoted(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    `complete -c pai-market -n __fish_use_subcommand -a ${name} -d ${fishQuoted(summary)}`,
    ...options.map((option) => `${within} ${optionWords(option)}`),
    ...(positionals === undefined ? [] : [`${within} ${offer(positionals)}`]),
  ];
}

function optionWords({ option, summary, type, completes }: CompletedOption): string {
  const words = `-l ${option.slice(2)} -d ${fishQuoted(summary)}`;
  if (type === 'flag') return words;
  return completes === undefined ? `${words} -x` : `${words} -r ${offer(completes)}`;
}

function offer(completes: Completes): string {
  if (completes === 'file') return '-F';
  if (completes === 'folder') return `-x -a ${fishQuoted('(__fish_complete_directories)')}`;
  return `-x -a ${fishQuoted(completes.join(' '))}`;
}

/** In single quotes fish knows two escapes. */
function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
