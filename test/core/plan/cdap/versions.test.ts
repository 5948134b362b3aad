import { describe, expect, it } from 'vitest';

import {
  compareArtifactVersions,
  isAtLeast,
  isSnapshot,
  newestVersion,
  parseArtifactRange,
  readArchiveName,
} from '../../../../src/core/plan/cdap/versions.ts';

describe('versions of artifacts', () => {
  it('stand in CDAP’s order: numbers, a missing one lowest, no suffix above any', () => {
    const order = ['1', '1.0', '1.0.0-SNAPSHOT', '1.0.0-beta', '1.0.0', '1.0.1', '1.9.0', '1.10.0'];
    for (const [at, version] of order.slice(1).entries()) {
      expect(
        compareArtifactVersions(order[at] ?? '', version),
        `${order[at]} ${version}`,
      ).toBeLessThan(0);
    }
    expect(newestVersion(['1.9.0', '1.10.0-SNAPSHOT', '1.10.0', '1.2.0'])).toBe('1.10.0');
    expect(newestVersion([])).toBeUndefined();
    expect(compareArtifactVersions('latest', '1.0.0')).toBeUndefined();
  });

  it.each([
    ['[1.0.0, 1.1.0)', '1.0.1', true],
    ['[1.0.0, 1.1.0)', '1.1.0', false],
    ['[1.0.0, 1.1.0)', '1.0.0-SNAPSHOT', false],
    ['[1.0.0-SNAPSHOT, 1.1.0)', '1.0.0', true],
    ['[6.0.0-SNAPSHOT,7.0.0-SNAPSHOT)', '7.0.0-SNAPSHOT', false],
    ['(1.0.0,2.0.0]', '1.0.0', false],
    ['(1.0.0,2.0.0]', '2.0.0', true],
    ['[1.0.0,1.0.0]', '1.0.0', true],
    ['[1.0.0,2.0.0)', 'x', false],
  ])('%s includes %s: %s', (range, version, included) => {
    expect(parseArtifactRange(range)?.includes(version)).toBe(included);
  });

  it.each([
    '1.0.0',
    '[1.0.0]',
    '[1.0.0,]',
    '[,1.0.0)',
    '[2.0.0,1.0.0)',
    '[6.1.2,6.1.2)',
    '[a,b)',
    '[1.0.0,2.0.0)x',
    `[${'1'.repeat(100_000)},2)`,
  ])('%.20s is no range to CDAP', (text) => {
    expect(parseArtifactRange(text)).toBeUndefined();
  });

  it('know snapshots, and releases with their snapshots', () => {
    expect([isSnapshot('1.0.0-SNAPSHOT'), isSnapshot('1.0-snapshot'), isSnapshot('1.0.0')]).toEqual(
      [true, true, false],
    );
    expect(['5.9.9', '6.0.0-SNAPSHOT', '6', '10.1.0'].map((each) => isAtLeast(each, 6, 0))).toEqual(
      [false, true, true, true],
    );
    expect(['6.2.3', '6.3.0', '7.0.0'].map((each) => isAtLeast(each, 6, 3))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('names of archives', () => {
  it.each([
    ['LogAnalysis-4.0.0.jar', 'LogAnalysis', '4.0.0'],
    ['mysql-connector-java-5.1.39-bin.jar', 'mysql-connector-java', '5.1.39-bin'],
    ['app-1.0.0-SNAPSHOT.jar', 'app', '1.0.0-SNAPSHOT'],
    ['app-2.jar', 'app', '2'],
  ])('%s is %s %s', (file, name, version) => {
    expect(readArchiveName(file)).toEqual({ name, version });
  });

  it.each([
    'app.jar',
    'app-1.0.0.zip',
    '1.0.0.jar',
    '-1.0.0.jar',
    'app1.0.0.jar',
    's3-sink-1.0.0.jar',
  ])('%s has none', (file) => {
    expect(readArchiveName(file)).toBeUndefined();
  });

  it('are not looked for in what is longer than any name', () => {
    expect(readArchiveName(`${'a'.repeat(600)}-1.0.0.jar`)).toBeUndefined();
    expect(readArchiveName(`${'1.'.repeat(50_000)}\n.jar`)).toBeUndefined();
  });
});
