/** `pai-market import` of markets as a user runs it: back into sources that build to the same bytes, and nothing that strangers plant. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createKey, createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';
import { makeZip } from '../fakes/zip.ts';

import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
});
afterEach(() => publisher.remove());

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(files.map((name) => [name, digest(name)]));
}

describe('a market', () => {
  const sources = sourceFiles({
    'packages/loose/2.0.0/package.yaml': `${PACKAGE}yanked: It was wrong.\n`,
    'packages/loose/2.0.0/license.txt': 'Mine.\n',
    'packages/loose/2.0.0/job.yaml': JOB,
  });
  let shared: Publisher;
  let market: string;
  beforeAll(async () => {
    shared = createPublisher();
    const key = await createKey();
    shared.write(sources);
    shared.write({ 'key.asc': key.secret, 'cert.asc': key.certificate }, '.');
    market = shared.path('market');
    const built = await shared.run('build', shared.path('source'), '--out', market);
    expect(built.code, built.stderr).toBe(0);
    const signed = await shared.run('sign', market, '--key', shared.path('key.asc'));
    expect(signed.code, signed.stderr).toBe(0);
  });
  afterAll(() => shared.remove());

  const importMarket = (to: string, ...more: string[]) =>
    publisher.run('import', market, '--to', to, '--key', shared.path('cert.asc'), ...more);

  it('becomes sources that build to the same market, byte for byte', async () => {
    const to = publisher.path('back');
    const done = await importMarket(to);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain('3 package versions imported');
    expect(readFileSync(join(to, 'packages/hello/1.0.0/archive/job.yaml'), 'utf8')).toBe(JOB);
    const again = publisher.path('again');
    const built = await publisher.run('build', to, '--out', again);
    expect(built.code, built.stderr).toBe(0);
    const unsigned = (folder: string) =>
      Object.fromEntries(
        Object.entries(filesOf(folder)).filter(([name]) => !/\.asc$|^market/.test(name)),
      );
    const made = unsigned(again);
    const before = unsigned(market);
    for (const name of Object.keys(before).filter((each) => each.startsWith('by-hash/'))) {
      delete before[name];
    }
    for (const name of Object.keys(made).filter((each) => each.startsWith('by-hash/'))) {
      delete made[name];
    }
    expect(made).toEqual(before);
  });

  it('goes on where it was killed, and leaves what is there as it is', async () => {
    const to = publisher.path('back');
    await importMarket(to);
    rmSync(join(to, 'packages/hello/1.1.0'), { recursive: true });
    writeFileSync(join(to, 'packages/hello/1.0.0/README.md'), 'My own words.\n');
    const done = await importMarket(to);
    expect(done.stdout).toContain('1 package version imported, 2 were there');
    expect(readFileSync(join(to, 'packages/hello/1.0.0/README.md'), 'utf8')).toBe(
      'My own words.\n',
    );
    const anew = await importMarket(to, '--replace', '--package', 'hello@1.0.0', '--json');
    expect(anew.json().packages).toEqual([
      expect.objectContaining({ name: 'hello', version: '1.0.0', state: 'replaced' }),
    ]);
    expect(readFileSync(join(to, 'packages/hello/1.0.0/README.md'), 'utf8')).toBe(
      '# Hello 1.0.0\n',
    );
  });

  it('gives chosen packages only, and tells of those that it does not have', async () => {
    const to = publisher.path('back');
    const done = await importMarket(to, '--package', 'loose', 'nothing', '--json');
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({
      code: 'package-unknown',
      packages: [{ name: 'loose', version: '2.0.0', state: 'new' }],
    });
    expect(readdirSync(join(to, 'packages'))).toEqual(['loose']);
    expect(readFileSync(join(to, 'packages/loose/2.0.0/package.yaml'), 'utf8')).toContain(
      'yanked: It was wrong.',
    );
  });

  it('adds its categories to a market.yaml that is there, and keeps its comments', async () => {
    const to = publisher.path('back');
    publisher.write(
      {
        'market.yaml':
          '# Ours\nid: ours\nname: Ours\ncategories:\n  - name: other\n    label: Other\n',
      },
      'back',
    );
    await importMarket(to);
    const text = readFileSync(join(to, 'market.yaml'), 'utf8');
    expect(text).toContain('# Ours\nid: ours');
    expect(text).toContain('name: basics');
    expect((await publisher.run('build', to, '--out', publisher.path('out'))).code).toBe(0);
  });

  it('is verified first: what was changed stays outside', async () => {
    const damaged = publisher.path('damaged');
    cpSync(market, damaged, { recursive: true });
    const archive = join(damaged, 'packages/hello/1.0.0/archive.zip');
    const bytes = readFileSync(archive);
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    writeFileSync(archive, bytes);
    const to = publisher.path('back');
    const done = await publisher.run(
      'import',
      damaged,
      '--to',
      to,
      '--key',
      shared.path('cert.asc'),
    );
    expect(done.code).toBe(1);
    expect(done.stderr).toContain('archive-digest');
    expect(readdirSync(join(to, 'packages/hello'))).toEqual(['1.1.0']);
    const keyless = await publisher.run('import', market, '--to', publisher.path('none'));
    expect(keyless.stderr).toContain('config-key-missing');
    expect(existsSync(publisher.path('none'))).toBe(false);
  });
});

describe('a market of strangers, read without signatures', () => {
  const row = { name: 'evil', version: '1.0.0', label: 'Evil', categories: ['EDW Offloading'] };

  function strange(spec: object, files: Record<string, string | Uint8Array>): string {
    publisher.write(
      {
        'packages.json': JSON.stringify([row]),
        'categories.json': JSON.stringify([{ name: 'EDW Offloading', hasIcon: false }]),
        'packages/evil/1.0.0/spec.json': JSON.stringify({ specVersion: '1.0', ...row, ...spec }),
        ...Object.fromEntries(
          Object.entries(files).map(([name, content]) => [`packages/evil/1.0.0/${name}`, content]),
        ),
      },
      'strange',
    );
    return publisher.path('strange');
  }

  const job = { type: 'submit_job', arguments: [{ name: 'protocol', value: 'job.yaml' }] };

  it('cannot plant files of tools, of the repository or of the sources themselves', async () => {
    const archive = makeZip([
      { name: 'job.yaml', content: JOB },
      { name: '.git/config', content: '[core]\n\tfsmonitor = touch planted\n' },
      { name: 'deep/.pai-market/config.yaml', content: 'sign:\n  key: x\n' },
      { name: 'id_rsa', content: 'x' },
    ]);
    const market = strange({ actions: [job] }, { 'archive.zip': archive });
    const to = publisher.path('to');
    const done = await publisher.run('import', market, '--to', to, '--trust', 'off');
    expect(done.code, done.stderr).toBe(0);
    expect(Object.keys(filesOf(to))).toEqual([
      'market.yaml',
      'packages/evil/1.0.0/archive/job.yaml',
      'packages/evil/1.0.0/package.yaml',
    ]);
    expect(done.stderr).toContain('.git');
    expect(done.stderr).toContain('taken for a repository');
  });

  it('names its categories as files can be named', async () => {
    const market = strange({ actions: [job], paidLink: 'https://x.example' }, { 'job.yaml': JOB });
    const to = publisher.path('to');
    const done = await publisher.run('import', market, '--to', to, '--trust', 'off');
    expect(done.stderr).toContain('paidLink');
    const yaml = readFileSync(join(to, 'market.yaml'), 'utf8');
    expect(yaml).toContain('name: EDW-Offloading');
    expect(yaml).toContain('label: EDW Offloading');
    const built = await publisher.run('build', to, '--out', publisher.path('out'));
    expect(built.code, built.stderr).toBe(0);
  });

  it('comes with what is there where files that actions name are missing', async () => {
    const other = { type: 'submit_job', arguments: [{ name: 'protocol', value: 'gone.yaml' }] };
    const market = strange({ actions: [job, other] }, { 'job.yaml': JOB });
    const to = publisher.path('to');
    const done = await publisher.run('import', market, '--to', to, '--trust', 'off');
    expect(done.code, done.stderr).toBe(0);
    expect(done.stderr).toContain('warning file-missing');
    expect(done.stderr).toContain('gone.yaml');
    expect(existsSync(join(to, 'packages/evil/1.0.0/job.yaml'))).toBe(true);
  });

  it('is refused where its names climb', async () => {
    mkdirSync(publisher.path('to'));
    const climb = { type: 'submit_job', arguments: [{ name: 'protocol', value: '../../x.yaml' }] };
    const market = strange({ actions: [climb] }, {});
    publisher.write({ 'x.yaml': JOB }, 'strange/packages');
    await publisher.run('import', market, '--to', publisher.path('to'), '--trust', 'off');
    expect(readdirSync(publisher.folder).sort()).toEqual(['strange', 'to']);
    expect(
      Object.keys(filesOf(publisher.path('to'))).filter((name) => name.endsWith('x.yaml')),
    ).toEqual([]);
  });
});
