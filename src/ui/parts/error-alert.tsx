/** Every error state of the plugin: what happened, with which file, what to do; `data-error-code` carries the stable code. */
import { useServices } from '../services.ts';
import { PROBLEMS } from '#core/problems.ts';
import { ErrorIcon } from '../icons.tsx';
import { detailLabel, texts } from '../strings.ts';
import { Button } from './button.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from './plain-text.ts';

import type { ErrorDetails, MarketError } from '#core/errors.ts';

export interface ErrorAlertProps {
  error: MarketError;
  /** Shows "Try again". */
  onRetry?: (() => void) | undefined;
  /** Heading level of the title; 2 if absent. */
  level?: 2 | 3 | 4;
  /** A line above the title that says what it concerns: "Example market could not be opened". */
  context?: string;
}

export function ErrorAlert({ error, onRetry, level = 2, context }: ErrorAlertProps) {
  const { loginUrl } = useServices();
  const words = PROBLEMS[error.code];
  const Title = `h${level}` as const;
  const message = toParagraph(error.message);
  const login = error.code === 'login-required' || error.code === 'cluster-auth';
  return (
    <div role="alert" data-error-code={error.code} className="pm-alert">
      <span className="pm-alert-icon">
        <ErrorIcon />
      </span>
      <div className="pm-alert-body">
        {context !== undefined && <p className="pm-alert-context">{context}</p>}
        <Title className="pm-alert-title">{words.title}</Title>
        <p className="pm-alert-message" dir="auto">
          {message}
        </p>
        <p className="pm-alert-advice">{words.advice}</p>
        <Details details={error.details} message={message} />
        {(login || onRetry) && (
          <div className="pm-actions">
            {login && (
              <a className="pm-button pm-button-primary" href={loginUrl}>
                {texts.actions.login}
              </a>
            )}
            {onRetry && <Button onClick={onRetry}>{texts.actions.retry}</Button>}
          </div>
        )}
      </div>
    </div>
  );
}

/** What the message says already is not said again; the key of the configuration is always named. */
function Details({ details, message }: { details: ErrorDetails; message: string }) {
  const rows = Object.entries(details).filter(
    ([key, value]) => key === 'key' || !isSaid(key, value, message),
  );
  if (rows.length === 0) return null;
  return (
    <dl className="pm-details">
      {rows.map(([key, value]) => (
        <div key={key} className="pm-details-row">
          <dt>{detailLabel(key)}</dt>
          <dd dir="auto">
            {typeof value === 'number' ? value : toLine(value, TEXT_LIMITS.paragraph)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isSaid(key: string, value: string | number, message: string): boolean {
  if (key === 'status') return message.includes(`status ${value}`) || Number(value) < 300;
  return typeof value === 'string' && value.length > 3 && message.includes(value);
}
