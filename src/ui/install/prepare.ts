/** From a package to its form: login, what was begun before, the tree, licences, then all archives downloaded, verified and opened. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { installTexts } from '../messages/install.ts';
import { findUnfinished, watchUnfinished } from './unfinished.ts';

import type { OpenPackage, PackageTree } from '#core/model/market.ts';
import type { Process } from './process.ts';

/** Nothing of a later step begins before the earlier one is good; a question to the user stops here until it is answered. */
export async function prepare(process: Process): Promise<void> {
  const { services, dispatch } = process;
  const signal = process.work.begin();
  process.lookUp.stop();
  dispatch({ type: 'prepare', opened: process.opened, tree: process.tree });
  try {
    if (services.user === undefined) throw loginRequired();
    const opened = await openRoot(process, signal);
    const begun = await findUnfinished(services, process.ref);
    signal.throwIfAborted();
    if (begun && (begun.running || !process.resume)) {
      dispatch({ type: 'unfinished', unfinished: begun, opened });
      if (begun.running) await watchUnfinished(process, signal);
      return;
    }
    const tree = await openTree(process, opened, signal);
    const pending = tree.packages.filter((each) => each.license && !services.licenseAccepted(each));
    if (pending.length > 0) return dispatch({ type: 'ask-licence', opened, tree, pending });
    await load(process, tree, signal);
  } catch (thrown) {
    if (!signal.aborted) settle(process, toMarketError(thrown));
  }
}

async function openRoot(process: Process, signal: AbortSignal): Promise<OpenPackage> {
  const opened = process.opened ?? (await process.services.openPackage(process.ref, signal));
  signal.throwIfAborted();
  process.opened = opened;
  assertInstallable(opened);
  process.dispatch({ type: 'prepare', opened, tree: process.tree });
  return opened;
}

async function openTree(
  process: Process,
  opened: OpenPackage,
  signal: AbortSignal,
): Promise<PackageTree> {
  const tree = process.tree ?? (await process.services.openTree(opened, signal));
  signal.throwIfAborted();
  process.tree = tree;
  for (const each of tree.packages) assertInstallable(each);
  process.dispatch({ type: 'prepare', opened, tree });
  return tree;
}

async function load(process: Process, tree: PackageTree, signal: AbortSignal): Promise<void> {
  const { services, dispatch } = process;
  const prepared = await services.prepareInstall(tree, {
    signal,
    onProgress(progress) {
      if (!signal.aborted) dispatch({ type: 'progress', progress });
    },
  });
  const begun = process.resume ? await findUnfinished(services, process.ref) : undefined;
  if (signal.aborted) return;
  process.resume = false;
  if (begun) dispatch({ type: 'resume', prepared, unfinished: begun });
  else dispatch({ type: 'prepared', prepared });
}

function settle(process: Process, error: MarketError): void {
  const { dispatch, tokenGiven } = process;
  // Another try may need other versions: CDAP's own is known only once it was asked.
  if (error.code !== 'cdap-auth') process.tree = undefined;
  if (error.code === 'cdap-auth') dispatch({ type: 'ask-cdap', refused: tokenGiven });
  else dispatch({ type: 'fail', error });
}

/** Trust 2: of a market whose index was refused, nothing is downloaded and no licence is asked for. */
function assertInstallable({ refusal }: OpenPackage): void {
  if (!refusal) return;
  const { code, message, details } = refusal;
  throw new MarketError(code, message, { details });
}

function loginRequired(): MarketError {
  return new MarketError('login-required', installTexts.plan.refused.notLoggedIn);
}
