/** Journals of installs that were begun and have no receipt yet: written before each write, read again after a reload, a crash, or in another tab. */
import { MarketError } from '#core/errors.ts';
import { parseJournal, parseReceipt } from '#core/read/index.ts';
import { isHeld, parseGuarded, runsElsewhere, takeLease } from './install-lease.ts';
import { buildReceipt } from './install-receipt.ts';
import { isSame, resumePlan } from './resume-plan.ts';

import type { InstallJournal, InstallPlan, PackageName, Receipt } from '#core/model/generated.ts';
import type { Decisions, Unfinished } from '#core/model/install.ts';
import type { Lease, LeaseWorld } from './install-lease.ts';
import type { InstallProof } from './install-receipt.ts';

/** Which install: one user, one market, one version of one package. */
export interface InstallName {
  user: string;
  market: string;
  package: PackageName;
}

export interface Beginning {
  plan: InstallPlan;
  /** Without secrets. */
  answers: InstallJournal['answers'];
  decisions: Decisions;
  proof: InstallProof;
}

/** A journal under its lease. */
export interface OpenJournal {
  /** As it was last written. */
  readonly journal: InstallJournal;
  /** Changes a copy, renews the lease and writes it, in one step. Throws `install-elsewhere`; nothing is written then. */
  save(change: (journal: InstallJournal) => void): Promise<void>;
  /** Keeps the receipt, then removes the journal. */
  end(receipt: Receipt): Promise<void>;
  /** Removes the journal of an install that never did anything. */
  drop(): Promise<void>;
  /** Gives the lease back; the journal stays. */
  close(): Promise<void>;
}

export interface Journals {
  /** Newest first; what does not read as a journal is left out. */
  list(user: string): Promise<Unfinished[]>;
  load(name: InstallName): Promise<Unfinished | undefined>;
  /** The same at once: no tab is asked whether it runs. */
  read(name: InstallName): Promise<InstallJournal | undefined>;
  /**
   * Begins an install, or goes on with the one that was begun. Throws `install-elsewhere`, and `plan-refused` where
   * the plan is another one than `resumePlan` gives for what was begun.
   */
  begin(beginning: Beginning): Promise<OpenJournal>;
  /** Ends an unfinished install with a receipt that says how far it came, and gives it. Throws `install-elsewhere`. */
  discard(journal: InstallJournal): Promise<Receipt>;
  /** Keeps others from installing this until it is released; throws `install-elsewhere`. */
  lease(name: InstallName): Promise<Pick<Lease, 'change' | 'release'>>;
}

export interface JournalsWorld extends LeaseWorld {
  /** Where receipts are kept before their journal goes; the command line keeps none. */
  receipts?: { keep(receipt: Receipt): Promise<unknown> } | undefined;
}

const PREFIX = 'install/';

/** What stands beside a journal, so that its receipt can be written without the packages. */
interface Kept {
  journal: InstallJournal;
  proof: InstallProof;
}

export function createJournals(world: JournalsWorld): Journals {
  const { memory, clock } = world;
  const load = async (key: string): Promise<Unfinished | undefined> => {
    const guarded = parseGuarded(await memory.get(key));
    const kept = toKept(guarded.kept, key);
    if (!kept) return undefined;
    return { journal: kept.journal, running: await isHeld(guarded, world) };
  };
  return {
    async list(user) {
      const keys = await memory.keys(`${PREFIX}${encodeURIComponent(user)}/`);
      const found = await Promise.all(keys.map(load));
      return found
        .flatMap((each) => (each ? [each] : []))
        .sort((a, b) => (a.journal.updatedAt < b.journal.updatedAt ? 1 : -1));
    },
    load: (name) => load(keyOf(name)),
    async read(name) {
      const key = keyOf(name);
      return toKept(parseGuarded(await memory.get(key)).kept, key)?.journal;
    },
    async begin(beginning) {
      const name = nameOf(beginning.plan);
      const lease = await takeLease(keyOf(name), subjectOf(name), world);
      try {
        return await openJournal(lease, beginning, world);
      } catch (thrown) {
        await lease.release();
        throw thrown;
      }
    },
    async discard(journal) {
      const name = nameOf(journal.plan);
      const lease = await takeLease(keyOf(name), subjectOf(name), world);
      try {
        const kept = toKept(await lease.change((former) => former), keyOf(name));
        if (kept?.journal.id !== journal.id) throw runsElsewhere(subjectOf(name));
        const receipt = endOf(kept, clock.now());
        await world.receipts?.keep(receipt);
        await lease.remove();
        return receipt;
      } catch (thrown) {
        await lease.release();
        throw thrown;
      }
    },
    lease: (name) => takeLease(keyOf(name), subjectOf(name), world),
  };
}

async function openJournal(
  lease: Lease,
  beginning: Beginning,
  world: JournalsWorld,
): Promise<OpenJournal> {
  const { clock, newId } = world;
  const key = keyOf(nameOf(beginning.plan));
  const begin = (former: unknown): Kept => {
    const journal = toKept(former, key)?.journal ?? newJournal(beginning, newId(), clock.now());
    return { journal: goOn(journal, beginning, clock.now()), proof: beginning.proof };
  };
  let kept = (await lease.change(begin)) as Kept;
  return {
    get journal() {
      return kept.journal;
    },
    async save(change) {
      const journal = structuredCopy(kept.journal);
      change(journal);
      journal.updatedAt = timeText(clock.now());
      kept = (await lease.change(() => ({ ...kept, journal }))) as Kept;
    },
    async end(receipt) {
      // Fenced: what another tab goes on with is not ended here.
      await lease.change((former) => former);
      await world.receipts?.keep(receipt);
      await lease.remove();
    },
    drop: () => lease.remove(),
    close: () => lease.release(),
  };
}

function newJournal(beginning: Beginning, id: string, now: number): InstallJournal {
  const { plan, answers } = beginning;
  const at = timeText(now);
  return {
    format: 'pai-market-journal/1',
    id,
    plan,
    answers,
    decisions: {},
    startedAt: at,
    updatedAt: at,
    records: {},
    doneSteps: [],
  };
}

/** The journal as this run goes on with it: what became of equal requests and equal steps stays. */
function goOn(journal: InstallJournal, beginning: Beginning, now: number): InstallJournal {
  const { plan, answers, decisions } = beginning;
  if (!isEqual(resumePlan(journal, plan), plan)) {
    throw new MarketError(
      'plan-refused',
      `An install of ${plan.package.name} ${plan.package.version} was begun in another way and did not end. Resume it, or discard it first.`,
    );
  }
  const former = new Map(
    journal.plan.steps.flatMap((step) => step.requests.map((request) => [request.id, request])),
  );
  const same = plan.steps.flatMap(({ requests }) =>
    requests.filter((request) => isSame(former.get(request.id), request)).map(({ id }) => id),
  );
  const sameSteps = plan.steps.filter((step) =>
    isSame(
      step,
      journal.plan.steps.find(({ number }) => number === step.number),
    ),
  );
  const { error: _past, ...rest } = journal;
  return {
    ...rest,
    plan,
    answers,
    // Only what the user decided about what is there lasts; to send something once more is decided anew each time.
    decisions: pick(
      { ...journal.decisions, ...decisions },
      plan.steps.flatMap(({ requests }) =>
        requests.filter(({ kind }) => kind === 'probe').map(({ id }) => id),
      ),
    ),
    updatedAt: timeText(now),
    records: pick(journal.records, same),
    doneSteps: (journal.doneSteps ?? []).filter((done) =>
      sameSteps.some(({ number }) => number === done),
    ),
  };
}

function endOf({ journal, proof }: Kept, now: number): Receipt {
  const { error } = journal;
  const outcome = error && error.code !== 'cancelled' ? 'failed' : 'cancelled';
  return buildReceipt({ journal, proof, now, outcome, ...(error ? { error } : {}) });
}

/** What stands under a key, if it is a journal of that install: another program of the portal's origin may write there. */
function toKept(value: unknown, key: string): Kept | undefined {
  const { journal, proof } = (value ?? {}) as Partial<Kept>;
  const read = parseJournal(journal);
  if (!read || !proof || !isAt(key, read.plan)) return undefined;
  const { marketUrl, trust, signers, packages } = proof;
  const kept = {
    journal: read,
    proof: { ...(marketUrl === undefined ? {} : { marketUrl }), trust, signers, packages },
  };
  return parseReceipt(endOf(kept, 0)) ? kept : undefined;
}

function isAt(key: string, plan: InstallPlan): boolean {
  try {
    return keyOf(nameOf(plan)) === key;
  } catch {
    // Half of a character pair, which no address can hold: no name of ours.
    return false;
  }
}

function nameOf({ user, market, package: of }: InstallPlan): InstallName {
  return { user, market, package: of };
}

function keyOf({ user, market, package: { name, version } }: InstallName): string {
  return PREFIX + [user, market, `${name}@${version}`].map(encodeURIComponent).join('/');
}

function subjectOf({ package: { name, version } }: InstallName): string {
  return `The install of ${name} ${version}`;
}

function pick<Value>(all: Record<string, Value>, keys: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)));
}

/** As data that is kept: plans are made in one order of keys. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function structuredCopy(journal: InstallJournal): InstallJournal {
  return JSON.parse(JSON.stringify(journal)) as InstallJournal;
}

function timeText(ms: number): string {
  return new Date(ms).toISOString();
}
