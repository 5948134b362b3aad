/** The page of what is installed: receipts by package, and unfinished installs. */
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { axeViolations, closePlugin, openPlugin } from '../../fakes/page.tsx';
import { fakeServices } from '../../fakes/services.ts';
import { artifactStep, fakeReceipt, fakeUnfinished, jobStep } from './receipts.ts';
import { items, openInstalled } from './visit.tsx';

import type { Unfinished } from '#core/model/install.ts';
import type { Services } from '#ui/services.ts';

// jsdom has dialogs, but not their modal form.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(closePlugin);

const local = (time: string) => new RegExp(String(new Date(time).getFullYear()));

describe('nobody who is logged in', () => {
  it('is told so, not that nothing was installed', async () => {
    openPlugin(fakeServices({ user: undefined }), '#/installed');
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('login-required');
    expect(within(alert).getByRole('link', { name: 'Log in' })).toBeDefined();
    expect(document.body.textContent).not.toContain('Nothing was installed');
    expect(screen.queryByRole('button', { name: 'Import receipts' })).toBeNull();
  });
});

describe('packages', () => {
  it('stand once each, in the order of their newest receipts, with outcome, time and jobs', async () => {
    const other = { name: 'other', version: '2.0.0' };
    await openInstalled([
      fakeReceipt('a'),
      fakeReceipt('b', {
        package: other,
        outcome: 'failed',
        errorCode: 'cluster-error',
        steps: [],
      }),
      fakeReceipt('c', { package: { name: 'mnist-training', version: '0.9.0' } }),
    ]);
    const [first, second, third] = items();
    if (!first || !second) throw new Error('two packages were given');
    expect(third).toBeUndefined();
    const link = within(first).getByRole('link', { name: 'MNIST training' });
    expect(link.getAttribute('href')).toBe('#/p/example-market/mnist-training');
    expect(first.textContent).toContain('1.0.0 installed on');
    expect(first.textContent).toContain('from Example market');
    expect(within(first).getAllByText('Done')).toHaveLength(2);
    const [time] = first.querySelectorAll<HTMLTimeElement>('.pm-receipt-list time');
    expect(time?.title).toBe('2025-11-22 10:00:00 UTC');
    expect(time?.textContent).toMatch(local('2025-11-22T10:00:00Z'));
    const [job] = within(first).getAllByRole('link', { name: 'mnist' });
    expect(job?.getAttribute('href')).toBe('/job-detail.html?username=alice&jobName=mnist');
    expect(within(second).getByText('Failed')).toBeDefined();
    expect(second.textContent).toContain('not installed');
  });

  it('know the version that came with another package, and not the one that was taken back', async () => {
    const step = { ...artifactStep('driver'), package: { name: 'driver', version: '1.1.0' } };
    await openInstalled([
      fakeReceipt('a', { package: { name: 'driver', version: '2.0.0' }, outcome: 'undone' }),
      fakeReceipt('b', { package: { name: 'pipeline', version: '3.0.0' }, steps: [step] }),
      fakeReceipt('c', { package: { name: 'driver', version: '1.0.0' } }),
    ]);
    expect(items()[0]?.textContent).toContain('1.1.0 installed on');
    expect(items()[0]?.textContent).toContain('with pipeline');
    expect(screen.getByRole('link', { name: 'Reinstall 1.1.0' })).toBeDefined();
  });

  it('open to the whole receipt', async () => {
    const { user, element } = await openInstalled([
      fakeReceipt('a', {
        errorCode: 'cluster-outcome',
        errorMessage: 'The answer was lost.',
        importedAt: '2025-11-23T10:00:00Z',
        clusters: {
          openpai: 'https://pai.example.org/rest-server/',
          cdap: 'https://portal.example.org/cdap/',
        },
      }),
    ]);
    await user.click(screen.getByText('Receipt'));
    for (const words of [
      '638D6D08',
      'b'.repeat(64),
      'c'.repeat(64),
      'd'.repeat(64),
      'strict',
      'POST https://pai.example.org/rest-server/api/v2/jobs',
      '1.2 Submitting the job: done, status 202',
      '1.1 Looking for a job of this name: not there, status 404',
      '1.5 kB',
      '"name": "mnist"',
      'CDAP: https://portal.example.org/cdap/',
      'It is not known whether a request was carried out',
      'The answer was lost.',
      'no proof of what is on the cluster',
    ]) {
      expect(element.textContent).toContain(words);
    }
    expect(screen.getByText('Imported', { selector: '.pm-chip' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Save receipt' })).toBeDefined();
  });

  it('fold older receipts away', async () => {
    const { element } = await openInstalled([...'abcde'].map((id) => fakeReceipt(id)));
    expect(element.querySelector('.pm-receipt-item > details summary')?.textContent).toBe(
      '2 older receipts',
    );
  });

  it('survive a receipt with a time that is none, and show hostile texts literally', async () => {
    const bad = '<img src=x onerror=alert(1)>';
    const { element } = await openInstalled([
      fakeReceipt('a', {
        startedAt: 'x',
        finishedAt: 'y',
        errorCode: bad,
        errorMessage: bad,
        packages: [{ name: 'mnist-training', version: '1.0.0', label: bad, signers: [] }],
        steps: [{ ...jobStep('mnist'), label: bad }],
      }),
    ]);
    expect(element.textContent).not.toMatch(/invalid|NaN/i);
    expect(element.querySelector('img')).toBeNull();
    expect(screen.getByRole('link', { name: bad })).toBeDefined();
  });

  it('can be searched when they are many, also by the names of jobs', async () => {
    const receipts = [...'abcdef'].map((id) =>
      fakeReceipt(id, {
        package: { name: `package-${id}`, version: '1.0.0' },
        packages: [],
        steps: [jobStep(`job-of-${id}`)],
      }),
    );
    const { user } = await openInstalled(receipts);
    const search = screen.getByRole('searchbox', { name: 'Search installed packages' });
    await user.type(search, 'job-of-c');
    expect(items()).toHaveLength(1);
    expect(screen.getByText('1 of 6 packages')).toBeDefined();
    await user.clear(search);
    await user.type(search, 'package nothing');
    expect(items()).toHaveLength(0);
  });

  it('say so when their market is not configured any more', async () => {
    await openInstalled([fakeReceipt('a', { market: 'gone' })]);
    expect(screen.getByText(/not configured any more/)).toBeDefined();
    expect(screen.queryByRole('link', { name: /Reinstall/ })).toBeNull();
  });

  it('have no axe violations', async () => {
    const { user } = await openInstalled(
      [fakeReceipt('a'), fakeReceipt('b', { outcome: 'undone' })],
      {
        unfinished: () => Promise.resolve([fakeUnfinished()]),
      },
    );
    await user.click(screen.getAllByText('Receipt')[0] as HTMLElement);
    expect(await axeViolations()).toEqual([]);
  });
});

describe('a receipt', () => {
  it('is forgotten after one question', async () => {
    const kept = [fakeReceipt('a')];
    const { user } = await openInstalled(kept, {
      receipts: () => Promise.resolve([...kept]),
      forgetReceipt: (receipt) => {
        expect(receipt.id).toBe('a'.repeat(32));
        kept.pop();
        return Promise.resolve();
      },
    });
    await user.click(screen.getByText('Receipt'));
    await user.click(screen.getByRole('button', { name: 'Forget' }));
    const dialog = screen.getByRole('dialog', {
      name: 'Forget the receipt of mnist-training 1.0.0?',
    });
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }));
    expect(kept).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Forget' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Forget' }));
    expect(await screen.findByText('Nothing was installed from this browser yet.')).toBeDefined();
  });

  it('says so when it cannot be forgotten', async () => {
    const { user } = await openInstalled([fakeReceipt('a')], {
      forgetReceipt: () => Promise.reject(new MarketError('internal', 'The storage is shut.')),
    });
    await user.click(screen.getByText('Receipt'));
    await user.click(screen.getByRole('button', { name: 'Forget' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Forget' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The storage is shut.');
    expect(items()).toHaveLength(1);
  });

  it('leads to undoing what its install created, where it created something that can be removed', async () => {
    const made = fakeReceipt('a', { steps: [artifactStep('driver')] });
    const asked: string[] = [];
    const { user } = await openInstalled([made], {
      async *undo(receipt) {
        asked.push(receipt.id);
        yield { type: 'undo-sent', request: '1.2u', purpose: 'Removing the artifact' };
        yield { type: 'undo-answered', request: '1.2u', status: 200, outcome: 'undone' };
        yield { type: 'undo-done', receipt: { ...receipt, outcome: 'undone' } };
      },
    });
    await user.click(screen.getByText('Receipt'));
    await user.click(screen.getByRole('button', { name: 'Undo what this install created' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(asked).toEqual([made.id]));
    expect(await screen.findByText('What this install created is undone.')).toBeDefined();
  });

  it('of a job has nothing to undo', async () => {
    await openInstalled([fakeReceipt('a')]);
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
  });
});

describe('unfinished installs', () => {
  const opened = (unfinished: Unfinished[], given: Partial<Services> = {}) =>
    openInstalled([], { unfinished: () => Promise.resolve(unfinished), ...given });

  it('stand first, say how far they came and why they stopped, and go on in the wizard', async () => {
    const { user } = await opened([fakeUnfinished()]);
    const region = screen.getByRole('region', { name: 'Not finished' });
    expect(region.textContent).toContain('1 of 2 steps done');
    expect(region.textContent).toContain('It stopped in step 2: The cluster did not answer.');
    await user.click(within(region).getByRole('button', { name: 'Resume' }));
    expect(window.location.hash).toBe('#/p/example-market/mnist-training/1.0.0/install');
  });

  it('are discarded after one question', async () => {
    let kept = [fakeUnfinished()];
    const { user } = await opened(kept, {
      unfinished: () => Promise.resolve(kept),
      discard: ({ journal }) => {
        kept = kept.filter((each) => each.journal.id !== journal.id);
        return Promise.resolve();
      },
    });
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('What was done stays on the cluster');
    await user.click(within(dialog).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Not finished' })).toBeNull());
  });

  it('that run in another tab are left to it', async () => {
    await opened([fakeUnfinished({ running: true })]);
    expect(screen.getByText('Running in another tab')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull();
  });

  it('of a market that is gone can only be discarded', async () => {
    await opened([fakeUnfinished()], { config: () => ({ markets: [] }) });
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Discard' })).toBeDefined();
  });
});

describe('without receipts', () => {
  it('says what will be here and leads to the packages', async () => {
    await openInstalled([]);
    expect(screen.getByText(/Every install leaves a receipt here/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Look for a package' }).getAttribute('href')).toBe(
      '#/',
    );
    expect(screen.queryByRole('button', { name: 'Export all receipts' })).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('says so when the browser does not give them', async () => {
    await openInstalled([], {
      receipts: () => Promise.reject(new MarketError('internal', 'The storage is shut.')),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('The storage is shut.');
  });
});
