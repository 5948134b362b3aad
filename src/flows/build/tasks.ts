/** The parts of a build that can run side by side, also on other threads: their input and output are plain data. */
import { MarketError } from '#core/errors.ts';
import { toFinding } from '../findings.ts';
import { verifyMarket } from '../verify-market.ts';
import { composeVersion } from './compose-version.ts';

import type { Limits } from '#core/limits.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Cache, Clock, Memory, Sources, StagedTree, Tree } from '#core/ports.ts';
import type { SourceFolder } from '../market-source.ts';

/** Everything that tasks ask of the world, on whatever thread they run. */
export interface TaskWorld {
  tree(folder: string): Tree;
  /** The folder in the making at `place`, which shall replace `target`. */
  staged(place: string, target: string): Pick<StagedTree, 'write'>;
  cache(folder: string): Cache;
  sources: Sources;
  clock: Clock;
  memory: Memory;
}

export interface ComposeTask {
  folder: SourceFolder;
  source: string;
  place: string;
  target: string;
  /** Folder of the cache; none for a build without. */
  cache: string | undefined;
  limits: Limits;
}

export interface ReadBackTask {
  place: string;
  market: string;
  ids: PackageId[];
  limits: Limits;
}

/** What one task gives, by its name. */
const TASKS = {
  compose: (task: ComposeTask, world: TaskWorld) =>
    composeVersion(task.folder, {
      source: world.tree(task.source),
      stage: world.staged(task.place, task.target),
      limits: task.limits,
      cache: task.cache === undefined ? undefined : world.cache(task.cache),
    }),
  readBack,
};

/** Runs a task by its name; `input` is what its caller in this folder made. */
export async function runBuildTask(
  name: string,
  input: unknown,
  world: TaskWorld,
): Promise<unknown> {
  if (name === 'compose') return TASKS.compose(input as ComposeTask, world);
  if (name === 'readBack') return TASKS.readBack(input as ReadBackTask, world);
  throw new MarketError('internal', `There is no task "${name}".`);
}

/** The reader is the judge: names, sizes, the zip profile, job protocols and actions are checked by what users run. */
async function readBack(
  { place, market, ids, limits }: ReadBackTask,
  { sources, clock, memory }: TaskWorld,
): Promise<Finding[]> {
  const wanted = new Set(ids.map(({ name, version }) => `${name}/${version}`));
  try {
    const { findings } = await verifyMarket(
      { id: market, url: place, trust: 'off' },
      {
        ...{ sources, clock, memory, limits },
        only: ({ name, version }) => wanted.has(`${name}/${version}`),
      },
    );
    return findings;
  } catch (thrown) {
    return [toFinding(thrown, 'packages.json')];
  }
}
