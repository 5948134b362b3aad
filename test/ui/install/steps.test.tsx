/** Wizards of several steps: the way through them is told, kept short, and never loses the focus. */
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { axeViolations, closePlugin } from '../../fakes/page.tsx';
import { button, pressInstall } from './visit.tsx';

import type { Action } from '#core/model/generated.ts';

afterEach(closePlugin);

const text = (at: number): Action => ({
  type: 'informational',
  label: `Read part ${at}`,
  arguments: [{ name: 'text', value: `Part ${at}.` as never }],
});
const texts = (count: number) => Array.from({ length: count }, (_, at) => text(at + 1));

async function openSteps(count: number) {
  const page = await pressInstall({ actions: texts(count) });
  await screen.findByRole('button', { name: 'Next' });
  return page;
}

describe('the step that is gone to', () => {
  it('takes the focus by its title, forth and back', async () => {
    const { user } = await openSteps(2);
    await user.click(button('Next'));
    const title = await screen.findByRole('heading', { name: 'Read part 2' });
    expect(document.activeElement).toBe(title);
    await user.click(button('Back'));
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Read part 1' }));
    expect(await axeViolations()).toEqual([]);
  });
});

describe('the list of steps', () => {
  it('stands above the step where it is short', async () => {
    await openSteps(10);
    expect(screen.getByRole('list', { name: 'Steps' }).closest('details')).toBeNull();
  });

  it('is folded into the number of the step where it is long', async () => {
    const { user } = await openSteps(30);
    await user.click(button('Next'));
    const summary = screen.getByText('Step 2 of 30');
    expect(summary.closest('details')?.open).toBe(false);
    expect(summary.closest('details')?.querySelectorAll('li')).toHaveLength(30);
    expect(await axeViolations()).toEqual([]);
  });
});
