/** The licence dialog: the whole text, two plain answers, and Escape that never accepts. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';

import { LicenseDialog } from '#ui/license/dialog.tsx';

afterEach(cleanup);

const TEXT = `${'You may use it.\n'.repeat(200)}<b>The end</b>`;

function open(asks = true) {
  const answers: string[] = [];
  render(
    <LicenseDialog
      label="MNIST training"
      version="1.0.0"
      licenseId="MIT"
      text={TEXT}
      onAccept={asks ? () => answers.push('accept') : undefined}
      onDismiss={() => answers.push('dismiss')}
    />,
  );
  return { answers, user: userEvent.setup() };
}

describe('the dialog', () => {
  it('is named by package and version and shows the whole text as text', () => {
    open();
    expect(screen.getByRole('dialog', { name: 'Licence of MNIST training 1.0.0' })).toBeDefined();
    expect(screen.getByRole('region', { name: 'Licence text' }).textContent).toBe(TEXT);
  });

  it('puts the focus on the text, so that the keyboard scrolls it', () => {
    open();
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Licence text' }));
  });

  it('accepts without scrolling', async () => {
    const { answers, user } = open();
    await user.click(screen.getByRole('button', { name: 'Accept' }));
    expect(answers).toEqual(['accept']);
  });

  it('declines', async () => {
    const { answers, user } = open();
    await user.click(screen.getByRole('button', { name: 'Decline' }));
    expect(answers).toEqual(['dismiss']);
  });

  it('takes Escape for declining, once', async () => {
    const { answers, user } = open();
    await user.keyboard('{Escape}');
    expect(answers).toEqual(['dismiss']);
  });

  it('that is only for reading can only be closed', () => {
    open(false);
    expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual(['Close']);
  });
});
