/** States of the list of packages. */
import { withDownMarket, withTrust } from './world.ts';

import type { Page } from 'playwright-core';
import type { PageState } from './states.ts';

const listed = (page: Page) => page.locator('.pm-card').getByRole('link').first().waitFor();
const alerted = (page: Page) => page.getByRole('alert').first().waitFor();

export const listStates: PageState[] = [
  { name: 'list', reach: listed },
  { name: 'list-not-logged-in', user: null, reach: listed },
  { name: 'list-search', hash: '#/?q=pytorch', reach: listed },
  {
    name: 'list-filtered',
    hash: '#/?category=training&category=serving&gpu=1&sort=updated',
    reach: listed,
  },
  {
    name: 'list-focus-in-cards',
    async reach(page, { market }) {
      await listed(page);
      await page.getByRole('searchbox', { name: market.search }).press('ArrowDown');
    },
  },
  {
    name: 'list-mistyped',
    hash: '#/?q=pytroch%20distribted%20zebra',
    reach: (page) => page.getByRole('searchbox').and(page.locator(':not([value=""])')).waitFor(),
  },
  {
    name: 'list-field-not-known',
    hash: '#/?q=colour:red%20gpu:many',
    reach: (page) => page.getByText('colour:red').first().waitFor(),
  },
  {
    name: 'list-nothing-found',
    hash: '#/?q=qqqqzzzz',
    reach: (page, { market }) => page.getByText(market.noMatch).first().waitFor(),
  },
  {
    name: 'list-shortcuts',
    async reach(page) {
      await listed(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'list-filters-panel',
    at: 360,
    width: { to: 600 },
    async reach(page, { market }) {
      await listed(page);
      await page.getByRole('button', { name: market.filters.open(0), exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'list-loading',
    behaviour: { delay: (path) => (path.endsWith('packages.json') ? 20_000 : undefined) },
    reach: (page, { market }) => page.getByRole('searchbox', { name: market.search }).waitFor(),
  },
  {
    name: 'list-one-market-down',
    config: withDownMarket,
    async reach(page) {
      await listed(page);
      await alerted(page);
    },
  },
  {
    name: 'list-one-market-down-in-full',
    config: withDownMarket,
    async reach(page, { market }) {
      await listed(page);
      await page.getByRole('button', { name: market.failedDetails }).click();
      await page.getByText('http://127.0.0.1:9/v1/market.json').first().waitFor();
    },
  },
  { name: 'list-all-markets-down', behaviour: { status: () => 503 }, reach: alerted },
  {
    name: 'list-refused',
    behaviour: { rewrite: changed('market.json') },
    reach: alerted,
  },
  { name: 'list-not-verified', config: withTrust('off'), reach: listed },
  { name: 'list-signatures-only', config: withTrust('signatures'), reach: listed },
  {
    name: 'list-no-markets',
    config: (config) => ({ ...config, markets: [] }),
    reach: (page, { market }) =>
      page.getByText(market.noMarkets, { exact: true }).first().waitFor(),
  },
  {
    name: 'list-config-invalid',
    config: (config) => ({ ...config, colour: 'red' }) as typeof config,
    reach: alerted,
  },
];

/** The file with one byte more. */
function changed(name: string) {
  return (path: string, bytes: Uint8Array): Uint8Array =>
    path === name ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes;
}
