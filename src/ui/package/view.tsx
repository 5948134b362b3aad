/** The page of one package version as a function of its props; texts of the package are text, never markup. */
import { Bones } from '../parts/bones.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { Button } from '../parts/button.tsx';
import { IconImage } from '../parts/icon-image.tsx';
import { Markdown } from '../parts/markdown.tsx';
import { LevelNotice } from '../parts/level-notice.tsx';
import { withLevelNotice } from '../parts/market-level.ts';
import { NoticeBar, NoticeView } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { formatHash } from '../router.ts';
import { PackageFacts } from './facts.tsx';
import { FileList, listFiles } from './files.tsx';
import { InstalledLine } from './installed-line.tsx';
import { describeActions } from './what-happens.ts';

import type { Problem } from '#core/errors.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { TabItem } from '../parts/tabs.tsx';
import type { PackageFactsProps } from './facts.tsx';

export interface PackageViewProps extends PackageFactsProps {
  /** Why it cannot be installed; shown in place of what cannot be done. */
  blocked: Problem | undefined;
  /** What happened before, such as a declined licence. */
  told: string;
  onInstall: () => void;
}

export function PackageView(props: PackageViewProps): ReactNode {
  const { opened, blocked, told } = props;
  return (
    <div className="pm-page pm-package">
      <Crumb />
      <Head opened={opened} onInstall={props.onInstall} />
      <Status className="pm-told">{told}</Status>
      {blocked && <ErrorAlert error={blocked} market={opened.market.id} />}
      <NewerVersion opened={opened} />
      {withLevelNotice(opened.market, opened.notices).map((notice) => (
        <NoticeView key={notice.code + notice.text} notice={notice} />
      ))}
      <div className="pm-package-columns">
        <WhatHappens opened={opened} />
        <aside className="pm-package-side" aria-label="About this package">
          <PackageFacts {...props} />
        </aside>
        <div className="pm-package-texts">
          <Texts opened={opened} />
        </div>
      </div>
    </div>
  );
}

function Crumb(): ReactNode {
  return (
    <p className="pm-crumb">
      <a href={formatHash({ page: 'list', query: {} })}>All packages</a>
    </p>
  );
}

function Head({ opened, onInstall }: Pick<PackageViewProps, 'opened' | 'onInstall'>): ReactNode {
  const { spec, name, version } = opened;
  const label = toLine(spec.label ?? name, TEXT_LIMITS.label);
  const people = [spec.author, spec.org].filter((text) => text !== undefined && text !== '');
  return (
    <div className="pm-package-head">
      <IconImage icon={opened.icon} label={label} size={64} />
      <div className="pm-package-title">
        <h1 className="pm-title" dir="auto">
          {label}
        </h1>
        <p className="pm-soft" dir="auto">
          {name} {version}
          {people.length > 0 && ` by ${toLine(people.join(', '))}`}
          {spec.beta === true && <span className="pm-chip pm-chip-beta">Beta</span>}
        </p>
        {spec.description && (
          <p className="pm-package-description" dir="auto">
            {toParagraph(spec.description)}
          </p>
        )}
      </div>
      {spec.actions.length > 0 && !opened.refusal && (
        <div className="pm-package-install">
          <Button kind="primary" className="pm-install-button" onClick={onInstall}>
            Install
          </Button>
          <InstalledLine opened={opened} />
        </div>
      )}
    </div>
  );
}

function NewerVersion({ opened }: { opened: OpenPackage }): ReactNode {
  const { market, name, version, newest, yanked } = opened;
  if (newest === undefined || newest === version) return null;
  const hash = formatHash({ page: 'package', market: market.id, name, version: newest });
  return (
    <NoticeBar tone="info" action={<a href={hash}>Go to {newest}</a>}>
      {yanked === undefined
        ? 'This is not the newest version of the package.'
        : 'Another version of the package was not withdrawn.'}
    </NoticeBar>
  );
}

function WhatHappens({ opened }: { opened: OpenPackage }): ReactNode {
  const steps = describeActions(opened.spec.actions);
  return (
    <section className="pm-what" aria-labelledby="pm-what-title">
      <h2 id="pm-what-title" className="pm-subtitle">
        What will happen
      </h2>
      {steps.length === 0 ? (
        <p>This package has no steps, so there is nothing to install.</p>
      ) : (
        <ol className="pm-what-steps">
          {steps.map((step, index) => (
            <li key={index} data-unknown={step.unknown || undefined}>
              {step.label && <strong dir="auto">{toLine(step.label)}: </strong>}
              {toLine(step.text)}
            </li>
          ))}
        </ol>
      )}
      <p className="pm-soft">
        You see every request before anything is sent.{' '}
        {opened.market.trust === 'off'
          ? 'Nothing proves who published the package, or that it does no harm.'
          : 'A signature says who published the package, not that it does no harm.'}
      </p>
    </section>
  );
}

function Texts({ opened }: { opened: OpenPackage }): ReactNode {
  const { readme, changelog, spec } = opened;
  const changes = changelog ?? spec.changelog;
  const items: TabItem[] = [];
  if (readme)
    items.push({ key: 'readme', title: 'README', panel: () => <Markdown text={readme} /> });
  if (changes) {
    items.push({ key: 'changes', title: 'Changelog', panel: () => <Markdown text={changes} /> });
  }
  const files = listFiles(spec).length;
  if (files > 0 || spec.archive) {
    const title = files > 0 ? `Files (${files})` : 'Files';
    items.push({ key: 'files', title, panel: () => <FileList spec={spec} /> });
  }
  return <Tabs label="Texts and files" items={items} />;
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
          <Status className="pm-soft">Reading and verifying the package…</Status>
        </div>
      </div>
      <Bones className="pm-bones" />
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
