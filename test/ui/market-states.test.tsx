/** The marketplace when it is not simply a list: loading, failures, notices, nothing to show. */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import {
  failedMarket,
  fakeEntry,
  fakeMarket,
  fakeServices,
  readingMarket,
  readyMarket,
  servicesOver,
} from '../fakes/services.ts';
import { close, count, open, packageLinks } from './rig.ts';

import type { MarketState } from '#core/model/market.ts';
import type { Services } from '#ui/services.ts';

const entries = ['a', 'b', 'c'].map((name) => fakeEntry({ name, label: `Package ${name}` }));

describe('while markets are read', () => {
  it('says so and shows each market as soon as it is there', async () => {
    const second = fakeMarket({ id: 'second', name: 'Second market' });
    let tell: ((state: MarketState) => void) | undefined;
    await open(
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
    await waitFor(() => expect(count()).toBe('3 packages so far'));
    expect(screen.getByText('Loading Second market…')).toBeTruthy();
  });

  it('says how much of a market is there', async () => {
    const reading = Object.assign(readingMarket(entries), { ofRows: 12 });
    await open(
      fakeServices({
        config: () => ({ markets: [fakeMarket()] }),
        openMarkets: (_signal, onState) => {
          onState(reading);
          return new Promise(() => undefined);
        },
      }),
    );
    expect(count()).toBe('3 packages so far');
    expect(screen.getByText('Loading: 25% of Example market')).toBeTruthy();
  });

  it('shows the first packages and lets them be searched', async () => {
    await open(
      fakeServices({
        config: () => ({ markets: [fakeMarket()] }),
        openMarkets: (_signal, onState) => {
          onState(readingMarket(entries));
          return new Promise(() => undefined);
        },
      }),
      '#/?q=b',
    );
    expect(packageLinks()).toEqual(['Package b']);
    expect(screen.getByText('Loading Example market…')).toBeTruthy();
  });

  it('stops reading when the element goes', async () => {
    let signal: AbortSignal | undefined;
    await open(
      fakeServices({
        config: () => ({ markets: [fakeMarket()] }),
        openMarkets: (given) => {
          signal = given;
          return new Promise(() => undefined);
        },
      }),
    );
    close();
    expect(signal?.aborted).toBe(true);
  });
});

describe('when a market cannot be read', () => {
  const error = new MarketError('net-cors', 'The market does not allow it.', {
    details: { url: 'https://market.example.org/packages.json' },
  });

  it('is an alert with its code, its words and its details', async () => {
    await open(servicesOver([failedMarket(error)]));
    const alert = screen.getByRole('alert');
    expect(alert.dataset['errorCode']).toBe('net-cors');
    expect(alert.textContent).toContain('Example market could not be opened');
    expect(alert.textContent).toContain('The market does not allow it.');
    expect(alert.textContent).toContain('Access-Control-Allow-Origin');
    expect(alert.textContent).toContain('https://market.example.org/packages.json');
    expect(screen.queryByText('No packages yet')).toBeNull();
  });

  it('does not hide the others', async () => {
    const failed = failedMarket(error, fakeMarket({ id: 'second', name: 'Second market' }));
    await open(servicesOver([readyMarket(entries), failed]));
    expect(screen.getByRole('alert').textContent).toContain('Second market could not be opened');
    expect(packageLinks()).toHaveLength(3);
  });

  it('is one line beside others, which opens to all that is known', async () => {
    const failed = failedMarket(error, fakeMarket({ id: 'second', name: 'Second market' }));
    await open(servicesOver([readyMarket(entries), failed]));
    const line = screen.getByRole('alert');
    expect(line.dataset['errorCode']).toBe('net-cors');
    expect(line.closest('.pm-results')).toBeNull();
    expect(screen.queryByText('The market does not allow it.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Details Second market' }));
    expect(screen.getByText('The market does not allow it.')).toBeDefined();
    const codes = screen.getAllByRole('alert').map((each) => each.dataset['errorCode']);
    expect(codes).toEqual([undefined, 'net-cors']);
  });

  it('can be tried again', async () => {
    const states: MarketState[] = [failedMarket(error), readyMarket(entries)];
    await open(
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
    await waitFor(() => expect(packageLinks()).toHaveLength(3));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('notices', () => {
  it('say in red that a market is not checked, from the configuration alone', async () => {
    const config = fakeMarket({ trust: 'off' });
    await open(servicesOver([readyMarket(entries, { config, notices: [] })]));
    const notice = screen.getByText(/checking is off for Example market/);
    expect(notice.closest('.pm-notice-danger')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say calmly what signatures alone leave open', async () => {
    const text = 'The list is not signed.';
    await open(
      servicesOver([readyMarket(entries, { notices: [{ code: 'index-unsigned', text }] })]),
    );
    expect(screen.getByText(text).closest('.pm-notice-quiet')).toBeTruthy();
  });

  it('fold up the remarks about an index', async () => {
    const notices = Array.from({ length: 500 }, (_, at) => ({
      code: 'index-entry' as const,
      text: `Row ${at} was left out.`,
    }));
    await open(servicesOver([readyMarket(entries, { notices })]));
    expect(screen.getByText('500 remarks about the index of Example market')).toBeTruthy();
    expect(screen.getAllByText(/^Row \d+ was left out/)).toHaveLength(50);
  });

  it('ask to log in without being an error', async () => {
    await open(servicesOver([readyMarket(entries)], { user: undefined }));
    expect(screen.getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe('/login.html');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(packageLinks()).toHaveLength(3);
  });

  it('tell of an address that was not understood', async () => {
    await open(servicesOver([readyMarket(entries)]), '#/p/%');
    expect(screen.getByText(/address of this page was not understood/)).toBeTruthy();
    expect(packageLinks()).toHaveLength(3);
  });
});

describe('when there is nothing to list', () => {
  it('says that the market is empty', async () => {
    await open(servicesOver([readyMarket([])]));
    expect(screen.getByRole('heading', { name: 'No packages yet' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Clear search' })).toBeNull();
  });

  it('says that no market is configured', async () => {
    await open(fakeServices());
    expect(screen.getByRole('heading', { name: 'No market is configured' })).toBeTruthy();
  });

  it('names the wrong key of the configuration', async () => {
    const config = () => {
      throw new MarketError('config-invalid', 'markets[0].url is not an address.', {
        details: { key: 'markets[0].url' },
      });
    };
    await open(fakeServices({ config }));
    const alert = screen.getByRole('alert');
    expect(alert.dataset['errorCode']).toBe('config-invalid');
    expect(alert.textContent).toContain('Configuration key');
    expect(alert.textContent).toContain('markets[0].url');
  });

  it('turns a bug into an alert with the code internal', async () => {
    const services = servicesOver([readyMarket(entries)]);
    const search: Services['search'] = async (...asked) => {
      const listing = await services.search(...asked);
      return { ...listing, cards: listing.cards.map((card) => ({ ...card, tags: null as never })) };
    };
    const { error } = console;
    console.error = () => undefined;
    try {
      await open({ ...services, search });
    } finally {
      console.error = error;
    }
    expect(screen.getByRole('alert').dataset['errorCode']).toBe('internal');
  });
});

describe('the element', () => {
  it('is empty again after unmounting, and its styles are there once', async () => {
    await open(servicesOver([readyMarket(entries)]));
    close();
    expect(document.querySelector('pai-plugin')?.children).toHaveLength(0);
    await open(servicesOver([readyMarket(entries)]));
    expect(document.querySelectorAll('style[data-pai-market-style="frame"]')).toHaveLength(1);
  });
});
