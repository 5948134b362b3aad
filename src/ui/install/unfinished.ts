/** Installs of this package that were begun and not ended: found, watched while another tab is at them, discarded. */
import { toMarketError } from '#core/errors.ts';

import type { Unfinished } from '#core/model/install.ts';
import type { PackageRef } from '#core/model/market.ts';
import type { Services } from '../services.ts';
import type { Process } from './process.ts';

/** Between two looks at the other tab, in milliseconds. */
export const LOOK_EVERY = 2000;

/** The one of this version; installs of other versions do not stand in its way. */
export async function findUnfinished(
  services: Pick<Services, 'unfinished'>,
  { market, name, version }: PackageRef,
): Promise<Unfinished | undefined> {
  const all = await services.unfinished();
  return all.find(
    ({ journal: { plan } }) =>
      plan.market === market && plan.package.name === name && plan.package.version === version,
  );
}

/** Follows the install of another tab until that tab ends or the signal fires; then it is offered here. */
export async function watchUnfinished(process: Process, signal: AbortSignal): Promise<void> {
  const { services, ref, dispatch } = process;
  for (;;) {
    await pause(LOOK_EVERY, signal);
    if (signal.aborted) return;
    const unfinished = await findUnfinished(services, ref);
    if (signal.aborted) return;
    if (!unfinished) return dispatch({ type: 'ended-elsewhere' });
    dispatch({ type: 'unfinished', unfinished });
    if (!unfinished.running) return;
  }
}

/** Ends what was begun with a receipt; resolves to false when that failed, which is shown then. */
export async function discardUnfinished(process: Process): Promise<boolean> {
  const { services, store, dispatch } = process;
  const state = store.get();
  if (state.status !== 'unfinished' && state.status !== 'resuming') return false;
  const signal = process.work.begin();
  try {
    await services.discard(state.unfinished);
    return !signal.aborted;
  } catch (thrown) {
    if (!signal.aborted) dispatch({ type: 'fail', error: toMarketError(thrown) });
    return false;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
