/** Asks once before an install is left in the middle: by a link or the Back button inside the portal's page, or by closing the tab. */
import { useEffect, useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useRouter } from '../router.ts';

import type { ReactNode } from 'react';
import type { Route } from '../router.ts';
import type { WizardState } from './state.ts';

export interface LeaveGuardProps {
  state: WizardState;
  /** The user goes on to there; the guard does not ask again. */
  onLeave: (route: Route) => void;
}

/** Nothing is asked where nothing would be lost. */
export function LeaveGuard({ state, onLeave }: LeaveGuardProps): ReactNode {
  const router = useRouter();
  const [wanted, setWanted] = useState<Route>();
  const reason = reasonToAsk(state);
  const asks = reason !== undefined;
  useEffect(() => {
    if (!asks) return setWanted(undefined);
    const release = router.guard((route) => {
      setWanted(route);
      return false;
    });
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    return () => {
      release();
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [router, asks]);
  if (!wanted || !reason) return null;
  const { leave } = installTexts.before;
  return (
    <Dialog
      title={leave.title}
      action={leave.leave}
      onAction={() => onLeave(wanted)}
      dismiss={leave.stay}
      onDismiss={() => setWanted(undefined)}
    >
      <p>{reason}</p>
    </Dialog>
  );
}

/** What would be lost; undefined where nothing would. */
function reasonToAsk(state: WizardState): string | undefined {
  const { leave } = installTexts.before;
  if (state.status === 'running') return leave.running;
  const typed =
    (state.status === 'answering' || state.status === 'resuming') && state.form.touched.length > 0;
  return typed ? leave.typed : undefined;
}
