/** The list as people and assistive tools meet it: packages, search, categories. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { fakeEntry, fakeMarket, readyMarket, servicesOver } from '../fakes/services.ts';
import { axeViolations } from '../fakes/page.tsx';
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
    rows: [
      { name: 'triton', version: '2.1.0', created: 1_700_000_000, components: ['job'] },
      { name: 'triton', version: '1.0.0', created: 1_600_000_000 },
    ],
  }),
  fakeEntry({
    name: 'old',
    label: 'Old benchmark',
    rows: [{ name: 'old', version: '1.0.0', yanked: 'Its results were wrong.' }],
    latest: { name: 'old', version: '1.0.0', yanked: 'Its results were wrong.' },
  }),
];

const search = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search packages' });
const card = (name: string) => screen.getByRole('link', { name }).closest('li');

describe('the list', () => {
  it('has a link for each package, named exactly by its label', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const link = screen.getByRole('link', { name: 'Triton inference server' });
    expect(link.getAttribute('href')).toBe('#/p/example-market/triton');
    expect(packageLinks()).toEqual(['MNIST training', 'Old benchmark', 'Triton inference server']);
  });

  it('shows description, author, offered version, time and tags, and says what is withdrawn', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const text = card('Triton inference server')?.textContent;
    expect(text).toContain('Serves models over HTTP.');
    expect(text).toContain('by Serving team');
    expect(text).toContain('Version 2.1.0');
    expect(text).toContain('onnx');
    expect(text).toContain('Job');
    expect(text).toMatch(/Updated .*years? ago/);
    expect(text).not.toContain('Withdrawn');
    expect(card('Triton inference server')?.querySelector('time')?.title).toContain('2023-11-14');
    expect(card('Old benchmark')?.textContent).toContain('Withdrawn');
  });

  it('says which range a package is for where the cluster is another', async () => {
    const row = { name: 'mnist-training', version: '1.0.0', paiVersion: '[2.0.0,3.0.0)' };
    await open(
      servicesOver([readyMarket([fakeEntry({ rows: [row], latest: row })])], {
        clusterVersions: () => Promise.resolve({ pai: '1.8.0' }),
      }),
    );
    const chip = await screen.findByText('Not for this OpenPAI');
    expect(chip.title).toBe('This cluster has OpenPAI 1.8.0; the package is for [2.0.0,3.0.0).');
  });

  it('counts the packages, and announces the count when it stands still', async () => {
    await open(servicesOver([readyMarket(entries)]));
    expect(count()).toBe('3 packages');
    expect(screen.getByRole('status').textContent).toBe('');
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('3 packages'));
  });

  it('counts one package as one package', async () => {
    await open(servicesOver([readyMarket(entries.slice(0, 1))]));
    expect(count()).toBe('1 package');
  });

  it('has links to the marketplace and to what is installed', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const nav = within(screen.getByRole('navigation', { name: 'Marketplace pages' }));
    expect(nav.getByRole('link', { name: 'Marketplace' }).getAttribute('aria-current')).toBe(
      'page',
    );
    expect(nav.getByRole('link', { name: 'Installed' }).getAttribute('href')).toBe('#/installed');
  });

  it('draws few of ten thousand packages, and says of each where it stands', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      fakeEntry({ name: `p${at}`, label: `Package ${at}` }),
    );
    await open(servicesOver([readyMarket(many)]));
    expect(count()).toBe('10,000 packages');
    expect(document.querySelectorAll('.pm-card').length).toBeLessThan(100);
    expect(card('Package 1')?.getAttribute('aria-posinset')).toBe('2');
    expect(card('Package 1')?.getAttribute('aria-setsize')).toBe('10000');
  });

  it('shows hostile texts as text, clipped, without what cannot be seen', async () => {
    const label = `\u202e<img src=x onerror=alert(1)>\u200b`;
    const long = fakeEntry({ name: 'long', label: 'x'.repeat(1_000_000) });
    await open(servicesOver([readyMarket([fakeEntry({ label }), long])]));
    expect(screen.getByRole('link', { name: '<img src=x onerror=alert(1)>' })).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
    expect(
      packageLinks()
        .map((text) => text?.length)
        .sort(),
    ).toEqual([200, 28].sort());
  });

  it('names the market of a package when there are several, and lets one be chosen', async () => {
    const second = fakeMarket({ id: 'second', name: 'Second market' });
    await open(
      servicesOver([
        readyMarket(entries.slice(0, 2)),
        readyMarket([fakeEntry({ name: 'other', label: 'Other' })], { config: second }),
      ]),
    );
    expect(card('Other')?.textContent).toContain('Second market');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Second market 1 package' }));
    await waitFor(() => expect(packageLinks()).toEqual(['Other']));
    expect(window.location.hash).toBe('#/?market=second');
  });

  it('breaks no rule of accessibility, with hits, filters and hints', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=mnist+autor:x&category=training');
    expect(await axeViolations()).toEqual([]);
  });
});

describe('search', () => {
  it('finds by description and keeps the text in the address without filling the history', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const before = window.history.length;
    await userEvent.type(search(), 'http');
    await waitFor(() => expect(packageLinks()).toEqual(['Triton inference server']));
    expect(count()).toBe('1 of 3 packages');
    await waitFor(() => expect(window.location.hash).toBe('#/?q=http'));
    expect(window.history.length).toBe(before);
  });

  it('begins with the text of the address', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=mnist');
    expect(search().value).toBe('mnist');
    expect(packageLinks()).toEqual(['MNIST training']);
  });

  it('marks the words that it met', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=mnist');
    const marked = [...document.querySelectorAll('mark')].map((mark) => mark.textContent);
    expect(marked).toContain('MNIST');
    expect(screen.getByRole('link', { name: 'MNIST training' })).toBeTruthy();
  });

  it('forgives a typing error', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=infrence');
    expect(packageLinks()).toEqual(['Triton inference server']);
  });

  it('says what of a text could not be used', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=mnist+colour:red');
    expect(screen.getByText(/“colour:red” begins with no field that is known/)).toBeTruthy();
    expect(screen.getByText(/^Fields are author, org, /)).toBeTruthy();
  });

  it('takes the focus with the key / but not while somebody types', async () => {
    await open(servicesOver([readyMarket(entries)]));
    await userEvent.keyboard('/');
    expect(document.activeElement).toBe(search());
    expect(search().value).toBe('');
    await userEvent.keyboard('a/b');
    expect(search().value).toBe('a/b');
  });

  it('offers to clear what finds nothing, and searches that teach how to ask', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=zzzzqqqq&category=training');
    expect(count()).toBe('0 of 3 packages');
    expect(screen.getByRole('heading', { name: 'No package matches' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Clear search' }));
    await waitFor(() => expect(packageLinks()).toHaveLength(3));
    expect(window.location.hash).toBe('#/');
  });

  it('runs an example that is pressed', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=zzzzqqqq');
    await userEvent.click(screen.getByRole('button', { name: 'type:job' }));
    await waitFor(() => expect(packageLinks()).toEqual(['Triton inference server']));
    expect(search().value).toBe('type:job');
  });

  it('does nothing strange with characters of patterns', async () => {
    await open(servicesOver([readyMarket(entries)]), `#/?q=${encodeURIComponent('(.*[')}`);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(count()).toMatch(/of 3 packages$/);
  });
});

describe('the order', () => {
  it('is by name, or by the best match where something is searched for', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const order = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sort by' });
    expect(order().value).toBe('name');
    expect(within(order()).queryByText('Best match')).toBeNull();
    await userEvent.type(search(), 'a');
    expect(order().value).toBe('relevance');
  });

  it('can be chosen and stands in the address', async () => {
    await open(servicesOver([readyMarket(entries)]));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'updated');
    await waitFor(() => expect(packageLinks()[0]).toBe('Triton inference server'));
    expect(window.location.hash).toBe('#/?sort=updated');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'name');
    expect(window.location.hash).toBe('#/');
  });
});

describe('the keys', () => {
  const focused = () => document.activeElement?.textContent;

  it('lead from the search field to the first package, on with arrows, and back', async () => {
    await open(servicesOver([readyMarket(entries)]));
    search().focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('MNIST training');
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('Old benchmark');
    await userEvent.keyboard('{End}');
    expect(focused()).toBe('Triton inference server');
    await userEvent.keyboard('{Home}');
    expect(focused()).toBe('MNIST training');
    await userEvent.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(search());
  });

  it('reach the packages with one Tab and leave them with the next', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const stops = [...document.querySelectorAll<HTMLElement>('.pm-card-link')].map(
      ({ tabIndex }) => tabIndex,
    );
    expect(stops).toEqual([0, -1, -1]);
  });

  it('are listed under ?, with searches that run when they are pressed', async () => {
    await open(servicesOver([readyMarket(entries)]));
    await userEvent.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Search tips and shortcuts' });
    expect(dialog.textContent).toContain('Go to the search field');
    expect(await axeViolations()).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: '"word count"' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(search().value).toBe('"word count"');
  });
});
