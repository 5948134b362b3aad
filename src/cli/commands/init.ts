/** `pai-market init`: makes a folder a repository. */
import { initRepository } from '#flows/repository/init-repository.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';
import { progressOf } from '../repository-progress.ts';
import { waitMs, WRITE_OPTIONS } from '../repository-options.ts';

const { wait } = WRITE_OPTIONS;

export const command = defineCommand({
  name: 'init',
  summary: 'make a folder a repository of packages and component files',
  usage: 'init [DIR] [--wait SECONDS] [--json]',
  help: `Makes the folder .pai-market in DIR (the working folder, if left out), with config.yaml for its settings and
a list of all component files (job, data, script, dockerimage, output) and packages that lie anywhere below. How
they lie is up to you. DIR is made where it is not there. Nothing that is there already is changed, so the command
may be run again at any time.`,
  examples: [
    ['The working folder', 'pai-market init'],
    ['A new folder', 'pai-market init ~/ai-packages'],
  ],
  seeAlso: ['status', 'add', 'config'],
  completes: 'folder',
  positionals: { min: 0, max: 1 },
  options: { wait },
  async run({ positionals, values, json }, io) {
    const root = positionals[0] ?? io.repositories.here();
    const progress = progressOf(io);
    try {
      const world = { ...io, ...progress.world, waitMs: waitMs(values.wait) };
      const { repository, made, outer } = await initRepository(root, world);
      const { members } = repository;
      if (json) {
        const files = members.length;
        printJson(io, { verdict: 'good', code: null, root, made, outer: outer ?? null, files });
        return 0;
      }
      const what = made ? 'is a repository now' : 'is a repository already';
      io.stdout(`${root} ${what}, with ${members.length} component files and packages\n`);
      if (outer !== undefined) io.stderr(`It is nested in the repository ${outer}.\n`);
      return 0;
    } finally {
      progress.end();
    }
  },
});
