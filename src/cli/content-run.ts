/** Opens a repository and its content index for the commands that look things up in it. */
import { findRepository } from '#flows/repository/find-repository.ts';
import { openRepository } from '#flows/repository/open-repository.ts';
import { refreshContent } from '#flows/search/refresh-content.ts';
import { openShelf } from '#flows/search/search-repository.ts';
import { oneLine } from './render/text.ts';

import type { OpenRepository } from '#flows/repository/open-repository.ts';
import type { CommandIo } from './command.ts';

/** `named` is the option `--repository`. */
export async function openNamed(io: CommandIo, named: string | undefined): Promise<OpenRepository> {
  const root = await findRepository(io.repositories, named);
  const progress = io.progress('reading', 'files');
  try {
    const onProgress = (read: number, total: number) => progress.set(read, total);
    return await openRepository(root, { ...io, onProgress });
  } finally {
    progress.end();
  }
}

/** The content of all that the repository lists; what changed meanwhile is named on stderr. */
export async function openContentShelf(repository: OpenRepository, io: CommandIo) {
  const progress = io.progress('indexing', 'files');
  try {
    const onProgress = (read: number, total: number) => progress.set(read, total);
    const { index, skipped } = await refreshContent(repository, { ...io, onProgress });
    for (const path of skipped) {
      io.stderr(
        `${oneLine(path)} changed while it was read; its content is not among what is found.\n`,
      );
    }
    return openShelf(index, repository.members);
  } finally {
    progress.end();
  }
}
