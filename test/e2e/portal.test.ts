/** The sandbox portal in a real browser, with a plugin that only tells what it was given. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { record } from './recorder.ts';
import { launchBrowser } from './rig.ts';

import type { Browser, Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/start.ts';
import type { Recorder } from './recorder.ts';

const PLUGIN = `customElements.define('pai-plugin', class extends HTMLElement {
  connectedCallback() {
    const given = Object.fromEntries([...this.attributes].map(({name, value}) => [name, value]));
    const tags = document.querySelectorAll('script[src$="plugin/plugin.js"]').length;
    this.textContent = JSON.stringify({ given, tags, parent: this.parentElement.id });
  }
});`;
const JOB = {
  protocolVersion: 2,
  name: 'handed',
  type: 'job',
  prerequisites: [{ protocolVersion: 2, name: 'image', type: 'dockerimage', uri: 'python:3.11' }],
  taskRoles: {
    worker: {
      dockerImage: 'image',
      resourcePerInstance: { cpu: 1, memoryMB: 1024, gpu: 0 },
      commands: ['echo <b>hello</b>'],
    },
  },
};

let root: string;
let browser: Browser;
let sandbox: Sandbox;
let recorder: Recorder;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pai-root-'));
  const source = join(import.meta.dirname, '..', '..', 'sandbox', 'portal', 'public');
  cpSync(source, join(root, 'sandbox', 'portal', 'public'), { recursive: true });
  mkdirSync(join(root, 'dist', 'plugin'), { recursive: true });
  writeFileSync(join(root, 'dist', 'plugin', 'plugin.js'), PLUGIN);
  browser = await launchBrowser();
  const rest = { pace: { waitingMs: 200, runningMs: 500 } };
  sandbox = await startSandbox({ root, folder: join(root, 'kept'), markets: [], csp: true, rest });
});
afterAll(async () => {
  await sandbox.close();
  await browser.close();
  rmSync(root, { recursive: true, force: true });
});
afterEach(async () => {
  expect(recorder.errors).toEqual([]);
  await Promise.all(browser.contexts().map((context) => context.close()));
});

async function open(path: string): Promise<Page> {
  const context = await browser.newContext();
  recorder = record(context);
  const page = await context.newPage();
  await page.goto(sandbox.portal.origin + path);
  return page;
}

describe('the plugin page', () => {
  it('loads a classic script, takes its tag away, and gives the element the user', async () => {
    const page = await open('/plugin.html?index=0');
    const told = JSON.parse(await page.locator('pai-plugin').innerText());
    expect(told).toEqual({
      given: {
        'pai-rest-server-uri': '/rest-server',
        'pai-version': '1.8.0',
        'pai-user': 'demo',
        'pai-rest-server-token': sandbox.token,
      },
      tags: 0,
      parent: 'content-wrapper',
    });
    expect(recorder.origins()).toEqual([sandbox.portal.origin]);
  });

  it('gives no user once somebody has logged out', async () => {
    const page = await open('/plugin.html?index=0');
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForURL('**/login.html');
    await page.goto(sandbox.portalUrl);
    const told = JSON.parse(await page.locator('pai-plugin').innerText());
    expect(Object.keys(told.given)).toEqual(['pai-rest-server-uri', 'pai-version']);
  });
});

describe('logging in', () => {
  it('changes the user', async () => {
    const page = await open('/login.html');
    await page.getByRole('button', { name: 'Log in as guest' }).click();
    await page.waitForURL(`${sandbox.portal.origin}/`);
    expect(await page.locator('#account').innerText()).toContain('guest');
  });
});

describe('a job handed over by the plugin', () => {
  it('fills the form once, is submitted, and is followed until it ends', async () => {
    const page = await open('/');
    await page.evaluate((job) => localStorage.setItem('marketItem', JSON.stringify(job)), JOB);
    await page.goto(`${sandbox.portal.origin}/submit.html`);
    const text = await page.getByLabel('Job protocol').inputValue();
    expect(JSON.parse(text)).toEqual({ ...JOB, name: expect.stringMatching(/^handed_[0-9a-f]+$/) });
    expect(await page.evaluate(() => localStorage.getItem('marketItem'))).toBeNull();

    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('link', { name: 'handed_' }).click();
    await page.getByRole('status').getByText('SUCCEEDED').waitFor();
    expect(await page.locator('#job-protocol').innerText()).toContain('echo <b>hello</b>');
  });
});
