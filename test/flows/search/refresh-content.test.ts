import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseSearch } from '#core/content/index.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { openRepository } from '#flows/repository/open-repository.ts';
import { refreshContent } from '#flows/search/refresh-content.ts';
import { openShelf, searchRepository } from '#flows/search/search-repository.ts';
import { createPublisher } from '../../fakes/publisher.ts';

import type { Publisher } from '../../fakes/publisher.ts';

const part = (name: string, note: string) =>
  `type: script\nname: ${name}\nuri: x\ndescription: ${note}\n`;

let publisher: Publisher;
let root: string;

beforeEach(() => {
  publisher = createPublisher();
  root = publisher.path('repo');
  mkdirSync(join(root, '.pai-market'), { recursive: true });
  for (let number = 0; number < 30; number += 1) {
    publisher.write({ [`f${number}.yaml`]: part(`s${number}`, `note${number}`) }, 'repo');
  }
});
afterEach(() => publisher.remove());

/** Opens it as a command does; gives what is found, and which files' bytes the index asked for. */
async function search(query: string, folder = root) {
  const { io } = publisher;
  const repository = await openRepository(folder, {
    repositories: io.repositories,
    clock: io.clock,
    limits: DEFAULT_LIMITS,
  });
  const read: string[] = [];
  const spied = {
    ...repository,
    read: (member: Parameters<typeof repository.read>[0]) => {
      read.push(member.path);
      return repository.read(member);
    },
  };
  const { index, skipped } = await refreshContent(spied, { limits: DEFAULT_LIMITS });
  const shelf = openShelf(index, repository.members);
  const options = { limit: Infinity, sort: 'path', reverse: false };
  const { hits } = searchRepository(shelf, parseSearch([query]), options);
  return { found: hits.map(({ member }) => member.path), read, skipped };
}

const state = (folder = root) => join(folder, '.pai-market/state');
const kept = () => readdirSync(state()).filter((name) => name.startsWith('content-'));

describe('the content index', () => {
  it('reads every file once, and then only what changed', async () => {
    expect((await search('note7')).read).toHaveLength(30);
    expect(await search('note7')).toMatchObject({ found: ['f7.yaml'], read: [] });
    publisher.write({ 'f7.yaml': part('s7', 'other'), 'new.yaml': part('n', 'note7') }, 'repo');
    expect(await search('note7')).toEqual({
      found: ['new.yaml'],
      read: ['f7.yaml', 'new.yaml'],
      skipped: [],
    });
    expect((await search('other')).read).toEqual([]);
  });

  it('reads nothing for files that are moved, removed, copied, or come back', async () => {
    await search('x');
    mkdirSync(join(root, 'deep'));
    renameSync(join(root, 'f3.yaml'), join(root, 'deep/three.yaml'));
    copyFileSync(join(root, 'f4.yaml'), join(root, 'copy.yaml'));
    rmSync(join(root, 'f5.yaml'));
    expect(await search('note3')).toMatchObject({ found: ['deep/three.yaml'], read: [] });
    expect(await search('"note4"')).toMatchObject({ found: ['copy.yaml', 'f4.yaml'], read: [] });
    expect((await search('note5')).found).toEqual([]);
    publisher.write({ 'f5.yaml': part('s5', 'note5') }, 'repo');
    expect(await search('note5')).toMatchObject({ found: ['f5.yaml'], read: [] });
  });

  it('writes little for a little change, and puts many together', async () => {
    await search('x');
    const large = statSync(join(state(), 'content-old-0')).mtimeMs;
    publisher.write({ 'one.yaml': part('one', 'fresh') }, 'repo');
    await search('x');
    expect(statSync(join(state(), 'content-old-0')).mtimeMs).toBe(large);
    expect(statSync(join(state(), 'content-new')).size).toBeGreaterThan(0);
    const many = Array.from({ length: 130 }, (_, at) => [`m${at}.yaml`, part(`m${at}`, 'bulk')]);
    publisher.write(Object.fromEntries(many) as Record<string, string>, 'repo');
    expect((await search('bulk')).found).toHaveLength(130);
    expect(statSync(join(state(), 'content-new')).size).toBe(0);
    expect(await search('fresh')).toMatchObject({ found: ['one.yaml'], read: [] });
  });

  it('forgets what nobody has any more', async () => {
    const many = Array.from({ length: 200 }, (_, at) => [`m${at}.yaml`, part(`m${at}`, 'bulk')]);
    publisher.write(Object.fromEntries(many) as Record<string, string>, 'repo');
    await search('x');
    const before = statSync(join(state(), 'content-old-0')).size;
    for (const [path] of many) rmSync(join(root, path as string));
    expect((await search('bulk')).found).toEqual([]);
    expect(statSync(join(state(), 'content-old-0')).size).toBeLessThan(before / 2);
    expect(await search('note1')).toMatchObject({ read: [] });
  });

  it.each(['cut', 'noise', 'gone', 'folder'])(
    'is made anew where it is damaged: %s',
    async (how) => {
      await search('x');
      for (const name of kept()) {
        const file = join(state(), name);
        const bytes = readFileSync(file);
        rmSync(file);
        if (how === 'cut') writeFileSync(file, bytes.subarray(0, bytes.length / 2));
        if (how === 'noise')
          writeFileSync(
            file,
            bytes.map((byte, at) => (at % 7 === 0 ? byte ^ 85 : byte)),
          );
        if (how === 'folder') mkdirSync(file);
      }
      expect((await search('note7')).found).toEqual(['f7.yaml']);
    },
  );

  it('that came with a repository is not believed', async () => {
    await search('x');
    // A stranger's index says of honest bytes what they do not say.
    const evil = join(state(), 'content-old-0');
    const bytes = readFileSync(evil);
    const at = bytes.indexOf('note7');
    bytes.write('trust', at);
    createHash('sha256').update(bytes.subarray(32)).digest().copy(bytes);
    writeFileSync(evil, bytes);
    expect((await search('trust')).found).toEqual(['f7.yaml']);
    const copy = publisher.path('clone');
    cpSync(root, copy, { recursive: true });
    expect((await search('trust', copy)).found).toEqual([]);
    expect((await search('note7', copy)).found).toEqual(['f7.yaml']);
  });

  it('works without a word where nothing can be kept', async () => {
    await search('x');
    rmSync(state(), { recursive: true });
    writeFileSync(state(), 'a file in the way\n');
    expect((await search('note7')).found).toEqual(['f7.yaml']);
    expect((await search('note8')).read).toHaveLength(30);
  });

  it('leaves out what changes while it is read, and has it the next time', async () => {
    const { io } = publisher;
    const world = { repositories: io.repositories, clock: io.clock, limits: DEFAULT_LIMITS };
    const repository = await openRepository(root, world);
    publisher.write({ 'f9.yaml': part('s9', 'changed') }, 'repo');
    const unread = {
      ...repository,
      read: (member: (typeof repository.members)[number]) =>
        member.path === 'f9.yaml'
          ? repository.read({ ...member, path: 'gone.yaml' })
          : repository.read(member),
    };
    const { skipped } = await refreshContent(unread, { limits: DEFAULT_LIMITS });
    expect(skipped).toEqual(['f9.yaml']);
    expect((await search('changed')).found).toEqual(['f9.yaml']);
  });

  it('has a place for broken files, and nothing of what is in them', async () => {
    publisher.write({ 'broken.yaml': 'type: job\nname: [x\nsecrets: {a: hunter2222}\n' }, 'repo');
    expect((await search('hunter2222')).found).toEqual([]);
    expect((await search('path:broken')).found.length).toBeLessThanOrEqual(1);
    expect((await search('x')).read).toEqual([]);
  });

  it('answers many who ask while files change and others write the index', async () => {
    const rounds = Array.from({ length: 12 }, (_, round) => round);
    for (const round of rounds) {
      publisher.write(
        { [`f${round}.yaml`]: part(`s${round}`, `round${round} everywhere`) },
        'repo',
      );
      const asked = await Promise.all(Array.from({ length: 6 }, () => search('everywhere')));
      const expected = rounds.slice(0, round + 1).map((each) => `f${each}.yaml`);
      for (const { found } of asked) expect(found.toSorted()).toEqual(expected.toSorted());
    }
    expect(await search('everywhere')).toMatchObject({ read: [] });
  });
});
