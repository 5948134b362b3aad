/** Installs that were begun and not ended, first of all: go on with them, or end them. */
import { installedTexts } from '../messages/installed.ts';
import { titleOf } from '../messages/problems.ts';
import { Button } from '../parts/button.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { languageOf } from '../parts/language-of.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Time } from '../parts/time.tsx';
import { formatHash } from '../router.ts';
import { AskOnce } from './ask-once.tsx';

import type { InstallJournal } from '#core/model/generated.ts';
import type { Unfinished } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { Route } from '../router.ts';

export interface UnfinishedListProps {
  unfinished: Unfinished[];
  /** By `id` of the market; installs of others cannot go on. */
  marketNames: ReadonlyMap<string, string>;
  onResume: (route: Extract<Route, { page: 'install' }>) => void;
  onDiscard: (unfinished: Unfinished) => void;
}

export function UnfinishedList({ unfinished, ...props }: UnfinishedListProps): ReactNode {
  if (unfinished.length === 0) return null;
  return (
    <section className="pm-unfinished" aria-labelledby="pm-unfinished-title">
      <h2 id="pm-unfinished-title" className="pm-subtitle">
        {installedTexts.unfinished.title}
      </h2>
      <p className="pm-soft">{installedTexts.unfinished.hint}</p>
      <ul className="pm-receipts">
        {unfinished.map((each) => (
          <li key={each.journal.id} className="pm-receipt-item">
            <Item each={each} {...props} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({
  each,
  marketNames,
  onResume,
  onDiscard,
}: Omit<UnfinishedListProps, 'unfinished'> & { each: Unfinished }): ReactNode {
  const { journal, running } = each;
  const words = installedTexts.unfinished;
  const { market } = journal.plan;
  const { name, version } = journal.plan.package;
  const id = `pm-unfinished-${journal.id}`;
  const known = marketNames.get(market);
  return (
    <>
      <div className="pm-receipt-line" id={id}>
        <a
          className="pm-receipt-name"
          href={formatHash({ page: 'package', market, name, version })}
        >
          {name} {version}
        </a>
        <span className="pm-soft">
          <Sentence
            words={words.begun(journal.doneSteps?.length ?? 0, journal.plan.steps.length)}
            parts={{ market: known ?? market, time: <Time at={journal.startedAt} /> }}
          />
        </span>
      </div>
      <Stopped error={journal.error} />
      {known === undefined && <p>{words.noMarket}</p>}
      {running ? (
        <p className="pm-chip">{words.elsewhere}</p>
      ) : (
        <div className="pm-buttons">
          {known !== undefined && (
            <Button
              kind="primary"
              aria-describedby={id}
              onClick={() => onResume({ page: 'install', market, name, version })}
            >
              {words.resume}
            </Button>
          )}
          <AskOnce
            word={words.discard}
            about={id}
            title={words.discardQuestion(name, version)}
            onYes={() => onDiscard(each)}
          >
            {words.discardMeans}
          </AskOnce>
        </div>
      )}
    </>
  );
}

function Stopped({ error }: { error: InstallJournal['error'] }): ReactNode {
  if (!error) return null;
  const words = installedTexts.unfinished;
  const message = toLine(error.message);
  return (
    <p className="pm-soft" dir="auto">
      <Sentence
        words={error.step === undefined ? words.stopped : words.stoppedIn(error.step)}
        parts={{
          title: titleOf(error.code) ?? toLine(error.code, TEXT_LIMITS.label),
          message: <span lang={languageOf(message)}>{message}</span>,
        }}
      />
    </p>
  );
}
