/** Why nothing of a market may be installed although its list is shown (Trust 2): too old, older than before, or from the future. */
import { ErrorAlert } from '../parts/error-alert.tsx';
import { marketName } from '../parts/market-name.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Time } from '../parts/time.tsx';
import { texts } from '../messages/frame.ts';

import type { MarketSummary } from '#core/model/market.ts';

export interface RefusalProps {
  market: MarketSummary;
  onRetry(): void;
}

export function Refusal({ market, onRetry }: RefusalProps) {
  const { config, refusal, index } = market;
  if (!refusal) return null;
  return (
    <ErrorAlert
      error={refusal}
      context={
        index && (
          <Sentence
            words={texts.index.signedOn}
            parts={{ market: marketName(config), time: <Time at={index.issued} /> }}
          />
        )
      }
      market={config.id}
      onRetry={onRetry}
    />
  );
}
