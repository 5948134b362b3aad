/** What must be known about each market: that it is not checked (red), what its signatures leave open, oddities of its index. */
import { NoticeBar, NoticeText, NoticeView } from '../parts/notice.tsx';
import { marketName } from '../parts/market-name.ts';
import { TEXT_LIMITS } from '../parts/plain-text.ts';
import { texts } from '../messages/frame.ts';
import { marketTexts } from '../messages/market.ts';
import { AnnouncedKeys } from './announced-key.tsx';
import { FailedMarket } from './failed-market.tsx';
import { SignedIndex } from './signed-index.tsx';

import type { MarketConfig } from '#core/model/generated.ts';
import type { MarketState, Notice } from '#core/model/market.ts';
import type { IndexEvidence } from '#core/model/trust.ts';

export interface MarketNoticesProps {
  configs: readonly MarketConfig[];
  states: ReadonlyMap<string, MarketState>;
  /** Nothing can be used, and why is said in the place of the list. */
  allFailed: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  onRetry(): void;
}

/** Always in sight; any other remark folds up, there may be thousands. */
const STANDING: ReadonlySet<Notice['code']> = new Set([
  'trust-off',
  'index-unsigned',
  'index-mismatch',
  'key-unusable',
]);
const REMARKS_SHOWN = 50;

export function MarketNotices(props: MarketNoticesProps) {
  const { configs, states, allFailed, now, onRetry } = props;
  return (
    <>
      {/* By the configuration alone: neither a market nor a reader can leave it out (security rule 2.10). */}
      {configs
        .filter(({ trust }) => trust === 'off')
        .map((config) => (
          <NoticeView
            key={config.id}
            notice={{ code: 'trust-off', text: texts.level.trustOff(marketName(config)) }}
          />
        ))}
      {configs.map((config) => {
        const state = states.get(config.id);
        if (state?.status !== 'failed') {
          return <OneMarket key={config.id} config={config} state={state} now={now} />;
        }
        return allFailed ? null : <FailedMarket key={config.id} state={state} onRetry={onRetry} />;
      })}
    </>
  );
}

interface OneMarketProps {
  config: MarketConfig;
  state: MarketState | undefined;
  now: number;
}

function OneMarket({ config, state, now }: OneMarketProps) {
  const notices = noticesOf(config, state);
  const standing = notices.filter(({ code }) => STANDING.has(code) && code !== 'trust-off');
  const announced = notices.filter(({ code }) => code === 'key-announced');
  const remarks = notices.filter(({ code }) => !STANDING.has(code) && code !== 'key-announced');
  return (
    <>
      {standing.map((notice, at) => (
        <NoticeView key={at} notice={notice} market={marketName(config)} />
      ))}
      {isShown(config, state) && <SignedIndex config={config} index={indexOf(state)} now={now} />}
      {announced.length > 0 && <AnnouncedKeys config={config} notices={announced} />}
      {remarks.length > 0 && <Remarks name={marketName(config)} remarks={remarks} />}
    </>
  );
}

/** From the beginning, so that nothing moves when the market comes; not where a refusal says how it is. */
function isShown(config: MarketConfig, state: MarketState | undefined): boolean {
  if (!state || state.status === 'reading') {
    return config.trust !== 'off' && config.trust !== 'signatures';
  }
  return indexOf(state) !== undefined && state.status === 'ready' && !state.market.refusal;
}

function indexOf(state: MarketState | undefined): IndexEvidence | undefined {
  return state?.status === 'ready' ? state.market.index : undefined;
}

/** While the market is being read, what its level leaves open is said already, so that nothing moves later. */
function noticesOf(config: MarketConfig, state: MarketState | undefined): Notice[] {
  if (state?.status === 'ready') return state.market.notices;
  if (config.trust !== 'signatures') return [];
  return [{ code: 'index-unsigned', text: texts.level.indexUnsigned(marketName(config)) }];
}

function Remarks({ name, remarks }: { name: string; remarks: Notice[] }) {
  return (
    <NoticeBar tone="info">
      <details className="pm-remarks">
        <summary>{marketTexts.remarks(remarks.length, name)}</summary>
        <ul>
          {remarks.slice(0, REMARKS_SHOWN).map((notice, at) => (
            <li key={at}>
              <NoticeText notice={notice} market={name} limit={TEXT_LIMITS.line} />
            </li>
          ))}
          {remarks.length > REMARKS_SHOWN && <li>…</li>}
        </ul>
      </details>
    </NoticeBar>
  );
}
