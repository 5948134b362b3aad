/** The page of one package version as a function of its props; texts of the package are text, never markup. */
import { packageTexts } from '../messages/package.ts';
import { Bones } from '../parts/bones.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { LevelNotice } from '../parts/level-notice.tsx';
import { withLevelNotice } from '../parts/market-level.ts';
import { NoticeView } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Status } from '../parts/status.tsx';
import { TrustBadge } from '../parts/trust-badge.tsx';
import { formatHash } from '../router.ts';
import { PackageFacts } from './facts.tsx';
import { OtherVersion, PackageHead } from './head.tsx';
import { Needs } from './needs.tsx';
import { Screenshots } from './screenshots.tsx';
import { Texts } from './texts.tsx';
import { describeActions } from './what-happens.ts';

import type { Problem } from '#core/errors.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { PackageFactsProps } from './facts.tsx';
import type { PackageHeadProps } from './head.tsx';
import type { FreeResources } from './needs.tsx';
import type { TextsProps } from './texts.tsx';

export interface PackageViewProps
  extends Omit<PackageFactsProps, 'onVersions'>,
    Omit<PackageHeadProps, 'installed'>,
    Omit<TextsProps, 'installed'> {
  /** What happened before, such as a declined licence. */
  told: string;
  free: FreeResources;
  installed: PackageHeadProps['installed'];
}

export function PackageView(props: PackageViewProps): ReactNode {
  const { opened, blocked, told, pictures } = props;
  return (
    <div className="pm-page pm-package">
      <Crumb />
      <PackageHead {...props} />
      <Status className="pm-told">{told}</Status>
      {blocked && <ErrorAlert error={blocked} market={opened.market.id} />}
      {withLevelNotice(opened.market, opened.notices).map((notice) => (
        <NoticeView key={notice.code + notice.text} notice={notice} />
      ))}
      <OtherVersion {...props} />
      {/* On narrow pages in this order: who signed it, what it does, its texts, and all that is known beside them. */}
      <div className="pm-package-columns">
        {/* No green mark beside a refusal. */}
        {!opened.refusal && (
          <div className="pm-package-seal">
            <TrustBadge market={opened.market} evidence={opened.evidence} />
          </div>
        )}
        <div className="pm-package-main">
          <WhatHappens opened={opened} />
          <Needs spec={opened.spec} free={props.free} />
          <Screenshots screenshots={opened.spec.screenshots ?? []} pictures={pictures} />
        </div>
        <div className="pm-package-texts" id={TEXTS_ID}>
          <Texts {...props} installed={props.installed?.current?.version} />
        </div>
        <aside className="pm-package-side" aria-label={packageTexts.about}>
          <PackageFacts {...props} onVersions={() => showVersions(props)} />
        </aside>
      </div>
    </div>
  );
}

const TEXTS_ID = 'pm-package-texts';

/** The tabs may be far below. */
function showVersions({ onPlace }: PackageViewProps): void {
  onPlace({ tab: 'versions' });
  requestAnimationFrame(() => {
    const tab = document.querySelector<HTMLElement>(`#${TEXTS_ID} [aria-selected="true"]`);
    tab?.focus();
    tab?.scrollIntoView({ block: 'start' });
  });
}

function Crumb(): ReactNode {
  return (
    <p className="pm-crumb">
      <a href={formatHash({ page: 'list', query: {} })}>{packageTexts.allPackages}</a>
    </p>
  );
}

function WhatHappens({ opened }: { opened: OpenPackage }): ReactNode {
  const words = packageTexts.what;
  const steps = describeActions(opened.spec.actions);
  return (
    <section className="pm-what" aria-labelledby="pm-what-title">
      <h2 id="pm-what-title" className="pm-subtitle">
        {words.title}
      </h2>
      {steps.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <ol className="pm-what-steps">
          {steps.map((step, index) => (
            <li key={index} data-unknown={step.unknown || undefined}>
              <Sentence
                words={step.label ? words.labelled : '{text}'}
                parts={{
                  label: <strong dir="auto">{toLine(step.label ?? '')}</strong>,
                  text: toLine(step.text),
                }}
              />
            </li>
          ))}
        </ol>
      )}
      <p className="pm-soft">
        {packageTexts.sentences(
          words.see,
          opened.market.trust === 'off' ? words.unproved : words.proved,
        )}
      </p>
    </section>
  );
}

/** The shape of the page while it is read and verified. */
export function PackageSkeleton({ market, name }: { market: string; name: string }): ReactNode {
  return (
    <div className="pm-page pm-package" aria-busy="true">
      <Crumb />
      <LevelNotice market={market} />
      <div className="pm-package-head">
        <span className="pm-bone pm-bone-icon" aria-hidden="true" />
        <div className="pm-package-title">
          <h1 className="pm-title" dir="auto">
            {toLine(name, TEXT_LIMITS.label)}
          </h1>
          <Status className="pm-soft">{packageTexts.reading}</Status>
        </div>
      </div>
      <div className="pm-package-columns">
        <Bones className="pm-package-seal" />
        <Bones className="pm-bones pm-package-main" />
      </div>
    </div>
  );
}

/** The package could not be opened, or was refused. */
export function PackageFailure(props: {
  market: string;
  name: string;
  error: Problem;
  onRetry: () => void;
}): ReactNode {
  const { market, name, error, onRetry } = props;
  return (
    <div className="pm-page pm-package">
      <Crumb />
      <LevelNotice market={market} />
      <h1 className="pm-title" dir="auto">
        {toLine(name, TEXT_LIMITS.label)}
      </h1>
      <ErrorAlert error={error} market={market} onRetry={onRetry} />
    </div>
  );
}
