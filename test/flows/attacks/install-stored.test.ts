/** Attacks out of the browser's storage, which every program of the portal's origin can write: journals and leases that are not ours. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { resumePlan } from '#flows/resume-plan.ts';
import { runInstall } from '#flows/run-install.ts';
import { createStorage, openPage, runInputOf, runOnce } from '../install-page.ts';
import { startInstallWorld } from '../install-world.ts';

import type { InstallJournal } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';
import type { Tabs } from '#core/ports.ts';
import type { InstallWorld } from '../install-world.ts';

const KEY = 'install/demo/example/hello%401.0.0';
const EVIL = 'https://evil.example/rest-server/';

let world: InstallWorld;
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

interface Stored {
  lease?: unknown;
  kept: { journal: InstallJournal; proof: Record<string, unknown> };
}

/** The journal of an install that stopped in its fourth step, in doubt, changed by somebody else. */
async function forge(change: (stored: Stored) => unknown): Promise<void> {
  world.faulty.faults = [{ at: ({ path }) => path.endsWith('/batch'), kind: 'cut-answer' }];
  await runOnce(await runInputOf(world, open()));
  const stored = JSON.parse(storage.texts.get(KEY) ?? '') as Stored;
  storage.texts.set(KEY, JSON.stringify(change(stored) ?? stored));
  world.reset();
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('what stands in the place of a journal', () => {
  it('is where the tests think', async () => {
    await forge(() => undefined);
    expect(await open().journals.list('demo')).toHaveLength(1);
  });

  const NONE: [string, () => string][] = [
    ['nothing', () => ''],
    ['no JSON', () => '{"lease":'],
    ['a number', () => '7'],
    ['null', () => 'null'],
    ['a list', () => '[[]]'],
    ['shapes that are none', () => '{"lease":[],"kept":"x"}'],
    ['a kept number', () => '{"kept":{"journal":7,"proof":7}}'],
    ['keys of JavaScript', () => '{"__proto__":{"kept":{}},"constructor":{"prototype":{"x":1}}}'],
    ['fifty megabytes', () => JSON.stringify({ kept: 'x'.repeat(50 * 1024 * 1024) })],
    ['more than can be ours', () => `{"kept":"${'x'.repeat(65 * 1024 * 1024)}"}`],
    ['great depth', () => `{"kept":{"journal":${nested(50_000)},"proof":{}}}`],
  ];

  it.each(NONE)('as %s is nothing, and does not keep the install from running', async (_, text) => {
    storage.texts.set(KEY, text());
    expect(await open().journals.list('demo')).toEqual([]);
    const { last } = await runOnce(await runInputOf(world, open()));
    expect(last.type).toBe('done');
    expect(storage.texts.has(KEY)).toBe(false);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each<[string, (stored: Stored) => unknown]>([
    ['no plan', ({ kept }) => Reflect.deleteProperty(kept.journal, 'plan')],
    ['another format', ({ kept }) => void (kept.journal.format = 'x' as never)],
    ['another package', ({ kept }) => void (kept.journal.plan.package.name = 'other')],
    ['another user', ({ kept }) => void (kept.journal.plan.user = 'root')],
    ['another market', ({ kept }) => void (kept.journal.plan.market = 'other')],
    ['half a character', ({ kept }) => void (kept.journal.plan.package.name = '\ud800')],
    ['no proof', ({ kept }) => Reflect.deleteProperty(kept, 'proof')],
    ['a proof that is none', ({ kept }) => void (kept.proof = { signers: 7 })],
    [
      'a request that is none',
      ({ kept }) => void (kept.journal.records = { '1.1': { id: '1.1' } as never }),
    ],
  ])('with %s is no journal, or one that can be resumed', async (_, change) => {
    await forge(change);
    const { last } = await runOnce(await runInputOf(world, open()));
    expect(last.type).toBe('done');
  });

  it('nested deeper than it can be written is none', async () => {
    await forge(() => undefined);
    const text = storage.texts.get(KEY) ?? '';
    storage.texts.set(KEY, text.replace('"answers":{', `"answers":{"9":{"a":${nested(50_000)}},`));
    expect(await open().journals.list('demo')).toEqual([]);
    expect((await resume()).code).toBe('done');
  });

  it('cannot put words into the receipt that is written when it is discarded', async () => {
    await forge(({ kept }) => {
      Object.assign(kept.proof, { user: 'root', importedAt: 'x', market: 'evil', steps: [] });
    });
    const [unfinished] = await open().journals.list('demo');
    const receipt = await open().journals.discard(unfinished!.journal);
    expect(receipt).toMatchObject({ user: 'demo', market: 'example' });
    expect(receipt).not.toHaveProperty('importedAt');
    expect(receipt.steps).toHaveLength(5);
  });
});

/** Runs what the page would: resumed upon the journal, or not at all. */
async function resume(): Promise<{ code: string; events: InstallEvent[] }> {
  const events: InstallEvent[] = [];
  try {
    for await (const event of runInstall(await runInputOf(world, open()))) events.push(event);
  } catch (thrown) {
    return { code: (thrown as { code?: string }).code ?? String(thrown), events };
  }
  const last = events.at(-1);
  return { code: last?.type === 'failed' ? last.error.code : String(last?.type), events };
}

const writes = () => world.seen.filter(({ method }) => method !== 'GET');

describe('a journal with requests that the packages do not plan', () => {
  const steal = (stored: Stored, at: number, change: object) => {
    const { journal } = stored.kept;
    const request = journal.plan.steps[at]!.requests.find(({ kind }) => kind === 'write')!;
    Object.assign(request, change);
    journal.doneSteps = (journal.doneSteps ?? []).filter((done) => done !== at + 1);
    for (const each of journal.plan.steps[at]!.requests) {
      journal.records[each.id] = { ...journal.records['1.2']!, id: each.id, outcome: 'failed' };
    }
    const doubt = journal.plan.steps[at]!.requests.findLast(({ kind }) => kind === 'write')!;
    journal.records[doubt.id] = { ...journal.records[doubt.id]!, outcome: 'unknown' };
  };

  it.each<[string, object]>([
    ['another address of the cluster', { url: 'URL' }],
    ['another method', { method: 'DELETE' }],
    ['other headers', { headers: { 'X-Evil': '1' } }],
    [
      'another body',
      { body: { kind: 'text', text: '{}', sha256: 'f'.repeat(64), size: 2, secrets: [] } },
    ],
    ['another origin', { url: EVIL }],
    ['other answers', { answers: [{ status: 404, means: 'done' }] }],
  ])('in a step that was begun: %s', async (_, change) => {
    await forge((stored) => {
      const url = `${world.clusters.openpai?.base}api/v2/jobs/root~x/executionType`;
      steal(stored, 0, 'url' in change && change.url === 'URL' ? { url } : change);
    });
    const { code } = await resume();
    expect([code, world.seen]).toEqual(['plan-refused', []]);
    const [unfinished] = await open().journals.list('demo');
    expect(() => resumePlan(unfinished!.journal, world.plan)).toThrow(/Step 1 \(submit_job\)/);
  });

  it('in steps that were not begun: the packages’ own are sent', async () => {
    await forge(({ kept: { journal } }) => {
      const text = JSON.stringify(journal.plan.steps[4]).replaceAll('totals', 'evil');
      journal.plan.steps[4] = JSON.parse(text) as (typeof journal.plan.steps)[number];
      const last = journal.plan.steps[4];
      const more = JSON.stringify(last).replaceAll('"5.', '"6.').replaceAll('evil', 'worse');
      journal.plan.steps.push({ ...(JSON.parse(more) as typeof last), number: 6 });
      journal.doneSteps = [1, 2, 3, 4];
    });
    expect((await resume()).code).toBe('done');
    expect(writes().map(({ url }) => new URL(url).pathname)).toEqual([
      '/cdap/v3/namespaces/default/data/datasets/totals',
    ]);
  });

  it('in steps that it calls done: nothing of them is sent', async () => {
    await forge(({ kept: { journal } }) => {
      const text = JSON.stringify(journal.plan).replaceAll('/cdap/v3', '/cdap/v3/evil');
      journal.plan = JSON.parse(text) as InstallJournal['plan'];
      journal.doneSteps = [1, 2, 3, 4, 5];
    });
    const { code } = await resume();
    expect(code).toBe('done');
    expect(world.seen).toEqual([]);
  });

  it('that names another cluster sends the packages’ requests to the configured one', async () => {
    await forge(({ kept: { journal } }) => {
      journal.plan.clusters = { openpai: EVIL, cdap: EVIL };
      journal.doneSteps = [];
      journal.records = {};
    });
    const { code } = await resume();
    expect(code).toBe('done');
    expect(writes().length).toBeGreaterThan(5);
  });

  it('keeps no secret of its own choice out of a body', async () => {
    await forge((stored) => {
      const { journal } = stored.kept;
      journal.doneSteps = [];
      journal.records = { '1.2': { ...journal.records['1.2']!, outcome: 'unknown' } };
      const body = journal.plan.steps[0]!.requests[1]!.body;
      if (body?.kind === 'text') body.secrets = [{ name: 'secrets.token', pointer: '/name' }];
    });
    const { code } = await resume();
    expect([code, world.seen]).toEqual(['plan-refused', []]);
  });
});

describe('a lease of somebody else', () => {
  const put = (until: number) =>
    storage.texts.set(KEY, JSON.stringify({ lease: { owner: 'thief', until } }));

  it('that nobody answers for is taken over', async () => {
    put(9e15);
    expect((await resume()).code).toBe('done');
  });

  it('that outlasts every lease of ours is none where tabs cannot be asked', async () => {
    const mute: Tabs = {
      reaches: false,
      ask: () => Promise.resolve(false),
      answer: () => () => undefined,
    };
    put(9e15);
    const { last } = await runOnce(await runInputOf(world, open(mute)));
    expect(last.type).toBe('done');
  });

  it.each<[string, string]>([
    ['another lease', JSON.stringify({ lease: { owner: 'thief', until: 9e15 }, kept: 'x' })],
    ['text that is none', 'stolen'],
    ['nothing', ''],
  ])('that comes in the middle of a run stops it before the next write: %s', async (_, text) => {
    const run = runInstall(await runInputOf(world, open()));
    const events: InstallEvent[] = [];
    let before = -1;
    for await (const event of run) {
      events.push(event);
      if (event.type === 'request-answered' && event.request === '2.1') {
        if (text === '') storage.texts.delete(KEY);
        else storage.texts.set(KEY, text);
        before = writes().length;
      }
    }
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'install-elsewhere' } });
    expect(writes().length).toBe(before);
    expect(storage.texts.get(KEY) ?? '').toBe(text);
  });
});
