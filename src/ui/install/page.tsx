/** The wizard's page: makes the process for one package version, draws its state, and leaves cleanly. */
import { useEffect, useState } from 'react';

import { LicenseDialog } from '../license/dialog.tsx';
import { LicensesDialog } from '../license/licenses.tsx';
import { installTexts } from '../messages/install.ts';
import { findMarket } from '../parts/subject.ts';
import { formatHash, useRouter } from '../router.ts';
import { useServices } from '../services.ts';
import { useHandover } from '../state/handover.ts';
import { useStore } from '../state/store.ts';
import { useWizardStyles } from '../styles/use-wizard-styles.ts';
import { AskFirst } from './ask-first.tsx';
import { LeaveGuard } from './leave-guard.tsx';
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

/** What the user pressed for which package. */
interface Asked {
  key: string;
  resume: boolean;
}

export function InstallPage(props: InstallPageProps): ReactNode {
  useWizardStyles();
  const handover = useHandover();
  const { market, name, version } = props;
  const intended = handover.intended(props);
  const [asked, setAsked] = useState<Asked>();
  const key = `${market} ${name} ${version}`;
  // An address alone starts nothing (U13): whoever came by a link presses Install or Resume here first.
  if (!intended && asked?.key !== key) {
    const go = (resume: boolean) => setAsked({ key, resume });
    return <AskFirst key={key} {...props} onInstall={() => go(false)} onResume={() => go(true)} />;
  }
  return <Wizard key={key} {...props} opened={intended} resume={asked?.resume ?? false} />;
}

interface WizardProps extends InstallPageProps {
  opened: OpenPackage | undefined;
  resume: boolean;
}

function Wizard({ opened, resume, market, name, version }: WizardProps): ReactNode {
  const services = useServices();
  const router = useRouter();
  const handover = useHandover();
  const [wizard] = useState(() =>
    createInstallWizard({ services, ref: { market, name, version }, opened, resume }),
  );
  const state = useStore(wizard);
  const [reading, setReading] = useState<OpenPackage>();
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
        wizard={wizard}
        name={name}
        version={version}
        market={findMarket(services, market)}
        packageHref={formatHash(back)}
        onLicense={setReading}
        onCancel={() => {
          const running = state.status === 'running';
          wizard.cancel();
          const { cancelled, cancelledLater } = installTexts.before;
          const later = 'run' in state && state.run !== undefined;
          if (!running) leave(later ? cancelledLater : cancelled);
        }}
        onClose={() => leave()}
      />
      {state.status === 'licence' && (
        <LicensesDialog
          packages={state.pending}
          onAccept={wizard.acceptLicenses}
          onDismiss={() => leave(installTexts.before.declined)}
        />
      )}
      {reading && (
        <LicenseDialog
          label={reading.spec.label ?? reading.name}
          version={reading.version}
          licenseId={reading.spec.licenseId}
          text={reading.license?.text ?? ''}
          onDismiss={() => setReading(undefined)}
        />
      )}
      <LeaveGuard
        state={state}
        onLeave={(route) => {
          wizard.dispose();
          router.navigate(route);
        }}
      />
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
