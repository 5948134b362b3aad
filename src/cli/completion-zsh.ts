/** Completion for zsh. */
import { quoted } from './completion.ts';

import type { Completes } from './command.ts';
import type { CompletedCommand, CompletedOption } from './completion.ts';

/** To be read by `source`, or as the file `_pai-market` in a folder of `fpath`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const rows = commands.map(({ name, summary }) => quoted(`${name}:${summary}`));
  return `#compdef pai-market
# Completion of pai-market for zsh: source <(pai-market completion zsh)
_pai_market() {
  local context state line
  typeset -A opt_args
  local -a commands
  commands=(
    ${rows.join('\n    ')}
  )
  _arguments -C '--help[show this help]' '--version[print the version]' '1:command:->command' '*::argument:->argument'
  case $state in
  command) _describe -t commands command commands ;;
  argument)
    case $words[1] in
${commands.map(commandCase).join('\n')}
    esac
    ;;
  esac
}
if [ "$funcstack[1]" = "_pai_market" ] || [ "$funcstack[1]" = "_pai-market" ]; then
  _pai_market "$@"
else
  compdef _pai_market pai-market
fi
`;
}

function commandCase({ name, options, positionals }: CompletedCommand): string {
  const specs = [
    ...options.map(optionSpec),
    ...(positionals === undefined ? [] : [`'*:word:${action(positionals)}'`]),
  ];
  return `    ${name})
      _arguments -S ${specs.join(' \\\n        ')}
      ;;`;
}

/** A list may stand there several times. */
function optionSpec({ option, summary, type, completes }: CompletedOption): string {
  const words = `[${summary.replace(/[[\]\\]/g, '\\$&')}]`;
  const spec =
    type === 'flag' ? `${option}${words}` : `${option}=${words}:value:${action(completes)}`;
  return quoted(`${type === 'list' ? '*' : ''}${spec}`);
}

/** Words that end in ":" are written on: zsh adds no space to them. */
function action(completes: Completes | undefined): string {
  if (completes === undefined) return ' ';
  if (completes === 'file') return '_files';
  if (completes === 'folder') return '_files -/';
  const open = completes.some((word) => word.endsWith(':'));
  return open
    ? `{compadd -S "" -- ${completes.join(' ')}}`
    : `(${completes.map((word) => word.replace(/[:\\]/g, '\\$&')).join(' ')})`;
}
