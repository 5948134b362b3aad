/** Licences of several packages: one after the other, the same text once, and none accepted by half. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { LicensesDialog } from '#ui/license/licenses.tsx';
import { openPackage } from '../install/some-package.ts';

import type { OpenPackage } from '#core/model/market.ts';

afterEach(cleanup);

const FOUR = [
  openPackage('one', { license: 'Be nice.' }),
  openPackage('two', { license: 'Be quiet.' }),
  openPackage('three', { license: 'Be nice.' }),
  openPackage('four', { license: 'Be nice.', licenseId: 'Apache-2.0' }),
];

function open(packages: OpenPackage[]) {
  const answers: string[] = [];
  render(
    <LicensesDialog
      packages={packages}
      onAccept={(accepted) => answers.push(accepted.map(({ name }) => name).join(' '))}
      onDismiss={() => answers.push('dismiss')}
    />,
  );
  return { answers, user: userEvent.setup() };
}

const accept = () => screen.getByRole('button', { name: 'Accept' });
const text = () => screen.getByRole('region', { name: 'Licence text' });

describe('several licences', () => {
  it('are asked in turn, and accepted together at the end', async () => {
    const { answers, user } = open(FOUR);
    expect(screen.getByText('Licence 1 of 3')).toBeDefined();
    expect(screen.getByRole('dialog', { name: 'Licence of One 1.0.0' })).toBeDefined();
    await user.click(accept());
    expect(screen.getByText('Licence 2 of 3')).toBeDefined();
    expect(text().textContent).toBe('Be quiet.');
    expect(document.activeElement).toBe(text());
    await user.click(accept());
    expect(answers).toEqual([]);
    await user.click(accept());
    expect(answers).toEqual(['one two three four']);
  });

  it('with the same text are one question that names all packages', () => {
    open(FOUR);
    expect(screen.getByText('The same text also goes for Three 1.0.0.')).toBeDefined();
  });

  it('with the same text under another name are two', async () => {
    const { user } = open(FOUR);
    await user.click(accept());
    await user.click(accept());
    expect(screen.getByRole('dialog', { name: 'Licence of Four 1.0.0' })).toBeDefined();
    expect(screen.getByText(/The publisher states: Apache-2.0/)).toBeDefined();
  });

  it('are not accepted two at a time by a double click', async () => {
    const { user } = open(FOUR);
    await user.dblClick(accept());
    expect(screen.getByText('Licence 2 of 3')).toBeDefined();
  });

  it('are all declined by one Decline, and by Escape', async () => {
    const { answers, user } = open(FOUR);
    await user.click(accept());
    await user.click(screen.getByRole('button', { name: 'Decline' }));
    await user.keyboard('{Escape}');
    expect(answers).toEqual(['dismiss', 'dismiss']);
  });

  it('that are but one are not counted', () => {
    open(FOUR.slice(1, 2));
    expect(screen.queryByText(/Licence 1 of/)).toBeNull();
  });
});
