/** The wizard's page: makes the process for one package version, draws its state, and leaves cleanly. */
import { useEffect, useState } from 'react';

import { LicenseDialog } from '../license/dialog.tsx';
import { Button } from '../parts/button.tsx';
import { LevelNotice } from '../parts/level-notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { formatHash, useRouter } from '../router.ts';
import { findMarket } from '../parts/subject.ts';
import { useServices } from '../services.ts';
import { useHandover } from '../state/handover.ts';
import { useStore } from '../state/store.ts';
import documents from '../styles/documents.css?inline';
import css from '../styles/install.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { InstallView } from './view.tsx';
import { createInstallWizard } from './wizard.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Route } from '../router.ts';
import type { WizardState } from './state.ts';

export interface InstallPageProps {
  /** `id` of the market. */
  market: string;
  name: string;
  version: string;
}

export function InstallPage(props: InstallPageProps): ReactNode {
  useStyles('documents', documents);
  useStyles('install', css);
  const handover = useHandover();
  const { market, name, version } = props;
  const intended = handover.intended(props);
  const [asked, setAsked] = useState('');
  const key = `${market} ${name} ${version}`;
  // An address alone starts nothing (U13): whoever came by a link presses Install here first.
  if (!intended && asked !== key) return <AskFirst {...props} onInstall={() => setAsked(key)} />;
  return <Wizard key={key} {...props} opened={intended} />;
}

function AskFirst(props: InstallPageProps & { onInstall: () => void }): ReactNode {
  const { onInstall, ...ref } = props;
  return (
    <div className="pm-page pm-install">
      <h1 className="pm-title">
        Install {toLine(ref.name, TEXT_LIMITS.label)} {ref.version}
      </h1>
      <LevelNotice market={ref.market} />
      <p>
        You came here by an address, so nothing has begun. Read{' '}
        <a href={formatHash({ page: 'package', ...ref })}>what this package does</a> before you
        install it.
      </p>
      <div className="pm-buttons">
        <Button kind="primary" onClick={onInstall}>
          Install
        </Button>
      </div>
    </div>
  );
}

const CANCELLED = 'The install was cancelled; nothing was sent to the cluster.';
const CANCELLED_LATER = 'The install was cancelled; what was done before stays done.';

interface WizardProps extends InstallPageProps {
  opened: OpenPackage | undefined;
}

function Wizard({ opened, market, name, version }: WizardProps): ReactNode {
  const services = useServices();
  const router = useRouter();
  const handover = useHandover();
  const [wizard] = useState(() =>
    createInstallWizard({ services, ref: { market, name, version }, opened }),
  );
  const state = useStore(wizard);
  const back: Route = { page: 'package', market, name, version };
  const leave = (words?: string) => {
    if (words) handover.tell(back, words);
    router.navigate(back);
  };

  useEffect(() => {
    wizard.start();
    return () => wizard.dispose();
  }, [wizard]);

  useHandoff(state);

  return (
    <>
      <InstallView
        state={state}
        name={name}
        version={version}
        market={findMarket(services, market)}
        packageHref={formatHash(back)}
        onAnswer={wizard.answer}
        onLeave={wizard.leave}
        onNext={wizard.next}
        onBack={wizard.back}
        onRun={wizard.run}
        onCancel={() => {
          const running = state.status === 'running';
          wizard.cancel();
          const before = 'run' in state && state.run !== undefined;
          if (!running) leave(before ? CANCELLED_LATER : CANCELLED);
        }}
        onEdit={wizard.edit}
        onRetry={wizard.start}
        onClose={() => leave()}
      />
      {state.status === 'licence' && (
        <LicenseDialog
          label={state.opened.spec.label ?? name}
          version={version}
          licenseId={state.opened.spec.licenseId}
          text={state.opened.license?.text ?? ''}
          onAccept={wizard.acceptLicense}
          onDismiss={() =>
            leave('The licence was declined, so nothing was installed and nothing was sent.')
          }
        />
      )}
    </>
  );
}

/** A run whose only fruit is one filled job goes on to the portal's page at once: Run was the word for it. */
function useHandoff(state: WizardState): void {
  const services = useServices();
  const done = state.status === 'done';
  useEffect(() => {
    if (state.status !== 'done') return;
    const steps = Object.values(state.run.steps);
    const handoffs = steps.filter((step) => step.handoff);
    const [only] = handoffs;
    const jobs = steps.some((step) => step.job);
    if (only?.handoff && handoffs.length === 1 && !jobs) {
      services.openInPortal(only.handoff.protocol);
    }
    // Once, when the run is done.
  }, [done]);
}
