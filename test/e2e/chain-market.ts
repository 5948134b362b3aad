/** A market with one package whose five actions go to both clusters, and what a person does to install it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { helloSource } from './made-market.ts';

import type { InstallPlan } from '#core/model/generated.ts';
import type { Page } from 'playwright-core';
import type { LoggedRequest } from '../../sandbox/http/request-log.ts';
import type { SourceFiles } from './made-market.ts';
import type { World } from './rig.ts';

const root = join(import.meta.dirname, '..', '..');
const driver = join(root, 'public/market-source/packages/sample-jdbc-driver/1.1.0/archive');

export const SECRET = 'tr0ub4dor "&\\3';
export const CHAIN = '#/p/test-market/chain/1.0.0/install';

const ACTIONS = `actions:
  - type: create_artifact
    label: Add the driver
    arguments:
      - { name: name, value: sample-jdbc-driver }
      - { name: version, value: "1.1.0" }
      - { name: jar, value: sample-jdbc-driver-1.1.0.jar }
      - { name: config, value: driver.json }
  - type: create_stream
    label: Create the stream
    arguments:
      - { name: name, value: purchases }
      - { name: description, value: Purchases of a small shop }
      - { name: ttl, value: 86400 }
  - type: create_dataset
    label: Create the table
    arguments:
      - { name: name, value: totals }
      - { name: type, value: table }
  - type: submit_job
    label: Submit the first job
    arguments:
      - { name: protocol, value: job.yaml }
      - { name: name, default: chain-one }
  - type: submit_job
    label: Submit the second job
    arguments:
      - { name: protocol, value: job.yaml }
      - { name: name, default: chain-two }
`;

/** Beside "Hello world". */
export function chainSource(): SourceFiles {
  const hello = helloSource();
  const yaml = String(hello['packages/hello/1.0.0/package.yaml']);
  const job = String(hello['packages/hello/1.0.0/archive/job.yaml']);
  const folder = 'packages/chain/1.0.0';
  return {
    ...hello,
    [`${folder}/package.yaml`]: `${yaml.slice(0, yaml.indexOf('actions:'))}${ACTIONS}`.replace(
      'Hello world',
      'Chain of steps',
    ),
    [`${folder}/license.txt`]: 'Any use.\n',
    [`${folder}/archive/job.yaml`]: job.replace(
      'parameters:',
      'secrets:\n  password: ""\nparameters:',
    ),
    ...Object.fromEntries(
      ['driver.json', 'sample-jdbc-driver-1.1.0.jar'].map((file) => [
        `${folder}/archive/${file}`,
        new Uint8Array(readFileSync(join(driver, file))),
      ]),
    ),
  };
}

export function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** From the address to the last screen, with both secrets typed; gives the plan that is shown there. */
export async function fillChain(page: Page): Promise<InstallPlan> {
  await button(page, 'Install').click();
  const accept = button(page, 'Accept');
  await accept.or(button(page, 'Next')).first().waitFor();
  if (await accept.isVisible()) await accept.click();
  for (let step = 0; step < 3; step += 1) await button(page, 'Next').click();
  await page.getByLabel('password', { exact: true }).fill(SECRET);
  await button(page, 'Next').click();
  await page
    .getByLabel('Job name', { exact: true })
    .and(page.locator('[value="chain-two"]'))
    .waitFor();
  await page.getByLabel('password', { exact: true }).fill(SECRET);
  const download = page.waitForEvent('download');
  await button(page, 'Save plan').click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as InstallPlan;
}

/** Writes that the clusters took, each cluster's in their order. */
export function seenWrites({ sandbox }: World): LoggedRequest[] {
  const all = [...(sandbox.cdap?.log.entries ?? []), ...(sandbox.cluster?.log.entries ?? [])];
  return all.filter(({ method }) => !['GET', 'OPTIONS'].includes(method));
}

/** What the plan says of its writes, with the secrets put in. */
export function plannedWrites(plan: InstallPlan): string[] {
  return plan.steps
    .flatMap(({ requests }) => requests)
    .filter(({ kind }) => kind === 'write')
    .map(({ method, url, headers, body }) => {
      const secret = JSON.stringify(SECRET);
      const text =
        body?.kind === 'text' ? body.text.replaceAll('"<secret: password>"', secret) : '';
      const digest = body?.kind === 'bytes' ? body.sha256 : digestOf(Buffer.from(text));
      return written({
        method,
        path: new URL(url).pathname + new URL(url).search,
        headers,
        digest,
      });
    });
}

/** The same of a request that a cluster took, with those of its headers that the plan names. */
export function takenWrite(entry: LoggedRequest, plan: InstallPlan): string {
  const planned = plan.steps
    .flatMap(({ requests }) => requests)
    .filter(
      ({ kind, method, url }) =>
        kind === 'write' && method === entry.method && url.endsWith(entry.url),
    )
    .flatMap(({ headers }) => Object.keys(headers));
  const headers = Object.fromEntries(
    [...new Set(planned)].map((name) => [name, entry.headers[name.toLowerCase()] ?? '']),
  );
  return written({ method: entry.method, path: entry.url, headers, digest: digestOf(entry.bytes) });
}

function written(parts: {
  method: string;
  path: string;
  headers: Record<string, string>;
  digest: string;
}): string {
  const headers = Object.entries(parts.headers).sort();
  return [parts.method, parts.path, JSON.stringify(headers), parts.digest].join(' ');
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** All that the page's storage holds, as text. */
export function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asked = indexedDB.open('pai-market');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(new Error('no database'));
    });
    const reading = database.transaction('memory').objectStore('memory').getAll();
    const all = await new Promise<unknown[]>((resolve) => {
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }]);
  });
}

/** All that is on the clusters, without times. */
export async function endState(world: World): Promise<string> {
  const { sandbox } = world;
  const ask = async (path: string) => {
    const response = await fetch(`${sandbox.clusterBase}/api/v2/${path}`, {
      headers: { Authorization: `Bearer ${world.tokenOf('demo')}` },
    });
    return [response.status, await response.text()] as const;
  };
  const jobs = JSON.parse((await ask('jobs?username=demo'))[1]) as {
    name: string;
    tags: string[];
  }[];
  const chain = jobs.filter(({ name }) => name.startsWith('chain'));
  const kept = chain.map(async ({ name, tags }) => [
    name,
    tags,
    await ask(`jobs/demo~${name}/config`),
  ]);
  return JSON.stringify([sandbox.cdap?.snapshot(), (await Promise.all(kept)).sort()]);
}
