/** One install of the test's world, run by one page: what the tests of the executor say over and over. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';

import { validate as validateReceipt } from '../../src/core/read/generated/receipt.js';
import { createStorage, openPage, runInputOf, runOnce } from './install-page.ts';
import { startInstallWorld } from './install-world.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { InstallEvent } from '#core/model/install.ts';
import type { RunInput } from '#flows/run-install.ts';
import type { Fault } from '../../sandbox/http/faults.ts';
import type { LastEvent } from './install-page.ts';
import type { InstallWorld } from './install-world.ts';

/** Of this file's tests, once `useInstallRig` was called. */
export let world: InstallWorld;
/** New for each test. */
export let rig: ReturnType<typeof createRig>;

/** Gives each test the world as if nothing had ever been installed, and a page of its own. */
export function useInstallRig(): void {
  beforeAll(async () => {
    world = await startInstallWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    world.reset();
    rig = createRig(world);
  });
}

/** A page of its own, over storage of its own. */
export function createRig(world: InstallWorld) {
  const storage = createStorage();
  const page = openPage(storage.memory());
  return {
    storage,
    page,
    /** Runs, or resumes, and checks that the receipt is one. */
    async run(change: Partial<RunInput> = {}, onEvent?: (event: InstallEvent) => void) {
      const { events, last } = await runOnce(await runInputOf(world, page, change), onEvent);
      expect(validateReceipt(last.receipt), JSON.stringify(validateReceipt.errors)).toBe(true);
      const error = last.type === 'failed' ? last.error : undefined;
      const findings = last.type === 'failed' ? last.findings : [];
      return { events, last, error, findings, receipt: last.receipt };
    },
    /** These steps of the plan alone. */
    only(...numbers: number[]): { plan: InstallPlan } {
      const steps = world.plan.steps.filter(({ number }) => numbers.includes(number));
      return { plan: { ...world.plan, steps } };
    },
    /** Fails at all requests that match. */
    fail(
      kind: Fault['kind'],
      where: (path: string, method: string) => boolean,
      more: Partial<Fault> = {},
    ) {
      world.faulty.faults = [
        { at: ({ path, method }) => where(path, method), kind, times: 99, ...more },
      ];
    },
    async forgetReceipts() {
      for (const each of await page.receipts.list('demo')) await page.receipts.forget('demo', each);
    },
    calls: () => world.seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
    writes: () => world.seen.filter(({ method }) => method !== 'GET').length,
  };
}

/** By request, what the receipt says became of it. */
export function outcomes({ receipt }: Pick<LastEvent, 'receipt'>): Record<string, string> {
  const requests = receipt.steps.flatMap((step) => step.requests);
  return Object.fromEntries(requests.map(({ id, outcome }) => [id, outcome]));
}
