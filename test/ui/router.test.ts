/** Locations in the hash: every route survives formatting and parsing, nonsense is the list, the portal's address stays. */
import { afterEach, describe, expect, it } from 'vitest';

import { createRouter, formatHash, parseHash } from '#ui/router.ts';

import type { Route, Router } from '#ui/router.ts';

describe('parseHash and formatHash', () => {
  const routes: [string, Route][] = [
    ['#/', { page: 'list', query: {} }],
    ['#/?q=a+b&category=training', { page: 'list', query: { q: 'a b', category: 'training' } }],
    ['#/?market=example-market', { page: 'list', query: { market: 'example-market' } }],
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

  it('keeps any search text', () => {
    const query = { q: '50% & more? #1 =/+ “ü”', category: 'a/b' };
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
    to.navigate({ page: 'list', query: { category: 'training' } });
    expect(window.history.length).toBe(before + 1);
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
