/** Light or dark, as the portal is; Fluent's theme is made to match styles/base.css. */
import { createTheme } from '@fluentui/react/lib/Styling';

import type { ITheme } from '@fluentui/react/lib/Styling';

export type Scheme = 'light' | 'dark';

/**
 * The scheme that holds now around an element: what the portal declares on its root by `data-theme` or `color-scheme`;
 * else what its background shows, as most portals declare nothing and stay light whatever the system prefers.
 */
export function currentScheme(window: Window, element: Element): Scheme {
  const root = window.document.documentElement;
  const { theme } = root.dataset;
  if (theme === 'dark' || theme === 'light') return theme;
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const accepted = schemesOf(window.getComputedStyle(root).colorScheme ?? '');
  if (accepted.length === 1) return accepted[0] === 'dark' ? 'dark' : 'light';
  return (
    backgroundScheme(window, element) ?? (accepted.length === 2 && prefersDark ? 'dark' : 'light')
  );
}

/** Of `light dark only normal`, those that are schemes. */
function schemesOf(declared: string): string[] {
  return declared.split(/\s+/).filter((word) => word === 'light' || word === 'dark');
}

/** By the nearest that paints anything; where nothing does, the canvas is white unless dark is accepted. */
function backgroundScheme(window: Window, element: Element): Scheme | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const scheme = schemeOf(window.getComputedStyle(at).backgroundColor ?? '');
    if (scheme) return scheme;
  }
  return undefined;
}

/** Of a computed colour, `rgb(r, g, b)` or `rgba(r, g, b, a)`; undefined for what is hardly seen. */
function schemeOf(color: string): Scheme | undefined {
  const numbers = /^rgba?\(([^)]*)\)$/
    .exec(color)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number.parseFloat);
  const [red, green, blue, alpha = 1] = numbers ?? [];
  if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) {
    return undefined;
  }
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
}

/** Calls back when the scheme may have changed; returns the way to stop. */
export function watchScheme(window: Window, listener: () => void): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', listener);
  const observer = new MutationObserver(listener);
  const { documentElement, body } = window.document;
  for (const element of [documentElement, body]) {
    observer.observe(element, { attributeFilter: ['data-theme', 'style', 'class'] });
  }
  return () => {
    query.removeEventListener('change', listener);
    observer.disconnect();
  };
}

/** As in styles/base.css. */
const FONT =
  "'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

export function fluentTheme(scheme: Scheme): ITheme {
  return createTheme({
    defaultFontStyle: { fontFamily: FONT },
    isInverted: scheme === 'dark',
    palette: scheme === 'dark' ? DARK : LIGHT,
  });
}

const LIGHT = {
  themePrimary: '#0f6cbd',
  themeDarkAlt: '#115ea3',
  themeDark: '#0f548c',
  themeDarker: '#0c3b5e',
  themeSecondary: '#2886de',
  themeTertiary: '#62abf5',
  themeLight: '#b4d6fa',
  themeLighter: '#cfe4fa',
  themeLighterAlt: '#ebf3fc',
  black: '#000000',
  neutralDark: '#1b1a19',
  neutralPrimary: '#242424',
  neutralPrimaryAlt: '#333333',
  neutralSecondary: '#5c5c5c',
  neutralSecondaryAlt: '#767676',
  neutralTertiary: '#a19f9d',
  neutralTertiaryAlt: '#c8c6c4',
  neutralQuaternary: '#d2d0ce',
  neutralQuaternaryAlt: '#e1dfdd',
  neutralLight: '#ebebeb',
  neutralLighter: '#f3f3f3',
  neutralLighterAlt: '#fafafa',
  white: '#ffffff',
};

const DARK = {
  themePrimary: '#62abf5',
  themeDarkAlt: '#77b7f7',
  themeDark: '#96c6fa',
  themeDarker: '#b4d6fa',
  themeSecondary: '#479ef5',
  themeTertiary: '#2886de',
  themeLight: '#0e4775',
  themeLighter: '#0c3b5e',
  themeLighterAlt: '#082338',
  black: '#ffffff',
  neutralDark: '#f5f5f5',
  neutralPrimary: '#f0f0f0',
  neutralPrimaryAlt: '#e0e0e0',
  neutralSecondary: '#bdbdbd',
  neutralSecondaryAlt: '#a3a3a3',
  neutralTertiary: '#8a8a8a',
  neutralTertiaryAlt: '#6b6b6b',
  neutralQuaternary: '#575757',
  neutralQuaternaryAlt: '#4a4a4a',
  neutralLight: '#3d3d3d',
  neutralLighter: '#333333',
  neutralLighterAlt: '#292929',
  white: '#1f1f1f',
};
