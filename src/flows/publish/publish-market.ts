/** Publishes a signed market: reads it as a reader would, sends what a target lacks, switches readers over at once, and cleans up. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { sameBytes } from '#core/same-bytes.ts';
import { loadTrust } from '../market-keys.ts';
import { assertNotCancelled, hasErrors, warning } from '../findings.ts';
import { withOwnSignal } from '../own-signal.ts';
import { FORGETFUL } from '../read-back.ts';
import { verifyMarket } from '../verify-market.ts';
import { assertFree, takeClaim } from './claim.ts';
import { assertMayReplace } from './may-replace.ts';
import { isEmptyPlan } from './plan.ts';
import { lookAtBoth } from './look.ts';
import { changed, sendIndex, sendStages } from './send.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketConfig } from '#core/model/generated.ts';
import type { Finding } from '#core/model/publish.ts';
import type { OwnProcess, PublishTarget } from '#core/model/publish-target.ts';
import type { Clock, NewId, Sources, Tree } from '#core/ports.ts';
import type { Claim } from './claim.ts';
import type { Look } from './look.ts';
import type { PlannedFile, VersionChange } from './plan.ts';
import type { Sent } from './send.ts';
import type { TargetNote } from './state-file.ts';

export interface PublishWish {
  /** Says what would be done, and does nothing. */
  dryRun?: boolean | undefined;
  /** Compares with everything that is at the target, byte by byte. */
  full?: boolean | undefined;
  /** Puts other bytes in the place of published versions. */
  replace?: boolean | undefined;
  /** Whether pages of other origins shall be let in where the target has a rule for that. */
  cors?: boolean | undefined;
  /** Whether the market must have the id of the configuration; `first-use` if absent. */
  identity?: 'configured' | 'first-use' | undefined;
  /** Files at the same time. */
  concurrency: number;
}

export interface PublishDeps {
  sources: Sources;
  clock: Clock;
  limits: Limits;
  newId: NewId;
  process: OwnProcess;
  signal?: AbortSignal | undefined;
  /** Called behind each version that was read back. */
  onProgress?: (done: number, total: number) => void;
  /** Bytes sent of all that are to be sent, and the file that moved last. */
  onSent?: ((sent: number, total: number, path: string) => void) | undefined;
}

export interface PublishReport {
  target: string;
  market: string;
  /** Of the market that is to be there, and of the one that was; null where none was. */
  serial: number;
  former: number | null;
  /** `index`: told by the signed index of the target; `listing`: the target was listed. */
  compared: 'index' | 'listing';
  /** `refused`: nothing was done, findings say why. */
  outcome: 'published' | 'unchanged' | 'planned' | 'refused';
  changes: VersionChange[];
  /** What is (or with dry run would be) sent, in this order, and removed. */
  send: Pick<PlannedFile, 'path' | 'size'>[];
  remove: string[];
  sent: Sent;
  requests: number;
  findings: Finding[];
}

interface Work {
  market: Tree;
  target: PublishTarget;
  look: Look;
  wish: PublishWish;
  deps: PublishDeps;
  report: PublishReport;
}

export interface PublishPlaces {
  /** Where the market folder is and whom a reader trusts for it, at level strict. */
  config: MarketConfig;
  market: Tree;
  target: PublishTarget;
}

/**
 * Throws what `verifyMarket`
 * throws, `version-published`, `target-invalid` for a target that holds another or a newer market,
 * `publish-conflict` while somebody else is at it, and what the target throws.
 */
export async function publishMarket(
  { config, market, target }: PublishPlaces,
  wish: PublishWish,
  deps: PublishDeps,
): Promise<PublishReport> {
  const { sources, clock, limits, signal } = deps;
  const reader = { sources, clock, limits, signal, memory: FORGETFUL };
  const trust = await loadTrust(config, reader);
  if (trust.level !== 'strict') {
    throw new MarketError(
      'config-key-missing',
      'A market is published only where its readers can verify it: give the certificate of its key.',
    );
  }
  const look = await lookAtBoth({ market, target, trust }, wish, deps);
  const report = begin(look, target);
  const work: Work = { market, target, look, wish, deps, report };
  await assertFree(look.state, deps);
  await assertMayReplace({ look, target, replace: wish.replace === true });
  const wanted = new Set(look.plan.changes.map(({ name, version }) => `${name}/${version}`));
  const { findings } = await verifyMarket(config, {
    ...reader,
    identity: wish.identity ?? 'first-use',
    ...(deps.onProgress && { onChecked: deps.onProgress }),
    only: ({ name, version }) => wanted.has(`${name}/${version}`),
  });
  report.findings.push(...findings);
  const unchanged = isEmptyPlan(look.plan) && !look.unfinished;
  if (hasErrors(findings)) report.outcome = 'refused';
  else if (unchanged) report.outcome = 'unchanged';
  // Where only the note is missing, the next run would have to list everything again.
  const isNoted = look.state.note.published?.index === look.own.sha256;
  if (report.outcome !== 'refused' && wish.dryRun !== true && !(unchanged && isNoted)) {
    await publish(work);
  }
  report.requests = target.traffic.requests;
  return report;
}

function begin({ own, former, plan, listed, files }: Look, target: PublishTarget): PublishReport {
  const order = [...plan.stages.flat(), ...(plan.index ? [plan.index] : [])];
  return {
    target: target.base,
    market: own.index.market,
    serial: own.index.serial,
    former: former?.index.serial ?? null,
    compared: listed ? 'listing' : 'index',
    outcome: 'planned',
    changes: plan.changes,
    send: order.map(({ path, size }) => ({ path, size })),
    remove: plan.stale,
    sent: { files: 0, bytes: 0, copied: 0 },
    requests: 0,
    findings: files.left.map((path) =>
      warning('file-ignored', path, `${path} is no file of a market and is not published.`),
    ),
  };
}

async function publish(work: Work): Promise<void> {
  const { target, look, deps, report } = work;
  const claim = await takeClaim(target, look.state, { ...deps, id: deps.newId() });
  if (!claim.conditional) report.findings.push(noConditions(target));
  let note: TargetNote;
  try {
    note = await withOwnSignal(deps.signal, (signal) =>
      publishClaimed(work, claim, stopWhenLost(claim, signal)),
    );
  } catch (error) {
    // Some of it may be there, so that nothing is known of the target any more: the next run looks at all of it.
    // What ended the work matters more than that the claim could not be given back, which runs out by itself.
    await claim.release({ cors: look.state.note.cors }).catch(() => undefined);
    throw claim.lost.aborted ? toMarketError(claim.lost.reason) : error;
  }
  await claim.release(note);
  if (report.outcome === 'planned') report.outcome = 'published';
}

/** Gives what the next publisher shall know. */
async function publishClaimed(work: Work, claim: Claim, signal: AbortSignal): Promise<TargetNote> {
  const { own, plan } = work.look;
  const cors = await allowOrigins(work, signal);
  await sendAll(work, claim, signal);
  return { cors, published: { index: own.sha256, signatures: plan.signatures } };
}

/** Fires too when the claim is lost: then nothing more is sent. */
function stopWhenLost({ lost }: Claim, signal: AbortSignal): AbortSignal {
  const own = new AbortController();
  const stop = () => own.abort();
  for (const each of [lost, signal]) {
    if (each.aborted) stop();
    each.addEventListener('abort', stop, { once: true });
  }
  return own.signal;
}

async function sendAll(work: Work, claim: Claim, signal: AbortSignal): Promise<void> {
  const { market, target, look, wish, deps, report } = work;
  const { plan, own } = look;
  report.sent = await sendStages(plan, {
    ...deps,
    market,
    target,
    signal,
    concurrency: wish.concurrency,
  });
  if (plan.index) {
    assertNotCancelled(signal);
    await claim.assertHeld();
    await assertSameMarket(work);
    const version = look.formerVersion;
    await sendIndex(plan.index, own.bytes, { target, signal, version });
    report.sent.files += 1;
    report.sent.bytes += own.bytes.length;
  }
  if (plan.stale.length === 0) return;
  // No condition watches over this one: what is stale to us may be what another publisher has just put there.
  await claim.assertHeld();
  await target.remove(plan.stale, signal);
}

/** Whoever built or signed meanwhile has other files now than the ones that were sent. */
async function assertSameMarket({ market, look, deps }: Work): Promise<void> {
  const bytes = await market.read('market.json', deps.limits.marketBytes);
  const { own } = look;
  if (!sameBytes(bytes, own.bytes)) throw changed(market, 'market.json');
}

/** Once for each target: another rule that somebody makes later stays as it is. */
async function allowOrigins(
  { target, look, wish, report }: Work,
  signal: AbortSignal,
): Promise<boolean> {
  const known = look.state.note.cors === true;
  if (known || wish.cors === false) return known;
  const outcome = await target.allowOrigins(signal);
  if (outcome !== 'refused') return true;
  const message = `The rule that lets portals of other origins read ${target.base} could not be set. Set it by hand (docs/hosting/s3.md), or give --no-cors.`;
  report.findings.push(warning('target-forbidden', 'market.json', message));
  return false;
}

function noConditions({ base }: PublishTarget): Finding {
  const message = `${base} knows no conditional writes: of two publishers at the same moment both may believe that they won. Let only one publish at a time.`;
  return warning('publish-conflict', 'market.json', message);
}
