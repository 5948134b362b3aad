/** One publisher at a time: a claim with a lease, which the target itself decides by conditional writes. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { readState, writeState } from './state-file.ts';

import type { OwnProcess, PublishTarget } from '#core/model/publish-target.ts';
import type { Clock } from '#core/ports.ts';
import type { Holder, KeptState, StateNote, TargetNote } from './state-file.ts';

export interface ClaimDeps {
  clock: Clock;
  process: OwnProcess;
  signal?: AbortSignal | undefined;
}

export interface Claim {
  /** Fires when it was lost, with the reason. */
  lost: AbortSignal;
  /** Whether the target keeps two publishers apart. */
  conditional: boolean;
  /** Throws `publish-conflict` once it was lost; asks the target where that does not watch over it, and where this process was asleep. */
  assertHeld(): Promise<void>;
  /** Ends it; the note then says so. After a failure nothing is changed in what the note says of the target. */
  release(note: TargetNote): Promise<void>;
}

/** A holder that was not heard of for so long has ended, however. */
const LEASE_MS = 120_000;
const RENEW_MS = LEASE_MS / 3;
/** Without a renewal for so long, this process or its machine was asleep. */
const LATE_MS = 1.5 * RENEW_MS;

/** Throws `publish-conflict` while another publisher is at it. */
export async function assertFree(
  { note: { holder }, age }: KeptState,
  { process, clock }: ClaimDeps,
) {
  if (!holder || (age ?? clock.now() - holder.since) >= LEASE_MS) return;
  if (await process.hasEnded(holder.process)) return;
  const since = new Date(holder.since).toISOString();
  const silent = Math.round((age ?? 0) / 1000);
  throw new MarketError(
    'publish-conflict',
    `Another publisher is at it since ${since} (last heard of ${silent} s ago). Nothing was done. Try again when it has ended; one that was stopped is passed over ${LEASE_MS / 1000} s after it was last heard of.`,
    { details: { holder: holder.process, since } },
  );
}

/** Takes what was found free. Throws `publish-conflict` when somebody else was faster. */
export async function takeClaim(
  target: PublishTarget,
  kept: KeptState,
  { id, ...deps }: ClaimDeps & { id: string },
): Promise<Claim> {
  const { clock, signal } = deps;
  const holder: Holder = { id, process: deps.process.name, since: clock.now() };
  const lost = new AbortController();
  let note: StateNote = { ...kept.note, holder };
  let version = await writeState(target, note, { version: kept.version, signal });
  let renewed = clock.now();
  const conditional = kept.note.conditional ?? (await isConditional(target, note, signal));
  note = { ...note, conditional };
  const assertHeld = async () => {
    if (signal?.aborted) throw new MarketError('cancelled', 'Cancelled; nothing more is done.');
    if (lost.signal.aborted) throw toMarketError(lost.signal.reason);
    const isSure = conditional && clock.now() - renewed < LATE_MS;
    if (!isSure && (await readState(target, signal)).note.holder?.id !== id) throw taken();
  };
  await assertHeld();
  const stopped = new AbortController();
  const renewing = keepAlive({ clock, stopped: stopped.signal }, async () => {
    // Not ended half-way: then nobody would know which version is there.
    version = await writeState(target, note, { version });
    renewed = clock.now();
  }).catch((error: unknown) => lost.abort(error));
  return {
    lost: lost.signal,
    conditional,
    assertHeld,
    async release({ published, cors }) {
      stopped.abort();
      await renewing;
      // Who lost it has nothing to give back.
      if (lost.signal.aborted) return;
      const end = {
        conditional,
        ...(published && { published }),
        ...(cors !== undefined && { cors }),
      };
      await writeState(target, end, { version });
    },
  };
}

/** Renews until told to stop; throws what a renewal throws. */
async function keepAlive(
  { clock, stopped }: { clock: Clock; stopped: AbortSignal },
  renew: () => Promise<void>,
): Promise<void> {
  while (!stopped.aborted) {
    try {
      await clock.sleep(RENEW_MS, stopped);
    } catch (error) {
      if (stopped.aborted) return;
      throw error;
    }
    await renew();
  }
}

/** Storage without conditional writes takes them and does not heed them: what must be refused shows it. */
async function isConditional(
  target: PublishTarget,
  note: StateNote,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  for (const version of IMPOSSIBLE) {
    try {
      await writeState(target, note, { version, signal });
      return false;
    } catch (error) {
      if (!(error instanceof MarketError) || error.code !== 'publish-conflict') throw error;
    }
  }
  return true;
}

/** That no note is there, and that it is in a state in which it never was: there is storage that heeds one of the two only. */
const IMPOSSIBLE = [undefined, `"${'0'.repeat(32)}"`];

function taken(): MarketError {
  return new MarketError(
    'publish-conflict',
    'Another publisher has taken over the target meanwhile.',
  );
}
