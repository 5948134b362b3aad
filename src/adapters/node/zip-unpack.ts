/** Lays a copy of a market in one zip file out as a folder for a while, so that it can be served. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { createFileTree } from './file-tree.ts';
import { createZipSource, listZip } from './zip-source.ts';

export interface UnpackedCopy {
  folder: string;
  /** Removes the folder. */
  remove(): Promise<void>;
}

/** Names never lead out of the folder. Throws `source-invalid` for one that would, zip-* for a damaged file, `net-too-large`. */
export async function unpackCopy(
  path: string,
  limit: number = DEFAULT_LIMITS.archiveBytes,
): Promise<UnpackedCopy> {
  const records = await listZip(path);
  const folder = await mkdtemp(join(tmpdir(), 'pai-market-copy-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const source = createZipSource(path);
    const tree = createFileTree(folder);
    for (const { name } of records) await tree.write(name, await source.read(name, { limit }));
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
