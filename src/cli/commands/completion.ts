/** `pai-market completion`: what makes a shell complete commands, options and their values. */
import { MarketError } from '#core/errors.ts';
import { defineCommand } from '../command.ts';
import { bashCompletion } from '../completion-bash.ts';
import { fishCompletion } from '../completion-fish.ts';
import { zshCompletion } from '../completion-zsh.ts';
import { completedCommands } from '../completion.ts';
import { printJson } from '../render/json.ts';

import type { CompletedCommand } from '../completion.ts';

const SHELLS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};
const NAMES = Object.keys(SHELLS);

export const command = defineCommand({
  name: 'completion',
  summary: 'print what makes bash, zsh or fish complete commands and options',
  usage: 'completion SHELL [--json]',
  help: `SHELL is bash, zsh or fish. What is printed knows the commands and options of this version: have the
shell read it at each start, as the examples do, and it is never old.`,
  positionals: { min: 1, max: 1 },
  completes: NAMES,
  options: {},
  examples: [
    ['In ~/.bashrc', 'source <(pai-market completion bash)'],
    ['In ~/.zshrc, after compinit', 'source <(pai-market completion zsh)'],
    ['In ~/.config/fish/config.fish', 'pai-market completion fish | source'],
  ],
  async run({ positionals, json }, io) {
    const [shell = ''] = positionals;
    const make = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
    if (!make) {
      throw new MarketError('usage', `SHELL must be one of ${NAMES.join(', ')}, not "${shell}".`);
    }
    const script = make(completedCommands(await io.commands()));
    if (json) printJson(io, { verdict: 'good', code: null, shell, script });
    else io.stdout(script);
    return 0;
  },
});
