/** A changelog cut to what changed between two versions, in the forms that changelogs have. */
import { describe, expect, it } from 'vitest';

import { cutChangelog } from '#ui/installed/changes.ts';

const span = { after: '1.0.0', upTo: '1.2.0' };

describe('cutChangelog', () => {
  it('takes the sections of Keep a Changelog, without what is unreleased, older or newer', () => {
    const text = `# Changelog

All notable changes.

## [Unreleased]

- Not yet.

## [2.0.0] - 2025-03-01

- Too new.

## [1.2.0] - 2025-02-01

### Added

- A thing, see [#12].

## [1.1.0] - 2025-01-01

### 3 fixes

- Another thing.

## [1.0.0] - 2024-12-01

- First.

[Unreleased]: https://example.org/compare
[#12]: https://example.org/12
`;
    expect(cutChangelog(text, span)).toBe(`## [1.2.0] - 2025-02-01

### Added

- A thing, see [#12].

## [1.1.0] - 2025-01-01

### 3 fixes

- Another thing.

[Unreleased]: https://example.org/compare
[#12]: https://example.org/12`);
  });

  it.each([
    ['plain', '## 1.2.0\n\n- New.\n\n## 1.0.0\n\n- Old.'],
    ['with a v', '## v1.2.0 (2025-02-01)\n\n- New.\n\n## v1.0.0\n\n- Old.'],
    ['with a word', '# Version 1.2.0\n\n- New.\n\n# Version 1.0.0\n\n- Old.'],
    ['with a link', '## [1.2.0](https://example.org)\n\n- New.\n\n## [1.0.0](x)\n\n- Old.'],
    ['of the third level', '# Changes\n\n### 1.2.0\n\n- New.\n\n### 1.0.0\n\n- Old.'],
    [
      'closed, with line ends of Windows',
      '## 1.2.0 ##\r\n\r\n- New.\r\n\r\n## 1.0.0 ##\r\n\r\n- Old.',
    ],
    ['oldest first', '## 1.0.0\n\n- Old.\n\n## 1.2.0\n\n- New.'],
  ])('knows headings: %s', (_, text) => {
    const cut = cutChangelog(text, span);
    expect(cut).toContain('- New.');
    expect(cut).not.toContain('Old');
  });

  it('orders versions as versions, not as text', () => {
    const text = '## 1.10.0\n\n- Ten.\n\n## 1.9.0\n\n- Nine.\n\n## 1.2.0\n\n- Two.';
    expect(cutChangelog(text, { after: '1.2.0', upTo: '1.10.0' })).toBe(
      '## 1.10.0\n\n- Ten.\n\n## 1.9.0\n\n- Nine.',
    );
  });

  it('takes no heading out of a block of code', () => {
    const text = '## 1.2.0\n\n```sh\n## 1.0.0\n```\n\n- After.\n\n## 1.0.0\n\n- Old.';
    expect(cutChangelog(text, span)).toBe('## 1.2.0\n\n```sh\n## 1.0.0\n```\n\n- After.');
  });

  it.each(['', 'Nothing here.', '# Changelog\n\n## 1.0.0\n\n- First.'])(
    'gives nothing where no version in between is named: %j',
    (text) => {
      expect(cutChangelog(text, span)).toBeUndefined();
    },
  );

  it('is quick with a text that would hold a page', () => {
    const text = `${'#'.repeat(100)} ${' '.repeat(200_000)}#\n`.repeat(5) + '## 1.2.0\n\n- New.';
    expect(cutChangelog(text, span)).toBe('## 1.2.0\n\n- New.');
  });
});
