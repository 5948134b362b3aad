/** `pai-market new` as a user runs it: every package that it makes is clean, builds, and verifies. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseYaml } from '#core/protocol/index.ts';
import { createPublisher, JOB } from '../fakes/publisher.ts';
import { makeJar } from '../sandbox/cdap-world.ts';

import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
let root: string;
beforeEach(async () => {
  publisher = createPublisher({ USER: 'ada' });
  root = publisher.path('repo');
  expect((await publisher.run('init', root)).code).toBe(0);
});
afterEach(() => publisher.remove());

const make = (...words: string[]) => publisher.run('new', ...words, '--repository', root);
const read = (...path: string[]) => readFileSync(join(root, 'packages', ...path), 'utf8');
const packageOf = (...path: string[]) =>
  parseYaml(read(...path, 'package.yaml')) as Record<string, unknown>;

async function expectClean(): Promise<void> {
  const linted = await publisher.run('lint', root, '--json');
  expect(linted.stdout).toContain('{');
  expect(linted.json().findings).toEqual([]);
  const out = publisher.path('market');
  const built = await publisher.run('build', root, '--out', out, '--json');
  expect(built.json()).toMatchObject({ verdict: 'good', findings: [] });
  const verified = await publisher.run('verify', out, '--trust', 'off', '--json');
  expect(verified.json()).toMatchObject({ verdict: 'good', findings: [] });
}

describe('a template', () => {
  it.each(['job', 'data', 'script', 'dockerimage', 'output'])(
    '%s makes a package that is clean, builds and verifies',
    async (template) => {
      const made = await make('my-thing', '--template', template);
      expect(made.code, made.stderr).toBe(0);
      expect(made.stdout).toContain(`${root}/packages/my-thing/1.0.0/package.yaml\n`);
      expect(made.stderr).toContain('The licence is MIT');
      expect(packageOf('my-thing/1.0.0')).toMatchObject({
        ...{ name: 'my-thing', version: '1.0.0', author: 'ada', licenseId: 'MIT' },
      });
      await expectClean();
    },
  );

  it('plugin takes a jar along', async () => {
    publisher.write({ 'my.jar': await makeJar() }, '.');
    const made = await make('my-plugin', '--template', 'plugin', '--jar', publisher.path('my.jar'));
    expect(made.code, made.stderr).toBe(0);
    expect(readdirSync(join(root, 'packages/my-plugin/1.0.0/archive')).sort()).toEqual([
      'my-plugin-1.0.0.jar',
      'my-plugin-1.0.0.json',
    ]);
    await expectClean();
    const without = await make('other', '--template', 'plugin');
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('--jar');
  });

  it('that does not exist is told with those that do', async () => {
    const made = await make('x', '--template', 'nothing');
    expect(made.code).toBe(2);
    expect(made.stderr).toContain('job, data, script');
  });
});

describe('a job', () => {
  const job = `# Mine\n${JOB.replace('name: hello', 'name: train\ncontributor: Grace\ndescription: Trains a model.')}parameters:\n  epochs: 3\nsecrets:\n  token: abcdefgh12345\n`;

  it('becomes a whole package in one command', async () => {
    publisher.write({ 'job.yaml': job }, '.');
    const made = await make('train', '--from-job', publisher.path('job.yaml'), '--license', 'ISC');
    expect(made.code, made.stderr).toBe(0);
    expect(packageOf('train/1.0.0')).toMatchObject({
      ...{ label: 'train', description: 'Trains a model.', author: 'Grace', licenseId: 'ISC' },
      components: ['job', 'dockerimage'],
    });
    expect(made.stderr).toContain('Secrets were taken out of the job at 1 place: secrets.token');
    const archived = read('train/1.0.0/archive/job.yaml');
    expect(archived).toContain('# Mine');
    expect(archived + made.stdout + made.stderr).not.toContain('abcdefgh12345');
    expect(read('train/1.0.0/README.md')).toContain('| `epochs` | 3 |');
    expect(read('train/1.0.0/license.txt')).toContain('Grace');
    await expectClean();
  });

  it('that the cluster would refuse makes nothing', async () => {
    publisher.write({ 'job.yaml': job.replace('gpu: 0', 'gpu: many') }, '.');
    const made = await make('train', '--from-job', publisher.path('job.yaml'));
    expect(made.code).toBe(1);
    expect(made.stderr).toContain('protocol-invalid');
    expect(existsSync(join(root, 'packages'))).toBe(false);
  });

  it('cannot make more of the README than its table has', async () => {
    const mean = job.replace('epochs: 3', 'evil: "a | b\\n\\n# Title"');
    publisher.write({ 'job.yaml': mean }, '.');
    await make('train', '--from-job', publisher.path('job.yaml'));
    expect(read('train/1.0.0/README.md')).toContain('| `evil` | a \\| b # Title |');
  });
});

describe('where it goes', () => {
  it('replaces nothing', async () => {
    await make('thing');
    const before = read('thing/1.0.0/package.yaml');
    const again = await make('thing', '--label', 'Other');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('is there already');
    expect(read('thing/1.0.0/package.yaml')).toBe(before);
    expect((await make('thing', '--version', '1.1.0')).code).toBe(0);
  });

  it('is any folder with --to, also outside of a repository', async () => {
    const to = publisher.path('elsewhere/deep/thing');
    const made = await publisher.run('new', 'thing', '--to', to, '--json');
    expect(made.code, made.stderr).toBe(0);
    expect(made.json()).toMatchObject({ verdict: 'good', folder: to, market: true });
    const out = publisher.path('out');
    const built = await publisher.run('build', publisher.path('elsewhere/deep'), '--out', out);
    expect(built.code, built.stderr).toBe(0);
    expect(readdirSync(join(out, 'packages'))).toEqual(['thing']);
  });

  it('takes the categories of market.yaml, and no other', async () => {
    writeFileSync(
      join(root, 'market.yaml'),
      'id: lab\nname: Lab\ncategories:\n  - name: first\n    label: First\n  - name: second\n    label: Second\n',
    );
    await make('one');
    await make('two', '--category', 'second');
    expect(packageOf('one/1.0.0')['categories']).toEqual(['first']);
    expect(packageOf('two/1.0.0')['categories']).toEqual(['second']);
    const none = await make('three', '--category', 'nothing');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('first, second');
  });

  it.each(['../evil', 'a b', '', '.hidden'])('is never a place named %j', async (name) => {
    const made = await make(name === '' ? '--' : name, ...(name === '' ? [''] : []));
    expect(made.code).toBe(2);
    expect(readdirSync(publisher.folder)).toEqual(['repo']);
  });
});

describe('the licence', () => {
  it('is any text with --license-file', async () => {
    publisher.write({ 'own.txt': 'Ask us first.\n' }, '.');
    const own = publisher.path('own.txt');
    await make('thing', '--license-file', own, '--license', 'LicenseRef-Own');
    expect(read('thing/1.0.0/license.txt')).toBe('Ask us first.\n');
    expect(packageOf('thing/1.0.0')['licenseId']).toBe('LicenseRef-Own');
    await expectClean();
  });

  it('that is not at hand asks for its text', async () => {
    const made = await make('thing', '--license', 'GPL-3.0-only');
    expect(made.code).toBe(2);
    expect(made.stderr).toContain('--license-file');
  });

  it('may stand in the settings of the repository', async () => {
    writeFileSync(
      join(root, '.pai-market/config.yaml'),
      'new:\n  license: Apache-2.0\n  author: Lab\n',
    );
    const made = await publisher.run('new', 'thing', '--repository', root);
    expect(made.code, made.stderr).toBe(0);
    expect(packageOf('thing/1.0.0')).toMatchObject({ author: 'Lab', licenseId: 'Apache-2.0' });
  });
});
