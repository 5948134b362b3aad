/** Jobs that the cluster knows by their tag, on the page of what is installed. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { closePlugin, openPlugin } from '../../fakes/page.tsx';
import { fakeServices } from '../../fakes/services.ts';
import { fakeReceipt } from './receipts.ts';
import { items, openInstalled } from './visit.tsx';

import type { TaggedJob } from '#core/model/install.ts';

afterEach(closePlugin);

describe('jobs of the cluster', () => {
  const job = (name: string, given: Partial<TaggedJob> = {}): TaggedJob => ({
    job: { user: 'alice', name },
    market: 'example-market',
    package: { name: 'mnist-training', version: '1.0.0' },
    state: 'RUNNING',
    submittedAt: Date.parse('2025-11-22T10:00:00Z'),
    ...given,
  });
  const region = () => screen.getByRole('region', { name: 'Jobs on the cluster' });

  it('are shown with state and link, also without a receipt, and of markets that are not configured', async () => {
    await openInstalled([fakeReceipt('a')], {
      taggedJobs: () =>
        Promise.resolve([job('mnist'), job('elsewhere', { state: 'FAILED', market: 'gone' })]),
    });
    await waitFor(() => expect(region().querySelectorAll('li')).toHaveLength(2));
    const [known, other] = region().querySelectorAll<HTMLElement>('li');
    expect(known?.textContent).toContain('Running');
    expect(known?.textContent).not.toContain('no receipt');
    expect(
      known && within(known).getByRole('link', { name: 'mnist-training 1.0.0' }),
    ).toBeDefined();
    expect(other?.textContent).toContain('Failed');
    expect(other?.textContent).toContain('no receipt in this browser');
    const link = other && within(other).getByRole('link', { name: 'elsewhere' });
    expect(link?.getAttribute('href')).toBe('/job-detail.html?username=alice&jobName=elsewhere');
    expect(other && within(other).queryByRole('link', { name: /mnist/ })).toBeNull();
  });

  it('that cannot be had do not take the page down, and are asked for again', async () => {
    let works = false;
    const { user } = await openInstalled([fakeReceipt('a')], {
      taggedJobs: () =>
        works
          ? Promise.resolve([])
          : Promise.reject(new MarketError('cluster-unreachable', 'The cluster is away.')),
    });
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('cluster-unreachable');
    expect(items()).toHaveLength(1);
    works = true;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/has no jobs of yours/)).toBeDefined();
  });

  it('are told to be on their way', async () => {
    await openInstalled([], { taggedJobs: () => new Promise(() => undefined) });
    expect(screen.getByText('Asking the cluster for your jobs…')).toBeDefined();
  });

  it('are not asked for when nobody is logged in', async () => {
    let asked = false;
    const taggedJobs = () => {
      asked = true;
      return Promise.resolve([]);
    };
    openPlugin(fakeServices({ user: undefined, taggedJobs }), '#/installed');
    expect((await screen.findByRole('alert')).dataset['errorCode']).toBe('login-required');
    expect(asked).toBe(false);
  });

  it('are cut to a number that can be read', async () => {
    const many = Array.from({ length: 25 }, (_, at) => job(`job-${at}`));
    const { user } = await openInstalled([], { taggedJobs: () => Promise.resolve(many) });
    await user.click(await screen.findByRole('button', { name: 'Show 5 more' }));
    expect(region().querySelectorAll('li')).toHaveLength(25);
  });
});
