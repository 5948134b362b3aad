/** Locations of the plugin: they live in the hash, because path and query belong to the portal. */
import { createContext, useContext } from 'react';

import { FACETS, SORTS } from '#core/model/listing.ts';
import { createEntries } from './state/history-entries.ts';
import { createStore, useStore } from './state/store.ts';

import type { FacetName, ListQuery, SortOrder } from '#core/model/listing.ts';
import type { Store } from './state/store.ts';

const PACKAGE_TABS = [
  'readme',
  'changelog',
  'files',
  'versions',
  'compare',
  'dependencies',
] as const;
export type PackageTab = (typeof PACKAGE_TABS)[number];

/** Two versions side by side, the second as what became of the first. */
export interface Comparison {
  before: string;
  after: string;
}

/** What is looked at on the page of a package. */
export interface PackagePlace {
  /** The first one if absent. */
  tab?: PackageTab;
  /** Of the tab `compare`; the two that are nearest at hand if absent. */
  compare?: Comparison;
}

export type Route =
  | { page: 'list'; query: ListQuery; malformed?: true }
  | ({ page: 'package'; market: string; name: string; version?: string } & PackagePlace)
  | { page: 'install'; market: string; name: string; version: string }
  | { page: 'installed' };

// Security rule 5.3: only names that may stand in an address of the market are names at all.
const MARKET = /^[a-z0-9-]{1,64}$/;
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/;
const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$/;
/** Longest search text. */
const QUERY_LENGTH = 200;
/** Longest value of a filter: no row has a longer one. */
const VALUE_LENGTH = 256;
/** Values of one filter that an address may choose. */
const CHOICES = 50;

/**
 * The route of a hash with or without `#`. Ours begin with `#/`; an empty one is the list; for any other (an anchor of
 * the portal) the answer is undefined. One of ours that makes no sense is the list, marked as malformed.
 */
export function parseHash(hash: string): Route | undefined {
  const text = hash.replace(/^#/, '');
  if (text === '') return { page: 'list', query: {} };
  if (!text.startsWith('/')) return undefined;
  const [path = '', ...rest] = text.split('?');
  if (path === '/') return { page: 'list', query: parseQuery(rest.join('?')) };
  const route = parsePath(path);
  if (route?.page === 'package') return { ...route, ...parsePlace(rest.join('?')) };
  return route ?? { page: 'list', query: {}, malformed: true };
}

/** The hash of a route, with `#`, every part encoded. */
export function formatHash(route: Route): string {
  switch (route.page) {
    case 'list':
      return `#/${formatQuery(route.query)}`;
    case 'installed':
      return '#/installed';
    case 'package': {
      const parts = [route.market, route.name];
      if (route.version !== undefined) parts.push(route.version);
      return `#/p/${parts.map(encodeURIComponent).join('/')}${formatPlace(route)}`;
    }
    case 'install': {
      const parts = [route.market, route.name, route.version];
      return `#/p/${parts.map(encodeURIComponent).join('/')}/install`;
    }
  }
}

function parsePath(path: string): Route | undefined {
  const parts = decodeParts(path.slice(1).replace(/\/$/, ''));
  if (!parts) return undefined;
  const [head, market = '', name = '', version, last] = parts;
  if (head === 'installed' && parts.length === 1) return { page: 'installed' };
  if (head !== 'p' || parts.length > 5 || !MARKET.test(market) || !isName(NAME, name)) {
    return undefined;
  }
  if (version === undefined) return { page: 'package', market, name };
  if (!isName(VERSION, version)) return undefined;
  if (last === undefined) return { page: 'package', market, name, version };
  return last === 'install' ? { page: 'install', market, name, version } : undefined;
}

/** What makes no sense is left out: the package itself can be shown all the same. */
function parsePlace(text: string): PackagePlace {
  const params = new URLSearchParams(text);
  const tab = PACKAGE_TABS.find((each) => each === params.get('tab'));
  if (!tab) return {};
  const [before, after] = [params.get('before') ?? '', params.get('after') ?? ''];
  const known = tab === 'compare' && isExactVersion(before) && isExactVersion(after);
  return known ? { tab, compare: { before, after } } : { tab };
}

function formatPlace({ tab, compare }: PackagePlace): string {
  if (!tab) return '';
  const versions = tab === 'compare' && compare ? { ...compare } : {};
  return `?${new URLSearchParams({ tab, ...versions })}`;
}

/** Whether a text is one version, which may stand in an address, and no range. */
export function isExactVersion(text: string): boolean {
  return isName(VERSION, text);
}

function isName(pattern: RegExp, text: string): boolean {
  return pattern.test(text) && !text.includes('..');
}

function decodeParts(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    // A percent sign that encodes nothing: the address was cut or typed wrong.
    return undefined;
  }
}

function parseQuery(text: string): ListQuery {
  const params = new URLSearchParams(text);
  const query: ListQuery = {};
  const q = params.get('q')?.slice(0, QUERY_LENGTH);
  if (q) query.q = q;
  const facets: Partial<Record<FacetName, string[]>> = {};
  for (const facet of FACETS) {
    const values = params.getAll(facet).map((value) => value.slice(0, VALUE_LENGTH));
    const chosen = [...new Set(values)].filter((value) => value !== '').slice(0, CHOICES);
    if (chosen.length > 0) facets[facet] = chosen;
  }
  if (Object.keys(facets).length > 0) query.facets = facets;
  const sort = params.get('sort');
  if (isSort(sort)) query.sort = sort;
  return query;
}

function isSort(text: string | null): text is SortOrder {
  return (SORTS as readonly (string | null)[]).includes(text);
}

function formatQuery({ q, facets = {}, sort }: ListQuery): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  for (const facet of FACETS) {
    for (const value of facets[facet] ?? []) params.append(facet, value);
  }
  if (sort) params.set('sort', sort);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

export interface Router extends Pick<Store<Route>, 'get' | 'subscribe'> {
  /** Tells entries of the history apart; the same again after back, forward and a reload. */
  entry(): string;
  /** Goes there; `replace` leaves no entry in the history (search text while it is typed). */
  navigate(route: Route, options?: { replace?: boolean }): void;
  /** Asks `allow` before the address leads to another page; false keeps this one. Returns the way to stop asking. */
  guard(allow: (route: Route) => boolean): () => void;
  /** Stops listening to the window. */
  dispose(): void;
}

/** Follows the hash of the window; never touches the path or the `?index=` of the portal. */
export function createRouter(window: Window): Router {
  const store = createStore<Route>(parseHash(window.location.hash) ?? { page: 'list', query: {} });
  const entries = createEntries(window);
  let allowed: ((route: Route) => boolean) | undefined;
  const follow = () => {
    if (entries.isHere()) return;
    entries.drop();
    const route = parseHash(window.location.hash);
    const here = formatHash(store.get());
    // An anchor of the portal is not ours: the page that is open stays.
    if (!route) return;
    if (formatHash(route) === here) {
      entries.follow();
      if (route.page === 'list' && route.malformed) store.set(route);
    } else if (allowed?.(route) ?? true) {
      entries.follow();
      store.set(route);
    }
    // The address is of the page that stays; pushed, so that no other entry is lost.
    else entries.push(addressOf(window, here));
  };
  const { flush } = entries;
  window.addEventListener('hashchange', follow);
  window.addEventListener('popstate', follow);
  // A link is followed from the address that is shown by then.
  window.addEventListener('click', flush, true);
  window.addEventListener('pagehide', flush);
  return {
    get: store.get,
    subscribe: store.subscribe,
    entry: entries.current,
    navigate(route, options = {}) {
      const hash = formatHash(route);
      const url = addressOf(window, hash);
      if (options.replace) entries.replace(url);
      else {
        flush();
        if (hash !== window.location.hash) entries.push(url);
      }
      store.set(route);
    },
    guard(allow) {
      allowed = allow;
      return () => {
        if (allowed === allow) allowed = undefined;
      };
    },
    dispose() {
      flush();
      window.removeEventListener('hashchange', follow);
      window.removeEventListener('popstate', follow);
      window.removeEventListener('click', flush, true);
      window.removeEventListener('pagehide', flush);
    },
  };
}

/** The whole address: a <base> of the portal must not count. */
function addressOf({ location }: Window, hash: string): string {
  return `${location.pathname}${location.search}${hash}`;
}

const RouterContext = createContext<Router | undefined>(undefined);

export const RouterProvider = RouterContext.Provider;

/** Throws when a view is rendered outside the provider. */
export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error('no RouterProvider above this view');
  return router;
}

/** The route that is open; renders again when it changes. */
export function useRoute(): Route {
  return useStore(useRouter());
}
