/** Every error state of the plugin: what happened, what to do, the evidence, and a text to hand on; `data-error-code` carries the stable code. */
import { useServices } from '../services.ts';
import { ErrorIcon } from '../icons.tsx';
import { texts } from '../messages/frame.ts';
import { problemWords } from '../messages/problems.ts';
import { Button } from './button.tsx';
import { CopyOutcome } from './copy-outcome.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { languageOf } from './language-of.ts';
import { toParagraph } from './plain-text.ts';
import { createRedact, redactDetail } from './redact.ts';
import { composeReport } from './report.ts';
import { subjectOf } from './subject.ts';
import { useCopy } from './use-copy.ts';

import type { ReactNode } from 'react';
import type { ErrorDetails, Problem } from '#core/errors.ts';
import type { Services } from '../services.ts';
import type { Redact } from './redact.ts';

export interface ErrorAlertProps {
  error: Problem;
  /** Shows "Try again". */
  onRetry?: (() => void) | undefined;
  /** Heading level of the title; 2 if absent. */
  level?: 2 | 3 | 4;
  /** A line above the title that says what it concerns: "Example market could not be opened". */
  context?: ReactNode;
  /** `id` of the market it concerns, where the address of the page does not tell. */
  market?: string;
}

export function ErrorAlert(props: ErrorAlertProps) {
  const { error, level = 2, context } = props;
  const services = useServices();
  const redact = createRedact(services.redact);
  const copying = useCopy(() => reportOf(props, services, redact));
  const words = problemWords(error.code);
  const Title = `h${level}` as const;
  const message = toParagraph(redact(error.message));
  return (
    <div className="pm-alert">
      <span className="pm-alert-icon">
        <ErrorIcon />
      </span>
      <div className="pm-alert-body">
        <div role="alert" data-error-code={error.code}>
          {context !== undefined && <p className="pm-alert-context">{context}</p>}
          <Title className="pm-alert-title">{words.title}</Title>
          <Explained message={message} advice={words.advice} />
          <EvidenceList problem={error} details={shownDetails(error, message, redact)} />
          <Actions {...props} services={services} onArm={copying.arm} onCopy={copying.copy} />
        </div>
        {/* Beside the alert: what changes within it is read out with all of it. */}
        <CopyOutcome copying={copying} />
      </div>
    </div>
  );
}

/** What happened and what to do; a sentence in another language than the reader's stands behind, as a detail. */
function Explained({ message, advice }: { message: string; advice: string }) {
  const language = languageOf(message);
  const happened = { words: message, lang: language, dir: 'auto' };
  const remedy = { words: advice, lang: undefined, dir: undefined };
  const [first, second] = language === 'en' ? [remedy, happened] : [happened, remedy];
  return (
    <>
      <p className="pm-alert-message" dir={first.dir} lang={first.lang}>
        {first.words}
      </p>
      <p className="pm-alert-advice" dir={second.dir} lang={second.lang}>
        {second.words}
      </p>
    </>
  );
}

interface ActionsProps extends ErrorAlertProps {
  services: Services;
  onArm(): void;
  onCopy(): Promise<void>;
}

function Actions({ error, onRetry, services, onArm, onCopy }: ActionsProps) {
  const login = error.code === 'login-required' || error.code === 'cluster-auth';
  const page = services.problemUrl?.(error.code);
  return (
    <div className="pm-actions">
      {login && (
        <a className="pm-button pm-button-primary" href={services.loginUrl}>
          {texts.actions.login}
        </a>
      )}
      {onRetry && <Button onClick={onRetry}>{texts.actions.retry}</Button>}
      <Button onFocus={onArm} onClick={() => void onCopy()}>
        {texts.actions.copyDetails}
      </Button>
      {page !== undefined && (
        <a className="pm-alert-page" href={page} target="_blank" rel="noopener noreferrer">
          {texts.actions.whatThisMeans}
          <span className="pm-hidden"> {texts.newTab}</span>
        </a>
      )}
    </div>
  );
}

function reportOf({ error, market }: ErrorAlertProps, services: Services, redact: Redact): string {
  return composeReport({
    problem: error,
    subject: subjectOf(error, services, market),
    about: services.about,
    page: window.location.href,
    browser: navigator.userAgent,
    now: Date.now(),
    redact,
  });
}

/** Where something was not trusted, all that is known is shown, once more where the sentence has it. */
const PROOF =
  /^(?:index|signature|signer|key|config-key|spec|license|file|archive|package-yanked|zip)-/;

/** Elsewhere, what the message says already is not said again; the key of the configuration is always named. */
function shownDetails({ code, details }: Problem, message: string, redact: Redact): ErrorDetails {
  const rows = Object.entries(details)
    .filter(([key, value]) => PROOF.test(code) || key === 'key' || !isSaid(key, value, message))
    .map(([key, value]) => [key, redactDetail(redact, key, value)] as const);
  return Object.fromEntries(rows);
}

function isSaid(key: string, value: string | number, message: string): boolean {
  if (key === 'status') return message.includes(`status ${value}`) || Number(value) < 300;
  return typeof value === 'string' && value.length > 3 && message.includes(value);
}
