/** A value that is loaded by a promise, as one status; leaving or asking anew aborts what still runs. */
import { useCallback, useEffect, useReducer, useState } from 'react';

import { toMarketError } from '#core/errors.ts';

import type { DependencyList } from 'react';
import type { MarketError } from '#core/errors.ts';

export type Resource<Value> =
  | { status: 'idle' }
  | { status: 'loading' }
  | { status: 'ready'; value: Value }
  | { status: 'failed'; error: MarketError };

export type ResourceWithReload<Value> = Resource<Value> & { reload: () => void };

const LOADING = { status: 'loading' } as const;
const IDLE = { status: 'idle' } as const;

/**
 * Loads when `deps` change and on `reload()`. Without `load` the resource is idle.
 * A value of older deps is never given: from the first render with new deps the status is `loading`.
 */
export function useResource<Value>(
  load: ((signal: AbortSignal) => Promise<Value>) | undefined,
  deps: DependencyList,
): ResourceWithReload<Value> {
  const [round, reload] = useReducer((count: number) => count + 1, 0);
  const [settled, setSettled] = useState<{ key: object; resource: Resource<Value> }>();
  // A fresh object whenever deps change: tells a settled value of these deps from an older one.
  const key = useKey([...deps, round, load === undefined]);

  useEffect(() => {
    if (!load) return;
    const controller = new AbortController();
    const settle = (resource: Resource<Value>) => {
      if (!controller.signal.aborted) setSettled({ key, resource });
    };
    load(controller.signal).then(
      (value) => settle({ status: 'ready', value }),
      (thrown: unknown) => settle({ status: 'failed', error: toMarketError(thrown) }),
    );
    return () => controller.abort();
    // `load` is a new function in each render; `key` changes exactly when it must run again.
  }, [key]);

  const resource = !load ? IDLE : settled?.key === key ? settled.resource : LOADING;
  return { ...resource, reload: useCallback(() => reload(), []) };
}

function useKey(deps: DependencyList): object {
  const [state] = useState<{ deps: DependencyList; key: object }>(() => ({ deps, key: {} }));
  const same =
    state.deps.length === deps.length && state.deps.every((dep, at) => Object.is(dep, deps[at]));
  if (!same) Object.assign(state, { deps, key: {} });
  return state.key;
}
