// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';

import { createLocalStore } from '#adapters/browser/local-store.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

it('keeps texts under a prefix of its own', () => {
  const store = createLocalStore();
  expect(store.get('a')).toBeUndefined();
  expect(store.set('a', '1')).toBe(true);
  expect(createLocalStore().get('a')).toBe('1');
  expect(localStorage.getItem('a')).toBeNull();
  store.remove('a');
  expect(store.get('a')).toBeUndefined();
});

it('lists only its own keys that begin with the text', () => {
  const store = createLocalStore();
  localStorage.setItem('receipt:0', 'of somebody else');
  store.set('receipt:1', 'a');
  store.set('license:1', 'b');
  expect(store.keys('receipt:')).toEqual(['receipt:1']);
});

it('keeps for the page what a full or blocked storage does not', () => {
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: blocked, setItem: blocked, removeItem: blocked });
  const store = createLocalStore();
  expect(store.get('a:1')).toBeUndefined();
  expect(store.set('a:1', 'x')).toBe(false);
  expect(store.get('a:1')).toBe('x');
  expect(store.keys('a:')).toEqual(['a:1']);
  expect(createLocalStore().get('a:1')).toBeUndefined();
  store.remove('a:1');
  expect(store.get('a:1')).toBeUndefined();
});

it('reads the newest text where only an older one could be kept', () => {
  const kept = new Map([['pai-market:a', 'old']]);
  let isFull = true;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
  });
  const store = createLocalStore();
  expect(store.get('a')).toBe('old');
  expect(store.set('a', 'new')).toBe(false);
  expect(store.get('a')).toBe('new');
  isFull = false;
  expect(store.set('a', 'newest')).toBe(true);
  expect(createLocalStore().get('a')).toBe('newest');
});
