/** Holds one text of the memory for one run: two tabs never run the same install at once, and who lost it writes no more. */
import { MarketError } from '#core/errors.ts';

import type { Clock, Memory, NewId, Tabs } from '#core/ports.ts';

/** Milliseconds after which a lease that nobody renews is free. */
const LASTS_MS = 20_000;
/** Milliseconds between renewals while a run waits. */
const RENEWED_MS = 4_000;
/** Renewals with nothing done in between; then whoever asked for the run has gone without a word. */
const MOST_RENEWALS = 900;
/** Milliseconds that the tab of another lease has to say that it lives. */
const ANSWER_MS = 1_000;
/** Characters of lease and journal; more is no text of ours. */
const MAX_TEXT = 64 * 1024 * 1024;

export interface LeaseWorld {
  memory: Memory;
  clock: Clock;
  newId: NewId;
  tabs: Tabs;
}

/** What stands under the key: the lease, and what it guards. */
export interface Guarded {
  lease?: { owner: string; until: number };
  /** Belongs to whoever holds the lease. */
  kept?: unknown;
}

export interface Lease {
  /**
   * Renews the lease and changes what is guarded, in one step; gives what now stands there.
   * Throws `install-elsewhere` once another took the lease; nothing is changed then.
   */
  change(next: (kept: unknown) => unknown): Promise<unknown>;
  /** Gives the lease back; what is guarded stays. */
  release(): Promise<void>;
  /** Gives the lease back and removes what is guarded. */
  remove(): Promise<void>;
}

/**
 * Takes the lease of a key. A lease of another tab is respected while that tab answers, also when it is over: timers of
 * hidden tabs are slow. Throws `install-elsewhere`; `what` is the subject of its sentence.
 */
export async function takeLease(key: string, what: string, world: LeaseWorld): Promise<Lease> {
  const { memory, clock, newId, tabs } = world;
  const owner = newId();
  const former = parseGuarded(await memory.get(key)).lease?.owner;
  if (former !== undefined) await assertSilent(former, what, world, key);
  const elsewhere = () => runsElsewhere(what);
  const write = async (change: (guarded: Guarded) => Guarded): Promise<Guarded> =>
    parseGuarded(await memory.update(key, (text) => toText(change(parseGuarded(text)))));
  const renewed = () => ({ owner, until: clock.now() + LASTS_MS });
  await write((guarded) => {
    const now = guarded.lease?.owner;
    if (now !== undefined && now !== former) throw elsewhere();
    return { ...guarded, lease: renewed() };
  });
  const stopAnswering = tabs.answer(topicOf(owner));
  const running = new AbortController();
  let idle = 0;
  const renew = () =>
    write((guarded) => {
      if (guarded.lease?.owner !== owner) throw elsewhere();
      return { ...guarded, lease: renewed() };
    });
  void keepRenewing({ clock, signal: running.signal, renew, isDead: () => ++idle > MOST_RENEWALS });
  const end = () => {
    running.abort();
    stopAnswering();
  };
  return {
    async change(next) {
      idle = 0;
      const { kept } = await write((guarded) => {
        if (guarded.lease?.owner !== owner) throw elsewhere();
        return { kept: next(guarded.kept), lease: renewed() };
      });
      return kept;
    },
    async release() {
      end();
      const text = await memory.get(key);
      if (parseGuarded(text).lease?.owner !== owner) return;
      if (parseGuarded(text).kept === undefined) return removeOwn(memory, key, owner);
      await write(({ lease, kept }) =>
        lease && lease.owner !== owner ? { lease, kept } : { kept },
      );
    },
    async remove() {
      end();
      await removeOwn(memory, key, owner);
    },
  };
}

/** Whether a run holds this lease now. */
export async function isHeld(
  { lease }: Guarded,
  { clock, tabs }: Pick<LeaseWorld, 'clock' | 'tabs'>,
): Promise<boolean> {
  if (!lease) return false;
  if (await tabs.ask(topicOf(lease.owner), ANSWER_MS)) return true;
  // Where no tab can be asked, only time tells; one that lasts longer than any of ours is none.
  const left = lease.until - clock.now();
  return tabs.reaches === false && left > 0 && left <= LASTS_MS;
}

/** What is no text of ours counts as nothing. */
export function parseGuarded(text: string | undefined): Guarded {
  if (text !== undefined && text.length > MAX_TEXT) return {};
  try {
    const value = JSON.parse(text ?? '{}') as Guarded;
    const { lease, kept } = value;
    const known = typeof lease?.owner === 'string' && typeof lease.until === 'number';
    return { ...(known ? { lease } : {}), ...(kept === undefined ? {} : { kept }) };
  } catch {
    // Another program of the portal's origin may write under our prefix.
    return {};
  }
}

function toText(guarded: Guarded): string {
  try {
    return JSON.stringify(guarded);
  } catch {
    // Nested deeper than it can be written: nothing of ours, and who holds the lease may begin anew.
    return JSON.stringify(guarded.lease ? { lease: guarded.lease } : {});
  }
}

export function runsElsewhere(what: string): MarketError {
  return new MarketError(
    'install-elsewhere',
    `${what} goes on in another tab of this browser. Look there, or close that tab and try again.`,
  );
}

async function assertSilent(
  owner: string,
  what: string,
  world: LeaseWorld,
  key: string,
): Promise<void> {
  const guarded = parseGuarded(await world.memory.get(key));
  if (guarded.lease?.owner === owner && (await isHeld(guarded, world))) throw runsElsewhere(what);
}

interface Renewing {
  clock: Clock;
  signal: AbortSignal;
  renew(): Promise<unknown>;
  isDead(): boolean;
}

async function keepRenewing({ clock, signal, renew, isDead }: Renewing): Promise<void> {
  try {
    while (!signal.aborted && !isDead()) {
      await clock.sleep(RENEWED_MS, signal);
      if (!signal.aborted) await renew();
    }
  } catch {
    // Ended, or taken over by another tab: the next change finds that out and says so.
  }
}

async function removeOwn(memory: Memory, key: string, owner: string): Promise<void> {
  await memory.remove(key, (text) => parseGuarded(text).lease?.owner === owner);
}

function topicOf(owner: string): string {
  return `pai-market/install/${owner}`;
}
