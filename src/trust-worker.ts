/** Door of the trust worker: serves the page that started it, and is self-contained; docs/decisions/0006-worker.md. */
import { createIdbCache } from '#adapters/browser/idb-cache.ts';
import { createIdbMemory } from '#adapters/browser/idb-memory.ts';
import { createClock } from '#adapters/http/clock.ts';
import { serveCalls } from '#adapters/worker/serve.ts';
import { findEntry, findFile, notLoaded } from './loaded-files.ts';
import { createMarketServices } from './market-services.ts';

import type { LoadedTree } from '#core/model/market.ts';
import type { LoadProgress } from '#flows/load-files.ts';
import type { FileRef, RemoteTree, TrustCalls, TrustInit } from './trust-calls.ts';

/** Milliseconds between two reports of progress on the same thing; pieces come a thousand times as often. */
const PROGRESS_MS = 50;
/** Milliseconds between two reports of how far a market is read. */
const STATE_MS = 100;

/** Answers until the port closes. */
export function serve(port: MessagePort, init: TrustInit): void {
  const services = createMarketServices({
    ...init,
    memory: createIdbMemory(),
    cache: createIdbCache(),
  });
  // By handle; the page lets go of what it does not need any more.
  const held = new Map<number, LoadedTree>();
  const find = ({ handle, file }: FileRef): LoadedTree => {
    const loaded = held.get(handle);
    if (loaded) return loaded;
    throw notLoaded(file);
  };
  serveCalls<TrustCalls>(port, {
    openMarket: ({ id, again, category }, { signal, onProgress }) =>
      services.openMarket(id, { signal, again, category, onState: rarely(onProgress) }),
    async search({ query, window, markets }, { signal }) {
      await services.restore(markets, signal);
      return services.search(query, window, signal);
    },
    cards: (ids) => services.cards(ids),
    entries: (refs) => services.entries(refs),
    dependants: (ref, { signal }) => services.dependants(ref, signal),
    openPackage: (wish, { signal }) => services.openPackage(wish, signal),
    packagePicture: ({ opened, file }, { signal }) => services.packagePicture(opened, file, signal),
    openTree: ({ opened, versions }, { signal }) => services.openTree(opened, versions, signal),
    async loadFiles({ handle, tree, wishes }, { signal, onProgress }) {
      const loaded = await services.loadFiles(tree, wishes, {
        signal,
        onProgress: seldom(onProgress),
      });
      // Nobody would let go of what nobody waits for.
      signal.throwIfAborted();
      held.set(handle, loaded);
      return toRemote(loaded);
    },
    // A copy, as what is handed over is gone here, and the file may be asked for again.
    readFile: async (ref) => (await findFile(find(ref), ref).read()).slice(),
    inspectFile: (ref, { signal }) => services.inspectFile(find(ref), ref, signal),
    inspectBytes: ({ name, bytes }, { signal }) => services.inspectBytes(name, bytes, signal),
    checkEntry: async (ref) => findEntry(find(ref), ref).check(),
    hashEntry: async (ref) => findEntry(find(ref), ref).sha256(),
    letGo: async (handle) => void held.delete(handle),
  });
}

function toRemote({ packages, externals }: LoadedTree): RemoteTree {
  return {
    packages: packages.map(({ package: _, files, ...rest }) => ({
      ...rest,
      entries: [...files.entries.values()].map(({ name, size }) => ({ name, size })),
    })),
    externals: externals.map(({ read: _, ...rest }) => rest),
  };
}

/** The first at once; what is not told is told by the next, or by the answer. */
function rarely<Value>(report: (value: Value) => void): (value: Value) => void {
  const clock = createClock();
  let last = -Infinity;
  return (value) => {
    const at = clock.now();
    if (at - last < STATE_MS) return;
    last = at;
    report(value);
  };
}

function seldom(report: (progress: LoadProgress) => void): (progress: LoadProgress) => void {
  const clock = createClock();
  let last = { what: '', at: 0 };
  return (progress) => {
    const at = clock.now();
    const what = `${progress.package} ${progress.what}`;
    if (what === last.what && at - last.at < PROGRESS_MS) return;
    last = { what, at };
    report(progress);
  };
}
