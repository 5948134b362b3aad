/** The files of a package. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { checkCases } from './check-case.ts';
import { createSource, HELLO, placeOf, soundFiles } from './small-source.ts';

checkCases([
  {
    check: 'file-ignored',
    mistake: 'a file at the wrong place',
    files: { [`${HELLO}data.csv`]: '1,2\n' },
    at: `${HELLO}data.csv:1:1`,
    says: /is left out: files for the actions belong into/,
  },
  {
    check: 'file-ignored',
    mistake: 'a file that usually holds secrets',
    files: { [`${HELLO}archive/.env`]: '' },
    at: `${HELLO}archive/.env:1:1`,
    says: /usually hold secrets/,
  },
  {
    check: 'file-large',
    mistake: 'a text past the bounds of readers',
    files: { [`${HELLO}README.md`]: 'x'.repeat(1_048_577) },
    at: `${HELLO}README.md:1:1`,
    says: /has 1048577 bytes; readers take at most 1048576/,
  },
]);

it.skipIf(process.platform === 'win32')(
  'finds links, which may lead out of the package',
  async () => {
    const source = createSource(soundFiles());
    try {
      symlinkSync('/etc/passwd', join(source.folder, HELLO, 'archive/passwd'));
      const { findings } = await source.lint();
      expect(findings.map(placeOf)).toEqual([`file-kind ${HELLO}archive/passwd:1:1`]);
      expect(findings[0]?.message).toContain('is a symbolic link');
    } finally {
      source.remove();
    }
  },
);
