/** The list as people and assistive tools meet it: packages, search, categories. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { fakeEntry, fakeMarket, readyMarket, servicesOver } from '../fakes/services.ts';
import { count, open, packageLinks } from './rig.ts';

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

const search = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search packages' });
const category = (name: RegExp) =>
  within(screen.getByRole('navigation', { name: 'Categories' })).getByRole('button', { name });

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
    await userEvent.click(nav.getByRole('button', { name: 'Second market 1 package' }));
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
    expect(category(/^All 3 packages$/).getAttribute('aria-current')).toBe('true');
    expect(category(/^Training 2 packages$/).getAttribute('aria-current')).toBeNull();
    expect(category(/^Serving 1 package$/)).toBeTruthy();
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
    expect(category(/^Training 1 package$/)).toBeTruthy();
    expect(category(/^Serving 0 packages$/)).toBeTruthy();
  });

  it('show one that the market does not have as chosen and empty', () => {
    open(servicesOver([readyMarket(entries)]), '#/?category=gone');
    expect(category(/^gone 0 packages$/).getAttribute('aria-current')).toBe('true');
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
