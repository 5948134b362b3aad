/** Makes a folder a repository. */
import { MarketError } from '#core/errors.ts';
import { MARKER } from '#core/repository/index.ts';
import { changeRepository } from './change-repository.ts';

import type { RepositoryFolder } from '#core/publisher-ports.ts';
import type { ChangingWorld } from './change-repository.ts';
import type { OpenRepository } from './open-repository.ts';

const IGNORED = 'state/';
const MOST_BYTES = 64 * 1024;
const CONFIG = `# Settings of this repository, for everybody who works in it. Each stands for an option of a command;
# "pai-market config" shows them all, what counts, and where that comes from.

# What is no part of the repository, as in a .gitignore file:
# ignore:
#   - drafts/
#   - "*.bak.yaml"
`;

export interface MadeRepository {
  repository: OpenRepository;
  /** False for one that was there already: what it lacked was added, nothing was replaced. */
  made: boolean;
  /** The repository that it is nested in. */
  outer: string | undefined;
}

/** `root` need not exist. Throws `usage` where it cannot be made, `repository-invalid` where something else is called `.pai-market`. */
export async function initRepository(root: string, world: ChangingWorld): Promise<MadeRepository> {
  const folder = world.repositories.open(root);
  if (folder.base.split(/[\\/]/).includes(MARKER)) {
    throw new MarketError(
      'usage',
      `${root} lies in the folder ${MARKER} of a repository, where none can be.`,
      { details: { folder: root } },
    );
  }
  const there = await folder.stat(MARKER);
  if (there && there.kind !== 'folder') {
    throw new MarketError(
      'repository-invalid',
      `${root}/${MARKER} is no folder, so ${root} cannot be a repository. Remove it, or choose another folder.`,
      { details: { folder: root } },
    );
  }
  await folder.makeFolder(MARKER);
  const { result, after } = await changeRepository(root, world, () => complete(folder));
  return { repository: after, made: result, outer: await outerOf(folder.base, world) };
}

/** Gives whether anything was missing. */
async function complete(folder: RepositoryFolder): Promise<boolean> {
  const ignored = await addIgnored(folder);
  if (await folder.stat(`${MARKER}/config.yaml`)) return ignored;
  await folder.write(`${MARKER}/config.yaml`, new TextEncoder().encode(CONFIG));
  return true;
}

/** Lines that somebody added stay. */
async function addIgnored(folder: RepositoryFolder): Promise<boolean> {
  const path = `${MARKER}/.gitignore`;
  const text = (await folder.stat(path))
    ? new TextDecoder().decode(await folder.read(path, MOST_BYTES))
    : '';
  if (text.split(/\r?\n/).some((line) => line.trim() === IGNORED)) return false;
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  await folder.write(path, new TextEncoder().encode(`${start}${IGNORED}\n`));
  return true;
}

async function outerOf(base: string, { repositories }: ChangingWorld): Promise<string | undefined> {
  const end = Math.max(base.lastIndexOf('/'), base.lastIndexOf('\\'));
  try {
    return end < 0 ? undefined : await repositories.find(base.slice(0, end) || '/');
  } catch (thrown) {
    // One of somebody else, further up: it is none of ours.
    if (thrown instanceof MarketError) return undefined;
    throw thrown;
  }
}
