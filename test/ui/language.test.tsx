/** Which language the plugin begins with, and what happens when another is chosen. */
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { setWords } from '#ui/messages/language.ts';
import { chinese } from '#ui/messages/zh/index.ts';
import { firstLanguage } from '#ui/state/language.ts';
import { installWorld } from '../fakes/install-services.ts';
import { axeViolations, closePlugin, openPlugin } from '../fakes/page.tsx';
import { fakeServices } from '../fakes/services.ts';
import { openForm } from './install/visit.tsx';

const html = document.documentElement;

beforeEach(() => {
  html.lang = 'en';
});

afterEach(() => {
  closePlugin();
  setWords(undefined);
});

const configured = (language?: 'en' | 'zh') => ({
  config: () => ({ markets: [], ...(language ? { language } : {}) }),
});

it.each([
  { what: 'the choice of the user', kept: 'zh', config: 'en', portal: 'en', language: 'zh' },
  { what: 'else the configuration', config: 'zh', portal: 'en-US', language: 'zh' },
  { what: 'else the portal', portal: 'zh-CN', language: 'zh' },
  { what: 'else English', portal: 'fr', language: 'en' },
  { what: 'not what was never spoken', kept: 'fr', portal: 'zh_TW', language: 'zh' },
] as const)('begins with $what', ({ portal, language, ...given }) => {
  const { kept, config } = { kept: undefined, config: undefined, ...given };
  const services = { ...configured(config), keptLanguage: () => kept };
  expect(firstLanguage(services, portal)).toBe(language);
});

it('follows the portal where the configuration has a mistake', () => {
  const config = () => {
    throw new Error('bad');
  };
  expect(firstLanguage({ config }, 'zh')).toBe('zh');
});

it('is chosen in the header, kept, and spoken at once', async () => {
  const keepLanguage = vi.fn();
  const { user } = openPlugin({ ...installWorld().services, keepLanguage }, '#/installed');
  await screen.findByRole('heading', { name: 'Installed' });
  await user.click(screen.getByRole('button', { name: '中文' }));
  expect(await screen.findByRole('heading', { name: chinese.installed.title })).toBeDefined();
  expect(screen.getByRole('link', { name: chinese.frame.nav.market })).toBeDefined();
  expect(document.querySelector('.pm-frame')?.getAttribute('lang')).toBe('zh-CN');
  expect(keepLanguage).toHaveBeenCalledWith('zh');
  // The focus stays where the hand is.
  expect(document.activeElement?.textContent).toBe('English');
  expect(await axeViolations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'English' }));
  expect(await screen.findByRole('heading', { name: 'Installed' })).toBeDefined();
  expect(keepLanguage).toHaveBeenLastCalledWith('en');
});

it('of the portal is spoken from the beginning, and no English word is shown before', async () => {
  html.lang = 'zh-CN';
  openPlugin(installWorld().services, '#/installed');
  expect(document.body.textContent).toBe('');
  expect(await screen.findByRole('heading', { name: chinese.installed.title })).toBeDefined();
});

it('keeps what stands in the wizard', async () => {
  const { user } = await openForm();
  const field = screen.getAllByRole<HTMLInputElement>('textbox')[0];
  if (!field) throw new Error('the wizard has no field');
  await user.clear(field);
  await user.type(field, 'typed');
  await user.click(screen.getByRole('button', { name: '中文' }));
  await waitFor(() =>
    expect(document.querySelector('.pm-frame')?.getAttribute('lang')).toBe('zh-CN'),
  );
  expect(field.isConnected).toBe(true);
  expect(field.value).toBe('typed');
});

it('tells problems in words of the language, and the sentence of the refusal in English', async () => {
  html.lang = 'zh';
  openPlugin(fakeServices({ user: undefined as never }), '#/installed');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(chinese.problems['login-required'].title);
  expect(alert.textContent).toContain(chinese.problems['login-required'].advice);
  expect(alert.textContent).toContain(chinese.installed.notLoggedIn);
});

it('leaves the English sentence of a refusal behind its own words, and marks it as English', async () => {
  html.lang = 'zh';
  const receipts = () => Promise.reject(new MarketError('internal', 'The store is broken.'));
  openPlugin(fakeServices({ receipts }), '#/installed');
  const alert = await screen.findByRole('alert');
  const sentences = [...alert.querySelectorAll('p')].map((each) => [each.textContent, each.lang]);
  expect(sentences).toEqual([
    [chinese.problems.internal.advice, ''],
    ['The store is broken.', 'en'],
  ]);
});
