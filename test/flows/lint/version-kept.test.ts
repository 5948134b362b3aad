/** Versions whose content changed and whose number did not: against a market that was really built, and against git. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createKey, createPublisher, PACKAGE, sourceFiles } from '../../fakes/publisher.ts';

import type { Publisher } from '../../fakes/publisher.ts';

const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    // Without git nothing is compared with it, which is what its tests are about.
    return false;
  }
})();
if (!hasGit && process.env['PAI_MARKET_TOOLS'] === 'required') throw new Error('git is not there');

interface Found {
  check: string;
  severity: string;
  file: string;
  message: string;
}

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
  publisher.write(sourceFiles());
});
afterEach(() => publisher.remove());

async function kept(...more: string[]): Promise<Found[]> {
  const run = await publisher.run('lint', publisher.path('source'), '--json', ...more);
  return (run.json().findings as Found[]).filter(({ check }) => check === 'version-kept');
}

describe('against a built market', () => {
  const against = () => ['--against', publisher.path('market')];
  beforeEach(async () => {
    const run = await publisher.run(
      ...['build', publisher.path('source'), '--out', publisher.path('market')],
    );
    expect(run.code, run.stderr).toBe(0);
  });

  it('finds nothing while nothing changed', async () => {
    expect(await kept(...against())).toEqual([]);
  });

  it.each([
    ['a field', 'package.yaml', PACKAGE.replace('Says hello', 'Says good day'), /the field descr/],
    ['a file of the archive', 'archive/job.yaml', '# other\n', /changed are archive\/job\.yaml\./],
    ['a new file of the archive', 'archive/more.txt', 'more\n', /archive\/more\.txt/],
    ['a file that is gone', 'archive/data/numbers.txt', undefined, /archive\/data\/numbers\.txt/],
    ['a text beside it', 'README.md', '# Other\n', /README\.md/],
    ['bytes of the same number', 'license.txt', 'Do as you lIke.\n', /license\.txt/],
  ])('finds %s', async (_, name, content, says) => {
    publisher.write({ [`packages/hello/1.0.0/${name}`]: content });
    const found = await kept(...against());
    expect(found).toMatchObject([
      { severity: 'error', file: 'source/packages/hello/1.0.0/package.yaml' },
    ]);
    expect(found[0]?.message).toMatch(says);
  });

  it('lets a withdrawal and a new version be', async () => {
    publisher.write({
      'packages/hello/1.0.0/package.yaml': `${PACKAGE}yanked: It is broken.\n`,
      'packages/hello/1.2.0/package.yaml': PACKAGE.replace('Says', 'Always says'),
      'packages/hello/1.2.0/archive/job.yaml': '# new\n',
    });
    expect(await kept(...against())).toEqual([]);
  });

  it('warns where nobody named a market and the built one is signed, and else only then', async () => {
    const market = publisher.path('source/market');
    const edit = { 'packages/hello/1.0.0/README.md': '# Other\n' };
    await publisher.run('build', publisher.path('source'), '--out', market);
    publisher.write(edit);
    expect(await kept()).toEqual([]);
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Hello 1.0.0\n' });
    const key = await createKey();
    publisher.write({ 'key.asc': key.secret }, '.');
    const signed = await publisher.run('sign', market, '--key', publisher.path('key.asc'));
    expect(signed.code, signed.stderr).toBe(0);
    expect(await kept()).toEqual([]);
    publisher.write(edit);
    const [only, ...others] = await kept();
    expect(only).toMatchObject({ severity: 'warning' });
    expect(only?.message).toContain('was signed with other content: changed are README.md');
    expect(others).toEqual([]);
  });

  it('says so when the market cannot be read', async () => {
    const run = await publisher.run(
      ...['lint', publisher.path('source'), '--json', '--against', 'http://127.0.0.1:9/'],
    );
    expect(run.code).toBe(1);
    expect(run.json().code).toBe('net-unreachable');
  });
});

describe.skipIf(!hasGit)('against git', () => {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], {
      cwd: publisher.path('source'),
      stdio: 'pipe',
    });

  it('remarks on what changed since the last commit, in a version that was in it', async () => {
    git('init', '-q');
    expect(await kept()).toEqual([]);
    git('add', '.');
    git('commit', '-qm', 'x');
    expect(await kept()).toEqual([]);
    publisher.write({
      'packages/hello/1.1.0/README.md': '# Other\n',
      'packages/hello/2.0.0/package.yaml': PACKAGE,
    });
    const found = await kept();
    expect(found).toMatchObject([
      { severity: 'info', file: 'source/packages/hello/1.1.0/package.yaml' },
    ]);
    expect(found[0]?.message).toContain('was committed with other content: changed are README.md');
  });

  it('takes other line ends for the same, and runs nothing that the repository names', async () => {
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'x');
    const marker = publisher.path('ran');
    writeFileSync(publisher.path('monitor.sh'), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    git('config', 'core.fsmonitor', publisher.path('monitor.sh'));
    git('config', 'core.hooksPath', publisher.path());
    publisher.write({ 'packages/hello/1.1.0/README.md': '# Hello 1.1.0\r\n' });
    expect(await kept()).toEqual([]);
    expect(await publisher.io.files.kind(marker)).toBeUndefined();
  });
});
