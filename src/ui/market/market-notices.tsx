/** What must be known about each market: that it is not checked (red), what its signatures leave open, oddities of its index. */
import { NoticeBar, NoticeView } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from '../parts/plain-text.ts';
import { texts } from '../strings.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { MarketState, Notice } from '#core/model/market.ts';

export interface MarketNoticesProps {
  configs: MarketConfig[];
  states: ReadonlyMap<string, MarketState>;
}

/** Always in sight; any other remark folds up, there may be thousands. */
const STANDING: ReadonlySet<Notice['code']> = new Set([
  'trust-off',
  'index-unsigned',
  'index-mismatch',
  'key-unusable',
]);
const REMARKS_SHOWN = 50;

export function MarketNotices({ configs, states }: MarketNoticesProps) {
  return (
    <>
      {/* By the configuration alone: neither a market nor a reader can leave it out (security rule 2.10). */}
      {configs
        .filter(({ trust }) => trust === 'off')
        .map((config) => (
          <NoticeView
            key={config.id}
            notice={{ code: 'trust-off', text: texts.market.trustOff(marketName(config)) }}
          />
        ))}
      {configs.map((config) => (
        <OneMarket key={config.id} config={config} state={states.get(config.id)} />
      ))}
    </>
  );
}

export function marketName(config: MarketConfig): string {
  return toLine(config.name ?? config.id, TEXT_LIMITS.label);
}

function OneMarket({ config, state }: { config: MarketConfig; state: MarketState | undefined }) {
  const notices = noticesOf(config, state);
  const standing = notices.filter(({ code }) => STANDING.has(code) && code !== 'trust-off');
  const remarks = notices.filter(({ code }) => !STANDING.has(code));
  return (
    <>
      {standing.map((notice, at) => (
        <NoticeView key={at} notice={notice} />
      ))}
      {remarks.length > 0 && <Remarks name={marketName(config)} remarks={remarks} />}
    </>
  );
}

/** While the market is being read, what its level leaves open is said already, so that nothing moves later. */
function noticesOf(config: MarketConfig, state: MarketState | undefined): Notice[] {
  if (state) return state.status === 'ready' ? state.market.notices : [];
  if (config.trust !== 'signatures') return [];
  return [{ code: 'index-unsigned', text: texts.market.indexUnsigned(marketName(config)) }];
}

function Remarks({ name, remarks }: { name: string; remarks: Notice[] }) {
  return (
    <NoticeBar tone="info">
      <details className="pm-remarks">
        <summary>{texts.market.remarks(remarks.length, name)}</summary>
        <ul>
          {remarks.slice(0, REMARKS_SHOWN).map(({ text }, at) => (
            <li key={at} dir="auto">
              {toParagraph(text, TEXT_LIMITS.line)}
            </li>
          ))}
          {remarks.length > REMARKS_SHOWN && <li>…</li>}
        </ul>
      </details>
    </NoticeBar>
  );
}
