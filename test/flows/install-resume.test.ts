import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { resumePlan } from '#flows/resume-plan.ts';
import { runInstall } from '#flows/run-install.ts';
import {
  createFakeTabs,
  createStorage,
  openPage,
  requestsOf,
  runInputOf,
  runOnce,
} from './install-page.ts';
import { startInstallWorld } from './install-world.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';
import type { Tabs } from '#core/ports.ts';
import type { InstallWorld } from './install-world.ts';

let world: InstallWorld;
let wanted: unknown;
let storage: ReturnType<typeof createStorage>;
beforeAll(async () => {
  world = await startInstallWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  storage = createStorage();
});

const open = (tabs?: Tabs) => openPage(storage.memory(), tabs);

/** Runs until an event, then never asks for the next one: as a tab that is killed. */
async function runUntil(isLast: (event: InstallEvent, at: number) => boolean, tabs?: Tabs) {
  const run = runInstall(await runInputOf(world, open(tabs)));
  for (let at = 0; ; at += 1) {
    const { value, done } = await run.next();
    if (done) return false;
    if (isLast(value, at)) return true;
  }
}

describe('a tab that is killed', () => {
  it('at any event leaves what another page ends as if nothing had happened', async () => {
    await runOnce(await runInputOf(world, open()));
    wanted = world.snapshot();
    let at = 0;
    for (; ; at += 1) {
      world.reset();
      storage = createStorage();
      const killed = await runUntil((_event, each) => each === at);
      if (!killed) break;
      const { last } = await runOnce(await runInputOf(world, open()));
      expect(last.type, `killed at event ${at}`).toBe('done');
      expect(world.snapshot()).toEqual(wanted);
      expect(Object.values(world.created())).toEqual([1, 1, 1, 1, 1, 1]);
    }
    expect(at).toBeGreaterThan(requestsOf(world.plan).length * 2);
  }, 180_000);

  it('shows as unfinished, with what is done', async () => {
    await runUntil((event) => event.type === 'step-done' && event.step === 2);
    const [unfinished] = await open().journals.list(world.plan.user);
    expect(unfinished?.running).toBe(false);
    expect(unfinished?.journal.doneSteps).toEqual([1, 2]);
    expect(unfinished?.journal.answers).toEqual(world.answers);
  });

  it('is told of by its former steps, which are not sent again', async () => {
    await runUntil((event) => event.type === 'step-done' && event.step === 2);
    const before = world.seen.length;
    const { events } = await runOnce(await runInputOf(world, open()));
    expect(world.seen).toHaveLength(requestsOf(world.plan).length);
    expect(world.seen[before]?.url).toContain('/apps/kit-app');
    expect(events.slice(0, 5)).toEqual([
      { type: 'step-started', step: 1 },
      { type: 'request-spared', step: 1, request: '1.2', outcome: 'done' },
      { type: 'request-spared', step: 1, request: '1.3', outcome: 'done' },
      { type: 'step-done', step: 1, job: { user: 'demo', name: 'hello' } },
      { type: 'step-started', step: 2 },
    ]);
  });

  it('needs the secrets again only where they are still to be sent', async () => {
    await runUntil((event) => event.type === 'step-started' && event.step === 1);
    const lost = await runOnce(await runInputOf(world, open(), { secrets: {} }));
    expect(lost.last).toMatchObject({ type: 'failed', error: { code: 'plan-refused' } });
    expect(lost.last.type === 'failed' && lost.last.error.message).toContain('type it again');
    await runUntil((event) => event.type === 'step-done' && event.step === 1);
    const { last } = await runOnce(await runInputOf(world, open(), { secrets: {} }));
    expect(last.type).toBe('done');
  });
});

describe('two tabs', () => {
  it('at the same time: exactly one runs', async () => {
    const tabs = createFakeTabs();
    const inputs = await Promise.all([1, 2, 3].map(() => runInputOf(world, open(tabs))));
    const ends = await Promise.all(inputs.map((input) => runOnce(input)));
    const codes = ends.map(({ last }) => (last.type === 'failed' ? last.error.code : 'done'));
    expect(codes.sort()).toEqual(['done', 'install-elsewhere', 'install-elsewhere']);
    expect(Object.values(world.created())).toEqual([1, 1, 1, 1, 1, 1]);
    expect(world.seen).toHaveLength(requestsOf(world.plan).length);
    expect(await open().receipts.list(world.plan.user)).toHaveLength(1);
  });

  it('of which one is slow: the other says that it runs elsewhere, and sends nothing', async () => {
    const tabs = createFakeTabs();
    await runUntil((event) => event.type === 'step-started' && event.step === 2, tabs);
    const before = world.seen.length;
    const { last } = await runOnce(await runInputOf(world, open(tabs)));
    expect(last).toMatchObject({ type: 'failed', error: { code: 'install-elsewhere' } });
    expect(world.seen).toHaveLength(before);
    const [unfinished] = await open(tabs).journals.list(world.plan.user);
    expect(unfinished?.running).toBe(true);
    expect(unfinished?.journal.error).toBeUndefined();
    await expect(open(tabs).journals.discard(unfinished!.journal)).rejects.toMatchObject({
      code: 'install-elsewhere',
    });
  });

  it('of which one was taken for dead: it writes no more once it lost the lease', async () => {
    const run = runInstall(await runInputOf(world, open()));
    for (;;) {
      const { value, done } = await run.next();
      if (done || (value.type === 'request-answered' && value.request === '2.1')) break;
    }
    const second = runInstall(await runInputOf(world, open()));
    await second.next();
    const before = world.seen.length;
    const rest: InstallEvent[] = [];
    for await (const event of run) rest.push(event);
    expect(rest).toMatchObject([{ type: 'failed', error: { code: 'install-elsewhere' } }]);
    expect(world.seen).toHaveLength(before);
    for await (const event of second) rest.push(event);
    expect(rest.at(-1)?.type).toBe('done');
  });

  it('that cannot reach each other wait for the lease to end', async () => {
    const mute: Tabs = {
      reaches: false,
      ask: () => Promise.resolve(false),
      answer: () => () => undefined,
    };
    await runUntil((event) => event.type === 'step-started' && event.step === 1, mute);
    const { last } = await runOnce(await runInputOf(world, open(mute)));
    expect(last).toMatchObject({ type: 'failed', error: { code: 'install-elsewhere' } });
    for (const [key, text] of storage.texts) {
      storage.texts.set(key, text.replace(/"until":\d+/, '"until":1'));
    }
    const later = await runOnce(await runInputOf(world, open(mute)));
    expect(later.last.type).toBe('done');
  });

  it('may install two packages at the same time', async () => {
    const plan = { ...world.plan, package: { name: 'other', version: '1.0.0' } };
    const tabs = createFakeTabs();
    await runUntil((event) => event.type === 'step-started', tabs);
    const steps = plan.steps.slice(1);
    const { last } = await runOnce(
      await runInputOf(world, open(tabs), { plan: { ...plan, steps } }),
    );
    expect(last.type).toBe('done');
  });
});

describe('a plan that is made anew', () => {
  const renamed = (plan: InstallPlan): InstallPlan =>
    JSON.parse(JSON.stringify(plan).replaceAll('totals', 'sums')) as InstallPlan;

  it('takes what was not begun from the new plan, and what is done from the journal', async () => {
    world.faulty.faults = [{ at: ({ path }) => path.endsWith('/batch'), kind: 'cut-answer' }];
    await runOnce(await runInputOf(world, open()));
    const unfinished = await open().journals.load(world.plan);
    const other = JSON.parse(
      JSON.stringify(world.plan).replaceAll('totals', 'sums').replaceAll('kit-', 'set-'),
    ) as InstallPlan;
    const resumed = resumePlan(unfinished!.journal, other);
    expect(resumed.steps.slice(0, 4)).toEqual(world.plan.steps.slice(0, 4));
    expect(resumed.steps[4]).toEqual(other.steps[4]);
  });

  it('is refused where it sends something else in a step that was begun', async () => {
    world.faulty.faults = [{ at: ({ path }) => path.endsWith('/batch'), kind: 'cut-answer' }];
    await runOnce(await runInputOf(world, open()));
    const unfinished = await open().journals.load(world.plan);
    const text = JSON.stringify(world.plan);
    const told = JSON.parse(text.replaceAll('Loading', 'Bringing')) as InstallPlan;
    expect(resumePlan(unfinished!.journal, told).steps[3]).toEqual(told.steps[3]);
    const other = JSON.parse(text.replaceAll('purchases', 'sales')) as InstallPlan;
    expect(() => resumePlan(unfinished!.journal, other)).toThrow(
      expect.objectContaining({
        code: 'plan-refused',
        message: expect.stringContaining('Step 4 (load_datapack) was begun') as string,
      }),
    );
  });

  it('may change a step that the cluster refused', async () => {
    world.faulty.faults = [
      { at: ({ path, method }) => method === 'PUT' && path.endsWith('/totals'), kind: 400 },
    ];
    const { last } = await runOnce(await runInputOf(world, open()));
    expect(last).toMatchObject({ type: 'failed', step: 5, error: { code: 'cluster-error' } });
    const plan = renamed(world.plan);
    world.faulty.faults = [{ at: ({ path }) => path.endsWith('/sums'), kind: 'refuse' }];
    await runOnce(await runInputOf(world, open(), { plan }));
    const { journal } = (await open().journals.load(plan))!;
    expect(Object.keys(journal.records).filter((id) => id.startsWith('5'))).toEqual([]);
    const again = await runOnce(await runInputOf(world, open(), { plan }));
    expect(again.last.type).toBe('done');
    expect(world.created()).toMatchObject({ 'default/dataset/sums': 1 });
    expect(world.created()).not.toHaveProperty('default/dataset/totals');
  });

  it('is refused where it is not what is resumed: nothing else is sent than what was shown', async () => {
    await runUntil((event) => event.type === 'step-done' && event.step === 5);
    const input = await runInputOf(world, open());
    const before = world.seen.length;
    const { last } = await runOnce({ ...input, plan: renamed(world.plan) });
    expect(last).toMatchObject({ type: 'failed', error: { code: 'plan-refused' } });
    expect(last.type === 'failed' && last.error.message).toContain('discard');
    expect(world.seen).toHaveLength(before);
  });
});

describe('discarding', () => {
  it('writes a receipt that says how far it came, and leaves nothing to resume', async () => {
    world.faulty.faults = [{ at: ({ path }) => path.endsWith('/apps/kit-app'), kind: 500 }];
    await runOnce(await runInputOf(world, open()));
    const page = open();
    const [unfinished] = await page.journals.list(world.plan.user);
    expect(unfinished?.journal.error).toMatchObject({ code: 'cluster-error', step: 3 });
    const receipt = await page.journals.discard(unfinished!.journal);
    expect(receipt).toMatchObject({
      outcome: 'failed',
      errorCode: 'cluster-error',
      steps: [
        { state: 'done' },
        { state: 'done' },
        { state: 'failed' },
        { state: 'not-started' },
        {},
      ],
    });
    expect(receipt.steps.map(({ undo }) => undo.map(({ id }) => id))).toEqual([
      ['1.2u'],
      ['2.2u'],
      [],
      [],
      [],
    ]);
    expect(await open().receipts.list(world.plan.user)).toEqual([receipt]);
    expect(await open().journals.list(world.plan.user)).toEqual([]);
    expect([...storage.texts.keys()].filter((key) => key.startsWith('install/'))).toEqual([]);
  });

  it('says cancelled where no failure stopped it', async () => {
    await runUntil((event) => event.type === 'step-done' && event.step === 1);
    const page = open();
    const [unfinished] = await page.journals.list(world.plan.user);
    expect(await page.journals.discard(unfinished!.journal)).toMatchObject({
      outcome: 'cancelled',
    });
  });

  it('ends only the install that was shown', async () => {
    await runUntil((event) => event.type === 'step-done' && event.step === 1);
    const page = open();
    const [unfinished] = await page.journals.list(world.plan.user);
    await runOnce(await runInputOf(world, open()));
    await expect(page.journals.discard(unfinished!.journal)).rejects.toMatchObject({
      code: 'install-elsewhere',
    });
  });

  it('leaves out what does not read as a journal', async () => {
    const { journals } = open();
    const of = `install/${world.plan.user}/example/`;
    for (const [at, text] of [
      'no json',
      '7',
      'null',
      '{"kept":{"journal":{},"proof":{}}}',
      '{"lease":{"owner":"x","until":1}}',
    ].entries()) {
      storage.texts.set(`${of}${at}`, text);
    }
    expect(await journals.list(world.plan.user)).toEqual([]);
  });
});
