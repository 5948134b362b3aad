import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createFiles } from '#adapters/node/files.ts';
import { createFileTree } from '#adapters/node/file-tree.ts';

import type { Tree } from '#core/ports.ts';

let folder: string;
let tree: Tree;
const at = (...names: string[]) => join(folder, ...names);
const bytes = (text: string) => new TextEncoder().encode(text);
const names = (path = '.') => readdirSync(at(path)).sort();
const inode = (path: string) => statSync(at(path)).ino;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pai-market-stage-'));
  tree = createFileTree(at('market'));
  await tree.write('packages/a/1/spec.json', bytes('a'));
  await tree.write('index.json', bytes('old'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a staged folder', () => {
  it('takes files over without writing them, and names a file twice', async () => {
    const before = inode('market/packages/a/1/spec.json');
    const stage = await tree.stage();
    await stage.keep(['packages/a/1/spec.json']);
    await stage.write('index.json', bytes('new'));
    await stage.alias('index.json', 'by-hash/1.json');
    await stage.commit();
    expect(inode('market/packages/a/1/spec.json')).toBe(before);
    expect(inode('market/by-hash/1.json')).toBe(inode('market/index.json'));
    expect(readFileSync(at('market/index.json'), 'utf8')).toBe('new');
    expect(names()).toEqual(['market']);
  });

  it('takes over neither links nor what lies elsewhere', async () => {
    writeFileSync(at('secret'), 'x');
    symlinkSync('../secret', at('market/link'));
    const stage = await tree.stage();
    for (const path of ['link', '../secret', 'nothing']) {
      await expect(stage.keep([path])).rejects.toMatchObject({ code: 'source-invalid' });
    }
    await stage.discard();
    expect(names()).toEqual(['market', 'secret']);
  });

  it('is made by one process at a time', async () => {
    const stage = await tree.stage();
    await expect(tree.stage()).rejects.toMatchObject({ code: 'repository-busy' });
    await stage.discard();
    await (await tree.stage()).discard();
    expect(names()).toEqual(['market']);
  });

  it('removes what killed ones left, but nothing that only looks like it', async () => {
    for (const name of ['.market.new-0123456789ab', '.market.gone-0123456789ab'])
      mkdirSync(at(name));
    mkdirSync(at('.market.old-0123456789ab'));
    mkdirSync(at('.market.new-mine'));
    await (await tree.stage()).discard();
    expect(names()).toEqual(['.market.new-mine', 'market']);
  });
});

describe('a folder that was set aside when a process was killed', () => {
  it('is put back by whoever lists it or asks what it is', async () => {
    renameSync(at('market'), at('.market.old-0123456789ab'));
    expect(await createFiles().kind(at('market'))).toBe('folder');
    renameSync(at('market'), at('.market.old-0123456789ab'));
    expect((await tree.list()).map(({ path }) => path)).toEqual([
      'index.json',
      'packages/a/1/spec.json',
    ]);
    expect(names()).toEqual(['market']);
  });

  it('stays aside where the swap comes to its end', async () => {
    renameSync(at('market'), at('.market.old-0123456789ab'));
    const listing = tree.list();
    mkdirSync(at('market'));
    expect(await listing).toEqual([]);
    expect(names()).toEqual(['.market.old-0123456789ab', 'market']);
  });
});

describe('a former folder that is laid by', () => {
  const spare = () => at('state', 'former');
  async function build(files: Record<string, string>, kept: string[]): Promise<void> {
    const stage = await tree.stage({ spare: spare() });
    for (const [path, text] of Object.entries(files)) await stage.write(path, bytes(text));
    await stage.keep(kept);
    await stage.commit();
  }

  it('is the begin of the next one, with nothing in it that does not belong there', async () => {
    await build({ 'index.json': 'one', 'packages/b/1/spec.json': 'b' }, ['packages/a/1/spec.json']);
    expect(existsSync(spare())).toBe(true);
    await build({ 'index.json': 'two' }, ['packages/a/1/spec.json']);
    await build({ 'index.json': 'three' }, ['packages/a/1/spec.json']);
    expect((await tree.list()).map(({ path }) => path)).toEqual([
      'index.json',
      'packages/a/1/spec.json',
    ]);
    expect(names('market/packages')).toEqual(['a']);
    expect(readFileSync(at('market/index.json'), 'utf8')).toBe('three');
    expect(names()).toEqual(['market', 'state']);
  });

  it('is never written into: its files may be those that are served', async () => {
    await build({ 'index.json': 'one' }, ['packages/a/1/spec.json']);
    rmSync(at('state/former/index.json'));
    linkSync(at('market/index.json'), at('state/former/index.json'));
    const stage = await tree.stage({ spare: spare() });
    await stage.write('index.json', bytes('half'));
    expect(readFileSync(at('market/index.json'), 'utf8')).toBe('one');
    await stage.discard();
    expect(readFileSync(at('market/index.json'), 'utf8')).toBe('one');
  });

  it('is thrown away when somebody put a link into it', async () => {
    mkdirSync(spare(), { recursive: true });
    mkdirSync(at('elsewhere'));
    symlinkSync(at('elsewhere'), join(spare(), 'packages'));
    await build({ 'packages/b/1/spec.json': 'b' }, []);
    expect(names('elsewhere')).toEqual([]);
    expect(readFileSync(at('market/packages/b/1/spec.json'), 'utf8')).toBe('b');
  });
});

describe('the stamp of a file', () => {
  it('changes with its bytes, also when its size and time stay', async () => {
    const stampOf = async () =>
      (await tree.list()).find(({ path }) => path === 'index.json')?.stamp;
    await new Promise((resolve) => setTimeout(resolve, 40));
    const before = await stampOf();
    expect(before).toBeTypeOf('string');
    const { atime, mtime } = statSync(at('market/index.json'));
    writeFileSync(at('market/index.json'), 'new');
    utimesSync(at('market/index.json'), atime, mtime);
    // Just written: it cannot be told from the next write.
    expect(await stampOf()).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await stampOf()).not.toBe(before);
  });
});
