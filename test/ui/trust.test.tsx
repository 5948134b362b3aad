/** What each trust level shows on every page of a market, and that nothing leads past an index that was refused. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { axeViolations, closePlugin, openPlugin } from '../fakes/page.tsx';
import {
  fakeEntry,
  fakeMarket,
  fakePackage,
  fakeServices,
  readyMarket,
  servicesOver,
} from '../fakes/services.ts';
import { installWorld } from '../fakes/install-services.ts';
import { submitAction } from '../fakes/wizard.ts';
import { packageLinks } from './rig.ts';

import type { Problem } from '#core/errors.ts';
import type { MarketSummary, OpenPackage } from '#core/model/market.ts';
import type { IndexEvidence } from '#core/model/trust.ts';

afterEach(closePlugin);

const DAY_MS = 86_400_000;
const KEY = '638D6D08B114988946D54C293D6DC91CF110FE74';
const NEW_KEY = 'AB12'.repeat(10);
const PATH = '#/p/example-market/mnist-training';
const strict = fakeMarket({ trust: 'strict', fingerprints: [KEY] });

function indexUntil(expires: number): IndexEvidence {
  return {
    serial: 1_763_769_600,
    issued: '2025-11-22T00:00:00Z',
    expires: new Date(expires).toISOString(),
    signers: fakePackage().evidence.signers,
    sha256: '5'.repeat(64),
  };
}

const expired: Problem = {
  code: 'index-expired',
  message: 'The signed index expired.',
  details: { file: 'market.json', expires: '2025-12-01T00:00:00Z' },
};

function strictMarket(given: Partial<MarketSummary> = {}) {
  const index = indexUntil(Date.now() + 30 * DAY_MS);
  return readyMarket([fakeEntry()], { config: strict, index, ...given });
}

describe('at strict', () => {
  it('says calmly which index it is, and opens to the evidence by keyboard', async () => {
    const { element, user } = openPlugin(servicesOver([strictMarket()]), '#/');
    const summary = screen.getByText(/Example market: signed index of/).closest('summary');
    expect(summary?.textContent).toMatch(/signed index of .*2025.*, valid until /);
    const line = summary?.closest('details');
    expect(line?.open).toBe(false);
    expect(element.querySelector('.pm-trust-good')).toBeNull();
    summary?.focus();
    await user.click(summary as HTMLElement);
    expect(line?.textContent).toContain(`Signed by Example market, fingerprint${KEY}`);
    expect(line?.textContent).toContain('1763769600');
    expect(line?.textContent).toContain('5'.repeat(64));
    expect(line?.textContent).not.toContain('should sign it anew');
    expect(await axeViolations()).toEqual([]);
  });

  it('tells of an index that ends soon where nobody is alarmed by it', () => {
    const soon = strictMarket({ index: indexUntil(Date.now() + 3.5 * DAY_MS) });
    openPlugin(servicesOver([soon]), '#/');
    const words = screen.getByText(/It expires in 3 days/);
    expect(words.closest('details.pm-index')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the place of that line while the market is read', () => {
    const services = fakeServices({
      config: () => ({ markets: [strict] }),
      openMarkets: () => new Promise(() => undefined),
    });
    openPlugin(services, '#/');
    expect(screen.getByText('Verifying the signed index of Example market…')).toBeDefined();
  });

  it('tells administrators of a key to come, with the lines to paste', async () => {
    const text = `The market announces a new key, ${NEW_KEY}. Compare it.`;
    const { user } = openPlugin(
      servicesOver([strictMarket({ notices: [{ code: 'key-announced', text }] })]),
      '#/',
    );
    await user.click(screen.getByText(/^For administrators: Example market announces a new key/));
    const lines = screen.getByLabelText('Lines for the plugin configuration').textContent ?? '';
    const { fingerprints } = JSON.parse(`{${lines}}`) as { fingerprints: string[] };
    expect(fingerprints).toEqual([KEY, NEW_KEY]);
    await user.click(screen.getByRole('button', { name: 'Copy the lines' }));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toBe(`${lines}\n`);
    expect(await axeViolations()).toEqual([]);
  });
});

describe('an index that was refused', () => {
  it('is an alert above a list that can still be read', async () => {
    openPlugin(servicesOver([strictMarket({ refusal: expired })]), '#/');
    const alert = screen.getByRole('alert');
    expect(alert.dataset['errorCode']).toBe('index-expired');
    expect(alert.textContent).toContain('nothing of it can be installed');
    expect(alert.textContent).toMatch(/Example market: this list was signed on .*2025/);
    await waitFor(() => expect(packageLinks()).toEqual(['MNIST training']));
    const order = alert.compareDocumentPosition(
      screen.getByRole('link', { name: 'MNIST training' }),
    );
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(screen.queryByText(/signed index of/)).toBeNull();
    expect(await axeViolations()).toEqual([]);
  });

  it('can be read again', async () => {
    const states = [strictMarket({ refusal: expired }), strictMarket()];
    const services = fakeServices({
      config: () => ({ markets: [strict] }),
      openMarkets: (_signal, onState) => {
        const state = states.shift();
        if (state) onState(state);
        return Promise.resolve();
      },
    });
    openPlugin(services, '#/');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  const opened = fakePackage({
    market: strict,
    refusal: expired,
    spec: {
      specVersion: '1.0',
      name: 'mnist-training',
      version: '1.0.0',
      label: 'MNIST training',
      actions: [submitAction()],
    },
  });

  it('takes Install and the green mark from the page of a package', async () => {
    const { element } = openPlugin(
      fakeServices({ openPackage: () => Promise.resolve(opened) }),
      PATH,
    );
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('index-expired');
    expect(screen.queryByRole('button', { name: 'Install' })).toBeNull();
    expect(element.querySelector('.pm-trust-good')).toBeNull();
    expect(screen.getByText('Evidence')).toBeDefined();
  });

  it('stops the wizard before anything is downloaded or asked', async () => {
    const prepareInstall = vi.fn(() => Promise.reject(new MarketError('internal', 'no')));
    const { services } = installWorld({
      opened: { refusal: expired, license: { text: 'Terms', sha256: 'a'.repeat(64) } },
      services: { prepareInstall },
    });
    const { user } = openPlugin(services, `${PATH}/1.0.0/install`);
    await user.click(await screen.findByRole('button', { name: 'Install' }));
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('index-expired');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(prepareInstall).not.toHaveBeenCalled();
    const names = within(screen.getByRole('main'))
      .getAllByRole('button')
      .map((button) => button.textContent);
    expect(names).toEqual(['Copy details', 'Close']);
  });
});

describe('with checking off', () => {
  const off = fakeMarket({ trust: 'off' });
  const unsigned: Partial<OpenPackage> = {
    market: off,
    evidence: { level: 'off', signers: [], sha256: '0'.repeat(64), pinned: false },
  };
  const config = () => ({ markets: [off] });
  const red = () => document.querySelector('.pm-notice-danger')?.textContent;
  const WORDS = /Signature checking is off for Example market/;

  it('is said in red on the list, also while it is read', () => {
    openPlugin(fakeServices({ config, openMarkets: () => new Promise(() => undefined) }), '#/');
    expect(red()).toMatch(WORDS);
  });

  it('is said once on a package, whatever its notices are', async () => {
    const openPackage = () => Promise.resolve(fakePackage(unsigned));
    openPlugin(fakeServices({ config, openPackage }), PATH);
    await screen.findByText('Evidence');
    expect(red()).toMatch(WORDS);
    expect(document.querySelectorAll('.pm-notice-danger')).toHaveLength(1);
  });

  it('is said while a package is read, and when it fails', async () => {
    let fail: (error: Error) => void = () => undefined;
    const openPackage = () =>
      new Promise<OpenPackage>((_resolve, reject) => {
        fail = reject;
      });
    openPlugin(fakeServices({ config, openPackage }), PATH);
    await screen.findByText('Reading and verifying the package…');
    expect(red()).toMatch(WORDS);
    fail(new MarketError('spec-json', 'Not JSON.'));
    await screen.findByRole('alert');
    expect(red()).toMatch(WORDS);
  });

  it('is said in the wizard before, while and after the package is read', async () => {
    const { services } = installWorld({ opened: unsigned, services: { config } });
    const { user } = openPlugin(services, `${PATH}/1.0.0/install`);
    const install = await screen.findByRole('button', { name: 'Install' });
    expect(red()).toMatch(WORDS);
    await user.click(install);
    expect(red()).toMatch(WORDS);
    await screen.findByRole('button', { name: 'Run' });
    expect(red()).toMatch(WORDS);
    expect(document.querySelectorAll('.pm-notice-danger')).toHaveLength(1);
  });
});

describe('the evidence of a package', () => {
  const signers = [
    ...fakePackage().evidence.signers,
    {
      fingerprint: 'C'.repeat(64),
      signingFingerprint: 'D'.repeat(64),
      userId: `\u202e${'very long name '.repeat(40)}`,
      created: '2025-11-23T00:00:00Z',
      hash: 'SHA-256',
    },
  ];

  it('names both signers, the index and its digests', async () => {
    const opened = fakePackage({
      market: strict,
      evidence: { level: 'strict', signers, sha256: '0'.repeat(64), pinned: true },
      index: indexUntil(Date.now() + 30 * DAY_MS),
    });
    openPlugin(fakeServices({ openPackage: () => Promise.resolve(opened) }), PATH);
    const box = (await screen.findByText('Evidence')).closest('details') as HTMLElement;
    const text = box.textContent ?? '';
    for (const words of [
      'Signature of the description, 1 of 2',
      'Signature of the description, 2 of 2',
      'C'.repeat(64),
      'by its subkey',
      'D'.repeat(64),
      '5'.repeat(64),
      'It pins the list of packages',
      'strict: the list of packages',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('\u202e');
    expect(within(box).getAllByText(/\S/, { selector: 'time' })[0]?.title).toMatch(/ UTC$/);
  });

  it('says on plain HTTP, and only there, that a check proves less', async () => {
    const open = () =>
      openPlugin(fakeServices({ openPackage: () => Promise.resolve(fakePackage()) }), PATH);
    const words = () => screen.queryByText('This portal came over plain HTTP');
    vi.stubGlobal('isSecureContext', false);
    open();
    await screen.findByText('Evidence');
    expect(words()).toBeTruthy();
    closePlugin();
    vi.stubGlobal('isSecureContext', true);
    open();
    await screen.findByText('Evidence');
    expect(words()).toBeNull();
    vi.unstubAllGlobals();
  });
});
