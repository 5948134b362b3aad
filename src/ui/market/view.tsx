/** The market page as a function of its props: heading, search, categories, packages, and every state between. */
import { ErrorAlert } from '../parts/error-alert.tsx';
import { marketName } from '../parts/market-name.ts';
import { NoticeBar } from '../parts/notice.tsx';
import { Status } from '../parts/status.tsx';
import { texts } from '../messages/frame.ts';
import { marketTexts } from '../messages/market.ts';
import { EmptyState } from './empty-state.tsx';
import { FacetNav } from './facet-nav.tsx';
import { MarketNotices } from './market-notices.tsx';
import { PackageGrid, SkeletonGrid } from './package-grid.tsx';
import { PackageSearch } from './package-search.tsx';
import { Refusal } from './refusal.tsx';

import type { MarketConfig } from '#core/model/generated.ts';
import type { ListQuery } from '../router.ts';
import type { MarketsState } from '../state/markets.ts';
import type { Listing } from './facets.ts';

export interface MarketViewProps {
  configs: MarketConfig[];
  state: MarketsState;
  query: ListQuery;
  listing: Listing;
  /** The address was not understood. */
  malformed: boolean;
  /** Given when nobody is logged in. */
  loginUrl: string | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  /** How many packages are drawn. */
  shown: number;
  onShown(count: number): void;
  onText(text: string): void;
  onCategory(name: string | undefined): void;
  onMarket(id: string | undefined): void;
  onClear(): void;
  onRetry(): void;
}

export function MarketView(props: MarketViewProps) {
  const { configs, query, malformed, loginUrl } = props;
  return (
    <>
      <div className="pm-top">
        <div className="pm-heading">
          <h1 className="pm-title">{texts.title}</h1>
          <p className="pm-intro">{marketTexts.intro}</p>
        </div>
        {configs.length > 0 && <PackageSearch text={query.q ?? ''} onText={props.onText} />}
      </div>
      {malformed && <NoticeBar tone="warning">{texts.badAddress}</NoticeBar>}
      {loginUrl !== undefined && (
        <NoticeBar tone="info" action={<a href={loginUrl}>{texts.actions.login}</a>}>
          {texts.notLoggedIn}
        </NoticeBar>
      )}
      <MarketNotices configs={configs} states={props.state.states} now={props.now} />
      {configs.length === 0 ? (
        <EmptyState title={marketTexts.noMarkets} hint={marketTexts.noMarketsHint} />
      ) : (
        <Body {...props} />
      )}
    </>
  );
}

function Body(props: MarketViewProps) {
  const { configs, query, listing, state } = props;
  const states = [...state.states.values()];
  const waiting = configs.filter((config) => state.loading && !state.states.has(config.id));
  const nothingYet = waiting.length > 0 && listing.total === 0;
  const allFailed = states.length > 0 && states.every((each) => each.status === 'failed');
  const categories = !allFailed || waiting.length > 0;
  const side = categories || listing.markets.length > 0;
  return (
    <div className={side ? 'pm-columns' : 'pm-columns pm-columns-one'}>
      <div className="pm-side">
        {listing.markets.length > 0 && (
          <FacetNav
            title={marketTexts.markets}
            facets={listing.markets}
            all={listing.inAllMarkets}
            selected={query.market}
            onSelect={props.onMarket}
          />
        )}
        {categories && (
          <FacetNav
            title={marketTexts.categories}
            facets={listing.categories}
            all={listing.inAllCategories}
            selected={query.category}
            onSelect={props.onCategory}
            loading={nothingYet}
          />
        )}
      </div>
      <div className="pm-results" aria-busy={waiting.length > 0}>
        <Status className="pm-count">{countText(listing, waiting.length > 0, allFailed)}</Status>
        {states.map((each) =>
          each.status === 'failed' ? (
            <ErrorAlert
              key={each.config.id}
              error={each.error}
              context={marketTexts.failed(marketName(each.config))}
              market={each.config.id}
              onRetry={props.onRetry}
            />
          ) : (
            <Refusal key={each.config.id} market={each.market} onRetry={props.onRetry} />
          ),
        )}
        <Packages {...props} waiting={waiting} allFailed={allFailed} />
      </div>
    </div>
  );
}

function countText(listing: Listing, loading: boolean, allFailed: boolean): string {
  const count = listing.entries.length;
  if (loading) return count === 0 ? marketTexts.loading : marketTexts.packagesSoFar(count);
  return allFailed ? '' : marketTexts.packages(count);
}

function Packages(props: MarketViewProps & { waiting: MarketConfig[]; allFailed: boolean }) {
  const { configs, listing, waiting, state } = props;
  const { entries } = listing;
  const started = state.loading || state.states.size > 0;
  if (entries.length > 0) {
    return (
      <>
        <PackageGrid
          entries={entries}
          marketNames={configs.length > 1 ? namesOf(configs) : undefined}
          shown={props.shown}
          onShown={props.onShown}
        />
        {waiting.map((config) => (
          <p key={config.id} className="pm-waiting">
            {marketTexts.loadingMarket(marketName(config))}
          </p>
        ))}
      </>
    );
  }
  if (waiting.length > 0 || !started) return <SkeletonGrid />;
  if (props.allFailed) return null;
  if (listing.total === 0) {
    return <EmptyState title={marketTexts.empty} hint={marketTexts.emptyHint} />;
  }
  return (
    <EmptyState
      title={marketTexts.noMatch}
      hint={marketTexts.noMatchHint}
      action={{ label: marketTexts.clear, run: props.onClear }}
    />
  );
}

function namesOf(configs: MarketConfig[]): ReadonlyMap<string, string> {
  return new Map(configs.map((config) => [config.id, marketName(config)]));
}
