/** Components that are broken stay listed, with the reason. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { PACKAGE } from '../../fakes/publisher.ts';
import { createRepositoryWorld, job, told } from './repository-world.ts';

import type { RepositoryWorld } from './repository-world.ts';

let repo: RepositoryWorld;
beforeEach(() => {
  repo = createRepositoryWorld({
    'vision/a.yaml': job('a'),
    'packages/hello/1.0.0/package.yaml': PACKAGE,
    'packages/hello/1.0.0/archive/job.yaml': job('hello'),
  });
});
afterEach(() => repo.remove());

describe('a broken component', () => {
  it('stays listed, with the reason', async () => {
    await repo.open();
    repo.write({ 'vision/a.yaml': job('a').replace('taskRoles', 'taskRolls') });
    const now = await repo.open();
    expect(told(now)).toEqual(['~ vision/a.yaml']);
    expect(now.members.find(({ path }) => path === 'vision/a.yaml')).toMatchObject({
      type: 'job',
      invalid: expect.stringContaining('taskRoles') as string,
    });
  });

  it('stays listed when it cannot even be parsed, by what it was', async () => {
    repo.write({ 'data.yaml': 'type: data\nname: cifar\nuri: [x]\n' });
    await repo.open();
    repo.write({ 'data.yaml': 'uri: [x\n' });
    expect((await repo.open()).members.find(({ path }) => path === 'data.yaml')).toMatchObject({
      ...{ type: 'data', name: 'cifar', invalid: expect.stringMatching(/line/i) as string },
    });
  });

  it('is listed from the start when it says what it is', async () => {
    repo.write({ 'new.yaml': 'protocolVersion: 2\nname: [\n', 'text.yaml': 'name: [\n' });
    const { members } = await repo.open();
    expect(members.find(({ path }) => path === 'new.yaml')?.invalid).toBeDefined();
    expect(members.find(({ path }) => path === 'text.yaml')).toBeUndefined();
  });

  it('is good again once it is repaired', async () => {
    repo.write({ 'vision/a.yaml': 'protocolVersion: [' });
    await repo.open();
    repo.write({ 'vision/a.yaml': job('a') });
    expect(
      (await repo.open()).members.find(({ path }) => path === 'vision/a.yaml')?.invalid,
    ).toBeUndefined();
  });

  it('is none that only takes components from elsewhere, in a package', async () => {
    const lacking = job('l').replace(
      'dockerImage: image',
      'dockerImage: image\n    script: train\n    data: cifar',
    );
    repo.write({
      'packages/hello/1.0.0/archive/job.yaml': lacking,
      'packages/hello/1.0.0/archive/bad.yaml': lacking.replace('instances: 1', 'instances: 0'),
      'vision/a.yaml': lacking,
    });
    const { members } = await repo.open();
    expect(members.filter(({ invalid }) => invalid !== undefined).map(({ path }) => path)).toEqual([
      'packages/hello/1.0.0/archive/bad.yaml',
      'vision/a.yaml',
    ]);
    await repo.open();
    expect((await repo.open()).members).toEqual(members);
  });

  it('of a package is told by its package.yaml', async () => {
    repo.write({ 'packages/hello/1.0.0/package.yaml': 'label: Hello\n' });
    expect((await repo.open()).members.find(({ type }) => type === 'package')).toMatchObject({
      ...{
        name: 'hello',
        version: '1.0.0',
        invalid: expect.stringContaining('description') as string,
      },
    });
  });
});
