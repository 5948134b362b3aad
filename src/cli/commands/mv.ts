/** `pai-market mv`: moves files and folders within a repository. */
import { MarketError } from '#core/errors.ts';
import { findRepository } from '#flows/repository/find-repository.ts';
import { moveMembers } from '#flows/repository/move-members.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';
import { oneLine } from '../render/text.ts';
import { waitMs, WRITE_OPTIONS } from '../repository-options.ts';

export const command = defineCommand({
  name: 'mv',
  summary: 'move or rename files and folders of a repository',
  usage: 'mv SOURCE… TARGET [--force] [--dry-run] [--repository DIR] [--wait SECONDS] [--json]',
  help: `Moves each SOURCE into the folder TARGET, or renames the only one to TARGET. Nothing is ever overwritten. What a
package.yaml names stays where it is, and so does a package whose folders say its name and version, unless --force
is given. Moving by hand or with "git mv" is as good: the list finds out by itself.`,
  examples: [
    ['Into a folder', 'pai-market mv drafts/mnist.yaml vision'],
    ['Under another name', 'pai-market mv vision/mnist.yaml vision/mnist-cpu.yaml'],
  ],
  seeAlso: ['rm', 'mkdir', 'status'],
  completes: 'file',
  positionals: { min: 2, max: Number.POSITIVE_INFINITY },
  options: {
    ...WRITE_OPTIONS,
    force: { type: 'flag', summary: 'move it whatever names it' },
    'dry-run': { type: 'flag', summary: 'only tell what would be moved' },
  },
  async run({ positionals, values, json }, io) {
    const target = positionals.at(-1);
    if (target === undefined) throw new MarketError('usage', 'TARGET is missing.');
    const root = await findRepository(io.repositories, values.repository);
    const dryRun = values['dry-run'];
    const { moves } = await moveMembers(
      root,
      { sources: positionals.slice(0, -1), target },
      { ...io, waitMs: waitMs(values.wait), force: values.force, dryRun },
    );
    if (json) {
      printJson(io, { verdict: 'good', code: null, root, moves });
      return 0;
    }
    for (const { from, to, already } of moves) {
      const word = already ? 'moved already' : dryRun ? 'would be moved' : 'moved';
      io.stdout(`${oneLine(`${from} -> ${to}`)}: ${word}\n`);
    }
    return 0;
  },
});
