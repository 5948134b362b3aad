/** From a package to its form: login, licence, then the archive downloaded, verified and opened. */
import { MarketError, toMarketError } from '#core/errors.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { Process } from './process.ts';

/** Nothing of a later step begins before the earlier one is good; a licence that is not accepted stops here. */
export async function prepare(process: Process): Promise<void> {
  const { services, ref, dispatch } = process;
  const signal = process.work.begin();
  const known = process.opened;
  dispatch({ type: 'prepare', ...(known ? { opened: known } : {}) });
  try {
    if (services.user === undefined) throw loginRequired();
    const opened = known ?? (await services.openPackage(ref, signal));
    signal.throwIfAborted();
    process.opened = opened;
    assertInstallable(opened);
    if (opened.license && !services.licenseAccepted(opened)) {
      dispatch({ type: 'ask-licence', opened });
      return;
    }
    dispatch({ type: 'prepare', opened });
    const prepared = await services.prepareInstall(opened, {
      signal,
      onProgress(progress) {
        if (!signal.aborted) dispatch({ type: 'progress', progress });
      },
    });
    if (!signal.aborted) dispatch({ type: 'prepared', prepared });
  } catch (thrown) {
    if (!signal.aborted) dispatch({ type: 'fail', error: toMarketError(thrown) });
  }
}

/** Trust 2: of a market whose index was refused, nothing is downloaded and no licence is asked for. */
function assertInstallable({ refusal }: OpenPackage): void {
  if (!refusal) return;
  const { code, message, details } = refusal;
  throw new MarketError(code, message, { details });
}

function loginRequired(): MarketError {
  return new MarketError(
    'login-required',
    'You are not logged in to the cluster, so nothing can be installed.',
  );
}
