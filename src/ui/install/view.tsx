/** The wizard as a function of its state; every status has its own picture. */
import { useEffect, useRef } from 'react';

import { installTexts } from '../messages/install.ts';
import { EvidenceDetails } from '../parts/evidence.tsx';
import { withLevelNotice } from '../parts/market-level.ts';
import { NoticeView } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { TrustBadge } from '../parts/trust-badge.tsx';
import { Answering } from './answering.tsx';
import { CdapLogin } from '../parts/cdap-login.tsx';
import { CancelOnly, EndedElsewhere, PrepareFailure } from './ends.tsx';
import { LogView } from './log-view.tsx';
import { PrepareProgress } from './progress-prepare.tsx';
import { RunSteps } from './progress.tsx';
import { RunResult } from './result.tsx';
import { Resuming } from './resuming.tsx';
import { knownOf } from './state.ts';
import { UnfinishedView } from './unfinished-view.tsx';

import type { MarketConfig } from '#core/model/generated.ts';
import type { LoadedPackage, Notice, OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { WizardState } from './state.ts';
import type { InstallWizard } from './wizard.ts';

export interface InstallViewProps {
  state: WizardState;
  wizard: InstallWizard;
  name: string;
  version: string;
  /** Configuration of its market; undefined where it has none. */
  market: MarketConfig | undefined;
  /** Address of the package's page. */
  packageHref: string;
  onCancel: () => void;
  onClose: () => void;
  /** Shows the licence text of a package of the tree. */
  onLicense: (opened: OpenPackage) => void;
}

export function InstallView(props: InstallViewProps): ReactNode {
  const { state, packageHref } = props;
  const opened = knownOf(state).opened;
  const label = toLine(opened?.spec.label ?? opened?.name ?? props.name, TEXT_LIMITS.label);
  const loaded = loadedOf(state);
  const notices = withLevelNotice(opened?.market ?? props.market, noticesOf(opened, loaded));
  const page = useKeptFocus(state);
  // No green mark beside a refusal: the archive is not what the signed description speaks of.
  const refused = state.status === 'failed' && !state.form;
  // Without checking, the red notice says it all.
  const badged = !refused && !notices.some(({ code }) => code === 'trust-off');
  return (
    <div className="pm-page pm-install" ref={page}>
      <p className="pm-crumb">
        <a href={packageHref}>{label}</a>
      </p>
      <h1 className="pm-title" dir="auto">
        {installTexts.title(label, toLine(props.version, TEXT_LIMITS.label))}
      </h1>
      {opened && badged && <TrustBadge market={opened.market} evidence={opened.evidence} />}
      {state.status === 'answering' && <Evidences loaded={loaded} />}
      {notices.map((notice) => (
        <NoticeView key={notice.code + notice.text} notice={notice} />
      ))}
      <Body {...props} />
    </div>
  );
}

/** Of several packages, one disclosure holds those of all: the form stays near. */
function Evidences({ loaded }: { loaded: LoadedPackage[] }): ReactNode {
  const each = loaded.map((one) => (
    <EvidenceDetails
      key={`${one.package.name}@${one.package.version}`}
      opened={one.package}
      archive={one.archive}
      about={loaded.length > 1 ? labelOf(one.package) : undefined}
    />
  ));
  if (each.length < 2) return each;
  return (
    <details className="pm-request">
      <summary>{installTexts.before.evidence(each.length)}</summary>
      {each}
    </details>
  );
}

/** When the button that had the focus is gone, the focus goes to the heading of what came in its place. */
function useKeptFocus(state: WizardState) {
  const page = useRef<HTMLDivElement>(null);
  const at = state.status === 'answering' ? state.form.at : 0;
  useEffect(() => {
    const held = document.activeElement;
    if (held && held !== document.body) return;
    const headings = page.current?.querySelectorAll<HTMLElement>('h1, h2.pm-subtitle');
    const heading = headings?.[1] ?? headings?.[0];
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView?.({ block: 'nearest' });
  }, [state.status, at]);
  return page;
}

function Body(props: InstallViewProps): ReactNode {
  const { state, wizard, onCancel, onClose } = props;
  switch (state.status) {
    case 'preparing':
      return (
        <>
          <PrepareProgress
            verifying={state.verifying}
            packages={knownOf(state).tree?.packages ?? []}
          />
          <CancelOnly onCancel={onCancel} />
        </>
      );
    case 'unfinished':
      return <UnfinishedView {...props} state={state} />;
    case 'ended-elsewhere':
      return <EndedElsewhere onAgain={wizard.start} onClose={onClose} />;
    case 'licence':
      return <p className="pm-soft">{installTexts.before.readingLicense}</p>;
    case 'cdap-login':
      return (
        <>
          <CdapLogin refused={state.refused} onToken={wizard.giveToken} />
          <CancelOnly onCancel={onCancel} />
        </>
      );
    case 'answering':
      return <Answering {...props} form={state.form} />;
    case 'resuming':
      return <Resuming {...props} state={state} />;
    case 'running':
      return (
        <>
          <h2 className="pm-subtitle">{installTexts.run.sending}</h2>
          <RunSteps run={state.run} />
          <CancelOnly onCancel={onCancel} stopping={state.stopping} />
          <LogView run={state.run} />
        </>
      );
    case 'done':
    case 'cancelled':
      return <RunResult state={state} wizard={wizard} onClose={onClose} />;
    case 'failed':
      if (state.form) return <RunResult state={state} wizard={wizard} onClose={onClose} />;
      return <PrepareFailure error={state.error} onRetry={wizard.start} onClose={onClose} />;
    case 'left':
      return <p className="pm-soft">{installTexts.before.left}</p>;
  }
}

function labelOf({ spec, name, version }: OpenPackage): string {
  return `${toLine(spec.label ?? name, TEXT_LIMITS.label)} ${version}`;
}

function loadedOf(state: WizardState): LoadedPackage[] {
  return 'form' in state && state.form ? state.form.prepared.loaded.packages : [];
}

/** Of the specs and of the archives; what several say is said once. */
function noticesOf(opened: OpenPackage | undefined, loaded: LoadedPackage[]): Notice[] {
  const all = [
    ...(opened?.notices ?? []),
    ...loaded.flatMap((each) => [...each.package.notices, ...each.notices]),
  ];
  return all.filter((notice, at) => all.findIndex((other) => other.text === notice.text) === at);
}
