/** The rig itself: it must notice what other tests rely on it to notice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PLAIN_HOST, startWorld } from './rig.ts';

import type { World } from './rig.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe('the rig', () => {
  it('serves a market that our own tool signed', async () => {
    const path = 'packages/hello/1.0.0/spec.json';
    const spec = await (await fetch(world.market.url + path)).json();
    expect(spec).toMatchObject({ name: 'hello', version: '1.0.0', label: 'Hello world' });
    expect((await fetch(`${world.market.url}${path}.asc`)).status).toBe(200);
  });

  it('tells which server saw a text, wherever it stood', async () => {
    const { page, origins, close } = await world.open();
    const send = (url: string, headers: Record<string, string>) =>
      page.evaluate(([to, sent]) => fetch(to, { headers: sent }).then((r) => r.status), [
        url,
        headers,
      ] as const);
    expect(world.whoSaw('canary-1')).toEqual([]);
    await send('/rest-server/api/v2/info', { Authorization: 'Bearer canary-1' });
    expect(world.whoSaw('canary-1')).toEqual(['cluster']);
    await send(`${world.market.url}packages.json?leak=canary-2`, {});
    expect(world.whoSaw('canary-2')).toEqual(['market']);
    await send('/nothing', { 'X-Leak': 'canary-3' });
    expect(world.whoSaw('canary-3')).toEqual(['portal']);
    expect(origins()).toContain(world.market.origin);
    await close();
  });

  it('opens the portal by host name without a secure context, logged in as asked', async () => {
    const plain = await world.open({ host: PLAIN_HOST, user: 'guest' });
    expect(await plain.page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([
      false,
      'undefined',
    ]);
    expect(await plain.page.locator('#account').innerText()).toContain('guest');
    await plain.close();
    const nobody = await world.open({ user: null });
    expect(await nobody.page.locator('#account').innerText()).toBe('Log in');
    await nobody.close();
  });

  it('writes down errors of the page', async () => {
    const { page, errors, close } = await world.open();
    const thrown = page.context().waitForEvent('weberror');
    await page.evaluate(() => void Promise.reject(new Error('canary-4')));
    await thrown;
    expect(errors).toContain('canary-4');
    await close();
  });
});
