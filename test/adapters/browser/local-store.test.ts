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

it('forgets, but works, where storage is full or blocked', () => {
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: blocked, setItem: blocked, removeItem: blocked });
  const store = createLocalStore();
  expect(store.get('a')).toBeUndefined();
  expect(store.set('a', '1')).toBe(false);
  expect(store.keys('')).toEqual([]);
  expect(() => store.remove('a')).not.toThrow();
});
