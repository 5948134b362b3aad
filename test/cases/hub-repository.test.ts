/** The real Cask hub, its index of 421 rows and its packages, on the whole way: import, lint, build, sign, publish, verify, mirror, install. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createCdapServer } from '../../sandbox/cdap/server.ts';
import { listen } from '../../sandbox/http/server.ts';
import { createKey, createPublisher } from '../fakes/publisher.ts';
import { makeJar } from '../sandbox/cdap-world.ts';

import type { Publisher, Run } from '../fakes/publisher.ts';

const root = join(import.meta.dirname, '../..');
const hub = resolve(root, process.env['PAI_MARKET_CASES'] ?? '../shared/cases', 'cdap-hub');
const ROWS = 421;
/** Those of its versions whose files lie there; usecase-cellar was taken out of the list later. */
const PACKAGES = 14;

interface Row {
  name: string;
  version: string;
  [field: string]: unknown;
}

let publisher: Publisher;
beforeAll(async () => {
  publisher = createPublisher();
  const key = await createKey();
  publisher.write({ 'key.asc': key.secret, 'cert.asc': key.certificate }, '.');
});
afterAll(() => publisher.remove(), 60_000);

const path = (...names: string[]) => publisher.path(...names);
const trust = () => ['--key', path('cert.asc')];
const rowsOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'packages.json'), 'utf8')) as Row[];

interface LintFinding {
  check: string;
  severity: string;
  file: string;
  line: number;
  message: string;
}

describe('the hub as it lies there', () => {
  let done: Run;
  beforeAll(async () => {
    done = await publisher.run('import', hub, '--to', path('as-is'), '--trust', 'off', '--json');
  }, 60_000);

  it('gives the packages whose files are there, and names each of the others', () => {
    expect(done.code).toBe(1);
    const { packages, findings } = done.json() as {
      packages: Row[];
      findings: { severity: string; code: string; file: string }[];
    };
    expect(packages).toHaveLength(PACKAGES - 1);
    const missing = findings.filter(({ severity }) => severity === 'error');
    expect(missing).toHaveLength(ROWS - PACKAGES + 1);
    expect(new Set(missing.map(({ code }) => code))).toEqual(new Set(['net-status']));
  });
});

/** The hub with every row of its list: where the collection has no spec, one of the row's own words with one step to read. */
function wholeHub(): string {
  const folder = path('hub');
  cpSync(hub, folder, { recursive: true });
  const cellar = JSON.parse(
    readFileSync(join(hub, 'packages/usecase-cellar/1.0.0/spec.json'), 'utf8'),
  ) as Row;
  const { actions, specVersion, ...row } = cellar;
  const rows = [...rowsOf(folder), { ...row, name: 'usecase-cellar', version: '1.0.0' }];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'packages.json'), JSON.stringify(rows));
  for (const { name, version, beta, paid, ...words } of rows as Row[]) {
    const place = join(folder, 'packages', name, version);
    if (existsSync(join(place, 'spec.json'))) continue;
    mkdirSync(place, { recursive: true });
    const step = {
      type: 'informational',
      label: 'Read on',
      arguments: [
        { name: 'steps', value: ['The files of this version are not in the collection.'] },
      ],
    };
    const spec = { specVersion: '1.0', ...words, actions: [step] };
    writeFileSync(join(place, 'spec.json'), JSON.stringify(spec));
  }
  return folder;
}

/** What steps name and the collection lacks, made up; no licence of the hub's is at hand. */
async function completeSources(findings: LintFinding[]): Promise<void> {
  const jar = await makeJar();
  for (const { check, file, message } of findings) {
    const named = /names the file "([^"]+)"/.exec(message)?.[1];
    if (check !== 'file-missing' || named === undefined) continue;
    const place = join(path('.'), file, '..', named);
    if (named.endsWith('.jar')) writeFileSync(place, jar);
    else if (named.endsWith('.json')) writeFileSync(place, '{ "parents": [], "properties": {} }');
    else writeFileSync(place, '127.0.0.1\tGET /\n');
  }
}

describe('the hub with all rows', () => {
  const src = () => path('src');
  const lint = async () => {
    const { stdout } = await publisher.run('lint', src(), '--json');
    return (JSON.parse(stdout) as { findings: LintFinding[] }).findings;
  };
  let findings: LintFinding[];

  beforeAll(async () => {
    const done = await publisher.run('import', wholeHub(), '--to', src(), '--trust', 'off');
    expect(done.code, done.stderr.slice(0, 4000)).toBe(0);
    expect(done.stdout).toContain(`${ROWS + 1} package versions imported`);
    findings = await lint();
  }, 120_000);

  it('is imported with its categories, whose names had spaces', () => {
    const yaml = readFileSync(join(src(), 'market.yaml'), 'utf8');
    expect(yaml).toContain('name: EDW-Offloading\n    label: EDW Offloading');
  });

  it('has the mistakes that it is known for, each with its place', () => {
    const found = (check: string, folder: string, words: RegExp = /./) =>
      findings.filter(
        (each) => each.check === check && each.file.includes(folder) && words.test(each.message),
      );
    // Files that steps name and that are not there.
    expect(
      found('file-missing', 'plugin-dlp-redact-filter/1.2.2', /dlp-1\.2\.2\.jar/),
    ).toHaveLength(1);
    expect(
      found('file-missing', 'plugin-dlp-redact-filter/1.2.2', /dlp-1\.2\.2\.json/),
    ).toHaveLength(1);
    expect(found('file-missing', 'app-wrangler-service/1.2.2', /wrangler-service/)).toHaveLength(1);
    expect(found('file-missing', 'solution-sms-spam-pipeline/1.2.0')).toHaveLength(3);
    // A step without its stream, jars that users must fetch by hand, ranges of one package that overlap.
    expect(
      found('action-argument', 'datapack-spam-labeled-sms-texts/1.0.0', /stream/),
    ).toHaveLength(1);
    expect(found('action-manual', 'hydrator-plugin-date-transform/1.0.0')).not.toEqual([]);
    expect(found('range-overlap', 'packages/').length).toBeGreaterThan(10);
    // Ranges that fit nothing, by which versions were withdrawn.
    expect(found('range-empty', 'packages/').length).toBeGreaterThanOrEqual(10);
    // No licence, no change log in any of them.
    expect(found('license-missing', 'packages/').length).toBeGreaterThanOrEqual(ROWS);
    expect(found('changelog-missing', 'packages/').length).toBeGreaterThanOrEqual(ROWS);
    expect(findings.every(({ line, file }) => line >= 1 && file !== '')).toBe(true);
  });

  it('is built, signed, published and verified once its files are there', async () => {
    await completeSources(findings);
    const left = (await lint()).filter(({ severity }) => severity === 'error');
    expect(left).toEqual([]);
    const [market, public_] = [path('market'), path('public')];
    const built = await publisher.run('build', src(), '--out', market);
    expect(built.code, built.stderr.slice(0, 2000)).toBe(0);
    expect((await publisher.run('sign', market, '--key', path('key.asc'))).code).toBe(0);
    const published = await publisher.run('publish', market, '--to', public_, ...trust());
    expect(published.code, published.stderr).toBe(0);
    const verified = await publisher.run('verify', public_, ...trust(), '--json');
    expect(verified.code, verified.stderr).toBe(0);
    const { packages } = verified.json() as { packages: { verdict: string }[] };
    expect(packages).toHaveLength(ROWS + 1);
    expect(packages.every(({ verdict }) => verdict === 'good')).toBe(true);
  }, 120_000);

  it.each([
    {
      ...{ name: 'plugin-sendgrid', version: '1.3.0', cdap: '6.1.1' },
      ...{ answers: '{}', made: 'artifact/sendgrid@1.3.0' },
    },
    {
      ...{ name: 'app-wrangler-service', version: '1.2.2', cdap: '4.1.0' },
      ...{ answers: '{}', made: 'wrangler-service' },
    },
    {
      ...{ name: 'jdbc-driver-mysql-connector', version: '5.1.39', cdap: '6.1.1' },
      ...{ answers: '2:\n  jar: driver.jar\n', made: 'mysql-connector-java@5.1.39' },
    },
  ])(
    '$name $version is installed on CDAP $cdap from a copy in one file',
    async ({ name, version, cdap, answers, made }) => {
      const file = path(`${name}.zip`);
      const one = `${name}@${version}`;
      const copied = await publisher.run('mirror', path('public'), one, '--to', file, ...trust());
      expect(copied.code, copied.stderr).toBe(0);
      const server = createCdapServer({ version: cdap });
      const web = await listen(server.handle);
      publisher.write({ 'answers.yaml': answers, 'driver.jar': await makeJar() }, '.');
      const installed = await publisher.run(
        ...['install', file, one, ...trust(), '--cdap', web.origin, '--user', 'ada'],
        ...['--answers', path('answers.yaml'), '--accept-license'],
      );
      await web.close();
      expect(installed.code, installed.stderr).toBe(0);
      expect(Object.keys(server.state.created).join(' ')).toContain(made);
    },
  );

  it('is the same again from its own published market', async () => {
    const again = path('again');
    const done = await publisher.run('import', path('public'), '--to', again, ...trust());
    expect(done.code, done.stderr.slice(0, 2000)).toBe(0);
    const out = path('again-market');
    expect((await publisher.run('build', again, '--out', out)).code).toBe(0);
    for (const name of readdirSync(join(path('market'), 'packages'))) {
      const list = join('packages', name, 'versions.json');
      expect(readFileSync(join(out, list))).toEqual(readFileSync(join(path('market'), list)));
    }
    const pins = (folder: string) =>
      rowsOf(folder).map(({ name, version, spec }) => [name, version, spec]);
    expect(pins(out)).toEqual(pins(path('market')));
  }, 120_000);
});
