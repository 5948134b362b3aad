/** The market page as a function of its props: heading, search, filters, packages, and every state between. */
import { useCallback, useRef, useState } from 'react';

import { NoticeBar } from '../parts/notice.tsx';
import { texts } from '../messages/frame.ts';
import { marketTexts } from '../messages/market.ts';
import { choicesOf } from './choices.ts';
import { EmptyState } from './empty-state.tsx';
import { FacetPanel } from './facet-panel.tsx';
import { FiltersDialog } from './filters-dialog.tsx';
import { LazyShortcuts } from './lazy-shortcuts.tsx';
import { MarketNotices } from './market-notices.tsx';
import { PackageSearch } from './package-search.tsx';
import { Results } from './results.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useSightHeight } from './use-sight-height.ts';
import { useWide } from './use-wide.ts';

import type { RefObject } from 'react';
import type { Card, FacetName, ListQuery, SortOrder } from '#core/model/listing.ts';
import type { MarketsState } from '../state/markets.ts';
import type { PackageListState } from '../state/package-list.ts';
import type { GridHandle } from './package-grid.tsx';

export interface MarketViewProps {
  /** How many markets the administrator configured, whoever is shown them. */
  configured: number;
  state: MarketsState;
  query: ListQuery;
  found: PackageListState;
  /** The address was not understood. */
  malformed: boolean;
  /** Given when nobody is logged in. */
  loginUrl: string | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  grid: RefObject<GridHandle>;
  card(id: number): Card | undefined;
  /** Hears which part of the list is drawn. */
  onShow(from: number, count: number): void;
  /** Typed; the address follows. */
  onText(text: string): void;
  /** A whole search in the place of what was asked before. */
  onSearch(text: string): void;
  onToggle(facet: FacetName, value: string): void;
  onSort(sort: SortOrder): void;
  onClearFilters(): void;
  onClear(): void;
  onRetry(): void;
  onSearchAgain(): void;
}

export function MarketView(props: MarketViewProps) {
  const { state, query, malformed, loginUrl, grid } = props;
  const box = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  const focusSearch = useCallback(() => box.current?.focus(), []);
  useShortcuts({ '/': focusSearch, '?': () => setHelp(true) });
  const none = state.shown.length === 0 && !state.loading;
  return (
    <>
      <div className="pm-top">
        <div className="pm-heading">
          <h1 className="pm-title">{texts.title}</h1>
          <p className="pm-intro">{marketTexts.intro}</p>
        </div>
        {!none && (
          <PackageSearch
            ref={box}
            text={query.q ?? ''}
            onText={props.onText}
            onDown={() => grid.current?.focus(0)}
            onHelp={() => setHelp(true)}
          />
        )}
      </div>
      {malformed && <NoticeBar tone="warning">{texts.badAddress}</NoticeBar>}
      {loginUrl !== undefined && (
        <NoticeBar tone="info" action={<a href={loginUrl}>{texts.actions.login}</a>}>
          {texts.notLoggedIn}
        </NoticeBar>
      )}
      <MarketNotices
        configs={state.shown}
        states={state.states}
        allFailed={isAllFailed(state)}
        now={props.now}
        onRetry={props.onRetry}
      />
      {none ? <NoMarkets {...props} /> : <Body {...props} onLeaveUp={focusSearch} />}
      {help && (
        <LazyShortcuts
          onSearch={(text) => {
            setHelp(false);
            props.onSearch(text);
          }}
          onClose={() => setHelp(false)}
        />
      )}
    </>
  );
}

function NoMarkets({ configured, loginUrl }: MarketViewProps) {
  if (configured === 0) {
    return <EmptyState title={marketTexts.noMarkets} hint={marketTexts.noMarketsHint} />;
  }
  const hint =
    loginUrl === undefined ? marketTexts.noMarketsForUserHint : marketTexts.noMarketsLogin;
  return <EmptyState title={marketTexts.noMarketsForUser} hint={hint} />;
}

function Body(props: MarketViewProps & { onLeaveUp(): void }) {
  const { state, query, found } = props;
  const columns = useRef<HTMLDivElement>(null);
  const wide = useWide(columns);
  useSightHeight(columns);
  const [open, setOpen] = useState(false);
  const choices = choicesOf(query);
  const allFailed = isAllFailed(state);
  // Drawn together with the packages: a frame of their own would cost more than it puts off.
  const groups = found.answer?.facets;
  const panel = { groups, chosen: query.facets, onToggle: props.onToggle };
  const nothing = found.error !== undefined && !found.answer;
  const side = wide && !allFailed && !nothing;
  return (
    <div ref={columns} className={side ? 'pm-columns' : 'pm-columns pm-columns-one'}>
      {side && (
        <section className="pm-side" aria-label={marketTexts.filters.title}>
          <FacetPanel {...panel} />
        </section>
      )}
      <Results
        {...props}
        choices={choices}
        allFailed={allFailed}
        filters={
          wide || allFailed || nothing
            ? undefined
            : { chosen: choices.length, open: () => setOpen(true) }
        }
      />
      {open && !wide && (
        <FiltersDialog
          {...panel}
          count={found.answer?.order.length ?? 0}
          onClear={choices.length > 0 ? props.onClearFilters : undefined}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function isAllFailed({ states, loading }: MarketsState): boolean {
  const all = [...states.values()];
  return !loading && all.length > 0 && all.every(({ status }) => status === 'failed');
}
