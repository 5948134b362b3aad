/** Builds of sources that lie as their owner likes, and of repositories. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher, Run, SourceFiles } from '../fakes/publisher.ts';

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
});
afterEach(() => publisher.remove());

const MARKET = sourceFiles()['market.yaml'];

/** A package in any folder. */
function packageIn(folder: string, head = ''): SourceFiles {
  return {
    'market.yaml': MARKET,
    [`${folder}/package.yaml`]: `${head}${PACKAGE}`,
    [`${folder}/license.txt`]: 'x\n',
    [`${folder}/archive/job.yaml`]: JOB,
  };
}

const build = (): Promise<Run> =>
  publisher.run('build', publisher.path('source'), '--out', publisher.path('market'), '--json');

const versionsOf = ({ json }: Run) =>
  json().packages.map(
    ({ name, version }: { name: string; version: string }) => `${name} ${version}`,
  );

describe('a package anywhere below the source', () => {
  it('says itself which version it is, or its folders do', async () => {
    publisher.write({
      ...packageIn('vision/face', 'name: faces\nversion: "2.1.0"\n'),
      ...packageIn('text/bert/1.0.0'),
      ...packageIn('packages/hello/1.0.0', 'name: hello\nversion: 1.0.0\n'),
      ...packageIn('packages/mine', 'name: mine\nversion: 0.1.0\n'),
    });
    const run = await build();
    expect(run.json().findings).toEqual([]);
    expect(versionsOf(run)).toEqual(['hello 1.0.0', 'mine 0.1.0', 'bert 1.0.0', 'faces 2.1.0']);
    expect(existsSync(publisher.path('market/packages/faces/2.1.0/archive.zip'))).toBe(true);
    const spec = readFileSync(publisher.path('market/packages/bert/1.0.0/spec.json'), 'utf8');
    expect(JSON.parse(spec)).toMatchObject({ name: 'bert', version: '1.0.0' });
  });

  it('gives the same bytes wherever it lies', async () => {
    publisher.write(packageIn('packages/hello/1.0.0'));
    await build();
    const spec = readFileSync(publisher.path('market/packages/hello/1.0.0/spec.json'));
    const list = readFileSync(publisher.path('market/packages.json'));
    publisher.write({ 'market.yaml': MARKET }, 'moved');
    publisher.write(packageIn('a/b/c', 'name: hello\nversion: 1.0.0\n'), 'moved');
    const out = publisher.path('other');
    expect((await publisher.run('build', publisher.path('moved'), '--out', out)).code).toBe(0);
    expect(readFileSync(`${out}/packages/hello/1.0.0/spec.json`)).toEqual(spec);
    expect(readFileSync(`${out}/packages.json`)).toEqual(list);
  });

  it('is one package with all that lies in it, also another package.yaml', async () => {
    publisher.write({
      ...packageIn('tools/hello', 'name: hello\nversion: 1.0.0\n'),
      'tools/hello/archive/package.yaml': 'label: no package of its own\n',
    });
    expect(versionsOf(await build())).toEqual(['hello 1.0.0']);
  });

  it.each([
    ['nothing says its version', packageIn('vision/face'), 'must say "name" and "version"'],
    ['its version is a number', packageIn('vision/face', 'name: f\nversion: 1.0\n'), 'in quotes'],
    [
      'name and folder differ',
      packageIn('packages/hello/1.0.0', 'name: hullo\n'),
      'this is hullo 1.0.0, but it lies in packages/hello/1.0.0/',
    ],
    [
      'two folders claim one version',
      { ...packageIn('a/hello/1.0.0'), ...packageIn('b/hello/1.0.0') },
      'b/hello/1.0.0/package.yaml is hello 1.0.0, and so is a/hello/1.0.0/package.yaml',
    ],
    [
      'its name climbs',
      packageIn('a', 'name: ../../etc\nversion: "1"\n'),
      'is not a valid package name',
    ],
  ])('is refused when %s', async (_what, files, words) => {
    publisher.write(files);
    const { code, json } = await build();
    expect(code).toBe(1);
    expect(json().findings[0].message).toContain(words);
    expect(existsSync(publisher.path('market'))).toBe(false);
    expect(existsSync(publisher.path('etc'))).toBe(false);
  });

  it('is not looked for in folders of tools', async () => {
    publisher.write({
      ...packageIn('text/bert/1.0.0'),
      ...packageIn('.git/x/1.0.0'),
      ...packageIn('node_modules/x/1.0.0'),
      ...packageIn('.pai-market/state/x/1.0.0'),
    });
    expect(versionsOf(await build())).toEqual(['bert 1.0.0']);
  });
});

describe('building a repository', () => {
  const inRepository = async (files: SourceFiles) => {
    publisher.write({ ...files }, '.');
    expect((await publisher.run('init', publisher.folder)).code).toBe(0);
  };

  it('takes the repository of the working folder and its place for the market', async () => {
    await inRepository(packageIn('text/bert/1.0.0'));
    for (let run = 0; run < 3; run += 1) {
      const { code, stdout } = await publisher.run('build');
      expect(code).toBe(0);
      expect(stdout).toContain('1 package version in');
    }
    expect(readdirSync(publisher.path('market/packages'))).toEqual(['bert']);
    expect(readdirSync(publisher.folder).sort()).toEqual([
      '.pai-market',
      'market',
      'market.yaml',
      'text',
    ]);
    const { code, stdout } = await publisher.run('status', '--json');
    expect([code, JSON.parse(stdout).verdict ?? 'good']).toEqual([0, 'good']);
    expect(stdout).not.toContain('market/packages');
  });

  it('leaves out what the repository ignores', async () => {
    await inRepository({ ...packageIn('text/bert/1.0.0'), ...packageIn('drafts/half/0.0.1') });
    publisher.write({ '.pai-market/config.yaml': 'ignore: [drafts/]\n' }, '.');
    expect((await publisher.run('build')).code).toBe(0);
    expect(readdirSync(publisher.path('market/packages'))).toEqual(['bert']);
  });

  it('says where it looked when there is none', async () => {
    mkdirSync(publisher.path('source'));
    const { code, stderr } = await publisher.run('build');
    expect(code).toBe(1);
    expect(stderr).toContain('pai-market init');
  });
});
