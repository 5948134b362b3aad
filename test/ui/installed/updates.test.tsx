/** Updates of installed packages: which version is offered, the way there, and what changed. */
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { closePlugin, openPlugin } from '../../fakes/page.tsx';
import {
  failedMarket,
  fakeEntry,
  fakeMarket,
  fakePackage,
  readingMarket,
  readyMarket,
  servicesOver,
} from '../../fakes/services.ts';
import { fakeReceipt } from './receipts.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { MarketState, OpenPackage } from '#core/model/market.ts';
import type { Services } from '#ui/services.ts';

afterEach(closePlugin);

const NAME = 'mnist-training';
const row = (version: string, given: Partial<PackageRow> = {}): PackageRow => ({
  name: NAME,
  version,
  ...given,
});
const market = (rows: PackageRow[]) =>
  readyMarket([fakeEntry({ versions: rows.map(({ version }) => version), rows })]);

async function open(state: MarketState, given: Partial<Services> = {}) {
  const page = openPlugin(
    servicesOver([state], { receipts: () => Promise.resolve([fakeReceipt('a')]), ...given }),
    '#/installed',
  );
  const name = await screen.findByRole('link', { name: 'MNIST training' });
  const item = name.closest('li');
  if (!item) throw new Error('the package is in no list');
  return { ...page, item };
}

describe('an update', () => {
  it('is told while another market is still silent', async () => {
    const ready = market([row('1.2.0'), row('1.0.0')]);
    const silent = readingMarket([], fakeMarket({ id: 'silent' }));
    const services = servicesOver([ready, silent], {
      receipts: () =>
        Promise.resolve([
          fakeReceipt('a'),
          fakeReceipt('b', { market: 'silent', package: { name: 'other', version: '1.0.0' } }),
        ]),
    });
    const { entries } = services;
    // As the worker does: whoever asks for packages of a market waits for it.
    services.entries = (refs) =>
      refs.some((ref) => ref.market === 'silent') ? new Promise(() => undefined) : entries(refs);
    openPlugin(services, '#/installed');
    expect(await screen.findByRole('link', { name: 'Update to 1.2.0' })).toBeDefined();
  });

  it('leads to the wizard of the newest version; reinstalling to the one that is there', async () => {
    const { item } = await open(market([row('1.2.0'), row('1.1.0'), row('1.0.0')]));
    const link = await within(item).findByRole('link', { name: 'Update to 1.2.0' });
    expect(link.getAttribute('href')).toBe(`#/p/example-market/${NAME}/1.2.0/install`);
    const again = within(item).getByRole('link', { name: 'Reinstall 1.0.0' });
    expect(again.getAttribute('href')).toBe(`#/p/example-market/${NAME}/1.0.0/install`);
  });

  it.each<[string, PackageRow[], string | undefined]>([
    ['none where the newest is installed', [row('1.0.0'), row('0.9.0')], undefined],
    [
      'none to a version that was withdrawn',
      [row('2.0.0', { yanked: 'x' }), row('1.0.0')],
      undefined,
    ],
    [
      'to a version that suits this cluster, not a newer one that does not',
      [
        row('3.0.0', { paiVersion: '[2.0.0,)' }),
        row('1.5.0', { paiVersion: '[1.7.0,2.0.0)' }),
        row('1.0.0'),
      ],
      '1.5.0',
    ],
    [
      'none to a version for another CDAP than this one',
      [row('2.0.0', { cdapVersion: '[9.0.0,)' }), row('1.0.0')],
      undefined,
    ],
    [
      'to a version whose range nobody understands',
      [row('2.0.0', { paiVersion: '?' }), row('1.0.0')],
      '2.0.0',
    ],
    ['also where the installed version is not listed any more', [row('1.1.0')], '1.1.0'],
  ])('is offered: %s', async (_, rows, version) => {
    const told = vi.fn(() => Promise.resolve({ pai: '1.8.0', cdap: '6.1.0' }));
    const { item } = await open(market(rows), { clusterVersions: told });
    await waitFor(() => expect(told).toHaveBeenCalled());
    // What was told is drawn by now.
    await act(async () => {});
    const links = within(item).queryAllByRole('link', { name: /^Update/ });
    expect(links.map((link) => link.textContent)).toEqual(version ? [`Update to ${version}`] : []);
  });

  it('says when the installed version was withdrawn, and does not offer it again', async () => {
    const { item } = await open(market([row('1.1.0'), row('1.0.0', { yanked: 'It lost data.' })]));
    expect(await within(item).findByText(/It lost data\./)).toBeDefined();
    expect(within(item).queryByRole('link', { name: /Reinstall/ })).toBeNull();
    expect(within(item).getByRole('link', { name: 'Update to 1.1.0' })).toBeDefined();
  });

  it('is not waited for: the page is there while markets are opened, and when they fail', async () => {
    const { item } = await open(market([]), { openMarkets: () => new Promise(() => undefined) });
    expect(within(item).getByRole('link', { name: 'Reinstall 1.0.0' })).toBeDefined();
    closePlugin();
    const failed = await open(failedMarket(new MarketError('net-unreachable', 'Away.')));
    expect(within(failed.item).getByText('Done')).toBeDefined();
  });

  it('is not offered out of a market that is refused', async () => {
    const state = market([row('9.0.0'), row('1.0.0')]);
    const refusal = { code: 'index-rollback' as const, message: 'Older.', details: {} };
    const { item } = await open({ ...state, market: { ...state.market, refusal } });
    expect(within(item).queryByRole('link', { name: /^Update/ })).toBeNull();
  });
});

describe('what changed', () => {
  const rows = [row('1.2.0'), row('1.1.0'), row('1.0.0')];
  const opens = (of: Record<string, Partial<OpenPackage>>, asked: string[] = []) => ({
    openPackage: ({ version = '' }: { version?: string }) => {
      asked.push(version);
      const spec = { specVersion: '1.0', name: NAME, version, actions: [] };
      return Promise.resolve(fakePackage({ version, spec, ...of[version] }));
    },
  });
  const unfold = async (page: Awaited<ReturnType<typeof open>>) => {
    const summary = await within(page.item).findByText('What changed from 1.0.0 to 1.2.0');
    await page.user.click(summary);
    // jsdom opens the details, but tells it late.
    return waitFor(() => {
      const text = summary.parentElement?.textContent ?? '';
      expect(text).not.toMatch(/Reading|1\.2\.0$/);
      return text;
    });
  };

  it('is read when it is opened, out of the changelog of the newest version', async () => {
    const asked: string[] = [];
    const changelog = '## 1.2.0\n\n- Faster.\n\n## 1.1.0\n\n- Smaller.\n\n## 1.0.0\n\n- First.';
    const page = await open(market(rows), opens({ '1.2.0': { changelog } }, asked));
    await within(page.item).findByRole('link', { name: 'Update to 1.2.0' });
    expect(asked).toEqual([]);
    const text = await unfold(page);
    expect(text).toContain('Faster.');
    expect(text).toContain('Smaller.');
    expect(text).not.toContain('First.');
    expect(asked).toEqual(['1.2.0']);
  });

  it('else is what each version in between says of itself', async () => {
    const spec = { specVersion: '1.0', name: NAME, version: '1.1.0', actions: [] };
    const page = await open(
      market([row('1.2.0', { changelog: 'Of the row.' }), row('1.1.0'), row('1.0.0')]),
      opens({ '1.1.0': { spec: { ...spec, changelog: 'Of the spec.' } } }),
    );
    const text = await unfold(page);
    expect(text).toMatch(/1\.2\.0Of the row\..*1\.1\.0Of the spec\./);
  });

  it('may be nothing', async () => {
    const page = await open(market(rows), opens({}));
    expect(await unfold(page)).toContain('The publisher does not say what changed.');
  });

  it('may be refused', async () => {
    const page = await open(market(rows), {
      openPackage: () => Promise.reject(new MarketError('signature-bad', 'Changed on the way.')),
    });
    await unfold(page);
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('signature-bad');
  });
});
