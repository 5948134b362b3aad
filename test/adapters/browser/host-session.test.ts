// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';

import { readConfig, readHost } from '#adapters/browser/host-session.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln';

function element(attributes: Record<string, string>): HTMLElement {
  const made = document.createElement('pai-plugin');
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  document.body.replaceChildren(made);
  return made;
}

describe('what the portal hands over', () => {
  it('is read from the attributes', () => {
    const host = readHost(
      element({
        'pai-rest-server-uri': 'https://cluster.example/rest-server',
        'pai-version': '1.8.0',
        'pai-user': 'alice',
        'pai-rest-server-token': TOKEN,
      }),
    );
    expect(host).toEqual({
      cluster: 'https://cluster.example/rest-server/',
      portalVersion: '1.8.0',
      user: 'alice',
      token: TOKEN,
    });
  });

  it('resolves a root-relative address of the cluster against the page', () => {
    for (const uri of ['/rest-server', '/rest-server/']) {
      const { cluster } = readHost(element({ 'pai-rest-server-uri': uri }));
      expect(cluster).toBe(new URL('/rest-server/', document.baseURI).href);
    }
  });

  it('leaves no token in the page', () => {
    readHost(element({ 'pai-rest-server-token': TOKEN }));
    expect(document.documentElement.outerHTML).not.toContain(TOKEN);
  });

  it('keeps the token of an element that is moved, and takes a new one', () => {
    const made = element({ 'pai-user': 'alice', 'pai-rest-server-token': TOKEN });
    const first = readHost(made);
    const moved = readHost(made, first);
    expect(moved.token).toBe(TOKEN);
    made.setAttribute('pai-rest-server-token', 'new');
    expect(readHost(made, moved).token).toBe('new');
    expect(made.outerHTML).not.toContain('new');
  });

  it('knows that nobody is logged in', () => {
    const { user, token } = readHost(element({}));
    expect({ user, token }).toEqual({ user: undefined, token: undefined });
  });

  it('does not fail on an address that is none', () => {
    expect(readHost(element({ 'pai-rest-server-uri': 'http://' })).cluster).toBe('http://');
  });
});

describe('the configuration', () => {
  const page = (search: string, plugins: unknown) =>
    ({ location: { search }, PAI_PLUGINS: plugins }) as unknown as Window;
  const plugins = [{ config: 'first' }, { config: 'second' }];

  it('is that of the plugin whose index stands in the address', () => {
    expect(readConfig(page('?index=1', plugins))).toBe('second');
    expect(readConfig(page('?index=0&x=1', plugins))).toBe('first');
    expect(readConfig(page('', plugins))).toBe('first');
  });

  it.each([
    ['?index=7', plugins],
    ['?index=-1', plugins],
    ['?index=length', plugins],
    ['?index=0', undefined],
    ['?index=0', [null]],
    ['?index=0', 'text'],
  ])('is undefined for %s where there is none', (search, given) => {
    expect(readConfig(page(search, given))).toBeUndefined();
  });
});

afterEach(() => document.body.replaceChildren());
