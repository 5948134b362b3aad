/** The design's two scenarios and a driver that the user brings, in a real browser on CDAP's stand-in. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterEach, describe, expect, it } from 'vitest';

import { makeJar } from '../sandbox/cdap-world.ts';
import {
  alerts,
  beginInstall,
  button,
  expectPlanned,
  run,
  savePlan,
  toLastStep,
} from './cdap-wizard.ts';
import { startWorld } from './rig.ts';

import type { BrowserContext } from 'playwright-core';
import type { SourceFiles } from './made-market.ts';
import type { World, WorldOptions } from './rig.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function start(options: WorldOptions): Promise<World> {
  const world = await startWorld(options);
  endings.push(world.close);
  return world;
}

const argument = (name: string, value: unknown, more: object = {}) => ({ name, value, ...more });

/** A market of one package; YAML takes JSON as it is. */
function sourceOf(
  name: string,
  version: string,
  { actions, files }: { actions: object[]; files: SourceFiles },
): SourceFiles {
  const folder = `packages/${name}/${version}`;
  const about = { label: name, description: 'For a test', author: 'A', created: 1_700_000_000 };
  const own = { ...about, categories: ['pipelines'], license: 'license.txt', actions };
  const archive = Object.entries(files).map(([file, content]) => [
    `${folder}/archive/${file}`,
    content,
  ]);
  const categories = [{ name: 'pipelines', label: 'Pipelines', description: 'Of CDAP' }];
  return {
    'market.yaml': JSON.stringify({ id: 'test-market', name: 'Test market', categories }),
    [`${folder}/package.yaml`]: JSON.stringify(own),
    [`${folder}/license.txt`]: 'Any use.\n',
    ...(Object.fromEntries(archive) as SourceFiles),
  };
}

const namespaceOf = (world: World) => world.sandbox.cdap?.state.namespaces['default'];

describe('the pipeline for SFDC leads', () => {
  it('is installed under a name that CDAP takes', async () => {
    const pipeline = {
      connections: [{ from: 'Leads', to: 'Dump' }],
      stages: [
        { name: 'Leads', plugin: { name: 'Stream', type: 'batchsource' } },
        {
          name: 'Dump',
          plugin: {
            ...{ name: 'LeadTable', type: 'batchsink' },
            artifact: { name: 'sfdc-plugins', version: '1.0.0', scope: 'USER' },
          },
        },
      ],
    };
    const source = sourceOf('sfdc-lead-dump', '1.0.1', {
      actions: [
        {
          type: 'create_artifact',
          arguments: [
            ...[argument('scope', 'user'), argument('name', 'sfdc-plugins')],
            ...[argument('version', '1.0.0'), argument('config', 'sfdc-plugins.json')],
            argument('jar', 'sfdc-plugins.jar'),
          ],
        },
        {
          type: 'create_app',
          arguments: [
            argument('artifact', { scope: 'system', name: 'cdap-data-pipeline', version: '4.0.0' }),
            argument('name', 'SFDC Lead Dump', { canModify: true }),
            argument('config', 'sfdc.json'),
          ],
        },
      ],
      files: {
        'sfdc-plugins.jar': await makeJar(),
        'sfdc-plugins.json': JSON.stringify({
          parents: ['system:cdap-data-pipeline[4.0.0,5.0.0)'],
        }),
        'sfdc.json': JSON.stringify(pipeline),
      },
    });
    const world = await start({ source, sandbox: { cdap: { version: '4.0.0' } } });
    const { page } = await world.open();
    await beginInstall(page, 'sfdc-lead-dump');
    await toLastStep(page);
    const name = page.getByLabel('name', { exact: true }).last();
    await name.fill('SFDC Lead Dump');
    await expect.poll(() => page.getByText(/letters, digits/).count()).toBeGreaterThan(0);
    expect(await button(page, 'Save plan').count()).toBe(0);
    await name.fill('SFDC_Lead_Dump');
    const plan = await savePlan(page);
    await run(page);
    expect(await alerts(page)).toEqual([]);
    expect(namespaceOf(world)).toMatchObject({
      artifacts: [{ name: 'sfdc-plugins', version: '1.0.0' }],
      apps: [{ name: 'SFDC_Lead_Dump', artifact: { version: '4.0.0', scope: 'SYSTEM' } }],
    });
    expectPlanned(world, plan);
  });
});

describe('the MySQL driver out of an archive of its maker', () => {
  it('is verified with the key of the signed spec, and nothing else is told to the maker', async () => {
    const maker = await signAsMaker();
    const source = sourceOf('mysql-jdbc-driver', '5.1.39', {
      actions: [
        {
          type: 'create_artifact',
          arguments: [
            ...[argument('name', 'mysql-connector-java'), argument('version', '5.1.39')],
            argument('externalArchive', `${MAKER}/driver.zip`),
            argument('externalArchiveSignature', `${MAKER}/driver.zip.asc`),
            argument('externalArchiveJar', 'lib/driver.jar'),
            argument('externalKey', maker.key),
            argument('config', 'driver.json'),
          ],
        },
      ],
      files: {
        'driver.json': JSON.stringify({
          parents: ['system:cdap-data-pipeline[3.0.0,10.0.0]'],
          plugins: [{ name: 'mysql', type: 'jdbc', className: 'com.example.Plugin' }],
        }),
      },
    });
    const world = await start({
      source,
      sandbox: { cdap: {}, csp: true },
      config: (config) => ({ ...config, externalOrigins: [MAKER] }),
    });
    const { page } = await world.open({ prepare: maker.answer });
    await beginInstall(page, 'mysql-jdbc-driver');
    const plan = await savePlan(page);
    await run(page);
    expect(await alerts(page)).toEqual([]);
    expect(namespaceOf(world)?.artifacts).toMatchObject([
      { name: 'mysql-connector-java', version: '5.1.39', plugins: [{ name: 'mysql' }] },
    ]);
    expectPlanned(world, plan);
    expect(maker.seen.map(({ path }) => path).sort()).toEqual(['/driver.zip', '/driver.zip.asc']);
    for (const { headers } of maker.seen) {
      for (const name of ['authorization', 'cookie', 'referer']) {
        expect(headers).not.toHaveProperty(name);
      }
    }
  });
});

describe('a driver that the user brings', () => {
  it('is uploaded as it is, with no cookie of the portal', async () => {
    const source = sourceOf('any-driver', '1.0.0', {
      actions: [
        {
          type: 'create_driver_artifact',
          arguments: [
            ...[argument('name', 'any-driver'), argument('version', '1.0.0')],
            argument('config', 'driver.json'),
          ],
        },
      ],
      files: {
        'driver.json': JSON.stringify({
          plugins: [{ name: 'any', type: 'jdbc', className: 'com.example.Plugin' }],
        }),
      },
    });
    const world = await start({ source, sandbox: { cdap: {} } });
    const { page } = await world.open();
    await beginInstall(page, 'any-driver');
    const jar = new JSZip();
    jar.file(
      'com/example/Plugin.class',
      new Uint8Array(3_000_000).map((_, at) => at * 7),
    );
    const buffer = await jar.generateAsync({ type: 'nodebuffer' });
    const file = { name: 'any.jar', mimeType: 'application/java-archive', buffer };
    await page.locator('input[type=file]').setInputFiles(file);
    const plan = await savePlan(page);
    await run(page);
    expect(await alerts(page)).toEqual([]);
    expect(namespaceOf(world)?.artifacts).toMatchObject([
      { name: 'any-driver', size: buffer.length, plugins: [{ name: 'any' }] },
    ]);
    expectPlanned(world, plan);
  });
});

const MAKER = 'https://downloads.test';

interface Maker {
  /** Armored certificate. */
  key: string;
  /** Paths and headers that it was asked for. */
  seen: { path: string; headers: Record<string, string> }[];
  /** Answers in the place of the maker's host, which no certificate of ours could be for. */
  answer(context: BrowserContext): Promise<void>;
}

/** The maker's files, signed by gpg with a key of the maker's own. */
async function signAsMaker(): Promise<Maker> {
  const home = mkdtempSync(join(tmpdir(), 'pai-gpg-'));
  endings.push(() => {
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  });
  const gpg = (input: Buffer | undefined, ...args: string[]) =>
    execFileSync('gpg', ['--homedir', home, '--batch', ...args], {
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  const maker = ['Maker <maker@example.org>', 'ed25519', 'sign', '0'];
  gpg(undefined, '--passphrase', '', '--quick-generate-key', ...maker);
  const zip = new JSZip();
  zip.file('lib/driver.jar', await makeJar(), { createFolders: false });
  const archive = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
  const files: Record<string, Buffer> = {
    '/driver.zip': archive,
    '/driver.zip.asc': gpg(archive, '--armor', '--detach-sign'),
  };
  const seen: Maker['seen'] = [];
  return {
    key: gpg(undefined, '--armor', '--export').toString(),
    seen,
    async answer(context) {
      await context.route(`${MAKER}/**`, async (route) => {
        const path = new URL(route.request().url()).pathname;
        seen.push({ path, headers: await route.request().allHeaders() });
        const body = files[path];
        const headers = { 'Access-Control-Allow-Origin': '*' };
        await route.fulfill(body ? { body, headers } : { status: 404, headers });
      });
    },
  };
}
