/** Pages that run an install, and what is left of them: storage as texts, tabs that answer, and a user who decides. */
import { createClock } from '#adapters/http/clock.ts';
import { createJournals } from '#flows/install-journal.ts';
import { createReceipts } from '#flows/receipts.ts';
import { resumePlan } from '#flows/resume-plan.ts';
import { runInstall } from '#flows/run-install.ts';

import type { InstallPlan, PlannedRequest } from '#core/model/generated.ts';
import type { Decisions, InstallEvent, ProbeFinding } from '#core/model/install.ts';
import type { Clock, Memory, Store, Tabs } from '#core/ports.ts';
import type { Journals } from '#flows/install-journal.ts';
import type { Receipts } from '#flows/receipts.ts';
import type { RunInput } from '#flows/run-install.ts';
import type { InstallWorld } from './install-world.ts';

/** What stays when a page goes: storage as texts. */
export function createStorage(): { texts: Map<string, string>; memory(): Memory } {
  const texts = new Map<string, string>();
  return {
    texts,
    memory: () => ({
      get: (key) => Promise.resolve(texts.get(key)),
      async update(key, change) {
        const text = change(texts.get(key));
        texts.set(key, text);
        return text;
      },
      keys: (prefix) => Promise.resolve([...texts.keys()].filter((key) => key.startsWith(prefix))),
      async remove(key, when = () => true) {
        const text = texts.get(key);
        if (text !== undefined && when(text)) texts.delete(key);
      },
    }),
  };
}

/** Tabs of one browser: `answering` holds the topics that live ones answer for. */
export function createFakeTabs(answering = new Set<string>()): Tabs {
  return {
    reaches: true,
    ask: (topic) => Promise.resolve(answering.has(topic)),
    answer(topic) {
      answering.add(topic);
      return () => void answering.delete(topic);
    },
  };
}

/** Waits a hundredth of what is asked. */
export const quickClock: Clock = {
  ...createClock(),
  sleep: (ms, signal) => createClock().sleep(ms / 100, signal),
};

let ids = 0;
const newId = () => `id-${++ids}`;

const NO_STORE: Store = {
  get: () => undefined,
  set: () => false,
  remove: () => undefined,
  keys: () => [],
};

/** What a page has after it was opened: nothing but what was stored. */
export interface OpenedPage {
  memory: Memory;
  journals: Journals;
  receipts: Receipts;
}

export function openPage(memory: Memory, tabs: Tabs = createFakeTabs()): OpenedPage {
  const receipts = createReceipts({ memory, store: NO_STORE, clock: quickClock });
  const journals = createJournals({ memory, clock: quickClock, newId, tabs, receipts });
  return { memory, journals, receipts };
}

/** Bytes of bodies out of the package, as the door of the product finds them. */
export function findBytes({ loaded }: InstallWorld): RunInput['bodies'] {
  return async ({ source }) => {
    const entry = loaded.packages[0]?.files.entries.get(source.file);
    if (!entry) throw new Error(`no file ${source.file}`);
    return entry.read();
  };
}

/** Everything that a run of the plan takes, resumed where a journal is there. */
export async function runInputOf(
  world: InstallWorld,
  page: OpenedPage,
  { decisions = {}, plan = world.plan, ...rest }: Partial<RunInput> = {},
): Promise<RunInput> {
  const unfinished = await page.journals.load(plan);
  return {
    plan: unfinished ? resumePlan(unfinished.journal, plan) : plan,
    answers: world.answers,
    secrets: world.secrets,
    decisions,
    packages: world.loaded.packages,
    market: world.market,
    clusters: world.clusters,
    bodies: findBytes(world),
    journals: page.journals,
    known: await page.receipts.list(plan.user),
    clock: quickClock,
    newId,
    ...rest,
  };
}

export type LastEvent = Extract<InstallEvent, { type: 'done' | 'failed' }>;

/** Runs to the end; gives all events. */
export async function runOnce(
  input: RunInput,
  onEvent: (event: InstallEvent) => void = () => undefined,
): Promise<{ events: InstallEvent[]; last: LastEvent }> {
  const events: InstallEvent[] = [];
  for await (const event of runInstall(input)) {
    events.push(event);
    onEvent(event);
  }
  const last = events.at(-1);
  if (last?.type !== 'done' && last?.type !== 'failed') throw new Error('no end');
  return { events, last };
}

/** What a user decides who looks at the cluster: adopts what is there, sends once more what is not. */
export function decide(world: InstallWorld, findings: readonly ProbeFinding[]): Decisions {
  const wrote = world.cdap.state.created['default/events/purchases'] !== undefined;
  return Object.fromEntries(
    findings
      .filter(({ choices }) => choices.length > 0)
      .map(({ request, state }) => [request, state !== 'unknown' || wrote ? 'adopt' : 'again']),
  );
}

/** The requests of a plan, in order. */
export function requestsOf(plan: InstallPlan): PlannedRequest[] {
  return plan.steps.flatMap(({ requests }) => requests);
}
