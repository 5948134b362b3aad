/** Installing on CDAP in a real browser: the sample packages, what each version lacks, and what the page says where CDAP cannot be reached. */
import { afterEach, describe, expect, it } from 'vitest';

import {
  alerts,
  beginInstall,
  button,
  expectPlanned,
  resume,
  run,
  savePlan,
  toLastStep,
} from './cdap-wizard.ts';
import { startWorld } from './rig.ts';
import { sampleSource } from './sample-source.ts';

import type { SandboxCdap } from '../../sandbox/cdap/place.ts';
import type { World } from './rig.ts';

const PACKAGES = [
  ...['sample-jdbc-driver', 'customer-import', 'purchase-stream', 'shop-starter'],
  'orders-draft',
];
const worlds: World[] = [];
afterEach(async () => {
  for (const each of worlds.splice(0)) await each.close();
});

async function start(cdap: SandboxCdap = {}): Promise<World> {
  const world = await startWorld({ source: sampleSource(PACKAGES), sandbox: { cdap } });
  worlds.push(world);
  return world;
}

const createdIn = (world: World) => world.sandbox.cdap?.state.created;

describe('an install on CDAP', () => {
  it('brings a pipeline with the driver that it needs, as planned', async () => {
    const world = await start();
    const { page, errors } = await world.open();
    await beginInstall(page, 'Customer import pipeline');
    await toLastStep(page);
    await page.getByLabel('name', { exact: true }).last().fill('nightly');
    const plan = await savePlan(page);
    expect(plan.packages.map(({ name }) => name)).toEqual([
      'sample-jdbc-driver',
      'customer-import',
    ]);
    await run(page);
    expect(await alerts(page)).toEqual([]);
    expect(createdIn(world)).toEqual({
      'default/artifact/sample-jdbc-driver@1.1.0': 1,
      'default/app/nightly': 1,
    });
    expectPlanned(world, plan);
    // What is asked for and not there yet answers 404, and browsers write that down.
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
  });

  it('of a starter kit runs the steps of all its packages, and nothing twice', async () => {
    const world = await start();
    const { page } = await world.open();
    await beginInstall(page, 'Shop starter kit');
    await toLastStep(page);
    await run(page);
    expect(await alerts(page)).toEqual([]);
    const created = {
      'default/stream/purchases': 1,
      'default/events/purchases': 1,
      'default/dataset/purchase-totals': 1,
      'default/artifact/sample-jdbc-driver@1.1.0': 1,
      'default/app/customer-import': 1,
    };
    expect(createdIn(world)).toEqual(created);
    const before = world.sandbox.cdap?.snapshot();
    await page.goto(`${world.sandbox.portalUrl}#/p/test-market/customer-import`);
    await page.reload();
    await button(page, 'Install').or(button(page, 'Reinstall')).first().click();
    await toLastStep(page);
    await run(page);
    expect(await alerts(page)).toEqual([]);
    expect(createdIn(world)).toEqual(created);
    expect(world.sandbox.cdap?.snapshot()).toBe(before);
  });

  it('goes on after CDAP failed, where it stopped', async () => {
    const world = await start();
    const { page } = await world.open();
    await beginInstall(page, 'Purchases stream');
    await toLastStep(page);
    const plan = await savePlan(page);
    world.sandbox.faults.cdap.faults = [
      { at: ({ method, path }) => method === 'PUT' && path.includes('/datasets/'), kind: 500 },
    ];
    await run(page);
    expect(await alerts(page)).toContain('cluster-error');
    await page.reload();
    await resume(page);
    expect(await alerts(page)).toEqual([]);
    expect(new Set(Object.values(createdIn(world) ?? {}))).toEqual(new Set([1]));
    // The second step would create the stream, too: it was there by then.
    const [, load] = plan.steps;
    const again = load?.requests.find(({ method }) => method === 'PUT')?.id ?? '';
    expectPlanned(world, plan, [again]);
  });

  it('is resumed after its tab was killed while CDAP was silent', async () => {
    const world = await start();
    const first = await world.open();
    await beginInstall(first.page, 'Customer import pipeline');
    await toLastStep(first.page);
    world.sandbox.faults.cdap.faults = [
      { at: ({ method }) => method === 'PUT', kind: 'silence-after' },
    ];
    await button(first.page, 'Run').click();
    await expect.poll(() => world.sandbox.faults.cdap.happened.length).toBe(1);
    const context = first.page.context();
    const killer = await context.newCDPSession(first.page);
    const crashed = first.page.waitForEvent('crash');
    // It is never answered: what should answer is gone.
    void killer.send('Page.crash').catch(() => undefined);
    await crashed;
    const page = await context.newPage();
    await page.goto(`${world.sandbox.portalUrl}#/p/test-market/customer-import`);
    await button(page, 'Install').click();
    await resume(page);
    expect(await alerts(page)).toEqual([]);
    expect(createdIn(world)).toEqual({
      'default/artifact/sample-jdbc-driver@1.1.0': 1,
      'default/app/customer-import': 1,
    });
  });
});

describe('what a version of CDAP lacks', () => {
  it('is told before anything is sent: streams on 6.4', async () => {
    const world = await start({ version: '6.4.0' });
    const { page } = await world.open();
    await beginInstall(page, 'Purchases stream');
    const alert = page.getByRole('alert').filter({ hasText: /stream/i });
    await alert.first().waitFor();
    expect(await alerts(page)).toContain('cluster-lacks');
    expect(createdIn(world)).toEqual({});
  });

  it('is told for drafts on 5.1, which 6.4 keeps', async () => {
    const world = await start();
    const { page } = await world.open();
    await beginInstall(page, 'Orders pipeline draft');
    await page.getByRole('alert').first().waitFor();
    expect(await alerts(page)).toContain('cluster-lacks');
    await world.close();
    const newer = await start({ version: '6.4.0' });
    const other = await newer.open();
    await beginInstall(other.page, 'Orders pipeline draft');
    await toLastStep(other.page);
    await run(other.page);
    expect(await alerts(other.page)).toEqual([]);
    expect(Object.keys(createdIn(newer) ?? {})).toEqual([
      expect.stringMatching(/^default\/draft\//),
    ]);
  });
});

describe('a CDAP that the page may not read', () => {
  it('is told as that: on an origin of its own, without CORS', async () => {
    const world = await start({ origin: 'own' });
    const { page } = await world.open();
    await beginInstall(page, 'Customer import pipeline');
    await page.getByRole('alert').first().waitFor();
    expect(await alerts(page)).toContain('net-cors');
    await expect.poll(() => page.getByText(/behind the portal's proxy/).count()).toBeGreaterThan(0);
    expect(createdIn(world)).toEqual({});
  });
});

describe("CDAP's token", () => {
  it('is asked for, kept in memory only, and seen by CDAP alone', async () => {
    const token = 'cdap-token-0123456789abcdef';
    const world = await start({ auth: { token } });
    const { page } = await world.open();
    await beginInstall(page, 'Customer import pipeline');
    const field = page.getByLabel(/CDAP.*token/i).first();
    await field.waitFor();
    await field.fill('wrong');
    await field.press('Enter');
    await expect
      .poll(() => world.sandbox.cdap?.log.having('Bearer wrong').length)
      .toBeGreaterThan(0);
    await field.waitFor();
    await field.fill(token);
    await field.press('Enter');
    await toLastStep(page);
    await run(page);
    expect(await alerts(page)).toEqual([]);
    expect(createdIn(world)).toHaveProperty('default/app/customer-import');
    expect(world.whoSaw(token)).toEqual(['cdap']);
    expect(world.whoSaw(world.tokenOf('demo'))).not.toContain('cdap');
    const kept = await page.evaluate(
      'JSON.stringify([{...localStorage}, {...sessionStorage}]) + document.documentElement.outerHTML',
    );
    expect(kept).not.toContain(token);
  });
});
