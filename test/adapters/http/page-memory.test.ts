import { expect, it } from 'vitest';

import { createPageMemory } from '#adapters/http/page-memory.ts';

it('gives what was kept, and nothing before', async () => {
  const memory = createPageMemory();
  expect(await memory.get('a')).toBeUndefined();
  expect(await memory.update('a', (kept) => `${kept}1`)).toBe('undefined1');
  expect(await memory.get('a')).toBe('undefined1');
  expect(await memory.get('b')).toBeUndefined();
});

it('makes each change one step, so that none is lost', async () => {
  const memory = createPageMemory();
  const add = () => memory.update('sum', (kept) => String(Number(kept ?? 0) + 1));
  await Promise.all(Array.from({ length: 100 }, add));
  expect(await memory.get('sum')).toBe('100');
});

it('keeps what was there when a change fails', async () => {
  const memory = createPageMemory();
  await memory.update('a', () => 'good');
  const failing = memory.update('a', () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await memory.get('a')).toBe('good');
});

it('lists the keys that begin so', async () => {
  const memory = createPageMemory();
  for (const key of ['a/1', 'a/2', 'b/1']) await memory.update(key, () => key);
  expect((await memory.keys('a/')).sort()).toEqual(['a/1', 'a/2']);
  expect(await memory.keys('c')).toEqual([]);
});

it('removes what is there, if it is what is meant', async () => {
  const memory = createPageMemory();
  await memory.remove('a');
  await memory.update('a', () => 'mine');
  await memory.remove('a', (kept) => kept === 'theirs');
  expect(await memory.get('a')).toBe('mine');
  await memory.remove('a', (kept) => kept === 'mine');
  expect(await memory.get('a')).toBeUndefined();
  expect(await memory.keys('')).toEqual([]);
});
