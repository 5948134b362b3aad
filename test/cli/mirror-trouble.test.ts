/** `pai-market mirror` where something is wrong: with the market, with the copy, or with who was killed. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { contentOf, filesOf, startMirrorWorld, unpin } from './mirror-world.ts';

import type { MirrorWorld } from './mirror-world.ts';

let world: MirrorWorld;
beforeAll(async () => {
  world = await startMirrorWorld();
});
afterAll(() => world.publisher.remove());

describe('a market with a damaged version', () => {
  it('is copied without it, and the copy is good', async () => {
    const [damaged, copy] = [world.fresh('damaged'), world.fresh()];
    cpSync(world.market, damaged, { recursive: true });
    appendFileSync(join(damaged, 'packages/base/1.0.0/archive.zip'), 'x');
    const done = await world.mirrorOf(damaged, copy, '--json');
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({ whole: false, code: 'archive-size', listed: 6 });
    expect(existsSync(join(copy, 'packages/base/1.0.0'))).toBe(false);
    const verified = await world.verify(copy);
    expect(verified.stdout).toContain('5 package versions, 0 refused');
  });

  it('is nothing to copy when its index is not the signed one', async () => {
    const [damaged, copy] = [world.fresh('damaged'), world.fresh()];
    await world.mirror(copy);
    const before = filesOf(copy);
    cpSync(world.market, damaged, { recursive: true });
    const index = readFileSync(join(damaged, 'market.json'), 'utf8');
    writeFileSync(join(damaged, 'market.json'), index.replace('"serial":', '"serial": '));
    const done = await world.mirrorOf(damaged, copy);
    expect(done.code).toBe(1);
    expect(done.stderr).toContain('index-signature');
    expect(filesOf(copy)).toEqual(before);
  });
});

describe('the copy itself', () => {
  it('is repaired where it was damaged', async () => {
    const copy = world.fresh();
    await world.mirror(copy);
    writeFileSync(join(copy, 'packages/base/1.0.0/archive.zip'), 'nothing like it');
    rmSync(join(copy, 'packages/base/1.1.0/spec.json'));
    const done = await world.mirror(copy, '--json');
    expect(done.json()).toMatchObject({ verdict: 'good', written: 2 });
    expect(contentOf(copy)).toEqual(filesOf(world.market));
  });

  it('goes on with what a killed run left', async () => {
    const copy = world.fresh();
    await world.mirror(copy);
    // As if killed before the index: no market.json, half a file, some versions.
    rmSync(join(copy, 'market.json'));
    rmSync(join(copy, 'packages/top'), { recursive: true });
    writeFileSync(join(copy, 'packages/.spec.json.1.part'), '{');
    const done = await world.mirror(copy);
    expect(done.code, done.stderr).toBe(0);
    expect(contentOf(copy)).toEqual(filesOf(world.market));
  });

  it('is never made of a folder that holds something else', async () => {
    const folder = world.fresh('own');
    world.publisher.write(
      { 'thesis.txt': 'years of work' },
      folder.slice(world.publisher.folder.length + 1),
    );
    const done = await world.mirror(folder);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain('mirror.json');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  it('is never written through a link', async () => {
    const [copy, elsewhere] = [world.fresh(), world.fresh('elsewhere')];
    await world.mirror(copy);
    cpSync(join(copy, 'packages/base'), elsewhere, { recursive: true });
    rmSync(join(copy, 'packages/base'), { recursive: true });
    rmSync(join(elsewhere, '1.0.0/archive.zip'));
    symlinkSync(elsewhere, join(copy, 'packages/base'));
    const done = await world.mirror(copy);
    expect(done.code).not.toBe(0);
    expect(existsSync(join(elsewhere, '1.0.0/archive.zip'))).toBe(false);
  });

  it.each(['folder', 'file'])('as a %s is kept from a market that is older', async (kind) => {
    const [old, copy] = [
      world.fresh('old'),
      kind === 'file' ? `${world.fresh()}.zip` : world.fresh(),
    ];
    cpSync(world.market, old, { recursive: true });
    await world.publish(kind);
    expect((await world.mirror(copy)).code).toBe(0);
    const before = kind === 'file' ? readFileSync(copy) : filesOf(copy);
    const done = await world.mirrorOf(old, copy);
    expect(done.stderr).toContain('index-rollback');
    expect(kind === 'file' ? readFileSync(copy) : filesOf(copy)).toEqual(before);
    // Leaves nothing beside it.
    const beside = readdirSync(world.publisher.folder).filter((name) => name.endsWith('.part'));
    expect(beside).toEqual([]);
  });

  it('is made by one process at a time', async () => {
    const copy = world.fresh();
    const done = await Promise.all([world.mirror(copy), world.mirror(copy, 'top')]);
    expect(done.map(({ code }) => code).sort()).toEqual([0, 3]);
    expect(done.map(({ stderr }) => stderr).join('')).toContain('repository-busy');
    expect((await world.verify(copy)).code).toBe(0);
  });

  it('must lie apart from the market', async () => {
    const done = await world.mirror(join(world.market, 'copy'));
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
    const file = `${world.fresh()}.zip`;
    await world.mirror(file);
    writeFileSync(file, change(readFileSync(file)));
    const done = await world.verify(file);
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(code);
  });

  it('does not believe in packages that its note makes up', async () => {
    const copy = world.fresh();
    await world.mirror(copy, 'base@1.0.0');
    const note = JSON.parse(readFileSync(join(copy, 'mirror.json'), 'utf8')) as {
      packages: object[];
    };
    note.packages.push({ name: 'base', version: '9.9.9' });
    writeFileSync(join(copy, 'mirror.json'), JSON.stringify(note));
    const verified = await world.verify(copy);
    expect(verified.code).toBe(1);
    expect(verified.stderr).toContain('base 9.9.9');
  });
});

describe('below strict', () => {
  it('copies what readers of that level read', async () => {
    const copy = world.fresh();
    const done = await world.publisher.run(
      'mirror',
      world.market,
      '--to',
      copy,
      '--trust',
      'off',
      '--json',
    );
    expect(done.json()).toMatchObject({ verdict: 'good', index: null, whole: true });
    const verified = await world.publisher.run('verify', copy, '--trust', 'off');
    expect(verified.code, verified.stderr).toBe(0);
    const strict = await world.verify(copy);
    expect(strict.code).toBe(1);
  });

  it('takes new content of the same version', async () => {
    const [unsigned, copy] = [world.fresh('unsigned'), world.fresh()];
    cpSync(world.market, unsigned, { recursive: true });
    const run = () =>
      world.publisher.run('mirror', unsigned, '--to', copy, '--trust', 'off', '--json');
    unpin(unsigned);
    await run();
    const spec = join(unsigned, 'packages/base/1.0.0/spec.json');
    const text = readFileSync(spec, 'utf8');
    writeFileSync(spec, text.replace('Says hello', 'Says other'));
    await run();
    expect(readFileSync(join(copy, 'packages/base/1.0.0/spec.json'), 'utf8')).toContain(
      'Says other',
    );
  });
});
