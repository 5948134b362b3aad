/** A publisher who works in a repository: `run` is in its root, or in a folder of it. */
import { existsSync, readFileSync } from 'node:fs';

import { createRepositories } from '#adapters/node/repositories.ts';
import { createPublisher } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

export interface Keeper extends Publisher {
  /** A path of the repository. */
  at(...names: string[]): string;
  /** Goes to a folder of the repository. */
  go(folder: string): void;
  has(path: string): boolean;
  text(path: string): string;
}

/** `files` lie in the repository, which `init` made. */
export async function createKeeper(files: Record<string, string> = {}): Promise<Keeper> {
  const publisher = createPublisher();
  const at = (...names: string[]) => publisher.path('repo', ...names);
  publisher.write(files, 'repo');
  const go = (folder: string) => {
    publisher.io.repositories = createRepositories(() => at(folder));
  };
  go('.');
  const { code, stderr } = await publisher.run('init', at());
  if (code !== 0) throw new Error(stderr);
  return {
    ...publisher,
    ...{ at, go },
    has: (path) => existsSync(at(path)),
    text: (path) => readFileSync(at(path), 'utf8'),
  };
}
