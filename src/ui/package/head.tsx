/** The head of the page: what it is, by whom, and the way to its wizard, or the reason why there is none. */
import { packageTexts } from '../messages/package.ts';
import { Button } from '../parts/button.tsx';
import { IconImage } from '../parts/icon-image.tsx';
import { NoticeBar } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { formatHash } from '../router.ts';
import { InstalledLine } from './installed-line.tsx';
import { DoesNotSuit, GoTo, misfitText } from './suits.tsx';

import type { Problem } from '#core/errors.ts';
import type { ListQuery } from '#core/model/listing.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { CurrentInstall } from './use-installed.ts';
import type { JudgedReleases } from './releases.ts';

export interface PackageHeadProps {
  opened: OpenPackage;
  judged: JudgedReleases;
  installed: CurrentInstall | undefined;
  /** Why it cannot be installed. */
  blocked: Problem | undefined;
  onInstall: () => void;
}

export function PackageHead(props: PackageHeadProps): ReactNode {
  const { opened, judged, installed } = props;
  const { spec, name } = opened;
  const label = toLine(spec.label ?? name, TEXT_LIMITS.label);
  return (
    <div className="pm-package-head">
      <IconImage icon={opened.icon} label={label} size={64} />
      <div className="pm-package-title">
        <h1 className="pm-title" dir="auto">
          {label}
        </h1>
        <p className="pm-soft" dir="auto">
          <NameLine opened={opened} />
          {spec.beta === true && <span className="pm-chip pm-chip-beta">{packageTexts.beta}</span>}
          {judged.current.withdrawn !== undefined && (
            <span className="pm-chip pm-chip-danger">{packageTexts.withdrawn}</span>
          )}
        </p>
        {spec.description && (
          <p className="pm-package-description" dir="auto">
            {toParagraph(spec.description)}
          </p>
        )}
      </div>
      {spec.actions.length > 0 && !opened.refusal && (
        <div className="pm-package-install">
          <InstallPlace {...props} />
          {installed && <InstalledLine opened={opened} installed={installed} />}
        </div>
      )}
    </div>
  );
}

function NameLine({ opened }: { opened: OpenPackage }): ReactNode {
  const { spec, name, version } = opened;
  const author = spec.author || undefined;
  const org = spec.org || undefined;
  // The list groups packages by organisation, and by author where there is none.
  const by = org ?? author;
  const people = [...new Set([author, org])].filter((text) => text !== undefined);
  return (
    <Sentence
      words={people.length > 0 ? packageTexts.nameBy : packageTexts.nameOnly}
      parts={{
        name,
        version,
        people: people.map((text, at) => (
          <span key={at}>
            {at > 0 && packageTexts.comma}
            {text === by ? (
              <ListLink query={{ facets: { by: [text] } }}>{text}</ListLink>
            ) : (
              toLine(text)
            )}
          </span>
        )),
      }}
    />
  );
}

function ListLink({ query, children }: { query: ListQuery; children: string }): ReactNode {
  return (
    <a className="pm-word" href={formatHash({ page: 'list', query })}>
      {toLine(children)}
    </a>
  );
}

/** A button that cannot work is replaced by the reason; other reasons than this one stand below as errors. */
function InstallPlace({ opened, judged, blocked, onInstall }: PackageHeadProps): ReactNode {
  const { misfit } = judged.current;
  const stopped = blocked !== undefined && blocked.code !== 'login-required';
  if (misfit) {
    return (
      <DoesNotSuit
        opened={opened}
        misfit={misfit}
        best={judged.best?.version}
        onInstall={stopped ? undefined : onInstall}
      />
    );
  }
  if (stopped) return null;
  return (
    <Button kind="primary" className="pm-install-button" onClick={onInstall}>
      {packageTexts.install}
    </Button>
  );
}

/** That there is a better version, or a newer one that does not suit. */
export function OtherVersion({ opened, judged }: Omit<PackageHeadProps, 'onInstall'>): ReactNode {
  const { best, ahead, current } = judged;
  const words = packageTexts.newest;
  if (current.misfit) return null;
  if (best && best.version !== opened.version) {
    return (
      <NoticeBar tone="info" action={<GoTo opened={opened} version={best.version} />}>
        {current.withdrawn === undefined ? words.not : words.notWithdrawn}
      </NoticeBar>
    );
  }
  if (!ahead) return null;
  return (
    <NoticeBar tone="quiet" action={<GoTo opened={opened} version={ahead.version} />}>
      {words.notSuiting(toLine(ahead.version, TEXT_LIMITS.label), misfitText(ahead.misfit))}
    </NoticeBar>
  );
}
