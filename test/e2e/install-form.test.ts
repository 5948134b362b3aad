/** The wizard's form in a real browser: the job as YAML beside it, what was changed, and room for narrow screens. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { helloSource } from './made-market.ts';
import { startWorld } from './rig.ts';

import type { OpenedPage, World } from './rig.ts';

let world: World;
let opened: OpenedPage;
beforeAll(async () => {
  world = await startWorld({ source: helloSource() });
});
afterAll(() => world.close());
afterEach(() => opened.close());

async function openForm(width: number) {
  opened = await world.open({ context: { viewport: { width, height: 900 } } });
  const { page } = opened;
  await page.getByRole('link', { name: 'Hello world', exact: true }).click();
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await button('Run').waitFor();
  return page;
}

const button = (name: string) => opened.page.getByRole('button', { name, exact: true });
const yaml = () => opened.page.getByLabel('Job as YAML', { exact: true });
const name = () => opened.page.getByLabel('Job name', { exact: true });
const overflow = () =>
  opened.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
const writes = () =>
  world.sandbox.cluster?.log.entries.filter(({ method }) => !['GET', 'OPTIONS'].includes(method)) ??
  [];

describe('on a wide screen', () => {
  it('form and YAML stand beside each other and follow one another', async () => {
    const page = await openForm(1440);
    expect(await button('YAML').isVisible()).toBe(false);
    await name().fill('from-form');
    await expect.poll(() => yaml().inputValue()).toContain('name: from-form');
    await yaml().fill((await yaml().inputValue()).replace('from-form', 'from-yaml'));
    await expect.poll(() => name().inputValue()).toBe('from-yaml');
    await page.getByText('Changes against the package').click();
    await page.getByText('added: ').first().waitFor();
    expect(await page.getByText('name: from-yaml').last().isVisible()).toBe(true);
    // Looking up a job name that is free is a 404.
    expect(opened.errors.filter((each) => !each.includes('404'))).toEqual([]);
  });

  it('a YAML that cannot be read holds Run back, and Run leads to it', async () => {
    const page = await openForm(1440);
    const before = writes().length;
    const good = await yaml().inputValue();
    await yaml().fill(`${good}broken: [1`);
    await button('Run').click();
    const alert = page.locator('[role="alert"][data-error-code="protocol-invalid"]');
    await alert.waitFor();
    await expect.poll(() => yaml().evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await name().isDisabled()).toBe(true);
    expect(writes().length).toBe(before);
    await alert.getByRole('button', { name: /^Line \d+/ }).click();
    expect(await yaml().evaluate((box: HTMLTextAreaElement) => box.selectionStart)).toBeGreaterThan(
      good.length - 1,
    );
    await button('Use the form instead').click();
    expect(await yaml().inputValue()).toBe(good);
    expect(await name().isDisabled()).toBe(false);
  });
});

describe('on a narrow screen', () => {
  it('one of the two is shown, nothing runs over the edge', async () => {
    await openForm(320);
    expect(await yaml().isVisible()).toBe(false);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await button('YAML').click();
    expect(await name().isVisible()).toBe(false);
    await yaml().fill((await yaml().inputValue()).replace(/^name: .*$/m, 'name: from-yaml'));
    expect(await overflow()).toBeLessThanOrEqual(0);
    await button('Form').click();
    expect(await name().inputValue()).toBe('from-yaml');
    expect(await yaml().isVisible()).toBe(false);
  });
});
