import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { Finding } from '#core/model/publish.ts';
import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
});
afterEach(() => publisher.remove());

const build = (...more: string[]) =>
  publisher.run('build', publisher.path('source'), '--out', publisher.path('market'), ...more);

function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  return Object.fromEntries(
    names.map((name) => [name.slice(folder.length + 1), readFileSync(name, 'base64')]),
  );
}

describe('building a good source', () => {
  it('writes the files of the market format', async () => {
    publisher.write(sourceFiles());
    const { code, stderr, json } = await build('--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      verdict: 'good',
      code: null,
      market: { id: 'test', name: 'Test' },
      packages: [
        { name: 'hello', version: '1.0.0', files: 4 },
        { name: 'hello', version: '1.1.0', files: 4 },
      ],
      findings: [],
    });
    const paths = Object.keys(filesBelow(publisher.path('market')));
    expect(paths.filter((path) => !path.startsWith('by-hash/'))).toEqual([
      'categories.json',
      // For `sign`, which takes it away.
      'market-id.txt',
      'packages-basics.json',
      'packages.json',
      'packages/hello/1.0.0/README.md',
      'packages/hello/1.0.0/archive.zip',
      'packages/hello/1.0.0/license.txt',
      'packages/hello/1.0.0/spec.json',
      'packages/hello/1.1.0/README.md',
      'packages/hello/1.1.0/archive.zip',
      'packages/hello/1.1.0/license.txt',
      'packages/hello/1.1.0/spec.json',
      'packages/hello/versions.json',
    ]);
  });

  it('gives the same bytes again, and leaves nothing beside the market', async () => {
    publisher.write(sourceFiles());
    await build();
    const first = filesBelow(publisher.path('market'));
    const { code, stdout } = await build();
    expect(code).toBe(0);
    expect(stdout).toContain('hello 1.1.0: 4 files');
    expect(filesBelow(publisher.path('market'))).toEqual(first);
    expect(readdirSync(publisher.folder).sort()).toEqual(['market', 'source']);
  });

  it('takes files beside package.yaml as loose resources when there is no archive', async () => {
    publisher.write({
      ...sourceFiles(),
      'packages/loose/1.0.0/package.yaml': PACKAGE,
      'packages/loose/1.0.0/license.txt': 'x\n',
      'packages/loose/1.0.0/job.yaml': JOB,
    });
    expect((await build()).code).toBe(0);
    const folder = publisher.path('market/packages/loose/1.0.0');
    expect(readdirSync(folder).sort()).toEqual(['job.yaml', 'license.txt', 'spec.json']);
    const spec = JSON.parse(readFileSync(`${folder}/spec.json`, 'utf8'));
    expect(Object.keys(spec.files)).toEqual(['job.yaml', 'license.txt']);
    expect(spec.archive).toBeUndefined();
  });

  it('leaves out what holds secrets or is left by tools, and says so', async () => {
    publisher.write(
      sourceFiles({
        'packages/hello/1.0.0/archive/.git/config': 'x',
        'packages/hello/1.0.0/archive/.git/HEAD': 'x',
        'packages/hello/1.0.0/archive/.env': 'TOKEN=x',
        'packages/hello/1.0.0/archive/harmless.txt': '-----BEGIN OPENSSH PRIVATE KEY-----\n',
        'packages/hello/1.0.0/notes.txt': 'x',
      }),
    );
    const { code, json } = await build('--json');
    expect(code).toBe(0);
    const { findings } = json();
    expect(findings.map((each: Finding) => [each.severity, each.code, each.file])).toEqual([
      ['warning', 'file-excluded', 'packages/hello/1.0.0/archive/.env'],
      ['warning', 'file-excluded', 'packages/hello/1.0.0/archive/.git'],
      ['warning', 'file-excluded', 'packages/hello/1.0.0/archive/harmless.txt'],
      ['warning', 'file-ignored', 'packages/hello/1.0.0/notes.txt'],
    ]);
    const spec = readFileSync(publisher.path('market/packages/hello/1.0.0/spec.json'), 'utf8');
    expect(JSON.parse(spec).archive.entries.map((entry: { name: string }) => entry.name)).toEqual([
      'data/numbers.txt',
      'job.yaml',
    ]);
  });
});

describe('building a source with mistakes', () => {
  it('reports all of them at once and writes nothing', async () => {
    publisher.write(
      sourceFiles({
        'packages/hello/1.0.0/package.yaml': PACKAGE.replace('[basics]', '[basics, nowhere]'),
        'packages/hello/1.0.0/archive/job.yaml': JOB.replace(
          'protocolVersion: 2',
          'protocolVersion: 3',
        ),
        'packages/hello/1.1.0/archive/job.yaml': undefined,
        'packages/hello/1.1.0/icon.png': '<svg/>',
        'packages/bad name/1.0.0/package.yaml': PACKAGE,
        'packages/nothing/2.0.0/license.txt': 'x',
        'packages/typo/1.0.0/package.yaml': PACKAGE.replace('author', 'auhtor'),
        'packages/typo/1.0.0/license.txt': 'x',
      }),
    );
    const { code, json } = await build('--json');
    expect(code).toBe(1);
    const document = json();
    expect(document.verdict).toBe('refused');
    expect(document.code).toBe(document.findings[0].code);
    const found = document.findings.map((each: Finding) => `${each.code} ${each.file}`);
    for (const expected of [
      'source-invalid packages/hello/1.0.0/package.yaml',
      'protocol-invalid packages/hello/1.0.0/archive/job.yaml',
      'action-file packages/hello/1.1.0/package.yaml',
      'icon-invalid packages/hello/1.1.0/icon.png',
      'index-invalid packages/bad name/1.0.0',
      'source-invalid packages/nothing/2.0.0/package.yaml',
      'source-invalid packages/typo/1.0.0/package.yaml',
    ]) {
      expect(found).toContain(expected);
    }
    expect(readdirSync(publisher.folder)).toEqual(['source']);
  });

  it('keeps the market that is there', async () => {
    publisher.write(sourceFiles());
    await build();
    const before = filesBelow(publisher.path('market'));
    publisher.write({ 'market.yaml': 'id: NO\n' });
    const { code, stderr } = await build();
    expect(code).toBe(1);
    expect(stderr).toContain('error source-invalid: market.yaml');
    expect(stderr).toContain('Nothing was written.');
    expect(filesBelow(publisher.path('market'))).toEqual(before);
  });

  it('refuses symbolic links inside packages, wherever they lead', async () => {
    publisher.write(sourceFiles());
    symlinkSync('/etc/hostname', publisher.path('source/packages/hello/1.0.0/archive/host'));
    symlinkSync('../1.0.0', publisher.path('source/packages/hello/2.0.0'));
    symlinkSync('job.yaml', publisher.path('source/packages/hello/1.1.0/archive/copy.yaml'));
    const { code, json } = await build('--json');
    expect(code).toBe(1);
    expect(json().findings.map((each: Finding) => each.file)).toEqual([
      'packages/hello/2.0.0',
      'packages/hello/1.0.0/archive/host',
      'packages/hello/1.1.0/archive/copy.yaml',
    ]);
  });

  it('refuses file names that a reader refuses', async () => {
    publisher.write(sourceFiles({ 'packages/hello/1.0.0/archive/aux.txt': 'x' }));
    const { code, json } = await build('--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ verdict: 'refused', code: 'zip-name' });
    expect(existsSync(publisher.path('market'))).toBe(false);
  });

  it('warns of ranges that no reader can read', async () => {
    const source = `${PACKAGE}paiVersion: "[1.0.0"\ncdapVersion: "[6.0,7.0)"\n`;
    publisher.write(sourceFiles({ 'packages/hello/1.0.0/package.yaml': source }));
    const { code, json } = await build('--json');
    expect(code).toBe(0);
    expect(json().findings).toEqual([
      {
        severity: 'warning',
        code: 'range-invalid',
        file: 'packages/hello/1.0.0/package.yaml',
        message: expect.stringContaining('paiVersion "[1.0.0"'),
      },
    ]);
  });

  it('refuses category names that are no file names', async () => {
    publisher.write(
      sourceFiles({ 'market.yaml': 'id: x\nname: X\ncategories: [{name: ../up, label: Up}]\n' }),
    );
    const { code, json } = await build('--json');
    expect(code).toBe(1);
    expect(json().findings[0]).toMatchObject({ code: 'source-invalid', file: 'market.yaml' });
  });
});

describe('the target of a build', () => {
  it('is not replaced when it holds something else than a market', async () => {
    publisher.write(sourceFiles());
    publisher.write({ 'thesis.tex': 'x' }, 'market');
    const { code, stderr } = await build();
    expect(code).toBe(2);
    expect(stderr).toContain('thesis.tex');
    expect(readdirSync(publisher.path('market'))).toEqual(['thesis.tex']);
  });

  it.each([
    ['the packages of a program', { 'packages/app/src/main.js': 'x' }],
    ['the sources of a market', { 'packages.json': '[]', 'packages/market/market.yaml': 'x' }],
    ['folders alike to those of a market', { 'packages/hello/1.0.0/spec.json': '{}' }],
  ])('is not replaced when it holds %s', async (_what, files) => {
    publisher.write(sourceFiles());
    publisher.write(files, 'market');
    const before = filesBelow(publisher.path('market'));
    expect((await build()).code).toBe(2);
    expect(filesBelow(publisher.path('market'))).toEqual(before);
  });

  it('may be an empty folder', async () => {
    publisher.write(sourceFiles());
    mkdirSync(publisher.path('market'));
    expect((await build()).code).toBe(0);
  });

  it('is asked for outside of repositories', async () => {
    publisher.write(sourceFiles());
    const { code, stderr } = await publisher.run('build', publisher.path('source'));
    expect(code).toBe(2);
    expect(stderr).toContain('--out MARKET is needed: ');
  });
});
