/** The page's side of the trust worker: the same services, answered by another thread. */
import { createCaller } from '#adapters/worker/calls.ts';
import { startProgram } from '#adapters/worker/start.ts';
import { MarketError } from '#core/errors.ts';
import { notLoaded } from './loaded-files.ts';

import type { Caller } from '#adapters/worker/calls.ts';
import type { Program } from '#adapters/worker/start.ts';
import type { LoadedTree, PackageTree } from '#core/model/market.ts';
import type { FileEntry } from '#core/model/trust.ts';
import type { MarketServices } from './market-services.ts';
import type { ReadingState } from './open-markets.ts';
import type { FileRef, RemotePackage, RemoteTree, TrustCalls, TrustInit } from './trust-calls.ts';

export interface TrustClient extends MarketServices {
  /** Ends the worker; whatever runs is `cancelled`. */
  close(): void;
}

/** What stands for a loaded tree on both sides; each of its files has it, so that it lives as long as any of them. */
interface Hold {
  readonly handle: number;
}

/** Ids that one worker may give to cards: a change of a package takes one. */
const CARDS = 2 ** 26;
/** So many workers can follow each other until ids are used again. */
const WORKERS = 64;

/** `program` brings the code of the worker; it is asked at the first call, and again when it failed. */
export function createTrustClient(
  program: () => Promise<Program>,
  init: Omit<TrustInit, 'firstCard'>,
): TrustClient {
  let started = 0;
  const caller = createCaller<TrustCalls>(async () => {
    const firstCard = (started % WORKERS) * CARDS;
    started += 1;
    return startProgram({ program: await bring(program), init: { ...init, firstCard } });
  });
  const holds = new WeakMap<LoadedTree, Hold>();
  const letGo = (handle: number) => {
    // A worker that ended holds nothing any more.
    caller.call('letGo', handle).catch(() => undefined);
  };
  // What no page holds any more is let go of, also where nobody said so.
  const forgotten = new FinalizationRegistry<number>(letGo);
  let handles = 0;
  return {
    ...listServices(caller),
    openPackage: (wish, signal) => caller.call('openPackage', wish, { signal }),
    packagePicture: (opened, file, signal) =>
      caller.call('packagePicture', { opened, file }, { signal }),
    openTree: (opened, versions, signal) =>
      caller.call('openTree', { opened, versions }, { signal }),
    async loadTree(tree, options) {
      handles += 1;
      const hold: Hold = { handle: handles };
      // What each kind of action needs is known here, so that the worker stays small.
      const { treeWishes } = await import('#flows/tree-wishes.ts');
      const wishes = treeWishes(tree);
      const input = { handle: hold.handle, tree, wishes };
      const remote = await caller.call('loadFiles', input, options);
      const loaded = toTree(remote, { tree, hold, caller });
      holds.set(loaded, hold);
      forgotten.register(hold, hold.handle, hold);
      return loaded;
    },
    async inspectFile(loaded, { package: owner, file }, signal) {
      const hold = holds.get(loaded);
      if (!hold) throw notLoaded(file);
      const ref = { handle: hold.handle, package: owner, file };
      return caller.call('inspectFile', ref, { signal });
    },
    inspectBytes: (name, bytes, signal) => caller.call('inspectBytes', { name, bytes }, { signal }),
    letGo(loaded) {
      const hold = holds.get(loaded);
      if (!hold) return;
      holds.delete(loaded);
      forgotten.unregister(hold);
      letGo(hold.handle);
    },
    close: caller.close,
  };
}

type ListServices = Pick<
  MarketServices,
  'openMarket' | 'search' | 'cards' | 'entries' | 'dependants'
>;

function listServices({ call }: Caller<TrustCalls>): ListServices {
  /** Ids of markets that were opened, whole or in part. */
  const open = new Set<string>();
  return {
    async openMarket(id, { signal, again, category, onState }) {
      const onProgress = (state: ReadingState) => {
        open.add(id);
        onState?.(state);
      };
      try {
        const market = await call('openMarket', { id, again, category }, { signal, onProgress });
        open.add(id);
        return market;
      } catch (error) {
        // A reading that was given up leaves what was open before.
        if (!(error instanceof MarketError) || error.code !== 'cancelled') open.delete(id);
        throw error;
      }
    },
    search: (query, window, signal) =>
      call('search', { query, window, markets: [...open] }, { signal }),
    cards: (ids) => call('cards', ids),
    entries: (refs) => call('entries', refs),
    dependants: (ref, signal) => call('dependants', ref, { signal }),
  };
}

async function bring(program: () => Promise<Program>): Promise<Program> {
  try {
    return await program();
  } catch (cause) {
    throw new MarketError(
      'net-unreachable',
      'The part of the marketplace plugin that checks files could not be loaded. The files of the plugin must lie next to plugin.js on its server.',
      { cause },
    );
  }
}

interface Side {
  tree: PackageTree;
  hold: Hold;
  caller: Caller<TrustCalls>;
}

function toTree({ packages, externals }: RemoteTree, side: Side): LoadedTree {
  const { tree, hold, caller } = side;
  return {
    tree,
    packages: tree.packages.flatMap((opened, at) => {
      const remote = packages[at];
      if (!remote) return [];
      const { entries, ...rest } = remote;
      const owner = `${opened.name}@${opened.version}`;
      return [{ package: opened, ...rest, files: { entries: toEntries(entries, owner, side) } }];
    }),
    externals: externals.map((each) => ({
      ...each,
      read: () =>
        caller.call('readFile', {
          handle: hold.handle,
          package: each.package,
          file: each.file,
          url: each.url,
        }),
    })),
  };
}

function toEntries(
  remote: RemotePackage['entries'],
  owner: string,
  { hold, caller: { call } }: Side,
): Map<string, FileEntry> {
  const entries = new Map<string, FileEntry>();
  for (const { name, size } of remote) {
    const ref = (): FileRef => ({ handle: hold.handle, package: owner, file: name });
    entries.set(name, {
      name,
      size,
      read: () => call('readFile', ref()),
      check: () => call('checkEntry', ref()),
      sha256: () => call('hashEntry', ref()),
    });
  }
  return entries;
}
