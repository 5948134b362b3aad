/** `pai-market rm`: removes files and folders from a repository. */
import { findRepository } from '#flows/repository/find-repository.ts';
import { removeMembers } from '#flows/repository/remove-members.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';
import { memberName } from '../render/members.ts';
import { oneLine } from '../render/text.ts';
import { waitMs, WRITE_OPTIONS } from '../repository-options.ts';

export const command = defineCommand({
  name: 'rm',
  summary: 'remove files and folders from a repository',
  usage:
    'rm PATH… [--recursive] [--force] [--dry-run] [--repository DIR] [--wait SECONDS] [--json]',
  help: `Removes each PATH from the disk. A folder is removed with all that is in it, only with --recursive, and at once:
it is there whole or not at all. What a package.yaml names stays, and so does the last version of a package that
another package needs, unless --force is given.`,
  examples: [
    ['A file', 'pai-market rm drafts/old.yaml'],
    [
      'See what would go with a package',
      'pai-market rm --recursive --dry-run packages/hello/0.9.0',
    ],
  ],
  seeAlso: ['mv', 'status'],
  completes: 'file',
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    ...WRITE_OPTIONS,
    recursive: { type: 'flag', summary: 'remove folders too, with all that is in them' },
    force: { type: 'flag', summary: 'remove it whatever names it' },
    'dry-run': { type: 'flag', summary: 'only tell what would be removed' },
  },
  async run({ positionals, values, json }, io) {
    const root = await findRepository(io.repositories, values.repository);
    const dryRun = values['dry-run'];
    const { removals, members } = await removeMembers(
      root,
      { paths: positionals, recursive: values.recursive },
      { ...io, waitMs: waitMs(values.wait), force: values.force, dryRun },
    );
    if (json) {
      printJson(io, { verdict: 'good', code: null, root, removals, members });
      return 0;
    }
    for (const { path, already } of removals) {
      const word = already ? 'removed already' : dryRun ? 'would be removed' : 'removed';
      io.stdout(`${oneLine(path)}: ${word}\n`);
    }
    for (const member of members) io.stdout(`  ${oneLine(member.path)} (${memberName(member)})\n`);
    return 0;
  },
});
