/** A copy of a market as a folder: it may be served while it is made, so no file is ever half there and stale files go last. */
import { sameBytes } from '#core/same-bytes.ts';

import type { Limits } from '#core/limits.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';
import type { CopyTarget } from '#core/publisher-ports.ts';

export function createFolderCopy(tree: Tree, limits: Pick<Limits, 'archiveBytes'>): CopyTarget {
  const wanted = new Set<string>();
  let listed: Promise<Map<string, TreeEntry>> | undefined;
  const before = () => {
    listed ??= tree.list().then((found) => new Map(found.map((each) => [each.path, each])));
    return listed;
  };
  async function isThere(path: string, bytes: Uint8Array): Promise<boolean> {
    const entry = (await before()).get(path);
    if (entry?.kind !== 'file' || entry.size !== bytes.length) return false;
    return sameBytes(await tree.read(path, limits.archiveBytes), bytes);
  }
  return {
    base: tree.base,
    live: true,
    held: async () => new Set((await before()).keys()),
    async put(path, bytes, same) {
      wanted.add(path);
      if (same || (await isThere(path, bytes))) return false;
      await tree.write(path, bytes);
      return true;
    },
    keep: (path) => Promise.resolve(void wanted.add(path)),
    async finish() {
      const stale = [...(await before()).keys()].filter((path) => !wanted.has(path));
      for (const path of stale) await tree.remove(path);
      return stale;
    },
    discard: () => Promise.resolve(),
  };
}
