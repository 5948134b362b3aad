/** The marketplace as people and assistive tools meet it: list, search, categories, and every state in which it is not a list. */
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { mount } from '#ui/app.tsx';
import {
  failedMarket,
  fakeEntry,
  fakeMarket,
  fakeServices,
  readyMarket,
  servicesOver,
} from '../fakes/services.ts';

import type { MarketState } from '#core/model/market.ts';
import type { Services } from '#ui/services.ts';

const entries = [
  fakeEntry(),
  fakeEntry({
    name: 'triton',
    label: 'Triton inference server',
    description: 'Serves models over HTTP.',
    author: 'Serving team',
    categories: ['serving'],
    tags: ['onnx'],
    versions: ['2.1.0', '1.0.0'],
  }),
  fakeEntry({
    name: 'old',
    label: 'Old benchmark',
    latest: { name: 'old', version: '1.0.0', yanked: 'Its results were wrong.' },
  }),
];

let unmount: (() => void) | undefined;

/** Mounts the whole plugin at an address, as the door does. */
function open(services: Services, hash = '') {
  window.history.replaceState(null, '', `/plugin.html?index=0${hash}`);
  const element = document.createElement('pai-plugin');
  document.body.append(element);
  act(() => {
    unmount = mount(element, services);
  });
}

const search = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search packages' });
const packageLinks = () =>
  screen
    .getAllByRole('listitem')
    .flatMap((item) => within(item).queryAllByRole('link'))
    .filter((link) => link.getAttribute('href')?.startsWith('#/p/'))
    .map((link) => link.textContent);
const category = (name: RegExp) =>
  within(screen.getByRole('navigation', { name: 'Categories' })).getByRole('button', { name });
const count = () => screen.getByRole('status').textContent;

beforeEach(() => {
  unmount = undefined;
});
afterEach(() => {
  act(() => unmount?.());
  document.body.replaceChildren();
  cleanup();
});

describe('the list', () => {
  it('has a link for each package, named exactly by its label', () => {
    open(servicesOver([readyMarket(entries)]));
    const link = screen.getByRole('link', { name: 'Triton inference server' });
    expect(link.getAttribute('href')).toBe('#/p/example-market/triton');
    expect(packageLinks()).toEqual(['MNIST training', 'Triton inference server', 'Old benchmark']);
  });

  it('shows description, author, newest version and tags, and says what is withdrawn', () => {
    open(servicesOver([readyMarket(entries)]));
    const card = screen.getByRole('link', { name: 'Triton inference server' }).closest('li');
    expect(card?.textContent).toContain('Serves models over HTTP.');
    expect(card?.textContent).toContain('by Serving team');
    expect(card?.textContent).toContain('Version 2.1.0');
    expect(card?.textContent).toContain('onnx');
    expect(card?.textContent).not.toContain('Withdrawn');
    const old = screen.getByRole('link', { name: 'Old benchmark' }).closest('li');
    expect(old?.textContent).toContain('Withdrawn');
  });

  it('announces how many packages there are', () => {
    open(servicesOver([readyMarket(entries)]));
    expect(count()).toBe('3 packages');
  });

  it('counts one package as one package', () => {
    open(servicesOver([readyMarket(entries.slice(0, 1))]));
    expect(count()).toBe('1 package');
  });

  it('has links to the marketplace and to what is installed', () => {
    open(servicesOver([readyMarket(entries)]));
    const nav = within(screen.getByRole('navigation', { name: 'Marketplace pages' }));
    expect(nav.getByRole('link', { name: 'Marketplace' }).getAttribute('aria-current')).toBe(
      'page',
    );
    expect(nav.getByRole('link', { name: 'Installed' }).getAttribute('href')).toBe('#/installed');
  });

  it('draws ten thousand packages in pages of one hundred', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      fakeEntry({ name: `p${at}`, label: `Package ${at}` }),
    );
    open(servicesOver([readyMarket(many)]));
    expect(count()).toBe('10,000 packages');
    expect(document.querySelectorAll('.pm-card')).toHaveLength(100);
    await userEvent.click(screen.getByRole('button', { name: 'Show 100 more packages' }));
    expect(document.querySelectorAll('.pm-card')).toHaveLength(200);
  });

  it('shows hostile texts as text, clipped, without what cannot be seen', () => {
    const label = `\u202e<img src=x onerror=alert(1)>\u200b`;
    const long = fakeEntry({ name: 'long', label: 'x'.repeat(1_000_000) });
    open(servicesOver([readyMarket([fakeEntry({ label }), long])]));
    expect(screen.getByRole('link', { name: '<img src=x onerror=alert(1)>' })).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
    expect(packageLinks()[1]).toHaveLength(200);
  });

  it('names the market of a package when there are several, and lets one be chosen', async () => {
    const second = fakeMarket({ id: 'second', name: 'Second market' });
    open(
      servicesOver([
        readyMarket(entries.slice(0, 2)),
        readyMarket([fakeEntry({ name: 'other', label: 'Other' })], { config: second }),
      ]),
    );
    expect(screen.getByRole('link', { name: 'Other' }).closest('li')?.textContent).toContain(
      'Second market',
    );
    const nav = within(screen.getByRole('navigation', { name: 'Markets' }));
    await userEvent.click(nav.getByRole('button', { name: 'Second market, 1 package' }));
    expect(packageLinks()).toEqual(['Other']);
    expect(window.location.hash).toBe('#/?market=second');
  });
});

describe('search', () => {
  it('finds by description and keeps the text in the address without filling the history', async () => {
    open(servicesOver([readyMarket(entries)]));
    const before = window.history.length;
    await userEvent.type(search(), 'http');
    await waitFor(() => expect(packageLinks()).toEqual(['Triton inference server']));
    expect(count()).toBe('1 package');
    expect(window.location.hash).toBe('#/?q=http');
    expect(window.history.length).toBe(before);
  });

  it('begins with the text of the address', () => {
    open(servicesOver([readyMarket(entries)]), '#/?q=mnist');
    expect(search().value).toBe('mnist');
    expect(packageLinks()).toEqual(['MNIST training']);
  });

  it('takes the focus with the key / but not while somebody types', async () => {
    open(servicesOver([readyMarket(entries)]));
    await userEvent.keyboard('/');
    expect(document.activeElement).toBe(search());
    expect(search().value).toBe('');
    await userEvent.keyboard('a/b');
    expect(search().value).toBe('a/b');
  });

  it('offers to clear a search that finds nothing', async () => {
    open(servicesOver([readyMarket(entries)]), '#/?q=nothing-like-it&category=training');
    expect(count()).toBe('0 packages');
    expect(screen.getByRole('heading', { name: 'No package matches' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Clear search' }));
    expect(packageLinks()).toHaveLength(3);
    expect(window.location.hash).toBe('#/');
  });

  it('does nothing strange with characters of patterns', async () => {
    open(servicesOver([readyMarket(entries)]), `#/?q=${encodeURIComponent('(.*[')}`);
    expect(count()).toBe('0 packages');
  });
});

describe('categories', () => {
  it('come with their counts, All first', () => {
    open(servicesOver([readyMarket(entries)]));
    const nav = within(screen.getByRole('navigation', { name: 'Categories' }));
    const names = nav.getAllByRole('button').map((button) => button.textContent);
    expect(names[0]).toContain('All');
    expect(category(/^All, 3 packages$/).getAttribute('aria-current')).toBe('true');
    expect(category(/^Training, 2 packages$/).getAttribute('aria-current')).toBeNull();
    expect(category(/^Serving, 1 package$/)).toBeTruthy();
  });

  it('narrow the list and can be gone back from', async () => {
    open(servicesOver([readyMarket(entries)]));
    const before = window.history.length;
    await userEvent.click(category(/^Serving/));
    expect(packageLinks()).toEqual(['Triton inference server']);
    expect(window.location.hash).toBe('#/?category=serving');
    expect(window.history.length).toBe(before + 1);
  });

  it('count what the search leaves', () => {
    open(servicesOver([readyMarket(entries)]), '#/?q=mnist');
    expect(category(/^Training, 1 package$/)).toBeTruthy();
    expect(category(/^Serving, 0 packages$/)).toBeTruthy();
  });

  it('show one that the market does not have as chosen and empty', () => {
    open(servicesOver([readyMarket(entries)]), '#/?category=gone');
    expect(category(/^gone, 0 packages$/).getAttribute('aria-current')).toBe('true');
    expect(screen.getByRole('button', { name: 'Clear search' })).toBeTruthy();
  });

  it('are not all shown at once when there are very many', async () => {
    const categories = Array.from({ length: 50 }, (_, at) => ({ name: `c${at}` }));
    open(servicesOver([readyMarket(entries, { categories })]));
    const nav = within(screen.getByRole('navigation', { name: 'Categories' }));
    expect(nav.getAllByRole('listitem')).toHaveLength(21);
    await userEvent.click(nav.getByRole('button', { name: 'Show all 50' }));
    expect(nav.getAllByRole('listitem')).toHaveLength(51);
  });
});

describe('while markets are read', () => {
  it('says so and shows each market as soon as it is there', () => {
    const second = fakeMarket({ id: 'second', name: 'Second market' });
    let tell: ((state: MarketState) => void) | undefined;
    open(
      fakeServices({
        config: () => ({ markets: [fakeMarket(), second] }),
        openMarkets: (_signal, onState) => {
          tell = onState;
          return new Promise(() => undefined);
        },
      }),
    );
    expect(count()).toBe('Loading packages…');
    act(() => tell?.(readyMarket(entries)));
    expect(count()).toBe('3 packages so far');
    expect(screen.getByText('Loading Second market…')).toBeTruthy();
  });

  it('stops reading when the element goes', () => {
    let signal: AbortSignal | undefined;
    open(
      fakeServices({
        config: () => ({ markets: [fakeMarket()] }),
        openMarkets: (given) => {
          signal = given;
          return new Promise(() => undefined);
        },
      }),
    );
    act(() => unmount?.());
    unmount = undefined;
    expect(signal?.aborted).toBe(true);
  });
});

describe('when a market cannot be read', () => {
  const error = new MarketError('net-cors', 'The market does not allow it.', {
    details: { url: 'https://market.example.org/packages.json' },
  });

  it('is an alert with its code, its words and its details', () => {
    open(servicesOver([failedMarket(error)]));
    const alert = screen.getByRole('alert');
    expect(alert.dataset['errorCode']).toBe('net-cors');
    expect(alert.textContent).toContain('Example market could not be opened');
    expect(alert.textContent).toContain('The market does not allow it.');
    expect(alert.textContent).toContain('Access-Control-Allow-Origin');
    expect(alert.textContent).toContain('https://market.example.org/packages.json');
    expect(screen.queryByText('No packages yet')).toBeNull();
  });

  it('does not hide the others', () => {
    const failed = failedMarket(error, fakeMarket({ id: 'second', name: 'Second market' }));
    open(servicesOver([readyMarket(entries), failed]));
    expect(screen.getByRole('alert').textContent).toContain('Second market could not be opened');
    expect(packageLinks()).toHaveLength(3);
  });

  it('can be tried again', async () => {
    const states: MarketState[] = [failedMarket(error), readyMarket(entries)];
    open(
      fakeServices({
        config: () => ({ markets: [fakeMarket()] }),
        openMarkets: (_signal, onState) => {
          const state = states.shift();
          if (state) onState(state);
          return Promise.resolve();
        },
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(packageLinks()).toHaveLength(3);
  });
});

describe('notices', () => {
  it('say in red that a market is not checked, from the configuration alone', () => {
    const config = fakeMarket({ trust: 'off' });
    open(servicesOver([readyMarket(entries, { config, notices: [] })]));
    const notice = screen.getByText(/checking is off for Example market/);
    expect(notice.closest('.pm-notice-danger')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say calmly what signatures alone leave open', () => {
    const text = 'The list is not signed.';
    open(servicesOver([readyMarket(entries, { notices: [{ code: 'index-unsigned', text }] })]));
    expect(screen.getByText(text).closest('.pm-notice-info')).toBeTruthy();
  });

  it('fold up the remarks about an index', () => {
    const notices = Array.from({ length: 500 }, (_, at) => ({
      code: 'index-entry' as const,
      text: `Row ${at} was left out.`,
    }));
    open(servicesOver([readyMarket(entries, { notices })]));
    expect(screen.getByText('500 remarks about the index of Example market')).toBeTruthy();
    expect(screen.getAllByText(/^Row \d+ was left out/)).toHaveLength(50);
  });

  it('ask to log in without being an error', () => {
    open(servicesOver([readyMarket(entries)], { user: undefined }));
    expect(screen.getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe('/login.html');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(packageLinks()).toHaveLength(3);
  });

  it('tell of an address that was not understood', () => {
    open(servicesOver([readyMarket(entries)]), '#/p/%');
    expect(screen.getByText(/address of this page was not understood/)).toBeTruthy();
    expect(packageLinks()).toHaveLength(3);
  });
});

describe('when there is nothing to list', () => {
  it('says that the market is empty', () => {
    open(servicesOver([readyMarket([])]));
    expect(screen.getByRole('heading', { name: 'No packages yet' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Clear search' })).toBeNull();
  });

  it('says that no market is configured', () => {
    open(fakeServices());
    expect(screen.getByRole('heading', { name: 'No market is configured' })).toBeTruthy();
  });

  it('names the wrong key of the configuration', () => {
    const config = () => {
      throw new MarketError('config-invalid', 'markets[0].url is not an address.', {
        details: { key: 'markets[0].url' },
      });
    };
    open(fakeServices({ config }));
    const alert = screen.getByRole('alert');
    expect(alert.dataset['errorCode']).toBe('config-invalid');
    expect(alert.textContent).toContain('Configuration key');
    expect(alert.textContent).toContain('markets[0].url');
  });

  it('turns a bug into an alert with the code internal', () => {
    const broken = readyMarket([fakeEntry({ label: undefined as never })]);
    const { error } = console;
    console.error = () => undefined;
    try {
      open(servicesOver([broken]));
    } finally {
      console.error = error;
    }
    expect(screen.getByRole('alert').dataset['errorCode']).toBe('internal');
  });
});

describe('the element', () => {
  it('is empty again after unmounting, and its styles are there once', () => {
    open(servicesOver([readyMarket(entries)]));
    act(() => unmount?.());
    expect(document.querySelector('pai-plugin')?.children).toHaveLength(0);
    open(servicesOver([readyMarket(entries)]));
    expect(document.querySelectorAll('style[data-pai-market-style="frame"]')).toHaveLength(1);
  });
});
