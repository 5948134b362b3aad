/** Markets that are shown to members of certain groups, in the browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startWorld } from './rig.ts';

import type { MarketConfig, PluginConfig } from '#core/model/generated.ts';
import type { World } from './rig.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const [plugin] = world.sandbox.portal.settings.plugins;
  const config = plugin?.config as PluginConfig;
  const [market] = config.markets as [MarketConfig];
  const copy = (id: string, group: string): MarketConfig => ({
    ...{ id, name: `Market of ${group}`, url: market.url, trust: 'off' },
    groups: [group],
  });
  // Of these two the user of the sandbox sees the first.
  config.markets = [market, copy('for-research', 'research'), copy('for-robots', 'robots')];
});
afterAll(() => world.close());

const SHOWN = '#/p/for-research/hello';
const HIDDEN = '#/p/for-robots/hello';

describe('a market for a group', () => {
  it('is open to its members, whose token goes to the cluster only', async () => {
    const { page } = await world.open({ hash: SHOWN });
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    expect(world.whoSaw(world.tokenOf('demo'))).toEqual(['cluster']);
  });

  it('does not exist in the list of others', async () => {
    const { page } = await world.open();
    await page.getByRole('link', { name: /hello/i }).first().waitFor();
    await expect.poll(() => page.getByText('Market of research').count()).toBeGreaterThan(0);
    expect(await page.getByText('Market of robots').count()).toBe(0);
  });

  it('is refused by its address, with a page that says why', async () => {
    const { page } = await world.open({ hash: HIDDEN });
    const alert = page.locator('[role=alert][data-error-code=market-forbidden]');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('This market is for certain groups only');
  });

  it('asks whoever is not logged in to log in', async () => {
    const { page } = await world.open({ hash: SHOWN, user: null });
    await page.locator('[role=alert][data-error-code=login-required]').waitFor();
  });
});
