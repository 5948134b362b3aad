/** `pai-market mkdir`: makes folders in a repository. */
import { findRepository } from '#flows/repository/find-repository.ts';
import { makeFolders } from '#flows/repository/make-folders.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';
import { oneLine } from '../render/text.ts';
import { waitMs, WRITE_OPTIONS } from '../repository-options.ts';

export const command = defineCommand({
  name: 'mkdir',
  summary: 'make folders in a repository',
  usage: 'mkdir DIR… [--repository DIR] [--wait SECONDS] [--json]',
  help: `Makes each DIR and the folders on the way to it. Only names that the repository looks into are taken: none that
begin with a dot, no node_modules, nothing outside. A folder that is there already is good.`,
  examples: [['Two folders, and the one on the way', 'pai-market mkdir vision/jobs vision/data']],
  seeAlso: ['mv', 'add'],
  completes: 'folder',
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  options: WRITE_OPTIONS,
  async run({ positionals, values, json }, io) {
    const root = await findRepository(io.repositories, values.repository);
    const folders = await makeFolders(root, positionals, { ...io, waitMs: waitMs(values.wait) });
    if (json) {
      printJson(io, { verdict: 'good', code: null, root, folders });
      return 0;
    }
    for (const { path, made } of folders) {
      io.stdout(`${oneLine(path || root)}: ${made ? 'made' : 'is there already'}\n`);
    }
    return 0;
  },
});
