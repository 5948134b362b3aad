/** The colours of the plugin follow the portal around it, and the system only where the portal does. */
import { afterEach, describe, expect, it, vi } from 'vitest';

import { currentScheme, watchScheme } from '#ui/theme.ts';

const root = document.documentElement;

afterEach(() => {
  root.removeAttribute('style');
  root.removeAttribute('data-theme');
  document.body.removeAttribute('style');
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** The scheme of a plugin inside a box of this style, on a system with these colours. */
function schemeIn(style: string, system: 'light' | 'dark'): string {
  vi.stubGlobal('matchMedia', () => ({ matches: system === 'dark' }));
  const box = document.createElement('div');
  box.style.cssText = style;
  const element = document.createElement('pai-plugin');
  box.append(element);
  document.body.append(box);
  return currentScheme(window, element);
}

describe('currentScheme', () => {
  it('is light in a light portal that declares nothing, also on a dark system', () => {
    expect(schemeIn('background-color: rgb(236, 240, 245)', 'dark')).toBe('light');
  });

  it('is light where nothing is painted: the canvas is white', () => {
    expect(schemeIn('', 'dark')).toBe('light');
  });

  it('is dark in a dark portal, also on a light system', () => {
    expect(schemeIn('background-color: rgb(17, 17, 17)', 'light')).toBe('dark');
  });

  it('sees through what is transparent', () => {
    document.body.style.backgroundColor = 'rgb(10, 10, 10)';
    expect(schemeIn('background-color: rgba(255, 255, 255, 0.1)', 'light')).toBe('dark');
  });

  it('does what the portal declares', () => {
    root.dataset['theme'] = 'dark';
    expect(schemeIn('background-color: rgb(255, 255, 255)', 'light')).toBe('dark');
    root.removeAttribute('data-theme');
    root.style.colorScheme = 'dark';
    expect(schemeIn('', 'light')).toBe('dark');
  });

  it('follows the system where the portal takes both and paints nothing', () => {
    root.style.colorScheme = 'light dark';
    expect(schemeIn('', 'dark')).toBe('dark');
    expect(schemeIn('', 'light')).toBe('light');
  });
});

describe('watchScheme', () => {
  it('tells of a portal that changes its colours, until it is stopped', async () => {
    const query = { addEventListener: () => undefined, removeEventListener: () => undefined };
    vi.stubGlobal('matchMedia', () => query);
    const listener = vi.fn();
    const stop = watchScheme(window, listener);
    document.body.className = 'dark-skin';
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1));
    stop();
    document.body.className = '';
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
