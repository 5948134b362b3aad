/** The world of a build's tasks, on the thread of the command or on another. */
import { createClock } from '#adapters/http/clock.ts';
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createPageMemory } from '#adapters/http/page-memory.ts';
import { createFileTree } from '#adapters/node/file-tree.ts';
import { createFolderCache } from '#adapters/node/folder-cache.ts';
import { createNodeSources } from '#adapters/node/sources.ts';
import { openStaged } from '#adapters/node/staged-folder.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { runBuildTask } from '#flows/build/tasks.ts';

import type { TaskWorld } from '#flows/build/tasks.ts';
import type { Workers } from '#core/ports.ts';

export function createTaskWorld(): TaskWorld {
  const clock = createClock();
  return {
    tree: createFileTree,
    staged: openStaged,
    cache: (folder) => createFolderCache({ folder }),
    sources: createNodeSources(createFetchSources({ limits: DEFAULT_LIMITS })),
    clock,
    memory: createPageMemory(),
  };
}

/** One call after the other, on the thread of the caller. */
export function createOwnThread(): Workers {
  const world = createTaskWorld();
  return {
    size: 1,
    call: (name, input) => runBuildTask(name, input, world),
    close: () => Promise.resolve(),
  };
}
