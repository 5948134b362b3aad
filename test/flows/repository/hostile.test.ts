/** Repositories that strangers made: they cost no more than honest ones, and lead nowhere. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createRepositoryWorld, job } from './repository-world.ts';

import type { RepositoryWorld } from './repository-world.ts';

let repo: RepositoryWorld;
beforeEach(() => void (repo = createRepositoryWorld({ 'a.yaml': job('a') })));
afterEach(() => repo.remove());

const opened = async () => {
  const { members, notices } = await repo.open();
  return { paths: members.map(({ path }) => path), members, notices };
};

describe('files', () => {
  it('that are links are named and not followed', async () => {
    writeFileSync(repo.path('../outside.yaml'), job('outside'));
    symlinkSync(repo.path('../outside.yaml'), repo.path('link.yaml'));
    symlinkSync(repo.path('..'), repo.path('up'));
    symlinkSync('loop.yaml', repo.path('loop.yaml'));
    const { paths, notices } = await opened();
    expect(paths).toEqual(['a.yaml']);
    expect(notices.map(({ path }) => path)).toEqual(['link.yaml', 'loop.yaml']);
  });

  it('that are huge are not read', async () => {
    writeFileSync(repo.path('huge.yaml'), 'protocolVersion: 2\n');
    truncateSync(repo.path('huge.yaml'), 8 * 1024 ** 3);
    mkdirSync(repo.path('p/1.0'), { recursive: true });
    writeFileSync(repo.path('p/1.0/package.yaml'), '');
    truncateSync(repo.path('p/1.0/package.yaml'), 8 * 1024 ** 3);
    const { members } = await opened();
    expect(repo.readPaths()).toEqual(['a.yaml']);
    expect(members.map(({ path, invalid }) => [path, invalid === undefined])).toEqual([
      ['a.yaml', true],
      ['p/1.0/package.yaml', false],
    ]);
  });

  it.each([
    [
      'aliases that multiply',
      `type: job\na: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[at]}`).join(',')}]`).join('\n')}\n`,
    ],
    ['a loop', 'type: job\nx: &x [*x]\n'],
    ['depth', `type: job\nx: ${'['.repeat(5000)}${']'.repeat(5000)}\n`],
    ['a prototype', 'type: job\n__proto__: { type: data, polluted: true }\n'],
    ['a tag', 'type: job\nx: !!js/function "function () {}"\n'],
    ['no text', new Uint8Array([0xff, 0xfe, 0x00, 0x74])],
    [
      'a million keys',
      `type: job\n${Array.from({ length: 90_000 }, (_, at) => `k${at}: 1`).join('\n')}`,
    ],
  ])('with %s are broken or none of ours, and the others are listed', async (_, text) => {
    repo.write({ 'evil.yaml': text });
    const { members, paths } = await opened();
    expect(paths).toContain('a.yaml');
    const evil = members.find(({ path }) => path === 'evil.yaml');
    if (evil) expect(evil.invalid).toBeDefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('with names that mean harm are only names', async () => {
    const names = [
      '__proto__.yaml',
      'constructor.yaml',
      'a\nb.yaml',
      '-rf.yaml',
      '$(x).yaml',
      'a"b.yaml',
    ];
    repo.write(Object.fromEntries(names.map((name) => [name, job('x')])));
    const first = await opened();
    expect(first.paths).toEqual(expect.arrayContaining(names));
    expect((await opened()).paths).toEqual(first.paths);
  });

  it('whose names have a backslash cannot be read anywhere, and are told of', async () => {
    repo.write({ 'x\\y.yaml': job('x') });
    const { paths, notices } = await opened();
    expect(paths).toEqual(['a.yaml']);
    expect(notices.map(({ path }) => path)).toEqual(['x\\y.yaml']);
  });

  it('that vanish while they are read are gone', async () => {
    for (let at = 0; at < 60; at += 1) repo.write({ [`many/${at}.yaml`]: job(`x${at}`) });
    const opening = repo.open();
    rmSync(repo.path('many'), { recursive: true });
    const { members } = await opening;
    expect(members.map(({ path }) => path)).toContain('a.yaml');
    expect((await opened()).paths).toEqual(['a.yaml']);
  });
});

describe('the dot folder', () => {
  it('that has a link for its state is never written through', async () => {
    mkdirSync(repo.path('../target'));
    rmSync(repo.path('.pai-market/state'), { recursive: true, force: true });
    symlinkSync(repo.path('../target'), repo.path('.pai-market/state'));
    expect((await opened()).paths).toEqual(['a.yaml']);
    expect(readdirSync(repo.path('../target'))).toEqual([]);
  });

  it('that has a link for its list has it neither read nor written through', async () => {
    writeFileSync(repo.path('../target'), 'kept');
    mkdirSync(repo.path('.pai-market/state'));
    symlinkSync(repo.path('../target'), repo.path('.pai-market/state/files.json'));
    expect((await opened()).paths).toEqual(['a.yaml']);
    expect((await opened()).paths).toEqual(['a.yaml']);
    expect(existsSync(repo.path('../target'))).toBe(true);
  });

  it.each([
    ['ignore: [', 'line'],
    ['ignore: yes\n', 'ignore'],
    ['ignore: [1]\n', 'ignore'],
    [`ignore: [${'x,'.repeat(2000)}]\n`, 'patterns'],
    [`#${'x'.repeat(70_000)}`, 'bytes'],
    [new Uint8Array([0xff, 0xfe]), 'UTF-8'],
  ])('whose settings cannot be read is refused: %j', async (text, words) => {
    repo.write({ '.pai-market/config.yaml': text });
    await expect(repo.open()).rejects.toMatchObject({
      code: 'repository-invalid',
      message: expect.stringMatching(new RegExp(words, 'i')) as string,
    });
  });

  it.each(['', '# nothing\n', 'ignore:\n', '[]\n', 'text\n', 'other: { ignore: 7 }\n'])(
    'whose settings leave out nothing leaves out nothing: %j',
    async (text) => {
      repo.write({ '.pai-market/config.yaml': text });
      expect((await opened()).paths).toEqual(['a.yaml']);
    },
  );

  it('that nobody may write in is read all the same', async () => {
    // A file in the place of the folder of the state: nothing can be kept.
    repo.write({ '.pai-market/state': 'x' });
    expect((await opened()).paths).toEqual(['a.yaml']);
    expect((await opened()).paths).toEqual(['a.yaml']);
  });
});
