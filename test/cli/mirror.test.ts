/** `pai-market mirror` as a user runs it: copies verify and install on their own, whatever the server or a killed run did. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createKey, createPublisher, JOB, PACKAGE } from '../fakes/publisher.ts';
import { serveFiles } from '../fakes/web.ts';

import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

const LICENSE = 'Do as you like.\n';
const needing = (name: string, range: string) =>
  `${PACKAGE}dependencies:\n  packages:\n    - name: ${name}\n      version: '${range}'\n`;

let publisher: Publisher;
let key: PublisherKey;
let copies = 0;

/** base 1.0.0, 1.1.0 and 2.0.0; top 1.0.0, which needs base of 1; loose 1.0.0, without archive; gone 1.0.0, withdrawn. */
beforeAll(async () => {
  key = await createKey();
  publisher = createPublisher();
  const version = (path: string, yaml: string) => ({
    [`packages/${path}/package.yaml`]: yaml,
    [`packages/${path}/license.txt`]: LICENSE,
    [`packages/${path}/README.md`]: `# ${path}\n`,
    [`packages/${path}/archive/job.yaml`]: JOB,
  });
  publisher.write({
    'market.yaml': 'id: lab\nname: Lab\ncategories:\n  - name: basics\n    label: Basics\n',
    ...version('base/1.0.0', PACKAGE),
    ...version('base/1.1.0', PACKAGE),
    ...version('base/2.0.0', PACKAGE),
    ...version('top/1.0.0', needing('base', '[1.0.0,2.0.0)')),
    ...version('gone/1.0.0', `${PACKAGE}yanked: It was wrong.\n`),
    'packages/loose/1.0.0/package.yaml': PACKAGE,
    'packages/loose/1.0.0/license.txt': LICENSE,
    'packages/loose/1.0.0/job.yaml': JOB,
  });
  publisher.write({ 'key.asc': key.secret, 'cert.asc': key.certificate }, '.');
  await publish();
});
afterAll(() => publisher.remove());

async function publish(): Promise<void> {
  const built = await publisher.run('build', publisher.path('source'), '--out', market());
  expect(built.code, built.stderr).toBe(0);
  const signed = await publisher.run('sign', market(), '--key', publisher.path('key.asc'));
  expect(signed.code, signed.stderr).toBe(0);
}

const market = () => publisher.path('market');
const trust = () => ['--key', publisher.path('cert.asc')];
const fresh = (name = 'copy') => publisher.path(`${name}-${++copies}`);
const mirror = (to: string, ...words: string[]) => mirrorOf(market(), to, ...words);
const mirrorOf = (from: string, to: string, ...words: string[]) =>
  publisher.run('mirror', from, ...words, '--to', to, ...trust());

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  return new Map(files.map((name) => [name, digest(readFileSync(join(folder, name)))]));
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Without the note, which the market itself has not. */
function contentOf(folder: string): Map<string, string> {
  const files = filesOf(folder);
  files.delete('mirror.json');
  return files;
}

async function install(from: string, name: string) {
  const to = [
    '--cluster',
    'http://127.0.0.1:9/rest-server',
    '--token-file',
    publisher.path('token'),
  ];
  writeFileSync(publisher.path('token'), 'nobody');
  return publisher.run(
    'install',
    from,
    name,
    ...trust(),
    ...to,
    '--user',
    'ada',
    '--accept-license',
  );
}

describe('a whole copy', () => {
  it('is the market byte for byte, in a folder', async () => {
    const copy = fresh();
    const done = await mirror(copy);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toMatch(/6 package versions in .*: \d+ new files, \d+ bytes\n$/);
    expect(contentOf(copy)).toEqual(filesOf(market()));
    const verified = await publisher.run('verify', copy, ...trust());
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stdout).toContain('6 package versions, 0 refused');
  });

  it('is the market byte for byte, from a server into one file and back into a folder', async () => {
    const paths = [...filesOf(market()).keys()];
    const web = await serveFiles(
      new Map(paths.map((name) => [name, readFileSync(join(market(), name))])),
    );
    const [file, copy] = [`${fresh()}.zip`, fresh()];
    const done = await mirrorOf(web.url, file);
    await web.close();
    expect(done.code, done.stderr).toBe(0);
    const verified = await publisher.run('verify', file, ...trust());
    expect(verified.stdout).toContain('6 package versions, 0 refused');
    expect((await mirrorOf(file, copy)).code).toBe(0);
    expect(contentOf(copy)).toEqual(filesOf(market()));
    expect(JSON.parse(readFileSync(join(copy, 'mirror.json'), 'utf8'))).toMatchObject({
      format: 'pai-market-mirror/1',
      market: 'lab',
      whole: true,
    });
  });

  it('reads nothing again and writes nothing when nothing changed', async () => {
    const [copy, file] = [fresh(), `${fresh()}.zip`];
    await mirror(copy);
    await mirror(file);
    const before = [statSync(join(copy, 'market.json')).ino, statSync(file).ino];
    for (const to of [copy, file]) {
      const again = await mirror(to, '--json');
      expect(again.json()).toMatchObject({ verdict: 'good', written: 0, removed: [], whole: true });
    }
    expect([statSync(join(copy, 'market.json')).ino, statSync(file).ino]).toEqual(before);
  });

  it('gives the same file for the same market', async () => {
    const [one, other] = [`${fresh()}.zip`, `${fresh()}.zip`];
    await mirror(one);
    await mirror(other);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });
});

describe('a copy of chosen packages', () => {
  it('has what they need, in the version that an install takes, and verifies on its own', async () => {
    const copy = fresh();
    const done = await mirror(copy, 'top');
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain('base 1.1.0\ntop 1.0.0\n2 package versions of 6');
    expect(existsSync(join(copy, 'packages/base/2.0.0'))).toBe(false);
    const verified = await publisher.run('verify', copy, ...trust());
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stdout).toContain('a copy of a part of the market');
    expect(verified.stdout).toContain('2 package versions, 0 refused');
  });

  it.each(['folder', 'file'])(
    'installs from a %s up to the first question to the cluster',
    async (kind) => {
      const copy = kind === 'file' ? `${fresh()}.zip` : fresh();
      await mirror(copy, 'top');
      // Port 9 answers nobody: all that the market is needed for is done by then.
      const installed = await install(copy, 'top');
      expect(installed.stderr).toContain('base 1.1.0');
      expect(installed.stderr).toContain('cluster-unreachable');
    },
  );

  it('has all versions that would do with --all-versions', async () => {
    const copy = fresh();
    await mirror(copy, 'top', '--all-versions');
    expect(readdirSync(join(copy, 'packages/base')).sort()).toEqual([
      '1.0.0',
      '1.1.0',
      'versions.json',
    ]);
  });

  it('has the version that is asked for', async () => {
    const copy = fresh();
    const done = await mirror(copy, 'base@1.0.0', 'loose', '--json');
    expect(done.json().packages).toMatchObject([
      { name: 'base', version: '1.0.0' },
      { name: 'loose', version: '1.0.0' },
    ]);
    expect(existsSync(join(copy, 'packages/loose/1.0.0/job.yaml.asc'))).toBe(true);
  });

  it('drops what is not asked for any more', async () => {
    const copy = fresh();
    await mirror(copy, 'base@1.0.0');
    const done = await mirror(copy, 'base@2.0.0', '--json');
    expect(done.json().removed).toContain('packages/base/1.0.0/spec.json');
    expect((await publisher.run('verify', copy, ...trust())).code).toBe(0);
  });

  it('tells of a package that is not there, and copies the others', async () => {
    const copy = fresh();
    const done = await mirror(copy, 'base@1.0.0', 'nothing', '--json');
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({ code: 'package-unknown', packages: [{ name: 'base' }] });
    const none = await mirror(fresh(), 'nothing');
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('Nothing was copied.');
  });
});

describe('a market with a damaged version', () => {
  it('is copied without it, and the copy is good', async () => {
    const [damaged, copy] = [fresh('damaged'), fresh()];
    cpSync(market(), damaged, { recursive: true });
    appendFileSync(join(damaged, 'packages/base/1.0.0/archive.zip'), 'x');
    const done = await mirrorOf(damaged, copy, '--json');
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({ whole: false, code: 'archive-size', listed: 6 });
    expect(existsSync(join(copy, 'packages/base/1.0.0'))).toBe(false);
    const verified = await publisher.run('verify', copy, ...trust());
    expect(verified.stdout).toContain('5 package versions, 0 refused');
  });

  it('is nothing to copy when its index is not the signed one', async () => {
    const [damaged, copy] = [fresh('damaged'), fresh()];
    await mirror(copy);
    const before = filesOf(copy);
    cpSync(market(), damaged, { recursive: true });
    const index = readFileSync(join(damaged, 'market.json'), 'utf8');
    writeFileSync(join(damaged, 'market.json'), index.replace('"serial":', '"serial": '));
    const done = await mirrorOf(damaged, copy);
    expect(done.code).toBe(1);
    expect(done.stderr).toContain('index-signature');
    expect(filesOf(copy)).toEqual(before);
  });
});

describe('the copy itself', () => {
  it('is repaired where it was damaged', async () => {
    const copy = fresh();
    await mirror(copy);
    writeFileSync(join(copy, 'packages/base/1.0.0/archive.zip'), 'nothing like it');
    rmSync(join(copy, 'packages/base/1.1.0/spec.json'));
    const done = await mirror(copy, '--json');
    expect(done.json()).toMatchObject({ verdict: 'good', written: 2 });
    expect(contentOf(copy)).toEqual(filesOf(market()));
  });

  it('goes on with what a killed run left', async () => {
    const copy = fresh();
    await mirror(copy);
    // As if killed before the index: no market.json, half a file, some versions.
    rmSync(join(copy, 'market.json'));
    rmSync(join(copy, 'packages/top'), { recursive: true });
    writeFileSync(join(copy, 'packages/.spec.json.1.part'), '{');
    const done = await mirror(copy);
    expect(done.code, done.stderr).toBe(0);
    expect(contentOf(copy)).toEqual(filesOf(market()));
  });

  it('is never made of a folder that holds something else', async () => {
    const folder = fresh('own');
    publisher.write({ 'thesis.txt': 'years of work' }, folder.slice(publisher.folder.length + 1));
    const done = await mirror(folder);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain('mirror.json');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  it('is never written through a link', async () => {
    const [copy, elsewhere] = [fresh(), fresh('elsewhere')];
    await mirror(copy);
    cpSync(join(copy, 'packages/base'), elsewhere, { recursive: true });
    rmSync(join(copy, 'packages/base'), { recursive: true });
    rmSync(join(elsewhere, '1.0.0/archive.zip'));
    symlinkSync(elsewhere, join(copy, 'packages/base'));
    const done = await mirror(copy);
    expect(done.code).not.toBe(0);
    expect(existsSync(join(elsewhere, '1.0.0/archive.zip'))).toBe(false);
  });

  it.each(['folder', 'file'])('as a %s is kept from a market that is older', async (kind) => {
    const [old, copy] = [fresh('old'), kind === 'file' ? `${fresh()}.zip` : fresh()];
    cpSync(market(), old, { recursive: true });
    publisher.write({
      [`packages/${kind}/1.0.0/package.yaml`]: PACKAGE,
      [`packages/${kind}/1.0.0/license.txt`]: LICENSE,
      [`packages/${kind}/1.0.0/archive/job.yaml`]: JOB,
    });
    await publish();
    expect((await mirror(copy)).code).toBe(0);
    const before = kind === 'file' ? readFileSync(copy) : filesOf(copy);
    const done = await mirrorOf(old, copy);
    expect(done.stderr).toContain('index-rollback');
    expect(kind === 'file' ? readFileSync(copy) : filesOf(copy)).toEqual(before);
    // Leaves nothing beside it.
    const beside = readdirSync(publisher.folder).filter((name) => name.endsWith('.part'));
    expect(beside).toEqual([]);
  });

  it('must lie apart from the market', async () => {
    const done = await mirror(join(market(), 'copy'));
    expect(done.code).toBe(2);
    expect(done.stderr).toContain('must lie apart');
  });
});

describe('one file that is damaged or means harm', () => {
  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 30), 'zip-layout'],
    ['something else', () => Buffer.from('no zip at all, just words and more words'), 'zip-layout'],
    [
      'changed in its middle',
      (bytes: Buffer) => {
        const at = bytes.indexOf('packages.json') + 60;
        bytes[at] = (bytes[at] ?? 0) ^ 0xff;
        return bytes;
      },
      /zip-|net-/,
    ],
  ])('%s is refused', async (_, change, code) => {
    const file = `${fresh()}.zip`;
    await mirror(file);
    writeFileSync(file, change(readFileSync(file)));
    const done = await publisher.run('verify', file, ...trust());
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(code);
  });

  it('does not believe in packages that its note makes up', async () => {
    const copy = fresh();
    await mirror(copy, 'base@1.0.0');
    const note = JSON.parse(readFileSync(join(copy, 'mirror.json'), 'utf8')) as {
      packages: object[];
    };
    note.packages.push({ name: 'base', version: '9.9.9' });
    writeFileSync(join(copy, 'mirror.json'), JSON.stringify(note));
    const verified = await publisher.run('verify', copy, ...trust());
    expect(verified.code).toBe(1);
    expect(verified.stderr).toContain('base 9.9.9');
  });
});

describe('below strict', () => {
  it('copies what readers of that level read', async () => {
    const copy = fresh();
    const done = await publisher.run('mirror', market(), '--to', copy, '--trust', 'off', '--json');
    expect(done.json()).toMatchObject({ verdict: 'good', index: null, whole: true });
    const verified = await publisher.run('verify', copy, '--trust', 'off');
    expect(verified.code, verified.stderr).toBe(0);
    const strict = await publisher.run('verify', copy, ...trust());
    expect(strict.code).toBe(1);
  });

  it('takes new content of the same version', async () => {
    const [unsigned, copy] = [fresh('unsigned'), fresh()];
    cpSync(market(), unsigned, { recursive: true });
    const run = () => publisher.run('mirror', unsigned, '--to', copy, '--trust', 'off', '--json');
    const list = join(unsigned, 'packages.json');
    const rows = JSON.parse(readFileSync(list, 'utf8')) as { spec?: object }[];
    for (const row of rows) delete row.spec;
    writeFileSync(list, JSON.stringify(rows));
    await run();
    const spec = join(unsigned, 'packages/base/1.0.0/spec.json');
    const text = readFileSync(spec, 'utf8');
    writeFileSync(spec, text.replace('Says hello', 'Says other'));
    utimesSync(spec, 1, 1);
    await run();
    expect(readFileSync(join(copy, 'packages/base/1.0.0/spec.json'), 'utf8')).toContain(
      'Says other',
    );
  });
});
