/** Door of the trust worker: serves the page that started it, and is self-contained; docs/decisions/0006-worker.md. */
import { createIdbMemory } from '#adapters/browser/idb-memory.ts';
import { createClock } from '#adapters/http/clock.ts';
import { serveCalls } from '#adapters/worker/serve.ts';
import { MarketError } from '#core/errors.ts';
import { createMarketServices } from './market-services.ts';

import type { FileEntry, FileTree } from '#core/model/trust.ts';
import type { LoadProgress } from './market-services.ts';
import type { EntryRef, TrustCalls, TrustInit } from './trust-calls.ts';

/** Milliseconds between two reports of progress on the same thing; pieces come a thousand times as often. */
const PROGRESS_MS = 50;

/** Answers until the port closes. */
export function serve(port: MessagePort, init: TrustInit): void {
  const services = createMarketServices({ ...init, memory: createIdbMemory() });
  let loaded: { handle: number; files: FileTree } | undefined;
  let newest = 0;
  const find = ({ handle, name }: EntryRef): FileEntry => {
    const entry = loaded?.handle === handle ? loaded.files.entries.get(name) : undefined;
    if (entry) return entry;
    throw new MarketError(
      'internal',
      `The files of this package are not loaded any more. Begin the installation anew.`,
      { details: { file: name } },
    );
  };
  serveCalls<TrustCalls>(port, {
    openMarket: ({ id, again }, { signal }) => services.openMarket(id, { signal, again }),
    openPackage: (ref, { signal }) => services.openPackage(ref, signal),
    async loadPackage({ handle, opened }, { signal, onProgress }) {
      // One archive in memory at a time: the page shows one installation.
      loaded = undefined;
      newest = handle;
      const options = { signal, onProgress: seldom(onProgress) };
      const { package: _, files, ...rest } = await services.loadPackage(opened, options);
      signal.throwIfAborted();
      // A slow load that began before must not take the place of a newer one.
      if (handle === newest) loaded = { handle, files };
      return {
        ...rest,
        entries: [...files.entries.values()].map(({ name, size }) => ({ name, size })),
      };
    },
    // A copy, as what is handed over is gone here, and the file may be asked for again.
    readEntry: async (ref) => (await find(ref).read()).slice(),
    checkEntry: (ref) => find(ref).check(),
  });
}

function seldom(report: (progress: LoadProgress) => void): (progress: LoadProgress) => void {
  const clock = createClock();
  let last = { what: '', at: 0 };
  return (progress) => {
    const at = clock.now();
    if (progress.what === last.what && at - last.at < PROGRESS_MS) return;
    last = { what: progress.what, at };
    report(progress);
  };
}
