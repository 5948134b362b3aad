/** The main job in a real browser: from the list to a submitted job, and what must never be sent. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { helloSource } from './made-market.ts';
import { startWorld } from './rig.ts';

import type { Page } from 'playwright-core';
import type { OpenedPage, OpenOptions, World } from './rig.ts';

let world: World;
let opened: OpenedPage;
beforeAll(async () => {
  world = await startWorld({ source: { ...helloSource(), ...secretSource(), ...guidedSource() } });
});
afterAll(() => world.close());
afterEach(() => opened.close());

/** A job with a parameter of each kind and a secret. */
function secretSource() {
  const hello = helloSource();
  const job = String(hello['packages/hello/1.0.0/archive/job.yaml']);
  const folder = 'packages/with-secret/1.0.0';
  return {
    [`${folder}/package.yaml`]: String(hello['packages/hello/1.0.0/package.yaml']).replace(
      'Hello world',
      'With a secret',
    ),
    [`${folder}/license.txt`]: 'Any use.\n',
    [`${folder}/archive/job.yaml`]: job.replace(
      'parameters:\n',
      'secrets:\n  password: ""\nparameters:\n  rate: 0.5\n',
    ),
  };
}

/** Two actions: text to read, then a job. */
function guidedSource() {
  const hello = helloSource();
  const yaml = String(hello['packages/hello/1.0.0/package.yaml']);
  const folder = 'packages/guided/1.0.0';
  return {
    [`${folder}/package.yaml`]: yaml
      .replace('Hello world', 'Guided job')
      .replace(
        'actions:\n',
        'actions:\n  - type: informational\n    label: Read this\n    arguments:\n      - name: steps\n        value: [First read, Then run]\n',
      ),
    [`${folder}/license.txt`]: 'Any use.\n',
    [`${folder}/archive/job.yaml`]: String(hello['packages/hello/1.0.0/archive/job.yaml']),
  };
}

async function openWizard(label: string, options: OpenOptions = {}): Promise<OpenedPage> {
  opened = await world.open(options);
  const { page } = opened;
  await page.getByRole('link', { name: label, exact: true }).click();
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  return opened;
}

const button = (name: string) => opened.page.getByRole('button', { name, exact: true });
/** Opens all that is folded and in sight. */
async function unfold(page: Page): Promise<void> {
  for (const summary of await page.locator('summary:visible').all()) await summary.click();
}
const jobsSent = () =>
  world.sandbox.cluster?.log.entries.filter(({ method }) => !['GET', 'OPTIONS'].includes(method)) ??
  [];
async function submittedJob(name: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${world.sandbox.clusterBase}/api/v2/jobs/demo~${name}`, {
    headers: { Authorization: `Bearer ${world.tokenOf('demo')}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

describe('an install', () => {
  it('goes from the list to a job that the cluster runs, with its tag and a receipt', async () => {
    const { page, errors, origins } = await openWizard('Hello world');
    await page.getByRole('dialog').getByText('Anyone may use').waitFor();
    await button('Accept').click();
    await page.getByLabel('Job name', { exact: true }).fill('from-list');
    await page.getByLabel('Virtual cluster', { exact: true }).selectOption('research');
    await expect.poll(() => page.getByText('demo~from-list/tag').count()).toBeGreaterThan(0);
    await button('Run').click();
    await page.getByRole('status').filter({ hasText: 'from-list was submitted' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'SUCCEEDED' }).waitFor({ timeout: 20_000 });

    const job = await submittedJob('from-list');
    expect(job['tags']).toEqual(['marketplace:test-market/hello@1.0.0']);
    expect(job['jobStatus']).toMatchObject({ virtualCluster: 'research' });
    const link = page.getByRole('link', { name: /from-list/ });
    expect(await link.getAttribute('href')).toBe(
      '/job-detail.html?username=demo&jobName=from-list',
    );
    // The look for a job of this name answers 404, and browsers write that down.
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
    expect(origins()).toEqual([world.sandbox.portal.origin, world.market.origin].sort());

    await button('Close').click();
    await page.getByRole('link', { name: 'Installed', exact: true }).click();
    await page.getByText('from-list').first().waitFor();
    await page.reload();
    await page.getByText('from-list').first().waitFor();
  });

  it('sends exactly the requests that the plan showed', async () => {
    await openWizard('Hello world');
    await button('Accept').click();
    const { page } = opened;
    await page.getByLabel('Job name', { exact: true }).fill('as-planned');
    await page.getByText('demo~as-planned/tag').first().waitFor();
    const copy = page.waitForEvent('download');
    await button('Save plan').click();
    const stream = await (await copy).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const plan = JSON.parse(Buffer.concat(chunks).toString()) as {
      steps: {
        requests: { kind: string; method: string; url: string; body?: { text: string } }[];
      }[];
    };
    world.sandbox.cluster?.log.clear();
    await button('Run').click();
    await page.getByRole('status').filter({ hasText: 'as-planned was submitted' }).waitFor();
    const planned = plan.steps
      .flatMap(({ requests }) => requests)
      .filter(({ kind }) => kind === 'write');
    expect(
      jobsSent().map(({ method, url, body }) => [method, new URL(url, planned[0]?.url).href, body]),
    ).toEqual(planned.map(({ method, url, body }) => [method, url, body?.text ?? '']));
  });

  it('walks through several actions with Next and Back, and Run on the last', async () => {
    await openWizard('Guided job');
    await button('Accept').click();
    const { page } = opened;
    await page.getByText('First read').waitFor();
    expect(await button('Run').count()).toBe(0);
    await button('Next').click();
    await page.getByLabel('Job name', { exact: true }).fill('guided-job');
    await button('Back').click();
    await page.getByText('First read').waitFor();
    await button('Next').click();
    expect(await page.getByLabel('Job name', { exact: true }).inputValue()).toBe('guided-job');
    await button('Run').click();
    await page.getByRole('status').filter({ hasText: 'guided-job was submitted' }).waitFor();
  });

  it('sends nothing when the licence is declined, and asks for it once only', async () => {
    world.sandbox.cluster?.log.clear();
    const { page } = await openWizard('Hello world');
    await button('Decline').click();
    await button('Install').waitFor();
    expect(jobsSent()).toEqual([]);
    await button('Install').click();
    await button('Accept').click();
    await page.getByLabel('Job name', { exact: true }).waitFor();
    await page.reload();
    await button('Install').click();
    await page.getByLabel('Job name', { exact: true }).waitFor();
    expect(jobsSent()).toEqual([]);
  });

  it('checks values before it sends them', async () => {
    world.sandbox.cluster?.log.clear();
    const { page } = await openWizard('With a secret');
    await button('Accept').click();
    await page.getByLabel('Job name', { exact: true }).fill('not a name!');
    await page.getByLabel('rate', { exact: true }).fill('');
    await button('Run').click();
    await expect
      .poll(() => page.getByLabel('Job name', { exact: true }).getAttribute('aria-invalid'))
      .toBe('true');
    expect(await page.getByLabel('rate', { exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await page.locator('[role="alert"][data-error-code="action-argument"]').waitFor();
    expect(await page.getByLabel('password', { exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    expect(jobsSent()).toEqual([]);
  });

  it('submits once for a double click', async () => {
    await openWizard('Hello world');
    await button('Accept').click();
    const { page } = opened;
    await page.getByLabel('Job name', { exact: true }).fill('double-click');
    await page.getByText('demo~double-click/tag').first().waitFor();
    world.sandbox.cluster?.log.clear();
    await button('Run').dblclick();
    await page.getByRole('status').filter({ hasText: 'double-click was submitted' }).waitFor();
    expect(jobsSent().filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

describe('what stays secret', () => {
  it('lets only the cluster see the token, and keeps it out of the page', async () => {
    const token = world.tokenOf('demo');
    const { page, requests } = await openWizard('Hello world');
    await button('Accept').click();
    await page.getByLabel('Job name', { exact: true }).fill('token-job');
    await button('Run').click();
    await page.getByRole('status').filter({ hasText: 'token-job was submitted' }).waitFor();
    expect(world.whoSaw(token)).toEqual(['cluster']);
    expect(requests.filter(({ url, body }) => (url + body).includes(token))).toEqual([]);
    const kept = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        history.state,
        location.href,
        document.documentElement.outerHTML,
      ]),
    );
    expect(kept).not.toContain(token);
    expect(await page.locator('pai-plugin').getAttribute('pai-rest-server-token')).toBeNull();
  });

  it('sends a secret to the cluster and keeps it nowhere', async () => {
    const secret = 'tr0ub4dor "&\\3';
    const { page } = await openWizard('With a secret');
    await button('Accept').click();
    await page.getByLabel('Job name', { exact: true }).fill('secret-job');
    await page.getByLabel('password', { exact: true }).fill(secret);
    await page.getByText('demo~secret-job/tag').first().waitFor();
    await unfold(page);
    expect(await page.locator('pai-plugin').innerText()).not.toContain('tr0ub4dor');
    await button('Run').click();
    await page.getByRole('status').filter({ hasText: 'secret-job was submitted' }).waitFor();
    const post = jobsSent().find(
      ({ method, body }) => method === 'POST' && body.includes('secret-job'),
    );
    expect(JSON.parse(post?.body ?? '{}')).toMatchObject({ secrets: { password: secret } });
    await unfold(page);
    const kept = await page.evaluate(
      () => JSON.stringify({ ...localStorage }) + document.body.innerText,
    );
    expect(kept).toContain('secret-job');
    expect(kept).not.toContain('tr0ub4dor');
  });
});

describe('locations', () => {
  it('live in the hash: back, forward and reload lead to the same pages', async () => {
    opened = await world.open();
    const { page } = opened;
    await page.getByRole('searchbox', { name: 'Search packages' }).fill('secret');
    await expect.poll(() => page.url()).toContain('#/?q=secret');
    await expect
      .poll(() => page.getByRole('link', { name: 'Hello world', exact: true }).count())
      .toBe(0);
    await page.getByRole('link', { name: 'With a secret', exact: true }).click();
    await expect.poll(() => page.url()).toContain('#/p/test-market/with-secret');
    await page.goBack();
    expect(await page.getByRole('searchbox', { name: 'Search packages' }).inputValue()).toBe(
      'secret',
    );
    await page.goForward();
    await button('Install').waitFor();
    await page.reload();
    await button('Install').waitFor();
    expect(new URL(page.url()).search).toBe('?index=0');
  });

  it('open a package, never an install that runs by itself', async () => {
    world.sandbox.cluster?.log.clear();
    opened = await world.open({ hash: '#/p/test-market/hello/1.0.0/install' });
    await button('Install').waitFor();
    expect(await button('Run').count()).toBe(0);
    expect(jobsSent()).toEqual([]);
  });
});

describe('inside another page', () => {
  it('no install begins (U12)', async () => {
    world.sandbox.cluster?.log.clear();
    opened = await world.open();
    const { page } = opened;
    await page.evaluate(
      (address) => {
        const frame = document.createElement('iframe');
        Object.assign(frame, { src: address, width: 1000, height: 700 });
        document.body.replaceChildren(frame);
      },
      `${page.url().split('#')[0]}&framed#/p/test-market/hello/1.0.0/install`,
    );
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Install', exact: true }).click();
    await frame.locator('[role="alert"][data-error-code="action-forbidden"]').waitFor();
    expect(jobsSent()).toEqual([]);
  });
});
