import { describe, expect, it } from 'vitest';

import { createTurns } from '#adapters/node/turns.ts';

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 2));

describe('several calls at the same time', () => {
  it('go on once the first one is done, so many and no more', async () => {
    const turns = createTurns(3);
    let [running, most, done] = [0, 0, 0];
    const atFirst: number[] = [];
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      if (done === 0) atFirst.push(running);
      await soon();
      running -= 1;
      done += 1;
      return done;
    };
    const all = await Promise.all(Array.from({ length: 10 }, () => turns(work)));
    expect([...all].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(atFirst).toEqual([1]);
    expect(most).toBe(3);
  });

  it('fail with the first one, and begin anew after it', async () => {
    const turns = createTurns(3);
    let begun = 0;
    const work = async () => {
      begun += 1;
      await soon();
      if (begun === 1) throw new Error('no card');
      return begun;
    };
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => turns(work)));
    expect(all.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(begun).toBe(1);
    expect(await turns(work)).toBe(2);
  });

  it('do not wait for one that failed later', async () => {
    const turns = createTurns(2);
    await turns(soon);
    const failing = turns(async () => {
      await soon();
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await turns(() => Promise.resolve('good'))).toBe('good');
  });
});
