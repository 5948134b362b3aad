/** `pai-market add`: takes component files and package folders from elsewhere into a repository. */
import { addMembers } from '#flows/repository/add-members.ts';
import { findRepository } from '#flows/repository/find-repository.ts';
import { defineCommand } from '../command.ts';
import { findingLines, firstErrorCode } from '../render/findings.ts';
import { printJson } from '../render/json.ts';
import { oneLine } from '../render/text.ts';
import { waitMs, WRITE_OPTIONS } from '../repository-options.ts';
import { progressOf } from '../repository-progress.ts';

import type { Added } from '#flows/repository/add-members.ts';
import type { CommandIo, ExitCode } from '../command.ts';

export const command = defineCommand({
  name: 'add',
  summary: 'copy component files and package folders from elsewhere into a repository',
  usage: 'add FILE|DIR… [--to DIR] [--dry-run] [--repository DIR] [--wait SECONDS] [--json]',
  help: `Copies each FILE (a job, data, script, dockerimage or output in YAML or JSON) or DIR (a package, or a folder of
such files) into the repository. All of it is checked first, and with any error nothing is added. Nothing is
overwritten; the same file at the same place is good. Files that lie in the repository are tracked by themselves and
need not be added. Leftovers of tools and files that hold secrets are left out, links are refused.`,
  examples: [
    ['A job into the folder vision', 'pai-market add ~/Downloads/mnist.yaml --to vision'],
    ['See what a folder would bring', 'pai-market add ../old-repository/packages --dry-run'],
  ],
  seeAlso: ['import', 'new', 'status'],
  completes: 'file',
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    ...WRITE_OPTIONS,
    to: {
      type: 'value',
      placeholder: 'DIR',
      completes: 'folder',
      summary:
        'folder of the repository; left out, the working folder if that lies in it, else its root',
    },
    'dry-run': { type: 'flag', summary: 'only tell what would be added' },
  },
  async run({ positionals, values, json }, io) {
    const root = await findRepository(io.repositories, values.repository);
    const progress = progressOf(io);
    try {
      const dryRun = values['dry-run'];
      const world = { ...io, ...progress.world, waitMs: waitMs(values.wait), dryRun };
      const added = await addMembers(root, { sources: positionals, to: values.to }, world);
      progress.end();
      return json ? printAdded(root, added, io) : writeAdded(added, { io, dryRun });
    } finally {
      progress.end();
    }
  },
});

function printAdded(root: string, { members, present, findings }: Added, io: CommandIo): ExitCode {
  const code = firstErrorCode(findings);
  const added = members.map(({ path, type }) => ({ path, type }));
  const verdict = code === null ? 'good' : 'refused';
  printJson(io, { verdict, code, root, added, present, findings });
  return code === null ? 0 : 1;
}

function writeAdded(
  { members, present, findings }: Added,
  { io, dryRun }: { io: CommandIo; dryRun: boolean },
): ExitCode {
  io.stderr(findingLines(findings));
  if (firstErrorCode(findings) !== null) {
    io.stderr('Nothing was added.\n');
    return 1;
  }
  const word = dryRun ? 'would be added' : 'added';
  for (const { path, type } of members) io.stdout(`${oneLine(path)} (${type}): ${word}\n`);
  for (const path of present) io.stdout(`${oneLine(path)}: is there already\n`);
  return 0;
}
