/** A market that could not be opened beside others that can be used: one line in its place, which opens to all that is known. */
import { useId, useState } from 'react';

import { ErrorIcon } from '../icons.tsx';
import { texts } from '../messages/frame.ts';
import { marketTexts } from '../messages/market.ts';
import { problemWords } from '../messages/problems.ts';
import { Button } from '../parts/button.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { marketName } from '../parts/market-name.ts';

import type { MarketState } from '#core/model/market.ts';

export interface FailedMarketProps {
  state: Extract<MarketState, { status: 'failed' }>;
  onRetry(): void;
}

/** The packages of the others stay where they are: what failed is no reason to push them out of sight. */
export function FailedMarket({ state, onRetry }: FailedMarketProps) {
  const { config, error } = state;
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = marketName(config);
  return (
    <>
      <div className="pm-index pm-index-failed">
        <p role="alert" data-error-code={open ? undefined : error.code}>
          <ErrorIcon size={16} />
          <span>{marketTexts.failedBecause(name, problemWords(error.code).title)}</span>
        </p>
        <Button kind="link" onClick={onRetry}>
          {texts.actions.retry}
        </Button>
        <Button
          kind="link"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {marketTexts.failedDetails}
          <span className="pm-hidden"> {name}</span>
        </Button>
      </div>
      {open && (
        <div id={id}>
          <ErrorAlert error={error} context={marketTexts.failed(name)} market={config.id} />
        </div>
      )}
    </>
  );
}
