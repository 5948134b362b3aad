/** Many commands on one repository at the same time, as processes: writers take turns, readers neither wait nor fail. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { JOB } from '../fakes/publisher.ts';
import { createWorld } from './world.ts';

import type { Ended, World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = createWorld();
  await world.run(['init', 'repo']);
  mkdirSync(world.path('outside'));
});
afterEach(() => world.remove());

const inRepository = (...argv: string[]) => world.run([...argv, '--repository', 'repo', '--json']);
const codes = (all: readonly Ended[]) => all.map(({ code }) => code);

describe('commands at the same time', () => {
  it('all do their work, one after the other, while others look', async () => {
    const names = Array.from({ length: 8 }, (_, at) => `job${at}.yaml`);
    for (const name of names) writeFileSync(world.path('outside', name), `${JOB}# ${name}\n`);
    const writers = names.map((name) => inRepository('add', `outside/${name}`, '--wait', '60'));
    const readers = Array.from({ length: 6 }, () => inRepository('status', '--keep'));
    expect(codes(await Promise.all(writers))).toEqual(names.map(() => 0));
    expect(codes(await Promise.all(readers))).toEqual(readers.map(() => 0));
    const status = JSON.parse((await inRepository('status')).stdout) as { counts: object };
    expect(status.counts).toEqual({ job: names.length });
  }, 120_000);

  it('do one thing once: of two that move the same file one says that it is gone', async () => {
    writeFileSync(world.path('repo/a.yaml'), JOB);
    const ends = await Promise.all([
      inRepository('mv', 'repo/a.yaml', 'repo/b.yaml', '--wait', '60'),
      inRepository('mv', 'repo/a.yaml', 'repo/c.yaml', '--wait', '60'),
    ]);
    expect(codes(ends).sort()).toEqual([0, 2]);
    const left = world
      .files('repo')
      .filter((path) => path.endsWith('.yaml') && !path.startsWith('.'));
    expect(left).toHaveLength(1);
    expect(readFileSync(world.path('repo', left[0] as string), 'utf8')).toBe(JOB);
  }, 60_000);

  it('wait no longer than they are told to, and say who it is', async () => {
    writeFileSync(
      world.path('repo/.pai-market/state/lock'),
      '1 another-machine 0123456789abcdef - -\n',
    );
    const busy = await inRepository('mkdir', 'repo/x', '--wait', '0');
    expect([busy.code, busy.stdout]).toEqual([3, expect.stringContaining('1 another-machine')]);
    expect(JSON.parse(busy.stdout)).toMatchObject({ code: 'repository-busy' });
    expect((await inRepository('status')).code).toBe(0);
    expect(world.files('repo')).not.toContain('x');
  }, 60_000);

  it('go on when the one that had the lock was killed', async () => {
    writeFileSync(world.path('outside/a.yaml'), JOB);
    const add = ['add', 'outside/a.yaml', '--repository', 'repo'];
    const changes = await world.copy().count(add);
    await world.run(add, { at: Math.ceil(changes / 2), when: 'after' });
    expect(world.files('repo/.pai-market/state')).toContain('lock');
    expect((await inRepository('mkdir', 'repo/x')).code).toBe(0);
    expect((await world.run(add)).code).toBe(0);
    expect(world.files('repo/.pai-market/state')).not.toContain('lock');
  }, 60_000);
});
