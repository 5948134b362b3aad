/** Folders that look like packages and have no description. */
import { meant, nearest } from '#core/lint/index.ts';
import { folderOf } from '../load-world.ts';

import type { Check, LintWorld } from '../model.ts';

const NAMES = ['package.yaml', 'spec.json'];
const VERSION_FOLDER = /^packages\/[^/]+\/[^/]+\//;

export const packageMissing: Check = {
  name: 'package-missing',
  title: 'A package folder has no package.yaml',
  severity: 'error',
  all(world, tell) {
    for (const [folder, names] of foldersWithout(world)) {
      const near = names.find((name) => nearest(name, NAMES) !== undefined);
      const hint =
        near === undefined
          ? ''
          : meant(nearest(near, NAMES)).replace('Did', `There is ${near}. Did`);
      const empty = names.find((name) => NAMES.includes(name));
      const lack = empty === undefined ? 'it has no package.yaml' : `its ${empty} has no fields`;
      const message = `${folder || 'This folder'} is no package: ${lack}, so nothing of it is published.${hint}`;
      tell(`${folder}${near ?? empty ?? names[0] ?? ''}`, { message });
    }
    for (const path of strays(world)) {
      const message = `${path} lies in no version's folder, so it is not published: its place is packages/<name>/<version>/.`;
      tell(path, { message, severity: 'warning' });
    }
  },
};

/** Names of files directly in each folder that has no description, and is one of a version or has a file that looks like one. */
function foldersWithout(world: LintWorld): Map<string, string[]> {
  const known = new Set(world.packages.map(({ folder }) => folder));
  const broken = new Set(
    [...world.files.problems.keys()].map((path) => path.replace(/[^/]*$/, '')),
  );
  const found = new Map<string, string[]>();
  for (const { path } of world.entries) {
    if (known.has('') || folderOf(path, known) !== undefined) continue;
    const version = VERSION_FOLDER.exec(path)?.[0];
    const folder = version ?? path.replace(/[^/]*$/, '');
    const name = path.slice(folder.length);
    const looks =
      version !== undefined || /^(?:package\.ya?ml|package\.json5?|spec\.jso.{1,3})$/i.test(name);
    if (!looks || folder === '' || broken.has(folder)) continue;
    if (version === undefined && name === 'package.json') continue;
    found.set(folder, [...(found.get(folder) ?? []), name]);
  }
  return found;
}

function strays({ entries, packages }: LintWorld): string[] {
  const folders = new Set(packages.map(({ folder }) => folder));
  return entries
    .map(({ path }) => path)
    .filter(
      (path) => /^packages\/[^/]+(?:\/[^/]+)?$/.test(path) && !path.endsWith('/versions.json'),
    )
    .filter((path) => folderOf(path, folders) === undefined);
}
