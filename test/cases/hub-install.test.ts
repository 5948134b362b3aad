/** The real packages of the Cask hub: each is planned and installed on a CDAP of its version, or refused with the reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { refusalOf } from '../fakes/thrown.ts';
import { startHub } from '../flows/hub-world.ts';
import { makeJar } from '../sandbox/cdap-world.ts';

import type { HubOptions, HubPackage, HubWorld, InstallOptions } from '../flows/hub-world.ts';

const root = join(import.meta.dirname, '../..');
const hub = resolve(root, process.env['PAI_MARKET_CASES'] ?? '../shared/cases', 'cdap-hub');

/** One package as it lies there, and `more` files that the real hub has beside it. */
function read(name: string, version: string, more: HubPackage['files'] = {}): HubPackage {
  const folder = join(hub, 'packages', name, version);
  const files = readdirSync(folder).filter((file) => file !== 'spec.json');
  const own = files.map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))]);
  const spec = readFileSync(join(folder, 'spec.json'), 'utf8');
  return { name, version, spec, files: { ...Object.fromEntries(own), ...more } };
}

/** A case: what the package needs beyond the files that lie there, and what is on CDAP afterwards. */
interface Case {
  name: string;
  version: string;
  cdap: string;
  /** Files that the collection lacks, made up. */
  more?: () => Promise<Record<string, Uint8Array | string>>;
  /** What the user answers. */
  given?: () => Promise<InstallOptions>;
  /** Things that come into being, as the stand-in counts them. */
  created: string[];
}

const jars = async (...names: string[]) =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await makeJar()] as const)),
  );

const bring = async (step: string, name: string): Promise<InstallOptions> => ({
  files: { [step]: { 'arguments.jar': { name, bytes: await makeJar() } } },
});

const CASES: Case[] = [
  {
    ...{ name: 'app-wrangler-service', version: '1.2.2', cdap: '4.1.0' },
    more: () => jars('wrangler-service-1.2.2.jar'),
    created: ['artifact/wrangler-service@1.2.2', 'app/wrangler-service'],
  },
  {
    ...{ name: 'datapack-access-log', version: '1.0.0', cdap: '5.1.0' },
    more: async () => ({ 'access.txt': '127.0.0.1 - GET /\n127.0.0.1 - GET /a\n' }),
    created: ['stream/accessLogs', 'events/accessLogs'],
  },
  {
    ...{ name: 'datapack-spam-labeled-sms-texts', version: '1.0.0', cdap: '4.3.0' },
    more: async () => ({ 'texts.tsv': 'spam\tfree money\nham\thello\n' }),
    given: async () => ({ answers: { 1: { 'arguments.name': 'texts' } } }),
    created: ['stream/texts', 'events/texts'],
  },
  {
    ...{ name: 'example-log-analysis', version: '4.0.0', cdap: '4.0.1' },
    more: async () => ({ 'apache.accesslog': '127.0.0.1 - GET /\n' }),
    given: () => bring('4', 'LogAnalysis-4.0.0.jar'),
    created: [
      ...['stream/logStream', 'events/logStream'],
      ...['artifact/LogAnalysis@4.0.0', 'app/LogAnalysis'],
    ],
  },
  {
    ...{ name: 'example-log-analysis', version: '4.1.0', cdap: '4.1.1' },
    more: async () => ({
      'apache.accesslog': '127.0.0.1 - GET /\n',
      ...(await jars('LogAnalysis-4.1.0.jar')),
    }),
    created: [
      ...['stream/logStream', 'events/logStream'],
      ...['artifact/LogAnalysis@4.1.0', 'app/LogAnalysis'],
    ],
  },
  {
    ...{ name: 'hydrator-pipeline-csv-parser', version: '1.3.1', cdap: '6.4.0' },
    created: [expect.stringMatching(/^draft\//) as unknown as string],
  },
  {
    ...{ name: 'hydrator-plugin-date-transform', version: '1.0.0', cdap: '4.0.0' },
    given: () => bring('2', 'date-transform-1.0.0.jar'),
    created: ['artifact/date-transform@1.0.0'],
  },
  {
    ...{ name: 'jdbc-driver-mysql-connector', version: '5.0.8', cdap: '5.1.0' },
    given: () => bring('2', 'mysql-connector-java-5.0.8-bin.jar'),
    created: ['artifact/mysql-connector-java@5.0.8'],
  },
  {
    ...{ name: 'jdbc-driver-mysql-connector', version: '5.1.39', cdap: '6.1.1' },
    given: () => bring('2', 'mysql-connector-java-5.1.39-bin.jar'),
    created: ['artifact/mysql-connector-java@5.1.39'],
  },
  {
    ...{ name: 'plugin-dlp-redact-filter', version: '1.2.2', cdap: '6.1.1' },
    more: async () => ({
      'dlp-1.2.2.json': JSON.stringify({
        parents: ['system:cdap-data-pipeline[6.1.1,7.0.0-SNAPSHOT)'],
        properties: { 'doc.Redact-transform': '# Redact' },
      }),
      ...(await jars('dlp-1.2.2.jar')),
    }),
    created: ['artifact/dlp@1.2.2'],
  },
  {
    ...{ name: 'plugin-sendgrid', version: '1.3.0', cdap: '6.1.1' },
    more: () => jars('sendgrid-1.3.0.jar'),
    created: ['artifact/sendgrid@1.3.0'],
  },
  {
    ...{ name: 'solution-bulk-data-transfer', version: '1.2.0', cdap: '4.2.0' },
    given: () => bring('2', 'mysql-connector-java-5.1.39-bin.jar'),
    created: ['artifact/mysql-connector-java@5.1.39', 'app/bulkDataTransfer'],
  },
  {
    ...{ name: 'solution-sms-spam-pipeline', version: '1.2.0', cdap: '4.2.0' },
    more: async () => ({
      'labeled_texts.tsv': 'spam\tfree money\nham\thello\n',
      'texts.txt': 'hello\nfree\n',
      ...(await jars('naive-bayes-analytics-plugin-1.0.0.jar')),
    }),
    created: [
      ...['stream/labeledSMSTexts', 'events/labeledSMSTexts', 'stream/smsTexts', 'events/smsTexts'],
      ...['artifact/naive-bayes-analytics-plugin@1.0.0', 'app/SpamTrainer', 'app/SpamClassifier'],
    ],
  },
  {
    ...{ name: 'usecase-cellar', version: '1.0.0', cdap: '4.0.0' },
    given: () => bring('2', 'cellar-1.0.0.jar'),
    created: ['artifact/cellar@1.0.0', 'app/cellar'],
  },
];

const worlds: HubWorld[] = [];
afterEach(async () => {
  for (const each of worlds.splice(0)) await each.close();
});

async function start(packages: HubPackage[], options: HubOptions): Promise<HubWorld> {
  const world = await startHub(packages, options);
  worlds.push(world);
  return world;
}

async function whole({ name, version, more }: Case): Promise<HubPackage> {
  return read(name, version, await more?.());
}

describe('all packages of the hub', () => {
  it('are listed side by side', async () => {
    const world = await start(await Promise.all(CASES.map(whole)), {});
    const listed = world.market.entries.flatMap(({ name, versions }) =>
      versions.map((version) => `${name} ${version}`),
    );
    expect(listed.sort()).toEqual(CASES.map(({ name, version }) => `${name} ${version}`).sort());
  });
});

describe.each(['off', 'signatures'] as const)('at trust level %s', (trust) => {
  it.each(CASES)('$name $version installs on CDAP $cdap', async (one) => {
    const world = await start([await whole(one)], { trust, cdap: { version: one.cdap } });
    const { receipt, events } = await world.install(one.name, await one.given?.());
    expect(receipt, JSON.stringify(events.at(-1))).toMatchObject({ outcome: 'done', trust });
    const { created } = world.running.cdap.state;
    expect(Object.keys(created).sort()).toEqual(one.created.map(inDefault).sort());
    expect(new Set(Object.values(created))).toEqual(new Set([1]));
    const before = world.running.cdap.snapshot();
    const again = await world.install(one.name, {
      ...(await one.given?.()),
      known: [receipt],
    });
    expect(again.receipt.outcome, JSON.stringify(again.events.at(-1))).toBe('done');
    expect(world.running.cdap.snapshot()).toBe(before);
  });
});

function inDefault(what: string): unknown {
  return typeof what === 'string' ? `default/${what}` : expect.stringMatching(/^default\/draft\//);
}

const LACKING = CASES.filter(({ more }) => more !== undefined);

describe('as it lies there, without the files that the collection lacks,', () => {
  it.each(LACKING)('$name $version is refused', async ({ name, version, cdap }) => {
    const world = await start([read(name, version)], { cdap: { version: cdap } });
    const error = await refusalOf(() => world.prepare(name));
    expect(error.code).toBe('action-file');
    expect(error.message).toMatch(/\.(jar|txt|tsv|json|accesslog)/);
    expect(world.running.cdap.log.entries.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

const STREAMS = CASES.filter(({ created }) => created.some((each) => /^stream/.test(String(each))));

describe('on CDAP 6.1.1, which has no streams,', () => {
  it.each(STREAMS)('$name $version is refused', async (one) => {
    const world = await start([await whole(one)], { cdap: { version: '6.1.1' } });
    const error = await refusalOf(() => world.prepare(one.name));
    expect(error.code).toBe('cluster-lacks');
    expect(error.message).toMatch(/stream/i);
    expect(error.message).toContain('6.1.1');
  });
});

describe('drafts on CDAP 6.1.1', () => {
  it('are refused, as its studio keeps none', async () => {
    const world = await start([read('hydrator-pipeline-csv-parser', '1.3.1')], {
      cdap: { version: '6.1.1' },
    });
    const error = await refusalOf(() => world.prepare('hydrator-pipeline-csv-parser'));
    expect(error.code).toBe('cluster-lacks');
    expect(error.message).toMatch(/draft/i);
  });
});

describe('usecase-cellar', () => {
  it('has a licence to accept, and marks itself as beta', async () => {
    const world = await start([read('usecase-cellar', '1.0.0')], { cdap: { version: '4.0.0' } });
    const opened = await world.open('usecase-cellar');
    expect(opened.license?.text.length).toBeGreaterThan(500);
    expect(opened.spec.beta).toBe(true);
  });
});

describe('a jar that the user must bring', () => {
  it.each([
    ['example-log-analysis', '4.0.0', '4.0.1', 4],
    ['hydrator-plugin-date-transform', '1.0.0', '4.0.0', 2],
    ['jdbc-driver-mysql-connector', '5.1.39', '6.1.1', 2],
    ['solution-bulk-data-transfer', '1.2.0', '4.2.0', 2],
    ['usecase-cellar', '1.0.0', '4.0.0', 2],
  ])('of %s %s on %s is a required field of step %i', async (name, version, cdap, step) => {
    const one = CASES.find((each) => each.name === name && each.version === version) as Case;
    const world = await start([await whole(one)], { cdap: { version: cdap } });
    const { wizard } = await world.prepare(name);
    const form = wizard.forms[step - 1];
    const field = form?.fields.find(({ kind }) => kind === 'file');
    expect(field).toMatchObject({ required: true, readOnly: false, accept: '.jar' });
    expect(wizard.plan({})).toMatchObject({ ok: false, errors: [{ step, field: field?.id }] });
  });
});
