/** The marketplace when it is not simply a list: loading, failures, notices, nothing to show. */
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import {
  failedMarket,
  fakeEntry,
  fakeMarket,
  fakeServices,
  readyMarket,
  servicesOver,
} from '../fakes/services.ts';
import { close, count, open, packageLinks } from './rig.ts';

import type { MarketState } from '#core/model/market.ts';

const entries = ['a', 'b', 'c'].map((name) => fakeEntry({ name, label: `Package ${name}` }));

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
    close();
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
    expect(screen.getByText(text).closest('.pm-notice-quiet')).toBeTruthy();
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
    close();
    expect(document.querySelector('pai-plugin')?.children).toHaveLength(0);
    open(servicesOver([readyMarket(entries)]));
    expect(document.querySelectorAll('style[data-pai-market-style="frame"]')).toHaveLength(1);
  });
});
