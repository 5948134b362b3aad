/** Filters beside the list: counts, choices in the address, long groups, what is chosen above the list. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { fakeEntry, readyMarket, servicesOver } from '../fakes/services.ts';
import { axeViolations } from '../fakes/page.tsx';
import { count, open, packageLinks } from './rig.ts';

const row = (name: string, gpu: number) => ({ name, version: '1.0.0', needs: { gpu } });

const entries = [
  fakeEntry({ rows: [row('mnist-training', 0)], latest: row('mnist-training', 0) }),
  fakeEntry({
    name: 'triton',
    label: 'Triton inference server',
    categories: ['serving'],
    rows: [row('triton', 8)],
    latest: row('triton', 8),
  }),
  fakeEntry({ name: 'both', label: 'Both of them', categories: ['training', 'serving'] }),
];

const filters = () => within(screen.getByRole('region', { name: 'Filters' }));
const group = (name: string) => within(filters().getByRole('group', { name }));
const choice = (name: string | RegExp) =>
  filters().getByRole<HTMLInputElement>('checkbox', { name });

describe('filters', () => {
  it('come with the number of packages that each would show', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const names = group('Category')
      .getAllByRole('checkbox')
      .map((box) => box.closest('label')?.textContent);
    expect(names).toEqual(['Training 2 packages', 'Serving 2 packages']);
  });

  it('have a long value at hand in full, as there may be no room for it', async () => {
    const org = 'Institute of Applied Machine Learning';
    await open(servicesOver([readyMarket([...entries, fakeEntry({ name: 'long', org })])]));
    expect(choice(new RegExp(org)).closest('label')?.title).toBe(org);
    expect(choice(/^Serving/).closest('label')?.title).toBe('');
  });

  it('narrow the list, each choice an entry of the history, values of one group as alternatives', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const before = window.history.length;
    await userEvent.click(choice('Serving 2 packages'));
    await waitFor(() =>
      expect(packageLinks()).toEqual(['Both of them', 'Triton inference server']),
    );
    expect(window.location.hash).toBe('#/?category=serving');
    expect(window.history.length).toBe(before + 1);
    expect(count()).toBe('2 of 3 packages');
    await userEvent.click(choice(/^Training/));
    await waitFor(() => expect(packageLinks()).toHaveLength(3));
    expect(window.location.hash).toBe('#/?category=serving&category=training');
  });

  it('of different groups must all be met', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?category=serving&gpu=5%2B');
    expect(packageLinks()).toEqual(['Triton inference server']);
    expect(choice('5 or more GPUs 1 package').checked).toBe(true);
  });

  it('count what the search leaves', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?q=triton');
    expect(choice('Serving 1 package')).toBeTruthy();
    expect(filters().queryByRole('checkbox', { name: /^Training/ })).toBeNull();
  });

  it('stand above the list when chosen, and go with a press', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?category=serving&gpu=5%2B');
    const chosen = within(screen.getByRole('list', { name: 'Chosen filters' }));
    expect(chosen.getAllByRole('button').map((each) => each.getAttribute('aria-label'))).toEqual([
      'Remove filter Category: Serving',
      'Remove filter GPUs: 5 or more GPUs',
    ]);
    await userEvent.click(
      chosen.getByRole('button', { name: 'Remove filter GPUs: 5 or more GPUs' }),
    );
    await waitFor(() => expect(packageLinks()).toHaveLength(2));
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(packageLinks()).toHaveLength(3));
    expect(window.location.hash).toBe('#/');
  });

  it('show one that no market has as chosen and empty, and how to get rid of it', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/?category=gone');
    expect(choice('gone 0 packages').checked).toBe(true);
    const remove = screen.getByRole('button', { name: 'Remove filter Category: gone' });
    expect(screen.getByText(/without the chosen filters/)).toBeTruthy();
    await userEvent.click(remove);
    await waitFor(() => expect(packageLinks()).toHaveLength(3));
  });

  it('fold up and open again', async () => {
    await open(servicesOver([readyMarket(entries)]));
    const fold = filters().getByRole('button', { name: 'GPUs' });
    expect(fold.getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(fold);
    expect(group('GPUs').getByRole('checkbox', { name: 'No GPU 1 package' })).toBeTruthy();
    expect(await axeViolations()).toEqual([]);
  });

  it('are not all shown at once when there are very many, and can be looked for', async () => {
    const categories = Array.from({ length: 50 }, (_, at) => ({ name: `c${at}` }));
    const many = categories.map(({ name }) => fakeEntry({ name, label: name, categories: [name] }));
    await open(servicesOver([readyMarket(many, { categories })]));
    expect(group('Category').getAllByRole('checkbox')).toHaveLength(6);
    await userEvent.click(group('Category').getByRole('button', { name: 'Show all 50' }));
    expect(group('Category').getAllByRole('checkbox')).toHaveLength(50);
    const find = group('Category').getByRole('searchbox', { name: 'Find in Category' });
    await userEvent.type(find, 'C49');
    expect(group('Category').getAllByRole('checkbox')).toHaveLength(1);
    expect(choice('c49 1 package')).toBeTruthy();
  });
});
