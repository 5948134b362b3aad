/** Nested repositories, and which one a command acts on. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createRepositories } from '#adapters/node/repositories.ts';
import { findAnyRepository, findRepository } from '#flows/repository/find-repository.ts';
import { openRepository } from '#flows/repository/open-repository.ts';
import { createRepositoryWorld, job } from './repository-world.ts';

import type { RepositoryWorld } from './repository-world.ts';

let repo: RepositoryWorld;
beforeEach(() => {
  repo = createRepositoryWorld({
    'top.yaml': job('top'),
    'team/a/job.yaml': job('a'),
    'team/a/inner/job.yaml': job('inner'),
    'team/a/drafts/job.yaml': job('draft'),
    'team/a/.pai-market/config.yaml': 'ignore: [/drafts]\n',
    'team/a/inner/.pai-market/config.yaml': '',
    'drafts/job.yaml': job('kept'),
  });
});
afterEach(() => repo.remove());

describe('a nested repository', () => {
  it('belongs to the outer one too, and is marked', async () => {
    const { members, nested } = await repo.open();
    expect(nested).toEqual(['team/a', 'team/a/inner']);
    expect(members.map(({ path, repository }) => [path, repository])).toEqual([
      ['drafts/job.yaml', undefined],
      ['team/a/inner/job.yaml', 'team/a/inner'],
      ['team/a/job.yaml', 'team/a'],
      ['top.yaml', undefined],
    ]);
  });

  it('is one of its own when it is opened', async () => {
    const inner = await openRepository(repo.path('team/a'), repo.world);
    expect(inner.members.map(({ path, repository }) => [path, repository])).toEqual([
      ['inner/job.yaml', 'inner'],
      ['job.yaml', undefined],
    ]);
  });

  it('with settings that cannot be read leaves out nothing, and that is told', async () => {
    repo.write({ 'team/a/.pai-market/config.yaml': 'ignore: 7\n' });
    const { members, notices } = await repo.open();
    expect(members.map(({ path }) => path)).toContain('team/a/drafts/job.yaml');
    expect(notices).toEqual([
      { path: 'team/a', message: expect.stringContaining('ignore') as string },
    ]);
  });

  it('is none where the dot folder is a link', async () => {
    mkdirSync(repo.path('linked'));
    symlinkSync(repo.path('.pai-market'), repo.path('linked/.pai-market'));
    expect((await repo.open()).nested).not.toContain('linked');
  });
});

describe('the repository that a command acts on', () => {
  const from = (folder: string) => createRepositories(() => folder);

  it.each([
    ['.', '.'],
    ['team', '.'],
    ['team/a', 'team/a'],
    ['team/a/drafts', 'team/a'],
    ['team/a/inner', 'team/a/inner'],
  ])('from %s is %s', async (folder, root) => {
    expect(await findRepository(from(repo.path(folder)))).toBe(repo.path(root));
  });

  it('is the one that is named', async () => {
    const here = from(repo.path('team/a'));
    expect(await findRepository(here, repo.path())).toBe(repo.path());
    await expect(findRepository(here, repo.path('team'))).rejects.toMatchObject({
      code: 'repository-missing',
    });
  });

  it('is none where no folder upwards is one', async () => {
    const outside = from(repo.path('..'));
    expect(await findAnyRepository(outside)).toBeUndefined();
    await expect(findRepository(outside)).rejects.toMatchObject({ code: 'repository-missing' });
  });
});
