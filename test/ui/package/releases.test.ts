/** Which version is offered in the place of another, and what a change log says of the versions between two. */
import { describe, expect, it } from 'vitest';

import { sectionsOf } from '#ui/package/changelog.ts';
import { notesBetween } from '#ui/package/release-notes.tsx';
import { judgeReleases, releasesBetween } from '#ui/package/releases.ts';
import { fakePackage } from '../../fakes/services.ts';

import type { OpenPackage, Release } from '#core/model/market.ts';

const RELEASES: Release[] = [
  { version: '2.0.0', paiVersion: '[1.9.0,2.0.0)' },
  { version: '1.2.0', withdrawn: 'Bad.' },
  { version: '1.1.0', paiVersion: '[1.7.0,1.9.0)', cdapVersion: '[6.0.0,7.0.0)' },
  { version: '1.0.0' },
];

const opened = (version: string, given: Partial<OpenPackage> = {}) => {
  const { paiVersion, cdapVersion, withdrawn } =
    RELEASES.find((each) => each.version === version) ?? {};
  return fakePackage({
    version,
    versions: RELEASES.map((each) => each.version),
    releases: RELEASES,
    spec: {
      specVersion: '1.0',
      actions: [],
      ...(paiVersion ? { paiVersion } : {}),
      ...(cdapVersion ? { cdapVersion } : {}),
    },
    ...(withdrawn ? { yanked: withdrawn } : {}),
    ...given,
  });
};

describe('on a cluster', () => {
  it('the best version is the newest that suits and was not withdrawn', () => {
    const judged = judgeReleases(opened('1.0.0'), { pai: '1.8.0', cdap: '6.1.1' });
    expect(judged.best?.version).toBe('1.1.0');
    expect(judged.ahead).toMatchObject({
      version: '2.0.0',
      misfit: { cluster: 'OpenPAI', range: '[1.9.0,2.0.0)', version: '1.8.0' },
    });
    expect(judged.current).toEqual({ version: '1.0.0' });
  });

  it('of another CDAP the next one is', () => {
    const judged = judgeReleases(opened('1.1.0'), { pai: '1.8.0', cdap: '5.0.0' });
    expect(judged.best?.version).toBe('1.0.0');
    expect(judged.current.misfit).toMatchObject({ cluster: 'CDAP', range: '[6.0.0,7.0.0)' });
  });

  it('whose version is not known nothing stands against the newest', () => {
    const judged = judgeReleases(opened('1.1.0'), {});
    expect(judged.best?.version).toBe('2.0.0');
    expect(judged.ahead).toBeUndefined();
  });

  it('none may suit', () => {
    const only = opened('2.0.0', { releases: RELEASES.slice(0, 2) });
    const judged = judgeReleases(only, { pai: '1.8.0' });
    expect(judged.best).toBeUndefined();
    expect(judged.current.misfit).toBeDefined();
    expect(judged.ahead).toBeUndefined();
  });

  it('the verified spec decides, where the list says otherwise', () => {
    const spec = { specVersion: '1.0', actions: [], paiVersion: '[3.0.0,)' };
    const judged = judgeReleases(opened('1.0.0', { spec }), { pai: '1.8.0' });
    expect(judged.current.misfit?.range).toBe('[3.0.0,)');
  });

  it('a withdrawn version is told as that, not as one that does not suit', () => {
    const judged = judgeReleases(opened('1.2.0'), { pai: '1.8.0' });
    expect(judged.current).toMatchObject({ withdrawn: 'Bad.' });
    expect(judged.current.misfit).toBeUndefined();
  });
});

describe('between two versions', () => {
  it('stand those after the older up to the newer, in whichever order they are given', () => {
    const between = (one: string, other: string) =>
      releasesBetween(RELEASES, one, other).map(({ version }) => version);
    expect(between('1.0.0', '1.2.0')).toEqual(['1.2.0', '1.1.0']);
    expect(between('1.2.0', '1.0.0')).toEqual(['1.2.0', '1.1.0']);
    expect(between('1.1.0', '1.1.0')).toEqual([]);
  });

  it('the change log of the newer counts, then what the list says', () => {
    const releases = RELEASES.map((each) =>
      each.version === '1.1.0' ? { ...each, changelog: 'From the list.' } : each,
    );
    const newer = opened('1.2.0', { releases, changelog: '## 1.2.0\n\nFrom the log.' });
    expect(notesBetween(newer, opened('1.0.0'))).toEqual([
      { version: '1.2.0', text: 'From the log.' },
      { version: '1.1.0', text: 'From the list.' },
    ]);
  });
});

describe('a change log', () => {
  const sections = (text: string) =>
    Object.fromEntries(sectionsOf(text, ['1.0.0', '1.1.0', '2.0']));

  it.each([
    '## 1.1.0\n\nA.\n\n## 1.0.0\n\nB.',
    '# Changes\n\n## [1.1.0] - 2026-01-01\nA.\n### 1.0.0\nB.',
    '# v1.1.0 (new)\nA.\n# Version 1.0.0:\nB.',
    '## **1.1.0**\r\nA.\r\n## `1.0.0`\r\nB.',
  ])('is parted by the headings that name a version', (text) => {
    expect(sections(text)).toEqual({ '1.1.0': 'A.', '1.0.0': 'B.' });
  });

  it('keeps smaller headings with their version, and what follows a larger one out', () => {
    const text = '## 1.1.0\n\n### Fixed\n\n- x\n\n# Licence\n\nMIT';
    expect(sections(text)).toEqual({ '1.1.0': '### Fixed\n\n- x' });
  });

  it('takes no heading out of code, and no version out of a longer word', () => {
    expect(sections('## 1.1.0\n```\n# 1.0.0\n```\nA.')).toEqual({
      '1.1.0': '```\n# 1.0.0\n```\nA.',
    });
    expect(sections('## 11.1.0\nA.\n## 1.1.0-rc1\nB.')).toEqual({});
  });

  it('of one heading many times counts once', () => {
    expect(sections('## 1.0.0\nA.\n## 1.0.0\nB.')).toEqual({ '1.0.0': 'A.' });
  });
});
