/** A repository in a temporary folder, over the real disk. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { createClock } from '#adapters/http/clock.ts';
import { createFiles } from '#adapters/node/files.ts';
import { createRepositories } from '#adapters/node/repositories.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { openRepository } from '#flows/repository/open-repository.ts';

import type { OpenRepository } from '#flows/repository/open-repository.ts';
import type { RepositoryFolder } from '#core/publisher-ports.ts';

export const job = (name: string, more = '') => `protocolVersion: 2
name: ${name}
type: job
prerequisites:
  - { type: dockerimage, name: image, uri: "ubuntu:22.04" }
taskRoles:
  worker:
    instances: 1
    dockerImage: image
    resourcePerInstance: { gpu: 0, cpu: 1, memoryMB: 512 }
    commands: [echo ${name}]
${more}`;

export const IMAGE = 'type: dockerimage\nname: ubuntu\nuri: "ubuntu:22.04"\n';

export interface RepositoryWorld {
  root: string;
  /** What flows take; the working folder is the root. */
  world: {
    repositories: ReturnType<typeof createRepositories>;
    limits: typeof DEFAULT_LIMITS;
    clock: ReturnType<typeof createClock>;
    files: ReturnType<typeof createFiles>;
    waitMs: number;
    force: boolean;
    dryRun: boolean;
  };
  path(...names: string[]): string;
  /** Undefined removes. */
  write(files: Record<string, string | Uint8Array | undefined>): void;
  open(): Promise<OpenRepository>;
  /** Paths of files that were read since this was last asked. */
  readPaths(): string[];
  remove(): void;
}

export function createRepositoryWorld(files: Record<string, string> = {}): RepositoryWorld {
  const folder = mkdtempSync(join(tmpdir(), 'pai-repository-'));
  const root = join(folder, 'repo');
  const path = (...names: string[]) => join(root, ...names);
  let read: string[] = [];
  const real = createRepositories(() => root);
  const listening = (opened: RepositoryFolder): RepositoryFolder => ({
    ...opened,
    read(name, limit) {
      if (!name.startsWith('.pai-market/')) read.push(name);
      return opened.read(name, limit);
    },
  });
  const world: RepositoryWorld['world'] = {
    repositories: { ...real, open: (named) => listening(real.open(named)) },
    limits: DEFAULT_LIMITS,
    clock: createClock(),
    files: createFiles(),
    ...{ waitMs: 5000, force: false, dryRun: false },
  };
  const write: RepositoryWorld['write'] = (all) => {
    for (const [name, content] of Object.entries(all)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      if (content === undefined) rmSync(path(name), { recursive: true, force: true });
      else writeFileSync(path(name), content);
    }
  };
  mkdirSync(path('.pai-market'), { recursive: true });
  write(files);
  return {
    ...{ root, world, path, write },
    open: () => openRepository(root, world),
    readPaths() {
      const paths = read.sort();
      read = [];
      return paths;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Changes as text. */
export function told({ changes }: Pick<OpenRepository, 'changes'>): string[] {
  return [
    ...changes.added.map(({ path }) => `+ ${path}`),
    ...changes.changed.map(({ path }) => `~ ${path}`),
    ...changes.moved.map(({ from, to }) => `${from} -> ${to.path}`),
    ...changes.removed.map(({ path }) => `- ${path}`),
  ];
}

/** Longer than the step of the disk's clock, so that stamps count. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 40));
}
