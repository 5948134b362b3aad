/** Makes folders in a repository. */
import { MarketError } from '#core/errors.ts';
import { changeRepository } from './change-repository.ts';
import { newPlaceIn } from './paths-in.ts';

import type { ChangingWorld } from './change-repository.ts';

export interface MadeFolder {
  path: string;
  /** False for one that was there already. */
  made: boolean;
}

/** With those on the way. Throws `usage` for a file of that name or a place outside; then nothing was made. */
export async function makeFolders(
  root: string,
  named: readonly string[],
  world: ChangingWorld,
): Promise<MadeFolder[]> {
  const { result } = await changeRepository(root, world, async ({ folder }) => {
    const wanted: MadeFolder[] = [];
    for (const name of named) {
      const path = await newPlaceIn(root, name, world.repositories);
      const there = path === '' ? { kind: 'folder' } : await folder.stat(path);
      if (there && there.kind !== 'folder') {
        throw new MarketError('usage', `${name} is there already and is no folder.`, {
          details: { file: name },
        });
      }
      wanted.push({ path, made: !there });
    }
    for (const { path, made } of wanted) if (made) await folder.makeFolder(path);
    return wanted;
  });
  return result;
}
