/** The page's side of the trust worker: the same services, answered by another thread. */
import { createCaller } from '#adapters/worker/calls.ts';
import { startProgram } from '#adapters/worker/start.ts';
import { MarketError } from '#core/errors.ts';

import type { Caller } from '#adapters/worker/calls.ts';
import type { Program } from '#adapters/worker/start.ts';
import type { FileEntry, FileTree } from '#core/model/trust.ts';
import type { MarketServices } from './market-services.ts';
import type { RemoteLoaded, TrustCalls, TrustInit } from './trust-calls.ts';

export interface TrustClient extends MarketServices {
  /** Ends the worker; whatever runs is `cancelled`. */
  close(): void;
}

/** `program` brings the code of the worker; it is asked at the first call, and again when it failed. */
export function createTrustClient(program: () => Promise<Program>, init: TrustInit): TrustClient {
  const caller = createCaller<TrustCalls>(async () =>
    startProgram({ program: await bring(program), init }),
  );
  let handles = 0;
  return {
    openMarket: (id, { signal, again }) => caller.call('openMarket', { id, again }, { signal }),
    openPackage: (ref, signal) => caller.call('openPackage', ref, { signal }),
    async loadPackage(opened, options) {
      handles += 1;
      const handle = handles;
      const { entries, ...rest } = await caller.call('loadPackage', { handle, opened }, options);
      return { package: opened, ...rest, files: toTree(entries, handle, caller) };
    },
    close: caller.close,
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

function toTree(
  remote: RemoteLoaded['entries'],
  handle: number,
  { call }: Caller<TrustCalls>,
): FileTree {
  const entries = new Map<string, FileEntry>();
  for (const { name, size } of remote) {
    entries.set(name, {
      name,
      size,
      read: () => call('readEntry', { handle, name }),
      check: () => call('checkEntry', { handle, name }),
    });
  }
  return { entries };
}
