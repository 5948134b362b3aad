/** Completion for bash, also for the old one (3.2) of macOS. */
import { quoted } from './completion.ts';

import type { Completes } from './command.ts';
import type { CompletedCommand } from './completion.ts';

/** To be read by `source`. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const names = [...commands.map(({ name }) => name), '--help', '--version'];
  return `# Completion of pai-market for bash: source <(pai-market completion bash)
_pai_market() {
  local IFS=$'\\n' command='' offered='' kind='' at
  local word=\${COMP_WORDS[COMP_CWORD]} before=''
  ((COMP_CWORD > 0)) && before=\${COMP_WORDS[COMP_CWORD - 1]}
  # bash parts words at "=": --trust=strict are three of them.
  if [[ $word == '=' ]]; then
    word=''
  elif [[ $before == '=' ]] && ((COMP_CWORD > 1)); then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    if [[ \${COMP_WORDS[at]} != -* ]]; then
      command=\${COMP_WORDS[at]}
      break
    fi
  done
  COMPREPLY=()
  case "$command $before" in
${commands.flatMap(optionCases).join('\n')}
  *)
    if [[ -z $command ]]; then
      offered=${quoted(names.join('\n'))}
    else
      case "$command" in
${commands.map(commandCase).join('\n')}
      esac
    fi
    ;;
  esac
  case "$kind" in
  file) COMPREPLY=($(compgen -f -- "$word")) ;;
  folder) COMPREPLY=($(compgen -d -- "$word")) ;;
  *) COMPREPLY=($(compgen -W "$offered" -- "$word")) ;;
  esac
  if type compopt >/dev/null 2>&1; then
    [[ -n $kind ]] && compopt -o filenames
    # What ends in ":" is written on.
    [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *: ]] && compopt -o nospace
  fi
  return 0
}
complete -F _pai_market pai-market
`;
}

/** What stands behind an option that takes a value. */
function optionCases({ name, options }: CompletedCommand): string[] {
  return options
    .filter(({ type }) => type !== 'flag')
    .map(({ option, completes }) => `  ${quoted(`${name} ${option}`)}) ${offer(completes)} ;;`);
}

/** Options where a dash was typed, else what the command's words are. */
function commandCase({ name, options, positionals }: CompletedCommand): string {
  const dashed = options.map(({ option }) => option).join('\n');
  return `      ${quoted(name)})
        if [[ $word == -* ]]; then
          offered=${quoted(dashed)}
        else
          ${offer(positionals)}
        fi
        ;;`;
}

function offer(completes: Completes | undefined): string {
  if (completes === undefined) return ':';
  if (completes === 'file' || completes === 'folder') return `kind=${completes}`;
  return `offered=${quoted(completes.join('\n'))}`;
}
