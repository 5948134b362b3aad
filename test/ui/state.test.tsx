/** State outside pages: the store, resources that load and are given up, the markets that are read once. */
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { createMarkets } from '#ui/state/markets.ts';
import { createStore, useStore } from '#ui/state/store.ts';
import { useResource } from '#ui/state/use-resource.ts';
import {
  failedMarket,
  fakeEntry,
  fakeMarket,
  fakeServices,
  readyMarket,
} from '../fakes/services.ts';

describe('a store', () => {
  it('tells its listeners of changes only', () => {
    const store = createStore(1);
    const seen: number[] = [];
    const stop = store.subscribe(() => seen.push(store.get()));
    store.set(1);
    store.set(2);
    store.set((value) => value + 1);
    stop();
    store.set(9);
    expect(seen).toEqual([2, 3]);
  });

  it('renders again with each state', () => {
    const store = createStore('a');
    const { result } = renderHook(() => useStore(store));
    act(() => store.set('b'));
    expect(result.current).toBe('b');
  });
});

describe('a resource', () => {
  it('is idle without anything to load', () => {
    const { result } = renderHook(() => useResource(undefined, []));
    expect(result.current.status).toBe('idle');
  });

  it('loads, then is ready', async () => {
    const { result } = renderHook(() => useResource(() => Promise.resolve(7), []));
    expect(result.current.status).toBe('loading');
    await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', value: 7 }));
  });

  it('gives every failure as a MarketError', async () => {
    const refused = new MarketError('signature-bad', 'no');
    const { result } = renderHook(() => useResource(() => Promise.reject(refused), []));
    await waitFor(() => expect(result.current).toMatchObject({ status: 'failed', error: refused }));
    const bug = renderHook(() => useResource(() => Promise.reject(new TypeError('x')), []));
    await waitFor(() => expect(bug.result.current).toMatchObject({ error: { code: 'internal' } }));
  });

  it('never shows the value of older dependencies, and aborts their work', async () => {
    const asked: { id: number; signal: AbortSignal; answer: (value: string) => void }[] = [];
    const load = (id: number) => (signal: AbortSignal) =>
      new Promise<string>((resolve) => asked.push({ id, signal, answer: resolve }));
    const { result, rerender } = renderHook(({ id }) => useResource(load(id), [id]), {
      initialProps: { id: 1 },
    });
    rerender({ id: 2 });
    expect(asked[0]?.signal.aborted).toBe(true);
    await act(async () => {
      asked[0]?.answer('one');
      await Promise.resolve();
    });
    expect(result.current.status).toBe('loading');
    await act(async () => {
      asked[1]?.answer('two');
      await Promise.resolve();
    });
    expect(result.current).toMatchObject({ status: 'ready', value: 'two' });
    rerender({ id: 3 });
    expect(result.current.status).toBe('loading');
  });

  it('does not load again for a new function with the same dependencies', () => {
    let calls = 0;
    const { rerender } = renderHook(() =>
      useResource(() => {
        calls += 1;
        return new Promise(() => undefined);
      }, ['same']),
    );
    rerender();
    rerender();
    expect(calls).toBe(1);
  });

  it('loads again on request', async () => {
    let calls = 0;
    const { result } = renderHook(() => useResource(() => Promise.resolve((calls += 1)), []));
    await waitFor(() => expect(result.current).toMatchObject({ value: 1 }));
    act(() => result.current.reload());
    expect(result.current.status).toBe('loading');
    await waitFor(() => expect(result.current).toMatchObject({ value: 2 }));
  });

  it('aborts when its view goes', () => {
    let signal: AbortSignal | undefined;
    const { unmount } = renderHook(() =>
      useResource((given) => {
        signal = given;
        return new Promise(() => undefined);
      }, []),
    );
    unmount();
    expect(signal?.aborted).toBe(true);
  });
});

describe('the markets', () => {
  it('for groups are shown once it is known that the user is in one', async () => {
    const open = fakeMarket();
    const mine = fakeMarket({ id: 'mine', groups: ['vision'] });
    const theirs = fakeMarket({ id: 'theirs', groups: ['speech'] });
    const markets = createMarkets(
      fakeServices({
        config: () => ({ markets: [theirs, open, mine] }),
        shownMarkets: () => Promise.resolve([open, mine]),
      }),
    );
    const shown = () => markets.get().shown.map(({ id }) => id);
    expect(shown()).toEqual(['example-market']);
    markets.start();
    await waitFor(() => expect(shown()).toEqual(['example-market', 'mine']));
  });

  it('are shown when something is heard of them, in the order of the configuration', () => {
    const mine = fakeMarket({ id: 'mine', groups: ['vision'] });
    const error = new MarketError('cluster-unreachable', 'no');
    const markets = createMarkets(
      fakeServices({
        config: () => ({ markets: [mine, fakeMarket()] }),
        shownMarkets: () => new Promise(() => undefined),
        openMarkets: (_signal, onState) => {
          onState(failedMarket(error, mine));
          return new Promise(() => undefined);
        },
      }),
    );
    markets.start();
    expect(markets.get().shown.map(({ id }) => id)).toEqual(['mine', 'example-market']);
  });

  it('are told what is looked at, so that it may come first', () => {
    let hint: unknown;
    const markets = createMarkets(
      fakeServices({
        openMarkets: (_signal, _onState, given) => {
          hint = given;
          return Promise.resolve();
        },
      }),
    );
    markets.start({ category: 'training' });
    expect(hint).toEqual({ category: 'training' });
  });

  it('are read once, however often the list is opened', () => {
    let calls = 0;
    const markets = createMarkets(
      fakeServices({
        openMarkets: () => {
          calls += 1;
          return Promise.resolve();
        },
      }),
    );
    markets.start();
    markets.start();
    expect(calls).toBe(1);
  });

  it('keep what is open while they are read again', async () => {
    const ready = readyMarket([fakeEntry()]);
    let first = true;
    const markets = createMarkets(
      fakeServices({
        config: () => ({ markets: [fakeMarket()] }),
        openMarkets: (_signal, onState) => {
          if (first) onState(ready);
          first = false;
          return Promise.resolve();
        },
      }),
    );
    markets.start();
    await waitFor(() => expect(markets.get().loading).toBe(false));
    markets.retry();
    expect(markets.get().states.get('example-market')).toBe(ready);
    expect(markets.get().loading).toBe(true);
  });

  it('ignore what a given-up reading still brings', () => {
    let late: (() => void) | undefined;
    const markets = createMarkets(
      fakeServices({
        openMarkets: (_signal, onState) => {
          late = () => onState(readyMarket([fakeEntry()]));
          return new Promise(() => undefined);
        },
      }),
    );
    markets.start();
    markets.stop();
    late?.();
    expect(markets.get().states.size).toBe(0);
  });
});
