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
