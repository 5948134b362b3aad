/** Locations in the hash: every route survives formatting and parsing, nonsense is the list, the portal's address stays. */
import { afterEach, describe, expect, it, vi } from 'vitest';

import { createRouter, formatHash, parseHash } from '#ui/router.ts';

import type { Route, Router } from '#ui/router.ts';

describe('parseHash and formatHash', () => {
  const routes: [string, Route][] = [
    ['#/', { page: 'list', query: {} }],
    [
      '#/?q=a+b&category=training',
      { page: 'list', query: { q: 'a b', facets: { category: ['training'] } } },
    ],
    [
      '#/?category=a&category=b&market=example-market&gpu=5%2B&sort=updated',
      {
        page: 'list',
        query: {
          facets: { category: ['a', 'b'], gpu: ['5+'], market: ['example-market'] },
          sort: 'updated',
        },
      },
    ],
    ['#/installed', { page: 'installed' }],
    ['#/p/example-market/mnist', { page: 'package', market: 'example-market', name: 'mnist' }],
    [
      '#/p/example-market/mnist/1.0.0%2Bgpu',
      { page: 'package', market: 'example-market', name: 'mnist', version: '1.0.0+gpu' },
    ],
    [
      '#/p/example-market/mnist/1.0.0/install',
      { page: 'install', market: 'example-market', name: 'mnist', version: '1.0.0' },
    ],
    [
      '#/p/example-market/mnist?tab=files',
      { page: 'package', market: 'example-market', name: 'mnist', tab: 'files' },
    ],
    [
      '#/p/example-market/mnist/1.1.0?tab=compare&before=1.0.0%2Bgpu&after=1.1.0',
      {
        page: 'package',
        market: 'example-market',
        name: 'mnist',
        version: '1.1.0',
        tab: 'compare',
        compare: { before: '1.0.0+gpu', after: '1.1.0' },
      },
    ],
    // `install` is a version as good as any other.
    [
      '#/p/example-market/mnist/install',
      { page: 'package', market: 'example-market', name: 'mnist', version: 'install' },
    ],
  ];
  it.each(routes)('%s is one route, and back', (hash, route) => {
    expect(parseHash(hash)).toEqual(route);
    expect(formatHash(route)).toBe(hash);
  });

  it.each([
    ['?tab=nonsense&before=1.0.0&after=1.1.0', {}],
    ['?tab=compare&before=..&after=1.1.0', { tab: 'compare' }],
    ['?tab=compare&before=1.0.0', { tab: 'compare' }],
    ['?tab=files&before=1.0.0&after=1.1.0', { tab: 'files' }],
  ])('shows the package whatever stands behind it: %s', (text, place) => {
    const route = { page: 'package', market: 'example-market', name: 'mnist' };
    expect(parseHash(`#/p/example-market/mnist${text}`)).toEqual({ ...route, ...place });
  });

  it('keeps any search text', () => {
    const query = { q: '50% & more? #1 =/+ “ü”', facets: { category: ['a/b', 'ü&c'] } };
    expect(parseHash(formatHash({ page: 'list', query }))).toEqual({ page: 'list', query });
  });

  it('takes no hash for the list and an anchor of the portal for nothing', () => {
    expect(parseHash('')).toEqual({ page: 'list', query: {} });
    expect(parseHash('#sidebar')).toBeUndefined();
    expect(parseHash('#!')).toBeUndefined();
  });

  it.each([
    '#/p',
    '#/p/example-market',
    '#/p/UPPER/name',
    '#/p/example-market/..',
    '#/p/example-market/a..b',
    '#/p/example-market/%2e%2e%2fx',
    '#/p/example-market/<script>',
    '#/p/example-market/name/1.0/remove',
    '#/p/example-market/name/1.0/install/now',
    '#/p/example-market/%',
    '#/installed/x',
    '#/elsewhere',
    `#/p/example-market/${'n'.repeat(129)}`,
  ])('shows the list, marked as malformed, for %s', (hash) => {
    expect(parseHash(hash)).toEqual({ page: 'list', query: {}, malformed: true });
  });

  it('ignores parameters it does not know and cuts endless ones', () => {
    const route = parseHash(`#/?install=1&q=${'x'.repeat(5000)}`);
    expect(route).toEqual({ page: 'list', query: { q: 'x'.repeat(200) } });
    // As long as the name of an author may be, so that such a filter can be shared.
    const by = ['x'.repeat(256)];
    expect(parseHash(`#/?by=${'x'.repeat(5000)}`)).toEqual({
      page: 'list',
      query: { facets: { by } },
    });
  });

  it('takes a value once, none that is empty, fifty of a filter, and no order that it does not know', () => {
    const many = Array.from({ length: 99 }, (_, at) => `by=${at}`).join('&');
    const route = parseHash(`#/?type=&license=MIT&license=MIT&sort=random&${many}`);
    const query = route?.page === 'list' ? route.query : {};
    expect(query.facets?.license).toEqual(['MIT']);
    expect(query.facets?.by).toHaveLength(50);
    expect(Object.keys(query)).toEqual(['facets']);
    expect(query.facets).not.toHaveProperty('type');
  });
});

describe('createRouter', () => {
  let router: Router | undefined;
  const start = (address: string) => {
    window.history.replaceState(null, '', address);
    router = createRouter(window);
    return router;
  };
  const hashChanges = () => window.dispatchEvent(new Event('hashchange'));
  afterEach(() => router?.dispose());

  it('begins at the address of the page, as after a reload', () => {
    expect(start('/plugin.html?index=2#/installed').get()).toEqual({ page: 'installed' });
  });

  it('never touches the path or the query of the portal', () => {
    start('/plugin.html?index=2').navigate({ page: 'list', query: { q: 'x' } });
    expect(window.location.pathname + window.location.search).toBe('/plugin.html?index=2');
    expect(window.location.hash).toBe('#/?q=x');
  });

  it('adds to the history for a category and not for typed text', () => {
    const to = start('/plugin.html#/');
    const before = window.history.length;
    to.navigate({ page: 'list', query: { q: 'm' } }, { replace: true });
    to.navigate({ page: 'list', query: { q: 'mn' } }, { replace: true });
    expect(window.history.length).toBe(before);
    to.navigate({ page: 'list', query: { facets: { category: ['training'] } } });
    expect(window.history.length).toBe(before + 1);
  });

  it('changes the address at once, then no more often than browsers allow, and ends with the last text', async () => {
    const to = start('/plugin.html#/');
    const write = vi.spyOn(window.history, 'replaceState');
    for (const q of ['m', 'mn', 'mni', 'mnis', 'mnist']) {
      to.navigate({ page: 'list', query: { q } }, { replace: true });
    }
    expect(to.get()).toEqual({ page: 'list', query: { q: 'mnist' } });
    expect(window.location.hash).toBe('#/?q=m');
    await vi.waitFor(() => expect(window.location.hash).toBe('#/?q=mnist'));
    expect(write).toHaveBeenCalledTimes(2);
    write.mockRestore();
  });

  it('has the typed text in the address before a link is followed or another entry is made', () => {
    const to = start('/plugin.html#/');
    to.navigate({ page: 'list', query: { q: 'm' } }, { replace: true });
    to.navigate({ page: 'list', query: { q: 'mn' } }, { replace: true });
    document.body.click();
    expect(window.location.hash).toBe('#/?q=mn');
  });

  it('tells entries of the history apart, not the texts typed in one', () => {
    const to = start('/plugin.html#/');
    const first = to.entry();
    to.navigate({ page: 'list', query: { q: 'm' } }, { replace: true });
    expect(to.entry()).toBe(first);
    to.navigate({ page: 'installed' });
    expect(to.entry()).not.toBe(first);
    expect(window.history.state).toMatchObject({ paiMarketEntry: to.entry() });
  });

  it('knows an entry again after a reload, and keeps what the portal has there', () => {
    window.history.replaceState({ portal: 1, paiMarketEntry: 'known' }, '', '/plugin.html#/');
    router = createRouter(window);
    expect(router.entry()).toBe('known');
    router.navigate({ page: 'list', query: { q: 'x' } }, { replace: true });
    expect(window.history.state).toEqual({ portal: 1, paiMarketEntry: 'known' });
  });

  it('follows links, back and forward', () => {
    const to = start('/plugin.html#/');
    window.history.replaceState(null, '', '#/p/example-market/mnist');
    hashChanges();
    expect(to.get()).toEqual({ page: 'package', market: 'example-market', name: 'mnist' });
  });

  it('stays where it is when the portal uses an anchor of its own', () => {
    const to = start('/plugin.html#/installed');
    window.history.replaceState(null, '', '#menu');
    hashChanges();
    expect(to.get()).toEqual({ page: 'installed' });
  });

  it('tells of a malformed address even on the list', () => {
    const to = start('/plugin.html#/');
    window.history.replaceState(null, '', '#/p/%');
    hashChanges();
    expect(to.get()).toMatchObject({ page: 'list', malformed: true });
  });

  it('hears nothing any more after dispose', () => {
    const to = start('/plugin.html#/');
    to.dispose();
    window.history.replaceState(null, '', '#/installed');
    hashChanges();
    expect(to.get()).toEqual({ page: 'list', query: {} });
  });
});
