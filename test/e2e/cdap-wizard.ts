/** Walks through installs on CDAP in a browser, and compares what CDAP saw with the plan that was saved. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Page } from 'playwright-core';
import type { World } from './rig.ts';

const WAIT = 20_000;

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** From the list to the first step: the package, Install, every licence. */
export async function beginInstall(page: Page, label: string): Promise<void> {
  await page.getByRole('link', { name: label, exact: true }).first().click();
  await button(page, 'Install').click();
  await acceptLicences(page);
}

/** Accepts until there is nothing left to accept. */
async function acceptLicences(page: Page): Promise<void> {
  const go = button(page, 'Next').or(button(page, 'Run')).or(page.getByRole('alert')).first();
  for (;;) {
    await button(page, 'Accept').or(go).first().waitFor({ timeout: WAIT });
    if ((await button(page, 'Accept').count()) === 0) return;
    await button(page, 'Accept').click();
    await expect.poll(() => button(page, 'Accept').count(), { timeout: WAIT }).toBe(0);
  }
}

/** Next until the last step, where Run is. */
export async function toLastStep(page: Page): Promise<void> {
  await button(page, 'Next').or(button(page, 'Run')).first().waitFor({ timeout: WAIT });
  while ((await button(page, 'Next').count()) > 0) {
    await button(page, 'Next').click();
    await button(page, 'Next').or(button(page, 'Run')).first().waitFor({ timeout: WAIT });
  }
}

/** The plan as the page saves it. */
export async function savePlan(page: Page): Promise<InstallPlan> {
  const download = page.waitForEvent('download');
  await button(page, 'Save plan').click();
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as InstallPlan;
}

/** Runs, and waits until the page says how it ended. */
export async function run(page: Page): Promise<void> {
  await button(page, 'Run').click();
  await ended(page);
}

/** From the wizard of a package whose install was begun: goes on, and waits until the page says how it ended. */
export async function resume(page: Page): Promise<void> {
  await button(page, 'Resume').click();
  await ended(page);
}

async function ended(page: Page): Promise<void> {
  const done = page.getByRole('status').filter({ hasText: 'All steps are done.' });
  await done.or(page.getByRole('alert')).first().waitFor({ timeout: WAIT });
}

/** Codes of the errors that the page shows. */
export function alerts(page: Page): Promise<(string | null)[]> {
  return page
    .getByRole('alert')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-error-code')));
}

/** The writes that CDAP saw are writes of the plan, in its order, byte for byte, none twice; the rest was `spared`. And it saw no cookie and no token of another. */
export function expectPlanned(world: World, plan: InstallPlan, spared: string[] = []): void {
  const entries = world.sandbox.cdap?.log.entries ?? [];
  const planned = plan.steps
    .flatMap(({ requests }) => requests)
    .filter(({ id, kind }) => kind === 'write' && !spared.includes(id));
  const seen = entries.filter(({ method }) => method !== 'GET');
  expect(seen.map(({ method, url, bytes }) => [method, url, sha256(bytes)])).toEqual(
    planned.map(({ method, url, body }) => [
      method,
      url.slice(new URL(url).origin.length),
      body?.sha256 ?? sha256(Buffer.alloc(0)),
    ]),
  );
  for (const { headers } of entries) {
    expect(headers).not.toHaveProperty('cookie');
    expect(JSON.stringify(headers)).not.toContain(world.tokenOf('demo'));
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
