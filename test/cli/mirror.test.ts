/** `pai-market mirror` as a user runs it: copies are the market byte for byte, and verify and install on their own. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveFiles } from '../fakes/web.ts';
import { contentOf, filesOf, startMirrorWorld } from './mirror-world.ts';

import type { MirrorWorld } from './mirror-world.ts';

let world: MirrorWorld;
beforeAll(async () => {
  world = await startMirrorWorld();
});
afterAll(() => world.publisher.remove());

describe('a whole copy', () => {
  it('is the market byte for byte, in a folder', async () => {
    const copy = world.fresh();
    const done = await world.mirror(copy);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toMatch(/6 package versions in .*: \d+ new files, \d+ bytes\n$/);
    expect(contentOf(copy)).toEqual(filesOf(world.market));
    const verified = await world.verify(copy);
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stdout).toContain('6 package versions, 0 refused');
  });

  it('is the market byte for byte, from a server into one file and back into a folder', async () => {
    const paths = [...filesOf(world.market).keys()];
    const web = await serveFiles(
      new Map(paths.map((name) => [name, readFileSync(join(world.market, name))])),
    );
    const [file, copy] = [`${world.fresh()}.zip`, world.fresh()];
    const done = await world.mirrorOf(web.url, file);
    await web.close();
    expect(done.code, done.stderr).toBe(0);
    const verified = await world.verify(file);
    expect(verified.stdout).toContain('6 package versions, 0 refused');
    expect((await world.mirrorOf(file, copy)).code).toBe(0);
    expect(contentOf(copy)).toEqual(filesOf(world.market));
    expect(JSON.parse(readFileSync(join(copy, 'mirror.json'), 'utf8'))).toMatchObject({
      format: 'pai-market-mirror/1',
      market: 'lab',
      whole: true,
    });
  });

  it('reads nothing again and writes nothing when nothing changed', async () => {
    const [copy, file] = [world.fresh(), `${world.fresh()}.zip`];
    await world.mirror(copy);
    await world.mirror(file);
    const before = [statSync(join(copy, 'market.json')).ino, statSync(file).ino];
    for (const to of [copy, file]) {
      const again = await world.mirror(to, '--json');
      expect(again.json()).toMatchObject({ verdict: 'good', written: 0, removed: [], whole: true });
    }
    expect([statSync(join(copy, 'market.json')).ino, statSync(file).ino]).toEqual(before);
  });

  it('gives the same file for the same market', async () => {
    const [one, other] = [`${world.fresh()}.zip`, `${world.fresh()}.zip`];
    await world.mirror(one);
    await world.mirror(other);
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });
});

describe('a copy of chosen packages', () => {
  it('has what they need, in the version that an install takes, and verifies on its own', async () => {
    const copy = world.fresh();
    const done = await world.mirror(copy, 'top');
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toContain('base 1.1.0\ntop 1.0.0\n2 package versions of 6');
    expect(existsSync(join(copy, 'packages/base/2.0.0'))).toBe(false);
    const verified = await world.verify(copy);
    expect(verified.code, verified.stderr).toBe(0);
    expect(verified.stdout).toContain('a copy of a part of the market');
    expect(verified.stdout).toContain('2 package versions, 0 refused');
  });

  it('is copied on, and imported, as the part that it is', async () => {
    const [file, copy] = [`${world.fresh()}.zip`, world.fresh()];
    await world.mirror(file, 'top');
    const done = await world.mirrorOf(file, copy);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.stdout).toContain('base 1.1.0\ntop 1.0.0\n2 package versions of 6');
    expect((await world.verify(copy)).stdout).toContain('2 package versions, 0 refused');
    const sources = world.fresh();
    await world.publisher.run('init', sources);
    const run = await world.publisher.run(
      ...['import', file, ...world.trust, '--repository', sources],
    );
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('base 1.1.0: new\ntop 1.0.0: new\n2 package versions imported\n');
  });

  it.each(['folder', 'file'])(
    'installs from a %s up to the first question to the cluster',
    async (kind) => {
      const copy = kind === 'file' ? `${world.fresh()}.zip` : world.fresh();
      await world.mirror(copy, 'top');
      // Port 9 answers nobody: all that the market is needed for is done by then.
      const installed = await world.install(copy, 'top');
      expect(installed.stderr).toContain('base 1.1.0');
      expect(installed.stderr).toContain('cluster-unreachable');
    },
  );

  it('has all versions that would do with --all-versions', async () => {
    const copy = world.fresh();
    await world.mirror(copy, 'top', '--all-versions');
    expect(readdirSync(join(copy, 'packages/base')).sort()).toEqual([
      '1.0.0',
      '1.1.0',
      'versions.json',
    ]);
  });

  it('has the version that is asked for', async () => {
    const copy = world.fresh();
    const done = await world.mirror(copy, 'base@1.0.0', 'loose', '--json');
    expect(done.json().packages).toMatchObject([
      { name: 'base', version: '1.0.0' },
      { name: 'loose', version: '1.0.0' },
    ]);
    expect(existsSync(join(copy, 'packages/loose/1.0.0/job.yaml.asc'))).toBe(true);
  });

  it('drops what is not asked for any more', async () => {
    const copy = world.fresh();
    await world.mirror(copy, 'base@1.0.0');
    const done = await world.mirror(copy, 'base@2.0.0', '--json');
    expect(done.json().removed).toContain('packages/base/1.0.0/spec.json');
    expect((await world.verify(copy)).code).toBe(0);
  });

  it('tells of a package that is not there, and copies the others', async () => {
    const copy = world.fresh();
    const done = await world.mirror(copy, 'base@1.0.0', 'nothing', '--json');
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({ code: 'package-unknown', packages: [{ name: 'base' }] });
    const none = await world.mirror(world.fresh(), 'nothing');
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('Nothing was copied.');
  });
});
