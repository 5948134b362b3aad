/** Arithmetic of the grid: what is drawn for a place in a long list, and where keys lead. */
import { describe, expect, it } from 'vitest';

import { heightOf, layoutOf, partInSight, stepFrom } from '#ui/market/grid-layout.ts';

const sizes = { width: 1000, cardWidth: 266, cardHeight: 211, gap: 16 };
const layout = { columns: 3, rowHeight: 227 };

describe('the layout', () => {
  it('has as many columns as cards of the least width fit, and at least one', () => {
    expect(layoutOf(sizes)).toEqual(layout);
    expect(layoutOf({ ...sizes, width: 200 })).toEqual({ columns: 1, rowHeight: 227 });
  });

  it('is none while nothing is laid out', () => {
    expect(layoutOf({ ...sizes, width: 0 })).toBeUndefined();
    expect(layoutOf({ ...sizes, cardHeight: 0 })).toBeUndefined();
  });

  it('has no gap after the last row', () => {
    expect(heightOf(layout, 7, 16)).toBe(3 * 227 - 16);
    expect(heightOf(layout, 0, 16)).toBe(0);
  });
});

describe('the part that is drawn', () => {
  const part = (top: number, ahead = 0, count = 100) =>
    partInSight(layout, { top, height: 500 }, { count, ahead });

  it('is what the window shows, with screens ahead on both sides', () => {
    expect(part(0)).toEqual({ from: 0, to: 9 });
    expect(part(2270)).toEqual({ from: 30, to: 39 });
    expect(part(2270, 1)).toEqual({ from: 21, to: 48 });
    expect(part(2270, Number.POSITIVE_INFINITY)).toEqual({ from: 0, to: 100 });
  });

  it('never is empty or beyond the end, wherever the window is', () => {
    expect(part(-5000)).toEqual({ from: 0, to: 3 });
    expect(part(1_000_000)).toEqual({ from: 99, to: 100 });
    expect(part(0, 0, 2)).toEqual({ from: 0, to: 2 });
    expect(part(0, 0, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe('keys', () => {
  const step = (at: number, key: string, count = 11) =>
    stepFrom(at, key, { columns: 3, perScreen: 6, count });

  it('lead to neighbours, and stay at the ends', () => {
    expect([step(4, 'ArrowRight'), step(4, 'ArrowLeft')]).toEqual([5, 3]);
    expect([step(4, 'ArrowDown'), step(4, 'ArrowUp')]).toEqual([7, 1]);
    expect([step(10, 'ArrowRight'), step(0, 'ArrowLeft'), step(1, 'ArrowUp')]).toEqual([10, 0, 1]);
  });

  it('reach a last row that is shorter', () => {
    expect(step(8, 'ArrowDown')).toBe(10);
    expect(step(9, 'ArrowDown')).toBe(9);
  });

  it('go by screens and to the ends', () => {
    expect([step(1, 'PageDown'), step(8, 'PageDown')]).toEqual([7, 10]);
    expect([step(8, 'PageUp'), step(4, 'PageUp')]).toEqual([2, 1]);
    expect([step(4, 'Home'), step(4, 'End')]).toEqual([0, 10]);
  });

  it('are left alone otherwise', () => {
    expect(step(4, 'a')).toBeUndefined();
  });
});
