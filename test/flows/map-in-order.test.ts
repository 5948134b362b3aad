import { describe, expect, it } from 'vitest';

import { mapInOrder } from '#flows/map-in-order.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function collect<Result>(results: AsyncGenerator<Result>): Promise<Result[]> {
  const all: Result[] = [];
  for await (const result of results) all.push(result);
  return all;
}

describe('doing several things at the same time', () => {
  it('gives results in the order of the items, whichever ends first', async () => {
    const results = mapInOrder([30, 1, 20, 2], { atOnce: 4 }, async (ms) => {
      await wait(ms);
      return ms;
    });
    expect(await collect(results)).toEqual([30, 1, 20, 2]);
  });

  it('has no more under way than asked for, and that many where there are', async () => {
    let now = 0;
    let most = 0;
    const results = mapInOrder([1, 2, 3, 4, 5, 6, 7], { atOnce: 3 }, async (item) => {
      most = Math.max(most, (now += 1));
      await wait(5);
      now -= 1;
      return item;
    });
    expect(await collect(results)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('throws a failure in its turn and begins nothing after it', async () => {
    const begun: number[] = [];
    const results = mapInOrder([1, 2, 3, 4, 5, 6], { atOnce: 2 }, async (item) => {
      begun.push(item);
      await wait(1);
      if (item === 2) throw new Error('no');
      return item;
    });
    await expect(collect(results)).rejects.toThrow('no');
    expect(begun).not.toContain(5);
  });
});
