/** The list of packages: reads the markets once, joins address, search and scroll position for the view. */
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

import { scrollParent } from '../parts/scroll-parent.ts';
import { formatHash } from '../router.ts';
import { useServices } from '../services.ts';
import { useStore } from '../state/store.ts';
import { listPackages } from './facets.ts';
import { PAGE_SIZE } from './package-grid.tsx';
import { MarketView } from './view.tsx';

import type { ListQuery, Route, Router } from '../router.ts';
import type { Markets } from '../state/markets.ts';

export interface MarketPageProps {
  route: Extract<Route, { page: 'list' }>;
  markets: Markets;
  router: Router;
}

/** Where a list was left, so that "back" from a package returns there. */
interface Place {
  hash: string;
  shown: number;
  top: number;
}

const places = new WeakMap<Markets, Place>();

export function MarketPage({ route, markets, router }: MarketPageProps) {
  const { user, loginUrl } = useServices();
  const state = useStore(markets);
  useEffect(() => markets.start(), [markets]);

  const [now] = useState(() => Date.now());
  const { query } = route;
  // Typing stays fluent: the list may follow a moment later.
  const searched = useDeferredValue(query);
  const listing = useMemo(
    () => listPackages(markets.config.markets, state.states, searched),
    [markets, state.states, searched],
  );
  const go = (next: ListQuery, replace = false) =>
    router.navigate({ page: 'list', query: next }, { replace });
  const place = usePlace(markets, formatHash({ page: 'list', query }));

  return (
    <div ref={place.ref} className="pm-page">
      <MarketView
        configs={markets.config.markets}
        state={state}
        query={query}
        listing={listing}
        now={now}
        malformed={route.malformed ?? false}
        loginUrl={user === undefined ? loginUrl : undefined}
        shown={place.shown}
        onShown={place.setShown}
        onText={(text) => go(withValue(query, 'q', text), true)}
        onCategory={(name) => go(withValue(query, 'category', name))}
        onMarket={(id) => go(withValue(query, 'market', id))}
        onClear={() => go({})}
        onRetry={markets.retry}
      />
    </div>
  );
}

function withValue(query: ListQuery, key: keyof ListQuery, value: string | undefined): ListQuery {
  const { [key]: _old, ...rest } = query;
  return value ? { ...rest, [key]: value } : rest;
}

/** How far the list is shown and scrolled: begins anew with each other search, is kept while a package is looked at. */
function usePlace(markets: Markets, hash: string) {
  const ref = useRef<HTMLDivElement>(null);
  const [list, setList] = useState(() => places.get(markets) ?? { hash, shown: PAGE_SIZE, top: 0 });
  const shown = list.hash === hash ? list.shown : PAGE_SIZE;
  const latest = useRef({ hash, shown });
  const before = latest.current.hash;
  latest.current = { hash, shown };

  useLayoutEffect(() => {
    const scroller = ref.current && scrollParent(ref.current);
    const kept = places.get(markets);
    if (scroller && kept) scroller.scrollTop = kept.hash === latest.current.hash ? kept.top : 0;
    return () => {
      places.set(markets, { ...latest.current, top: scroller?.scrollTop ?? 0 });
    };
  }, [markets]);
  useLayoutEffect(() => {
    // Another search or category: its first packages must be in sight.
    if (before !== hash && ref.current) scrollParent(ref.current).scrollTop = 0;
  }, [before, hash]);

  return { ref, shown, setShown: (count: number) => setList({ hash, shown: count, top: 0 }) };
}
