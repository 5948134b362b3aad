/** States of the wizard, the licence and the page of what is installed. */
import type { Page } from 'playwright-core';
import type { PageState } from './states.ts';
import type { StateWords } from './words.ts';

const SINGLE = '#/p/sample-market/hello-cpu';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function toLicence(page: Page, { package: words }: StateWords): Promise<void> {
  await button(page, words.install).click();
  await page.getByRole('dialog').waitFor();
}

/** To the first step of the wizard, past all licences. */
async function toForm(page: Page, words: StateWords): Promise<void> {
  await toLicence(page, words);
  const { run, next } = words.install.buttons;
  const go = button(page, run).or(button(page, next));
  const accept = button(page, words.parts.license.accept);
  while (!(await go.isVisible())) {
    await accept.or(go).first().waitFor();
    if (await accept.isVisible()) await accept.click();
  }
}

let names = 0;

async function toResult(page: Page, words: StateWords): Promise<void> {
  await toForm(page, words);
  // Another state may have taken the name that is suggested.
  names += 1;
  await page.getByRole('textbox').first().fill(`shown-${names}`);
  const { run, next, close } = words.install.buttons;
  while (await button(page, next).isVisible()) await button(page, next).click();
  await button(page, run).click();
  await button(page, close).waitFor();
}

async function toInstalled(page: Page, words: StateWords): Promise<void> {
  await toResult(page, words);
  await page.getByRole('link', { name: words.frame.nav.installed, exact: true }).click();
  await page.getByText('Hello world on a CPU').first().waitFor();
}

export const installStates: PageState[] = [
  { name: 'licence', hash: SINGLE, reach: toLicence },
  { name: 'wizard', hash: '#/p/sample-market/pytorch-single-gpu', reach: toForm },
  { name: 'wizard-cdap', hash: '#/p/sample-market/shop-starter', reach: toForm },
  {
    name: 'wizard-wrong-answers',
    hash: SINGLE,
    async reach(page, words) {
      await toForm(page, words);
      await page.getByRole('textbox').first().fill('not a name!');
      await button(page, words.install.buttons.run).click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'wizard-archive-refused',
    hash: SINGLE,
    behaviour: {
      rewrite: (path, bytes) =>
        /hello-cpu\/.*archive\.zip$/.test(path) ? bytes.slice(0, -1) : bytes,
    },
    async reach(page, words) {
      await toLicence(page, words);
      await button(page, words.parts.license.accept).click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  { name: 'result', hash: SINGLE, reach: toResult },
  { name: 'installed', hash: SINGLE, reach: toInstalled },
  {
    name: 'installed-nothing',
    hash: '#/installed',
    reach: (page, { installed }) => page.getByText(installed.nothing).first().waitFor(),
  },
  {
    name: 'installed-not-logged-in',
    hash: '#/installed',
    user: null,
    reach: (page) => page.locator('pai-plugin h1, pai-plugin h2').first().waitFor(),
  },
];
