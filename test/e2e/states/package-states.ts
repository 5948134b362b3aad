/** States of the page of a package. */
import { withTrust } from './world.ts';

import type { Page } from 'playwright-core';
import type { PageState } from './states.ts';
import type { StateWords } from './words.ts';

const AT = '#/p/sample-market/';
const alerted = (page: Page) => page.getByRole('alert').first().waitFor();
/** The page stands with its name. */
const titled = (page: Page) => page.locator('pai-plugin h1').first().waitFor();

function installable(page: Page, { package: words }: StateWords) {
  return page.getByRole('button', { name: words.install, exact: true }).waitFor();
}

/** Opens a tab of which the words are known but for a count. */
function tab(name: (words: StateWords) => string) {
  return async (page: Page, words: StateWords) => {
    await titled(page);
    await page.getByRole('tab', { name: new RegExp(`^${name(words)}`) }).click();
  };
}

export const packageStates: PageState[] = [
  { name: 'package', hash: `${AT}pytorch-distributed`, reach: installable },
  { name: 'package-not-logged-in', hash: `${AT}gpu-check`, user: null, reach: titled },
  { name: 'package-chinese', hash: `${AT}bert-chinese`, reach: installable },
  {
    name: 'package-changelog',
    hash: `${AT}pytorch-single-gpu`,
    reach: tab(({ package: words }) => words.tabs.changelog),
  },
  {
    name: 'package-files',
    hash: `${AT}shop-starter`,
    reach: tab(({ package: words }) => words.tabs.files),
  },
  {
    name: 'package-versions',
    hash: `${AT}pytorch-single-gpu`,
    reach: tab(({ package: words }) => words.tabs.versions(5).replace(/\s*[(（].*/, '')),
  },
  {
    name: 'package-compare',
    hash: `${AT}pytorch-single-gpu`,
    reach: tab(({ package: words }) => words.tabs.compare),
  },
  {
    name: 'package-dependencies',
    hash: `${AT}customer-import`,
    reach: tab(({ package: words }) => words.tabs.dependencies),
  },
  {
    name: 'package-needed-by',
    hash: `${AT}sample-jdbc-driver`,
    reach: tab(({ package: words }) => words.tabs.dependencies),
  },
  {
    name: 'package-screenshot',
    hash: `${AT}jupyter-notebook`,
    async reach(page, words) {
      await titled(page);
      const enlarge = words.package.pictures
        .enlarge('')
        .trim()
        .replace(/[:：]$/, '');
      await page
        .getByRole('button', { name: new RegExp(enlarge) })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'package-does-not-suit',
    hash: `${AT}pytorch-single-gpu/3.0.0`,
    reach: (page, { package: words }) => page.getByText(words.suits.not).first().waitFor(),
  },
  { name: 'package-withdrawn', hash: `${AT}pytorch-single-gpu/1.1.0`, reach: titled },
  { name: 'package-old-version', hash: `${AT}pytorch-single-gpu/2.0.0`, reach: titled },
  { name: 'package-not-there', hash: `${AT}nothing-like-this`, reach: alerted },
  {
    name: 'package-refused',
    hash: `${AT}gpu-check`,
    behaviour: {
      rewrite: (path, bytes) =>
        path.endsWith('gpu-check/1.0.0/spec.json')
          ? Buffer.concat([bytes, Buffer.from('\n')])
          : bytes,
    },
    reach: alerted,
  },
  {
    name: 'package-denied',
    hash: `${AT}gpu-check`,
    config: (config) => ({
      ...config,
      markets: config.markets.map((market) => ({ ...market, packages: { deny: ['gpu-*'] } })),
    }),
    reach: alerted,
  },
  { name: 'package-not-verified', hash: `${AT}gpu-check`, config: withTrust('off'), reach: titled },
  {
    name: 'package-loading',
    hash: `${AT}gpu-check`,
    behaviour: { delay: (path) => (path.endsWith('spec.json') ? 20_000 : undefined) },
    reach: (page, { package: words }) => page.getByText(words.reading).first().waitFor(),
  },
];
