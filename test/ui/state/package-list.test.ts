/** The answer that the list shows, and its cards: one search at a time, nothing asked for twice, nothing blank for long. */
import { describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { createCardCache } from '#ui/state/card-cache.ts';
import { createMarkets } from '#ui/state/markets.ts';
import { createPackageList } from '#ui/state/package-list.ts';
import { createPlaces } from '#ui/state/places.ts';
import { fakeEntry, fakeServices, readyMarket, servicesOver } from '../../fakes/services.ts';

import type { Card, ListQuery } from '#core/model/listing.ts';
import type { Services } from '#ui/services.ts';

const entries = ['a', 'b', 'c'].map((name) => fakeEntry({ name, label: `Package ${name}` }));

function listOver(services: Services) {
  const markets = createMarkets(services);
  const list = createPackageList(services, markets);
  return { markets, list };
}

describe('the list', () => {
  it('asks nothing before packages are there, then searches by itself', async () => {
    const services = servicesOver([readyMarket(entries)]);
    const search = vi.spyOn(services, 'search');
    const { markets, list } = listOver(services);
    list.ask({});
    expect(search).not.toHaveBeenCalled();
    markets.start();
    await vi.waitFor(() => expect(list.get().answer?.total).toBe(3));
    const [first = -1] = list.get().answer?.order ?? [];
    expect(list.card(first)?.label).toBe('Package a');
  });

  it('searches one at a time, and of what was typed meanwhile the last only', async () => {
    const services = servicesOver([readyMarket(entries)]);
    const asked: string[] = [];
    const release: (() => void)[] = [];
    const search: Services['search'] = async (query, ...rest) => {
      asked.push(query.q ?? '');
      await new Promise<void>((resolve) => release.push(resolve));
      return services.search(query, ...rest);
    };
    const { markets, list } = listOver({ ...services, search });
    markets.start();
    await vi.waitFor(() => expect(markets.get().loading).toBe(false));
    for (const q of ['p', 'pa', 'pac', 'pack']) list.ask({ q });
    expect(asked).toEqual(['p']);
    release[0]?.();
    await vi.waitFor(() => expect(asked).toEqual(['p', 'pack']));
    expect(list.get().answer?.query).toEqual({ q: 'p' });
    release[1]?.();
    await vi.waitFor(() => expect(list.get().answer?.query).toEqual({ q: 'pack' }));
  });

  it('does not search again for what it shows', async () => {
    const services = servicesOver([readyMarket(entries)]);
    const search = vi.spyOn(services, 'search');
    const { markets, list } = listOver(services);
    list.ask({ q: 'package' });
    markets.start();
    await vi.waitFor(() => expect(list.get().answer).toBeDefined());
    await new Promise((done) => setTimeout(done, 250));
    const { length } = search.mock.calls;
    list.ask({ q: 'package' });
    expect(search).toHaveBeenCalledTimes(length);
  });

  it('searches again when the versions of the clusters are known', async () => {
    const versions: unknown[] = [];
    const services = servicesOver([readyMarket(entries)], {
      clusterVersions: () => Promise.resolve({ pai: '1.8.0' }),
    });
    const search: Services['search'] = (query, window, signal) => {
      versions.push(window.versions);
      return services.search(query, window, signal);
    };
    const { markets, list } = listOver({ ...services, search });
    list.ask({});
    markets.start();
    await vi.waitFor(() => expect(versions.at(-1)).toEqual({ pai: '1.8.0' }));
  });

  it('tells why a search failed, and can be asked again', async () => {
    const services = servicesOver([readyMarket(entries)]);
    let broken = true;
    const search: Services['search'] = (...asked) =>
      broken ? Promise.reject(new MarketError('internal', 'no')) : services.search(...asked);
    const { markets, list } = listOver({ ...services, search });
    list.ask({});
    markets.start();
    await vi.waitFor(() => expect(list.get().error?.code).toBe('internal'));
    broken = false;
    list.retry();
    await vi.waitFor(() => expect(list.get().answer?.total).toBe(3));
    expect(list.get().error).toBeUndefined();
  });

  it('searches again where its cards are known no more, as after the worker ended', async () => {
    const services = servicesOver([readyMarket(entries)]);
    let ended = true;
    const { markets, list } = listOver({
      ...services,
      search: async (...asked) => ({ ...(await services.search(...asked)), cards: [] }),
      cards: (ids) => (ended ? Promise.resolve([]) : services.cards(ids)),
    });
    list.ask({});
    markets.start();
    await vi.waitFor(() => expect(list.get().answer?.total).toBe(3));
    ended = false;
    const [first = -1] = list.get().answer?.order ?? [];
    await vi.waitFor(() => expect(list.card(first)?.label).toBe('Package a'));
  });

  it('hears nothing any more after it was stopped', async () => {
    const services = fakeServices({ openMarkets: () => Promise.resolve() });
    const search = vi.spyOn(services, 'search');
    const { markets, list } = listOver(services);
    const queries: ListQuery[] = [{}, { q: 'x' }];
    list.stop();
    for (const query of queries) list.ask(query);
    markets.start();
    await Promise.resolve();
    expect(search).not.toHaveBeenCalled();
  });
});

describe('the cards', () => {
  const cardOf = (id: number) => ({ id, name: `p${id}` }) as Card;
  const order = (count: number) => Uint32Array.from({ length: count }, (_, at) => at + 1);

  it('in sight come first, then all others, each asked for once', async () => {
    const asked: number[][] = [];
    const onCards = vi.fn();
    const cache = createCardCache({
      cards: (ids) => {
        asked.push([...ids]);
        return Promise.resolve(ids.map(cardOf));
      },
      onCards,
      onFailure: () => undefined,
    });
    cache.follow(order(1200));
    cache.show(600, 10);
    expect(asked[0]).toEqual(Array.from({ length: 10 }, (_, at) => 601 + at));
    await vi.waitFor(() => expect(cache.get(1200)).toBeDefined());
    const all = asked.flat();
    expect(new Set(all).size).toBe(1200);
    expect(all).toHaveLength(1200);
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(500);
    expect(onCards).toHaveBeenCalledTimes(1);
  });

  it('that are no more are not asked for for ever', async () => {
    const cards = vi.fn(() => Promise.resolve<Card[]>([]));
    const cache = createCardCache({ cards, onCards: vi.fn(), onFailure: vi.fn() });
    cache.follow(order(3));
    cache.show(0, 3);
    cache.show(0, 3);
    await new Promise((done) => setTimeout(done, 80));
    expect(cards).toHaveBeenCalledTimes(1);
  });
});

describe('places', () => {
  const storage = (text?: string) => {
    const kept = new Map(text === undefined ? [] : [['pai-market.places', text]]);
    const getItem = (key: string) => kept.get(key) ?? null;
    const setItem = (key: string, value: string) => void kept.set(key, value);
    return { getItem, setItem, kept } as unknown as Storage & { kept: Map<string, string> };
  };

  it('are found again in the same tab, the last fifty', () => {
    const tab = storage();
    const places = createPlaces(() => tab);
    for (let at = 0; at < 60; at++) places.set(`e${at}`, { top: at });
    places.set('e59', { top: 7, focus: { key: 'm/p', at: 3 } });
    places.save();
    const again = createPlaces(() => tab);
    expect(again.get('e59')).toEqual({ top: 7, focus: { key: 'm/p', at: 3 } });
    expect(again.get('e9')).toBeUndefined();
    expect(again.get('e10')).toEqual({ top: 10 });
  });

  it.each(['{', '[["a"]]', '[["a",{"top":"1"}]]', '[["a",{"top":1,"focus":{"key":1}}]]', '7'])(
    'do not trust what else lies there: %s',
    (text) => {
      expect(createPlaces(() => storage(text)).get('a')).toBeUndefined();
    },
  );

  it('do without a storage', () => {
    const places = createPlaces(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    places.set('a', { top: 1 });
    expect(() => places.save()).not.toThrow();
    expect(places.get('a')).toEqual({ top: 1 });
  });
});
