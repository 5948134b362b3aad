/** The plugin in the portals and on the servers that exist: strict policy, plain HTTP, another origin, badly served. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';

import { PLAIN_HOST, startWorld } from './rig.ts';

import type { OpenedPage, OpenOptions, World, WorldOptions } from './rig.ts';

const KB = 1000;
const chunks = join(import.meta.dirname, '../../dist/plugin/chunks');

const gzipped = (texts: Buffer[]) =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);

let world: World;
afterEach(() => world.close());

/** From the list to the job's end, as a user does it. */
async function install(options: WorldOptions, open: OpenOptions = {}): Promise<OpenedPage> {
  world = await startWorld(options);
  const opened = await world.open(open);
  const { page } = opened;
  const button = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('link', { name: 'Hello world', exact: true }).click();
  await button('Install');
  await button('Accept');
  await page.getByLabel('Job name', { exact: true }).fill('hosted-job');
  await button('Run');
  await page.getByRole('status').filter({ hasText: 'hosted-job was submitted' }).waitFor();
  return opened;
}

/** Errors but the 404 of the look for a job of this name, and of the portal's own icon. */
const faults = ({ errors }: OpenedPage) => errors.filter((error) => !error.includes('404'));

describe('the built plugin', () => {
  it('installs under a strict Content-Security-Policy without a violation', async () => {
    const opened = await install({ sandbox: { csp: true } });
    expect(faults(opened)).toEqual([]);
    const policy = (await opened.page.request.get(opened.page.url())).headers()[
      'content-security-policy'
    ];
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('installs in a portal on plain HTTP by host name, where the browser has no crypto.subtle', async () => {
    const opened = await install({}, { host: PLAIN_HOST });
    expect(
      await opened.page.evaluate(() => [isSecureContext, 'subtle' in crypto && crypto.subtle]),
    ).toEqual([false, false]);
    expect(faults(opened)).toEqual([]);
  });

  it('refuses a changed file on plain HTTP too', async () => {
    world = await startWorld({
      behaviour: {
        rewrite: (path, bytes) =>
          path.endsWith('spec.json') ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes,
      },
    });
    const { page } = await world.open({ host: PLAIN_HOST, hash: '#/p/test-market/hello' });
    await page.locator('[role="alert"][data-error-code="signature-bad"]').waitFor();
  });

  it('loads from another origin without CORS headers and with a wrong MIME type', async () => {
    const opened = await install({
      sandbox: { pluginOrigin: { cors: false, type: 'application/octet-stream' } },
    });
    expect(opened.origins()).toHaveLength(3);
    expect(faults(opened)).toEqual([]);
    expect(world.whoSaw(world.tokenOf('demo'))).toEqual(['cluster']);
  });

  it('works with the cluster on an origin of its own', async () => {
    const opened = await install({ sandbox: { clusterOrigin: 'own' } });
    expect(opened.origins()).toHaveLength(3);
    expect(faults(opened)).toEqual([]);
  });

  it('says what is missing when a chunk is not there', async () => {
    world = await startWorld({ sandbox: { pluginOrigin: {} } });
    const context = await world.browser.newContext();
    await context.route('**/chunks/**', (route) => route.fulfill({ status: 404, body: 'gone' }));
    const page = await context.newPage();
    await page.goto(`${world.sandbox.portal.origin}/plugin.html?index=0`);
    const alert = page.locator('[role="alert"][data-error-code="net-unreachable"]');
    await alert.waitFor();
    await context.unroute('**/chunks/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
    await context.close();
  });

  it('takes its chunks from beside itself, whatever the page names an element', async () => {
    world = await startWorld();
    const context = await world.browser.newContext();
    await context.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (!document.body) return;
        watch.disconnect();
        const image = new Image();
        image.src = 'https://elsewhere.test/x/plugin.js';
        image.name = 'currentScript';
        document.body.append(image);
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${world.sandbox.portal.origin}/plugin.html?index=0`);
    await page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
    expect(asked.filter((url) => url.includes('elsewhere') && url.includes('chunks'))).toEqual([]);
    await context.close();
  });

  it('survives that the host takes the element out and puts it back', async () => {
    world = await startWorld();
    const { page, errors } = await world.open();
    await page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
    await page.evaluate(() => {
      const element = document.querySelector('pai-plugin');
      const parent = element?.parentElement;
      element?.remove();
      if (element) parent?.append(element);
    });
    await page.getByRole('link', { name: 'Hello world', exact: true }).click();
    await page.getByRole('button', { name: 'Install', exact: true }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByLabel('Job name', { exact: true }).waitFor();
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
  });

  it('takes attributes in any order, also after the element was inserted', async () => {
    world = await startWorld();
    const { page, close } = await world.open({ user: null, hash: '#/p/test-market/hello' });
    await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
    await page.evaluate((token) => {
      const wrapper = document.querySelector('#content-wrapper');
      const element = document.createElement('pai-plugin');
      wrapper?.replaceChildren(element);
      element.setAttribute('pai-rest-server-token', token);
      element.setAttribute('pai-user', 'demo');
      element.setAttribute('pai-rest-server-uri', '/rest-server/');
    }, world.tokenOf('demo'));
    await page.getByRole('button', { name: 'Install', exact: true }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByLabel('Job name', { exact: true }).waitFor();
    expect(await page.locator('pai-plugin').getAttribute('pai-rest-server-token')).toBeNull();
    await close();
  });

  it('loads at most 120 kB of gzipped script for the list, the worker beside it, and the rest when it is needed', async () => {
    world = await startWorld({ sandbox: { pluginOrigin: {} } });
    const scripts: Promise<Buffer>[] = [];
    const workers: Promise<Buffer>[] = [];
    const context = await world.browser.newContext();
    const page = await context.newPage();
    page.on('response', (response) => {
      const url = response.url();
      if (url.includes('/chunks/trust-worker-')) workers.push(response.body());
      else if (url.includes('/chunks/') || url.endsWith('/plugin.js'))
        scripts.push(response.body());
    });
    await page.goto(`${world.sandbox.portal.origin}/plugin.html?index=0`);
    await page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    const bodies = await Promise.all(scripts);
    expect(bodies.length).toBeGreaterThan(1);
    expect(gzipped(bodies)).toBeLessThanOrEqual(120 * KB);
    expect(workers).toHaveLength(1);
    expect(gzipped(await Promise.all(workers))).toBeLessThanOrEqual(196 * KB);
    await context.close();
  });

  it('has what checks signatures and archives once, in the worker', async () => {
    world = await startWorld();
    const having = (mark: string) =>
      readdirSync(chunks)
        .filter((file) => readFileSync(join(chunks, file), 'utf8').includes(mark))
        .map((file) => file.replace(/-[\w-]{8}\.js$/, ''));
    expect(having('Misformed armored text')).toEqual(['trust-worker']);
    expect(having('invalid distance too far back')).toEqual(['trust-worker']);
  });

  it('holds no code that is made from text', async () => {
    world = await startWorld();
    const texts = readdirSync(chunks).map((file) => readFileSync(join(chunks, file), 'utf8'));
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      expect(text).not.toMatch(/\bnew Function\s*\(/);
      expect(text).not.toMatch(/(?<![\w$.])eval\s*\(/);
    }
  });
});
