/** The list of packages: joins address, markets, search and the place where it was left for the view. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { formatHash } from '../router.ts';
import { useServices } from '../services.ts';
import { useStore } from '../state/store.ts';
import { toggled, withoutFacets, withSort, withText } from './choices.ts';
import { keyOf } from './package-card.tsx';
import { usePlace } from './use-place.ts';
import { MarketView } from './view.tsx';

import type { FacetName, ListQuery } from '#core/model/listing.ts';
import type { Route, Router } from '../router.ts';
import type { Markets } from '../state/markets.ts';
import type { PackageList } from '../state/package-list.ts';
import type { Place } from '../state/places.ts';
import type { GridHandle } from './package-grid.tsx';

export interface MarketPageProps {
  route: Extract<Route, { page: 'list' }>;
  markets: Markets;
  list: PackageList;
  router: Router;
}

export function MarketPage({ route, markets, list, router }: MarketPageProps) {
  const { user, loginUrl } = useServices();
  const state = useStore(markets);
  const found = useStore(list);
  const { query } = route;
  const [now] = useState(() => Date.now());
  const page = useRef<HTMLDivElement>(null);
  const grid = useRef<GridHandle>(null);

  const first = useRef(query);
  useEffect(() => markets.start({ category: onlyCategory(first.current) }), [markets]);
  useLayoutEffect(() => list.ask(query), [list, query]);
  usePlace({
    page,
    entry: router.entry(),
    shown: shownOf(found.answer?.query, query),
    found,
    loading: state.loading || found.behind,
    onFocus: (focus) => {
      const at = positionOf(list, focus);
      if (at === undefined) return false;
      grid.current?.focus(at, { still: true });
      return true;
    },
  });

  const latest = useRef(query);
  latest.current = query;
  const go = useCallback(
    (next: ListQuery, replace = false) =>
      router.navigate({ page: 'list', query: next }, { replace }),
    [router],
  );
  const onToggle = useCallback(
    (facet: FacetName, value: string) => go(toggled(latest.current, { facet, value })),
    [go],
  );

  return (
    <div ref={page} className="pm-page">
      <MarketView
        configured={markets.config.markets.length}
        state={state}
        query={query}
        found={found}
        now={now}
        malformed={route.malformed ?? false}
        loginUrl={user === undefined ? loginUrl : undefined}
        grid={grid}
        card={list.card}
        onShow={list.show}
        onText={(text) => go(withText(query, text), true)}
        onSearch={(text) => go({ q: text })}
        onToggle={onToggle}
        onSort={(sort) => go(withSort(query, sort))}
        onClearFilters={() => go(withoutFacets(query))}
        onClear={() => go({})}
        onRetry={markets.retry}
        onSearchAgain={list.retry}
      />
    </div>
  );
}

function onlyCategory({ facets }: ListQuery): string | undefined {
  const [category, another] = facets?.category ?? [];
  return another === undefined ? category : undefined;
}

/** The search that is drawn, once it is the one of the address. */
function shownOf(drawn: ListQuery | undefined, wanted: ListQuery): string | undefined {
  if (!drawn) return undefined;
  const [shown, asked] = [drawn, wanted].map((query) => formatHash({ page: 'list', query }));
  return shown === asked ? shown : undefined;
}

/** Where a package stands now: where it stood, or else wherever it is known to be. */
function positionOf(list: PackageList, { key, at }: NonNullable<Place['focus']>) {
  const order = list.get().answer?.order ?? new Uint32Array();
  const isIt = (id: number | undefined) => {
    const card = id === undefined ? undefined : list.card(id);
    return card !== undefined && keyOf(card) === key;
  };
  if (isIt(order[at])) return at;
  const found = order.findIndex(isIt);
  return found < 0 ? undefined : found;
}
