/** The mistakes that the real hub had (421 rows of its index and 14 of its packages): all are found, at their places. */
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { createFileTree } from '#adapters/node/file-tree.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { lintSource } from '#flows/lint/index.ts';

import type { LintReport } from '#flows/lint/index.ts';

const root = resolve(import.meta.dirname, '../..');
const hub = resolve(root, process.env['PAI_MARKET_CASES'] ?? '../shared/cases', 'cdap-hub');

let report: LintReport;
const found = (check: string, file = '') =>
  report.findings.filter((each) => each.check === check && each.file.includes(file));

beforeAll(async () => {
  report = await lintSource({
    tree: createFileTree(hub),
    settings: { levels: new Map(), waivers: [] },
    limits: DEFAULT_LIMITS,
    now: Date.UTC(2026, 10, 22),
  });
});

it('reads all 14 packages, and the rows of the index for the others', () => {
  expect(report.packages).toBe(14);
  expect(found('syntax')).toEqual([]);
  expect(new Set(report.findings.map(({ file }) => file)).size).toBeGreaterThan(14);
});

describe('ranges', () => {
  it('the eleven packages that were withdrawn by an empty range', () => {
    const empty = found('range-empty');
    expect(empty).toHaveLength(11);
    expect(new Set(empty.map(({ message }) => /lies in (.+?), so/.exec(message)?.[1])).size).toBe(
      5,
    );
    expect(empty.map(({ file }) => file)).toEqual(empty.map(() => 'packages.json'));
  });

  it('versions that are shown twice', () => {
    expect(found('range-overlap').length).toBeGreaterThan(20);
  });

  it('ends that let snapshots of the next release in', () => {
    expect(found('range-snapshot', 'usecase-cellar')).toMatchObject([{ line: 9, column: 18 }]);
    expect(found('range-snapshot', 'packages.json').length).toBeGreaterThan(10);
  });
});

describe('files and arguments', () => {
  it('files that are named and not there, jars and configurations among them', () => {
    const missing = found('file-missing').map(
      ({ file, message }) => `${file.split('/')[1]} ${/the file "(.+?)"/.exec(message)?.[1]}`,
    );
    expect(missing).toEqual(
      expect.arrayContaining([
        'app-wrangler-service wrangler-service-1.2.2.jar',
        'datapack-access-log access.txt',
        'plugin-dlp-redact-filter dlp-1.2.2.jar',
        'plugin-dlp-redact-filter dlp-1.2.2.json',
        'plugin-sendgrid sendgrid-1.3.0.jar',
        'usecase-cellar cellar-1.0.0.jar',
      ]),
    );
    // What users bring by hand is no error.
    expect(found('file-missing', 'usecase-cellar')[0]?.severity).toBe('warning');
  });

  it('an argument that nobody reads', () => {
    const [only, ...others] = found('argument-unknown');
    expect(only).toMatchObject({
      file: 'packages/solution-sms-spam-pipeline/1.2.0/spec.json',
      message: expect.stringContaining('"loadfiles"'),
    });
    expect(others).toEqual([]);
  });

  it('a data pack that names no stream', () => {
    expect(found('action-argument')).toMatchObject([
      { file: 'packages/datapack-spam-labeled-sms-texts/1.0.0/spec.json', severity: 'info' },
    ]);
  });

  it('jars that users carry by hand, from addresses that are not secure', () => {
    const byHand = found('action-manual').map(({ file }) => file.split('/')[1]);
    expect(byHand).toEqual([
      'example-log-analysis',
      'hydrator-plugin-date-transform',
      'usecase-cellar',
    ]);
    expect(found('url-insecure', 'usecase-cellar')).toHaveLength(1);
  });
});

describe('what packages say of themselves', () => {
  it('fields that the format does not have', () => {
    const fields = found('field-unknown').map(({ message }) => /^"(.+?)"/.exec(message)?.[1]);
    expect(fields.sort()).toEqual(['paidLink', 'paidLink', 'preview']);
  });

  it('packages without licence, icon and change log', () => {
    expect(found('license-missing')).toHaveLength(13);
    expect(found('icon-missing')).toHaveLength(14);
    expect(found('changelog-missing')).toHaveLength(14);
  });

  it('a time of making in the year 1970, and versions that are none', () => {
    expect(found('created-time')).toMatchObject([{ file: 'packages.json', line: 606 }]);
    expect(found('version-form').length).toBeGreaterThan(3);
  });

  it('texts that a card cuts off, and categories that the old page hides', () => {
    expect(found('text-long').length).toBeGreaterThan(40);
    expect(found('category-hidden').length).toBeGreaterThan(40);
  });
});
