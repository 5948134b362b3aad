import { describe, expect, it } from 'vitest';

import { pendingUndo, undoInstall } from '#flows/undo-install.ts';
import { validate as validateReceipt } from '../../src/core/read/generated/receipt.js';
import { createFakeTabs, createStorage, openPage, quickClock, runInputOf } from './install-page.ts';
import { outcomes, rig, useInstallRig, world } from './install-rig.ts';
import { runInstall } from '#flows/run-install.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { UndoEvent } from '#core/model/install.ts';
import type { UndoInput } from '#flows/undo-install.ts';

useInstallRig();

async function undo(receipt: Receipt, change: Partial<UndoInput> = {}) {
  const { receipts, journals } = rig.page;
  const input = { receipt, clusters: world.clusters, receipts, journals, clock: quickClock };
  const events: UndoEvent[] = [];
  for await (const event of undoInstall({ ...input, ...change })) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'undo-done' && last?.type !== 'undo-failed') throw new Error('no end');
  expect(validateReceipt(last.receipt), JSON.stringify(validateReceipt.errors)).toBe(true);
  return {
    events,
    receipt: last.receipt,
    error: last.type === 'undo-failed' ? last.error : undefined,
  };
}

const left = () => {
  const { apps, artifacts, streams, datasets } = world.cdap.state.namespaces['default']!;
  return [...apps, ...artifacts, ...streams, ...datasets].map(({ name }) => name);
};

describe('undoing an install', () => {
  it('takes back all that it made, the last first, and nothing else', async () => {
    await rig.run();
    const [receipt] = await rig.page.receipts.list('demo');
    expect(pendingUndo(receipt!).map(({ id }) => id)).toEqual([
      '5.2u',
      '4.2u',
      '3.2u',
      '2.2u',
      '1.2u',
    ]);
    const before = rig.calls().length;
    const { events, receipt: undone } = await undo(receipt!);
    expect(rig.calls().slice(before)).toEqual([
      'DELETE /cdap/v3/namespaces/default/data/datasets/totals',
      'DELETE /cdap/v3/namespaces/default/streams/purchases',
      'DELETE /cdap/v3/namespaces/default/apps/kit-app',
      'DELETE /cdap/v3/namespaces/default/artifacts/kit-lib/versions/1.0.0',
      'PUT /rest-server/api/v2/jobs/demo~hello/executionType',
    ]);
    expect(left()).toEqual([]);
    expect(world.jobs[0]?.executionType).toBe('STOP');
    expect(events.map(({ type }) => type)).toEqual([
      ...Array<string[]>(5).fill(['undo-sent', 'undo-answered']).flat(),
      'undo-done',
    ]);
    expect(undone.outcome).toBe('undone');
    expect(outcomes({ receipt: undone })).toMatchObject({
      '1.2': 'undone',
      '2.2': 'undone',
      '2.3': 'done',
      '5.2u': 'done',
    });
    expect(await rig.page.receipts.list('demo')).toEqual([undone]);
    expect(pendingUndo(undone)).toEqual([]);
  });

  it('does not remove what was there before, or what the user adopted', async () => {
    await rig.run(rig.only(2, 5));
    await rig.forgetReceipts();
    const { receipt } = await rig.run({ ...rig.only(2, 3, 5), decisions: { '2.1': 'adopt' } });
    expect(pendingUndo(receipt).map(({ id }) => id)).toEqual(['3.2u']);
    await undo(receipt);
    expect(left()).toEqual(['kit-lib', 'totals']);
  });

  it('counts as taken back what is gone already', async () => {
    const { receipt } = await rig.run(rig.only(5));
    world.cdap.state.namespaces['default']!.datasets = [];
    const { events, receipt: undone } = await undo(receipt);
    expect(events[1]).toEqual({
      type: 'undo-answered',
      request: '5.2u',
      status: 404,
      outcome: 'absent',
    });
    expect(outcomes({ receipt: undone })).toMatchObject({ '5.2': 'undone', '5.2u': 'absent' });
  });

  it('makes what it removed unknown: what others put there since is asked about', async () => {
    const { receipt } = await rig.run(rig.only(2));
    const { artifacts } = world.cdap.state.namespaces['default']!;
    const [uploaded] = artifacts;
    await undo(receipt);
    world.cdap.state.namespaces['default']!.artifacts = [uploaded!];
    const { error } = await rig.run(rig.only(2));
    expect(error?.code).toBe('cluster-conflict');
  });

  it.each([['cut-answer'], ['refuse'], [500], [401], [403]] as const)(
    'that fails by %s goes on where it stopped',
    async (kind) => {
      const { receipt } = await rig.run();
      rig.fail(kind, (path, method) => method === 'DELETE' && path.includes('/apps/'), {
        times: 1,
      });
      const failed = await undo(receipt);
      expect(failed.error).toBeDefined();
      expect(failed.receipt.outcome).toBe('done');
      const [kept] = await rig.page.receipts.list('demo');
      expect(kept).toEqual(failed.receipt);
      expect(pendingUndo(kept!).map(({ id }) => id)).toEqual(['3.2u', '2.2u', '1.2u']);
      const { receipt: undone, error } = await undo(kept!);
      expect([undone.outcome, error]).toEqual(['undone', undefined]);
      expect(left()).toEqual([]);
    },
  );

  it('waits for a busy cluster', async () => {
    const { receipt } = await rig.run(rig.only(5));
    rig.fail(429, (_path, method) => method === 'DELETE', { times: 2 });
    expect((await undo(receipt)).receipt.outcome).toBe('undone');
  });

  it('stops between two requests', async () => {
    const { receipt } = await rig.run();
    const { error } = await undo(receipt, { signal: AbortSignal.abort() });
    expect(error?.code).toBe('cancelled');
    expect(left()).toHaveLength(4);
  });

  it('does not begin while the same package is installed', async () => {
    const tabs = createFakeTabs();
    const { receipt } = await rig.run(rig.only(5));
    const other = openPage(rig.storage.memory(), tabs);
    const run = runInstall(await runInputOf(world, other, rig.only(5)));
    await run.next();
    const { journals } = openPage(rig.storage.memory(), tabs);
    const { error } = await undo(receipt, { journals });
    expect(error?.code).toBe('install-elsewhere');
    await run.return(undefined);
    expect((await undo(receipt, { journals })).error).toBeUndefined();
  });

  it('leaves no lease behind', async () => {
    const { receipt } = await rig.run(rig.only(5));
    await undo(receipt);
    expect([...rig.storage.texts.keys()].filter((key) => key.startsWith('install/'))).toEqual([]);
  });
});

describe('a receipt that is refused', () => {
  it('came out of a file: nothing proves what it would remove', async () => {
    const { receipt } = await rig.run(rig.only(5));
    const before = world.seen.length;
    const { error } = await undo({ ...receipt, importedAt: '2026-12-01T00:00:00Z' });
    expect([error?.code, world.seen.length]).toEqual(['plan-refused', before]);
  });

  it.each<[string, (receipt: Receipt) => void]>([
    [
      'leads elsewhere',
      (receipt) => {
        receipt.steps[0]!.undo[0]!.url = 'https://evil.example/';
      },
    ],
    [
      'is of another cluster',
      (receipt) => {
        receipt.clusters = { cdap: 'https://other.example/' };
      },
    ],
    [
      'climbs',
      (receipt) => {
        receipt.steps[0]!.undo[0]!.url += '/..%2f..%2fx';
      },
    ],
    [
      'has a write in it',
      (receipt) => {
        receipt.steps[0]!.undo[0]!.kind = 'write';
      },
    ],
  ])('%s', async (_words, spoil) => {
    const { receipt } = await rig.run(rig.only(5));
    const before = world.seen.length;
    spoil(receipt);
    const { error } = await undo(receipt);
    expect([error?.code, world.seen.length]).toEqual(['plan-refused', before]);
  });
});

it('a run whose storage is gone still undoes by its receipt', async () => {
  const { receipt } = await rig.run(rig.only(5));
  const { receipts, journals } = openPage(createStorage().memory());
  expect((await undo(receipt, { receipts, journals })).receipt.outcome).toBe('undone');
});
