/** Builds after the first one: only what changed is made, and the result is that of a build from scratch. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createFolderCache } from '#adapters/node/folder-cache.ts';
import { createKey, createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { BuiltPackage } from '#flows/build-market.ts';
import type { Publisher } from '../fakes/publisher.ts';

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
});
afterEach(() => publisher.remove());

const build = (...more: string[]) =>
  publisher.run(
    'build',
    publisher.path('source'),
    '--out',
    publisher.path('market'),
    '--json',
    ...more,
  );

/** Files written within the last moments are read again, whatever their stamps. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 40));

async function madeAnew(...more: string[]): Promise<string[]> {
  await settle();
  const { code, json, stderr } = await build(...more);
  expect([code, stderr]).toEqual([0, '']);
  const { packages } = json() as { packages: BuiltPackage[] };
  return packages.filter(({ kept }) => !kept).map(({ name, version }) => `${name} ${version}`);
}

function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  return Object.fromEntries(
    names.map((name) => [name.slice(folder.length + 1), readFileSync(name, 'base64')]),
  );
}

/** What a build from scratch makes of the same sources, without what was signed. */
async function expectAsFromScratch(): Promise<void> {
  const out = publisher.path('scratch');
  const { code } = await publisher.run(
    'build',
    publisher.path('source'),
    '--out',
    out,
    '--no-cache',
  );
  expect(code).toBe(0);
  const built = filesBelow(publisher.path('market'));
  const unsigned = Object.keys(built).filter((path) => path in filesBelow(out));
  expect(Object.fromEntries(unsigned.map((path) => [path, built[path]]))).toEqual(filesBelow(out));
  rmSync(out, { recursive: true });
}

describe('a second build', () => {
  beforeEach(async () => {
    publisher.write(sourceFiles());
    await madeAnew();
    // What was too young for a stamp the first time.
    await madeAnew();
  });

  it('makes nothing when nothing changed, and does not touch the market', async () => {
    const before = statSync(publisher.path('market'));
    await settle();
    const { json } = await build();
    expect(json()).toMatchObject({ verdict: 'good', unchanged: true });
    expect(json().packages.map(({ kept }: BuiltPackage) => kept)).toEqual([true, true]);
    expect(statSync(publisher.path('market')).ino).toBe(before.ino);
  });

  it('makes only the version that changed', async () => {
    const spec = publisher.path('market/packages/hello/1.0.0/spec.json');
    const before = statSync(spec).ino;
    publisher.write({ 'packages/hello/1.1.0/README.md': '# Other words\n' });
    expect(await madeAnew()).toEqual(['hello 1.1.0']);
    expect(statSync(spec).ino).toBe(before);
    await expectAsFromScratch();
  });

  it('sees a change that keeps size and time', async () => {
    const file = publisher.path('source/packages/hello/1.0.0/README.md');
    const { atime, mtime } = statSync(file);
    writeFileSync(file, '# Hullo 1.0.0\n');
    utimesSync(file, atime, mtime);
    expect(await madeAnew()).toEqual(['hello 1.0.0']);
    await expectAsFromScratch();
  });

  it('follows versions that come, go and move', async () => {
    publisher.write({
      'packages/hello/1.2.0/package.yaml': PACKAGE,
      'packages/hello/1.2.0/license.txt': 'x\n',
      'packages/hello/1.2.0/archive/job.yaml': JOB,
    });
    rmSync(publisher.path('source/packages/hello/1.0.0'), { recursive: true });
    mkdirSync(publisher.path('source/packages/hullo'));
    renameSync(
      publisher.path('source/packages/hello/1.1.0'),
      publisher.path('source/packages/hullo/1.1.0'),
    );
    expect(await madeAnew()).toEqual(['hello 1.2.0', 'hullo 1.1.0']);
    expect(readdirSync(publisher.path('market/packages'))).toEqual(['hello', 'hullo']);
    await expectAsFromScratch();
  });

  it('makes anew what somebody changed or removed in the market', async () => {
    writeFileSync(publisher.path('market/packages/hello/1.0.0/README.md'), '# Forged 1.0\n');
    rmSync(publisher.path('market/packages/hello/1.1.0/archive.zip'));
    expect(await madeAnew()).toEqual(['hello 1.0.0', 'hello 1.1.0']);
    await expectAsFromScratch();
  });

  it('puts back an index that somebody changed', async () => {
    writeFileSync(publisher.path('market/packages.json'), '[]');
    await madeAnew();
    await expectAsFromScratch();
  });

  it('tells the warnings of what it did not look at again', async () => {
    publisher.write({ 'packages/hello/1.0.0/notes.txt': 'x' });
    await madeAnew();
    await madeAnew();
    await settle();
    const { json } = await build();
    expect(json()).toMatchObject({ unchanged: true, findings: [{ code: 'file-ignored' }] });
  });

  it('tells errors every time, and keeps the market', async () => {
    const before = filesBelow(publisher.path('market'));
    publisher.write({ 'packages/hello/1.0.0/archive/job.yaml': 'protocolVersion: 3\n' });
    for (let run = 0; run < 2; run += 1) {
      await settle();
      const { code, json } = await build();
      expect(code).toBe(1);
      expect(json().findings[0]).toMatchObject({ code: 'protocol-invalid' });
    }
    expect(filesBelow(publisher.path('market'))).toEqual(before);
  });

  it('finds that a package lacks what it needs, although only the other one changed', async () => {
    const user = PACKAGE.replace('label: Hello world', 'label: User').concat(
      'dependencies:\n  packages:\n    - name: hello\n      version: "[1.0.0,2.0.0)"\n',
    );
    publisher.write({
      'packages/user/1.0.0/package.yaml': user,
      'packages/user/1.0.0/license.txt': 'x\n',
      'packages/user/1.0.0/archive/job.yaml': JOB,
    });
    await settle();
    const first = await build();
    if (first.code !== 0) throw new Error(first.stdout);
    await madeAnew();
    rmSync(publisher.path('source/packages/hello'), { recursive: true });
    await settle();
    const { code, json } = await build();
    expect(code).toBe(1);
    expect(json().findings[0]).toMatchObject({ severity: 'error', file: 'packages/user/1.0.0' });
  });
});

describe('builds and signatures', () => {
  it('keeps signatures over what did not change, and the index by its digest for one generation', async () => {
    publisher.write(sourceFiles());
    const key = await createKey();
    publisher.write({ 'secret.asc': key.secret, 'cert.asc': key.certificate }, '.');
    await madeAnew();
    const market = publisher.path('market');
    const sign = () =>
      publisher.run('sign', market, '--key', publisher.path('secret.asc'), '--json');
    expect((await sign()).code).toBe(0);
    const signed = filesBelow(market);
    publisher.write({ 'packages/hello/1.1.0/README.md': '# Other words\n' });
    await settle();
    const { json } = await build();
    expect(json().findings).toMatchObject([{ code: 'version-changed' }]);
    const built = filesBelow(market);
    expect(built['packages/hello/1.0.0/spec.json.asc']).toBe(
      signed['packages/hello/1.0.0/spec.json.asc'],
    );
    expect(built['packages/hello/1.1.0/spec.json.asc']).toBeUndefined();
    expect(built['packages/hello/1.1.0/archive.zip.asc']).toBeDefined();
    expect(built['market.json']).toBe(signed['market.json']);
    const former = Object.keys(signed).filter((path) => path.startsWith('by-hash/'));
    expect(former.length).toBeGreaterThan(2);
    for (const path of former) expect(built[path]).toBe(signed[path]);
    expect((await sign()).code).toBe(0);
    const { code } = await publisher.run('verify', market, '--key', publisher.path('cert.asc'));
    expect(code).toBe(0);
  });
});

describe('the cache of a build', () => {
  it('is never believed where it holds another archive than the sources give', async () => {
    publisher.write(sourceFiles());
    const cache = publisher.io.openCache();
    const forging = createFolderCache({ folder: cache.folder });
    await madeAnew();
    const good = readFileSync(publisher.path('market/packages/hello/1.0.0/archive.zip'));
    // Whoever can write the cache can also write the digest in it: each file becomes another zip that is whole.
    publisher.write({ 'packages/hello/1.1.0/archive/job.yaml': JOB.replace('hello', 'other') });
    await madeAnew();
    const other = readFileSync(publisher.path('market/packages/hello/1.1.0/archive.zip'));
    expect(other.equals(good)).toBe(false);
    let forged = 0;
    const { put } = forging;
    for (const piece of readdirSync(cache.folder)) {
      for (const name of readdirSync(`${cache.folder}/${piece}`)) {
        const file = `${cache.folder}/${piece}/${name}`;
        const whole = readFileSync(file);
        if (!whole.subarray(32).equals(good)) continue;
        await put('other', { bytes: other });
        renameSync(fileWith(cache.folder, other), file);
        forged += 1;
      }
    }
    expect(forged).toBe(1);
    rmSync(publisher.path('market'), { recursive: true });
    await madeAnew();
    expect(readFileSync(publisher.path('market/packages/hello/1.0.0/archive.zip'))).toEqual(good);
  });

  it('spares packing when the market is gone', async () => {
    publisher.write(sourceFiles());
    await madeAnew();
    const before = filesBelow(publisher.path('market'));
    rmSync(publisher.path('market'), { recursive: true });
    expect(await madeAnew()).toEqual(['hello 1.0.0', 'hello 1.1.0']);
    expect(filesBelow(publisher.path('market'))).toEqual(before);
  });
});

/** The newest file of the cache with these bytes. */
function fileWith(folder: string, bytes: Buffer): string {
  for (const piece of readdirSync(folder)) {
    for (const name of readdirSync(`${folder}/${piece}`)) {
      const file = `${folder}/${piece}/${name}`;
      if (readFileSync(file).subarray(32).equals(bytes)) return file;
    }
  }
  throw new Error('the cache does not hold these bytes');
}
