import { describe, expect, it } from 'vitest';

import { inParallel } from '#flows/in-parallel.ts';

const items = (...sizes: number[]) => sizes.map((size, at) => ({ size, at }));
const soon = () => new Promise((resolve) => setTimeout(resolve, 2));

describe('doing the same to many files', () => {
  it('gives the results in order, however long each takes', async () => {
    const work = async ({ at }: { at: number }) => {
      for (let n = at % 3; n >= 0; n -= 1) await soon();
      return at;
    };
    const load = { atOnce: 4, bytes: 100 };
    expect(await inParallel(items(...Array<number>(9).fill(1)), load, work)).toEqual([
      ...Array(9).keys(),
    ]);
    expect(await inParallel([], load, work)).toEqual([]);
  });

  it('never holds more than it may, and a large one alone', async () => {
    let [held, most, running] = [0, 0, 0];
    const alone: boolean[] = [];
    const work = async ({ size }: { size: number }) => {
      held += size;
      running += 1;
      most = Math.max(most, running);
      if (size > 10) alone.push(running === 1);
      else expect(held).toBeLessThanOrEqual(10);
      await soon();
      held -= size;
      running -= 1;
    };
    await inParallel(items(1, 2, 3, 4, 5, 50, 1, 9, 1, 70, 1), { atOnce: 3, bytes: 10 }, work);
    expect(alone).toEqual([true, true]);
    expect(most).toBe(3);
  });

  it('begins nothing after a failure, and waits for what was begun', async () => {
    const [begun, ended]: number[][] = [[], []];
    const work = async ({ at }: { at: number }) => {
      begun?.push(at);
      if (at === 1) throw new Error('broken');
      await soon();
      ended?.push(at);
    };
    const doing = inParallel(items(1, 1, 1, 1, 1, 1), { atOnce: 3, bytes: 10 }, work);
    await expect(doing).rejects.toThrow('broken');
    expect(begun).toEqual([0, 1, 2]);
    expect(ended).toEqual([0, 2]);
  });
});
