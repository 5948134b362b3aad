/** Moves files and folders within a repository; nothing is ever overwritten, and no package loses a file that it names. */
import { MarketError } from '#core/errors.ts';
import { findBonds } from './bonds.ts';
import { changeRepository } from './change-repository.ts';
import { readLastChange, writeLastChange } from './last-change.ts';
import { newPlaceIn, placeIn } from './paths-in.ts';
import { refuseBonds } from './refuse-bonds.ts';

import type { MemberChanges } from '#core/model/repository.ts';
import type { ChangingWorld } from './change-repository.ts';
import type { OpenRepository } from './open-repository.ts';
import type { Removing } from './remove-members.ts';

export interface Move {
  from: string;
  to: string;
  /** True where an earlier run of the same command had done it before it was killed. */
  already: boolean;
}

export interface Moved {
  moves: Move[];
  /** What that was for the list; empty in a dry run. */
  changes: MemberChanges | undefined;
}

/**
 * `sources` go into the folder `target`, or one of them becomes `target`. Throws `usage`, and `repository-invalid` for
 * what packages name; then nothing was moved.
 */
export async function moveMembers(
  root: string,
  { sources, target }: { sources: readonly string[]; target: string },
  world: ChangingWorld & Removing,
): Promise<Moved> {
  const { result, after } = await changeRepository(root, world, async (repository) => {
    const moves = await planMoves(repository, { sources, target }, world);
    if (!world.force) refuseBonds(await findBonds(repository, moves, world), 'moved');
    if (world.dryRun) return moves;
    await writeLastChange(repository, { moved: moves, removed: [] });
    for (const { from, to, already } of moves) {
      if (!already) await repository.folder.move(from, to);
    }
    return moves;
  });
  return { moves: result, changes: world.dryRun ? undefined : after.changes };
}

async function planMoves(
  repository: OpenRepository,
  { sources, target }: { sources: readonly string[]; target: string },
  { repositories }: ChangingWorld,
): Promise<Move[]> {
  const { root, folder } = repository;
  const place = await newPlaceIn(root, target, repositories);
  const into = place === '' || (await folder.stat(place))?.kind === 'folder';
  if (sources.length > 1 && !into) {
    throw new MarketError('usage', `${target} is no folder, so only one thing can be moved there.`);
  }
  const last = await readLastChange(repository);
  const moves: Move[] = [];
  for (const named of sources) {
    const from = await placeIn(root, named, repositories);
    if (from === '') throw new MarketError('usage', 'The repository itself cannot be moved.');
    const name = from.slice(from.lastIndexOf('/') + 1);
    // Where the same command was killed, the target may be the folder that it had moved before.
    const whole = last.moved.some((move) => move.from === from && move.to === place);
    const inside = into && !(whole && !(await folder.stat(from)));
    const to = inside && place !== '' ? `${place}/${name}` : inside ? name : place;
    moves.push(await planMove(repository, { named, from, to }, last.moved));
  }
  const twice = moves.find(({ to }, at) => moves.findIndex((move) => move.to === to) !== at);
  if (twice) throw new MarketError('usage', `Two things would be moved to ${twice.to}.`);
  return moves;
}

async function planMove(
  { folder }: OpenRepository,
  { named, from, to }: { named: string; from: string; to: string },
  done: readonly { from: string; to: string }[],
): Promise<Move> {
  const [source, there] = [await folder.stat(from), await folder.stat(to)];
  const known = done.some((move) => move.from === from && move.to === to);
  if (!source) {
    if (known && there) return { from, to, already: true };
    throw new MarketError('usage', `${named} is not there.`, { details: { file: named } });
  }
  if (from === to || to.startsWith(`${from}/`)) {
    throw new MarketError('usage', `${named} cannot be moved into itself.`, {
      details: { file: named },
    });
  }
  if (source.kind !== 'file' && source.kind !== 'folder') {
    throw new MarketError('usage', `${named} is a link or a special file, which is not moved.`, {
      details: { file: named },
    });
  }
  // The second name of a file whose move was killed between its two steps is no other file, nor is a new spelling on a disk
  // to which it is the old one.
  const maybeSame = known || from.toLowerCase() === to.toLowerCase();
  if (there && !(maybeSame && there.stamp !== '' && there.stamp === source.stamp)) {
    throw new MarketError('usage', `There is something at ${to} already; nothing is replaced.`, {
      details: { file: to },
    });
  }
  return { from, to, already: false };
}
