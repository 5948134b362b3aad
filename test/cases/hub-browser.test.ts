/** The real packages of the Cask hub in Chromium: listed, opened and begun to be installed, and none takes the page down. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { startWorld } from '../e2e/rig.ts';

import type { Page } from 'playwright-core';
import type { World } from '../e2e/rig.ts';

const root = join(import.meta.dirname, '../..');
const hub = resolve(root, process.env['PAI_MARKET_CASES'] ?? '../shared/cases', 'cdap-hub');
const packages = readdirSync(join(hub, 'packages')).flatMap((name) =>
  readdirSync(join(hub, 'packages', name)).map((version) => ({ name, version })),
);

const folder = mkdtempSync(join(tmpdir(), 'pai-hub-'));
cpSync(hub, folder, { recursive: true });
addCellar();

/** The one package that the hub took back later, so that its index does not have it. */
function addCellar(): void {
  const file = join(folder, 'packages.json');
  const rows = JSON.parse(readFileSync(file, 'utf8')) as object[];
  const spec = JSON.parse(
    readFileSync(join(folder, 'packages/usecase-cellar/1.0.0/spec.json'), 'utf8'),
  ) as object;
  rows.push({ ...spec, name: 'usecase-cellar', version: '1.0.0' });
  writeFileSync(file, JSON.stringify(rows));
}

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startHub(version: string): Promise<World> {
  const world = await startWorld({
    folder,
    config: ({ id, url }) => ({ id, url, trust: 'off' }),
    sandbox: { cdap: { version } },
  });
  worlds.push(world);
  return world;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** `form`, or the code of the refusal; `licence, ` before it where one was accepted. */
async function begin(page: Page): Promise<string> {
  await button(page, 'Install').click();
  const alert = page.locator('[role="alert"][data-error-code]').first();
  const form = button(page, 'Next').or(button(page, 'Run')).first();
  const accept = button(page, 'Accept');
  await form.or(alert).or(accept).first().waitFor();
  const licensed = await accept.isVisible();
  if (licensed) {
    await accept.click();
    await form.or(alert).first().waitFor();
  }
  const outcome = (await form.isVisible()) ? 'form' : await alert.getAttribute('data-error-code');
  return `${licensed ? 'licence, ' : ''}${outcome}`;
}

/** As they lie in the collection, where most large files are missing. */
const OUTCOMES = {
  'app-wrangler-service 1.2.2': 'action-file',
  'datapack-access-log 1.0.0': 'action-file',
  'datapack-spam-labeled-sms-texts 1.0.0': 'action-file',
  'example-log-analysis 4.0.0': 'action-file',
  'example-log-analysis 4.1.0': 'action-file',
  'hydrator-pipeline-csv-parser 1.3.1': 'form',
  'hydrator-plugin-date-transform 1.0.0': 'form',
  'jdbc-driver-mysql-connector 5.0.8': 'form',
  'jdbc-driver-mysql-connector 5.1.39': 'form',
  'plugin-dlp-redact-filter 1.2.2': 'action-file',
  'plugin-sendgrid 1.3.0': 'action-file',
  'solution-bulk-data-transfer 1.2.0': 'form',
  'solution-sms-spam-pipeline 1.2.0': 'action-file',
  'usecase-cellar 1.0.0': 'licence, form',
};

describe('the packages of the hub in a browser', () => {
  it.each([
    // No drafts before 6.3; no pipelines of 4.x on 6.4.
    ['4.2.0', { ...OUTCOMES, 'hydrator-pipeline-csv-parser 1.3.1': 'cluster-lacks' }],
    ['6.4.0', { ...OUTCOMES, 'solution-bulk-data-transfer 1.2.0': 'cluster-lacks' }],
  ])(
    'are planned or refused with the reason on CDAP %s',
    async (cdap, expected) => {
      const world = await startHub(cdap);
      const outcomes: Record<string, string> = {};
      for (const { name, version } of packages) {
        const opened = await world.open({ hash: `#/p/test-market/${name}/${version}` });
        outcomes[`${name} ${version}`] = await begin(opened.page);
        // The browser logs each file that a market without signatures does not have.
        const others = opened.errors.filter((text) => !text.startsWith('Failed to load resource'));
        expect(others).toEqual([]);
        await opened.close();
      }
      expect(outcomes).toEqual(expected);
    },
    300_000,
  );
});
