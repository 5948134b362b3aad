/** Attacks by receipts: out of files, or put into the browser's storage by another program of the portal's origin. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { undoInstall } from '#flows/undo-install.ts';
import { createStorage, openPage, quickClock, runInputOf, runOnce } from '../install-page.ts';
import { createRig } from '../install-rig.ts';
import { startInstallWorld } from '../install-world.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { UndoEvent } from '#core/model/install.ts';
import type { InstallWorld } from '../install-world.ts';

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

const open = () => openPage(storage.memory());
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('receipts that this browser did not write', () => {
  const events = async (receipt: Receipt): Promise<UndoEvent[]> => {
    const found: UndoEvent[] = [];
    const { receipts, journals } = open();
    const input = { receipt, clusters: world.clusters, receipts, journals, clock: quickClock };
    for await (const event of undoInstall(input)) found.push(event);
    return found;
  };

  async function makeReceipt(): Promise<Receipt> {
    const rig = createRig(world);
    const { receipt } = await rig.run();
    world.reset();
    return receipt;
  }

  it.each(['a/../b', 'safe\u202Efdp', '', 'ｅvil', ' '])(
    'out of a file cannot be of a package named "%s"',
    async (name) => {
      const receipt = await makeReceipt();
      const { receipts } = open();
      const text = receipts.export([{ ...receipt, package: { ...receipt.package, name } }]);
      await expect(receipts.import('demo', text)).rejects.toMatchObject({
        code: 'receipt-invalid',
      });
      expect(await receipts.list('demo')).toEqual([]);
    },
  );

  it('out of a file do not make an artifact known, and undo nothing', async () => {
    const receipt = await makeReceipt();
    const page = open();
    await page.receipts.import('demo', page.receipts.export([receipt]));
    await runOnce(await runInputOf(world, createOther()));
    await page.receipts.forget('demo', receipt);
    await page.receipts.import('demo', page.receipts.export([receipt]));
    const [imported] = await page.receipts.list('demo');
    const { last } = await runOnce(await runInputOf(world, page, { plan: only(2) }));
    expect(last).toMatchObject({ type: 'failed', error: { code: 'cluster-conflict' } });
    const before = world.seen.length;
    expect((await events(imported!)).at(-1)).toMatchObject({
      type: 'undo-failed',
      error: { code: 'plan-refused', message: expect.stringContaining('out of a file') as string },
    });
    expect(world.seen).toHaveLength(before);
  });

  /** A page of somebody who installed the same before. */
  const createOther = () => openPage(createStorage().memory());
  const only = (number: number) => ({
    ...world.plan,
    steps: world.plan.steps.filter((step) => step.number === number),
  });

  it('out of a file do not push out those of this browser, whatever times they claim', async () => {
    const receipt = await makeReceipt();
    const page = open();
    await page.receipts.keep(receipt);
    const flood = Array.from({ length: 400 }, (_, at) => ({
      ...receipt,
      id: `flood-${at}`,
      startedAt: '9999-12-31T00:00:00.000Z',
    }));
    await page.receipts.import('demo', page.receipts.export(flood));
    const kept = await page.receipts.list('demo');
    expect(kept).toHaveLength(200);
    expect(kept.map(({ id }) => id)).toContain(receipt.id);
  });

  it.each<[string, (receipt: Receipt) => [key: string, value: unknown]]>([
    ['of another user', (each) => ['receipt/demo/f', { ...each, id: 'f', user: 'root' }]],
    ['under another key', (each) => ['receipt/demo/f', each]],
    ['of great depth', (each) => ['receipt/demo/f', { ...each, id: 'f', answers: { 1: deep() } }]],
    ['with half a character', (each) => ['receipt/demo/f', { ...each, id: '\ud800' }]],
    [
      'with an undo that is none',
      (each) => [
        'receipt/demo/f',
        { ...each, id: 'f', steps: [{ ...each.steps[0], undo: [{ url: EVIL }] }] },
      ],
    ],
  ])('are not listed: %s', async (_, forgeOne) => {
    const receipt = await makeReceipt();
    const [key, value] = forgeOne(receipt);
    storage.texts.set(key, JSON.stringify(value));
    expect(await open().receipts.list('demo')).toEqual([]);
  });

  const deep = () => JSON.parse(`{"a":${nested(200)}}`) as Record<string, never>;

  it.each<[string, (receipt: Receipt) => void]>([
    ['another origin', (each) => void (each.steps[1]!.undo[0]!.url = `${EVIL}api/v2/jobs/a`)],
    [
      'another origin, which it calls its cluster',
      (each) => {
        each.clusters = { ...each.clusters, cdap: 'https://evil.example/cdap/' };
        each.steps[1]!.undo[0]!.url = 'https://evil.example/cdap/v3/x';
      },
    ],
    [
      'the base of the cluster by its beginning',
      (each) => {
        const url = new URL(world.clusters.cdap!.base);
        each.steps[1]!.undo[0]!.url = `http://${url.host}@evil.example/cdap/v3/x`;
      },
    ],
    [
      'above the API',
      (each) => void (each.steps[1]!.undo[0]!.url = `${world.clusters.cdap!.base}v3/../../x`),
    ],
    [
      'the other cluster',
      (each) => {
        const { url } = each.steps[0]!.undo[0]!;
        Object.assign(each.steps[1]!.undo[0]!, { target: 'openpai', url });
      },
    ],
    ['a login of its own', (each) => void (each.steps[1]!.undo[0]!.headers = { Cookie: 'a=b' })],
    [
      'a body that is not the one of its digest',
      (each) => {
        const body = each.steps[0]!.undo[0]!.body;
        if (body?.kind === 'text') body.text = '{"value":"START"}';
      },
    ],
  ])('undo nothing at all where one of their requests leads to %s', async (_, spoil) => {
    const receipt = await makeReceipt();
    spoil(receipt);
    const [last] = (await events(receipt)).slice(-1);
    expect(last).toMatchObject({ type: 'undo-failed', error: { code: 'plan-refused' } });
    expect(world.seen).toEqual([]);
  });

  it('send no undo of a write that did not happen', async () => {
    const receipt = await makeReceipt();
    receipt.steps[1]!.undo[0]!.undoes = '9.9';
    receipt.steps[2]!.requests = receipt.steps[2]!.requests.map((each) => ({
      ...each,
      outcome: 'adopted' as const,
    }));
    const [last] = (await events(receipt)).slice(-1);
    expect(last?.type).toBe('undo-done');
    expect(world.seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'DELETE /cdap/v3/namespaces/default/data/datasets/totals',
      'DELETE /cdap/v3/namespaces/default/streams/purchases',
      'PUT /rest-server/api/v2/jobs/demo~hello/executionType',
    ]);
  });
});
