/** The packages of the list with all that is said of them: counts, what is still being read, failures, hints, nothing found. */
import { useMemo } from 'react';

import { ErrorAlert } from '../parts/error-alert.tsx';
import { marketName } from '../parts/market-name.ts';
import { currentLocale } from '../messages/language.ts';
import { marketTexts } from '../messages/market.ts';
import { ChosenFilters } from './chosen-filters.tsx';
import { usualSort } from './choices.ts';
import { EmptyState } from './empty-state.tsx';
import { NoMatch } from './no-match.tsx';
import { PackageGrid, SkeletonGrid } from './package-grid.tsx';
import { QueryHints } from './query-hints.tsx';
import { Refusal } from './refusal.tsx';
import { ResultBar } from './result-bar.tsx';

import type { MarketConfig } from '#core/model/generated.ts';
import type { MarketState } from '#core/model/market.ts';
import type { MarketsState } from '../state/markets.ts';
import type { Answer } from '../state/package-list.ts';
import type { Choice } from './choices.ts';
import type { ResultBarProps } from './result-bar.tsx';
import type { MarketViewProps } from './view.tsx';

export interface ResultsProps extends MarketViewProps {
  choices: readonly Choice[];
  allFailed: boolean;
  filters: ResultBarProps['filters'];
  onLeaveUp(): void;
}

export function Results(props: ResultsProps) {
  const { state, query, found, choices } = props;
  const { answer, error } = found;
  const waiting = waitingOf(state);
  const count = countText(props, waiting.length > 0 || found.behind);
  return (
    <div className="pm-results" aria-busy={waiting.length > 0}>
      <ResultBar
        count={count}
        reading={answer && answer.total > 0 ? readingText(waiting, state.states) : undefined}
        shown={count !== ''}
        sort={query.sort ?? usualSort(query)}
        searching={query.q !== undefined}
        onSort={props.onSort}
        filters={props.filters}
      />
      <ChosenFilters
        choices={choices}
        groups={answer?.facets ?? []}
        onRemove={({ facet, value }) => props.onToggle(facet, value)}
        onClear={props.onClearFilters}
      />
      {[...state.states.values()].map((each) => (
        <Trouble key={each.config.id} {...props} state={each} />
      ))}
      {error && (
        <ErrorAlert
          error={error}
          context={marketTexts.searchFailed}
          onRetry={props.onSearchAgain}
        />
      )}
      <QueryHints
        remarks={answer?.remarks ?? []}
        loose={answer !== undefined && answer.loose && answer.order.length > 0}
      />
      <Packages {...props} waiting={waiting} />
    </div>
  );
}

type TroubleProps = Pick<ResultsProps, 'allFailed' | 'onRetry'> & { state: MarketState };

/** Why nothing of a market may be installed; where no other can be used, also why it could not be opened. */
function Trouble({ state, allFailed, onRetry }: TroubleProps) {
  if (state.status === 'ready') return <Refusal market={state.market} onRetry={onRetry} />;
  if (state.status === 'reading' || !allFailed) return null;
  return (
    <ErrorAlert
      error={state.error}
      context={marketTexts.failed(marketName(state.config))}
      market={state.config.id}
      onRetry={onRetry}
    />
  );
}

/** Markets of which more is to come. */
function waitingOf({ shown, states, loading }: MarketsState): MarketConfig[] {
  return shown.filter(({ id }) => {
    const state = states.get(id);
    return state ? state.status === 'reading' : loading;
  });
}

function readingText(waiting: MarketConfig[], states: MarketsState['states']): string | undefined {
  const [config, ...others] = waiting;
  if (!config) return undefined;
  if (others.length > 0) return marketTexts.loadingMarkets(waiting.length);
  const state = states.get(config.id);
  if (state?.status !== 'reading' || state.ofRows === undefined) {
    return marketTexts.loadingMarket(marketName(config));
  }
  const share = formatPercent(Math.min(1, state.rows / Math.max(1, state.ofRows)));
  return marketTexts.loadingShare(share, marketName(config));
}

function countText({ found, query, choices, allFailed }: ResultsProps, waiting: boolean): string {
  const { answer, error } = found;
  if (!answer?.total && (allFailed || error)) return '';
  if (!answer || (waiting && answer.total === 0)) return marketTexts.loading;
  const count = answer.order.length;
  const narrowed = query.q !== undefined || choices.length > 0;
  if (narrowed) return marketTexts.packagesOf(count, answer.total);
  return waiting ? marketTexts.packagesSoFar(count) : marketTexts.packages(count);
}

function Packages(props: ResultsProps & { waiting: MarketConfig[] }) {
  const { state, found, choices, waiting } = props;
  const { answer } = found;
  const several = state.shown.length > 1;
  if (props.allFailed && !answer?.total) return null;
  if (!answer || (answer.total === 0 && waiting.length > 0)) {
    return found.error ? null : <SkeletonGrid several={several} />;
  }
  if (answer.order.length > 0) return <Grid {...props} answer={answer} several={several} />;
  if (answer.total === 0) {
    return <EmptyState title={marketTexts.empty} hint={marketTexts.emptyHint} />;
  }
  return (
    <NoMatch
      filtered={choices.length > 0}
      onClearFilters={props.onClearFilters}
      onClear={props.onClear}
      onSearch={props.onSearch}
    />
  );
}

/** Packages in all markets together. */
const SMALL = 200;

function Grid(props: ResultsProps & { answer: Answer; several: boolean }) {
  const { state, found, answer, several } = props;
  const { shown } = state;
  const names = useMemo(() => (several ? namesOf(shown) : undefined), [several, shown]);
  return (
    <PackageGrid
      ref={props.grid}
      order={answer.order}
      marks={answer.marks}
      isSmall={answer.total <= SMALL}
      marketNames={names}
      now={props.now}
      cards={found.cards}
      card={props.card}
      onShow={props.onShow}
      onLeaveUp={props.onLeaveUp}
    />
  );
}

function namesOf(configs: readonly MarketConfig[]): ReadonlyMap<string, string> {
  return new Map(configs.map((config) => [config.id, marketName(config)]));
}

function formatPercent(share: number): string {
  return new Intl.NumberFormat(currentLocale(), { style: 'percent' }).format(share);
}
