/** Receipts out of the browser as a file, and out of a file into the browser. */
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { closePlugin } from '../../fakes/page.tsx';
import { fakeReceipt } from './receipts.ts';
import { openInstalled } from './visit.tsx';

import type { Receipt } from '#core/model/generated.ts';

afterEach(() => {
  closePlugin();
  vi.restoreAllMocks();
});

describe('receipts as a file', () => {
  const file = (text: string) => new File([text], 'r.json', { type: 'application/json' });

  it('are exported all together', async () => {
    let saved: Blob | undefined;
    URL.createObjectURL = (blob) => {
      saved = blob as Blob;
      return 'blob:x';
    };
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const receipts = [fakeReceipt('a'), fakeReceipt('b')];
    const { user } = await openInstalled(receipts);
    await user.click(screen.getByRole('button', { name: 'Export all receipts' }));
    expect(JSON.parse((await saved?.text()) ?? '')).toEqual({
      format: 'pai-market-receipts/1',
      receipts,
    });
  });

  it('are imported, and it is said how many were new', async () => {
    const kept: Receipt[] = [];
    const { user } = await openInstalled([], {
      receipts: () => Promise.resolve([...kept]),
      importReceipts: (text) => {
        kept.push(...(JSON.parse(text) as { receipts: Receipt[] }).receipts);
        return Promise.resolve({ added: 3, known: 1 });
      },
    });
    const text = JSON.stringify({
      receipts: [fakeReceipt('a', { importedAt: '2025-11-23T10:00:00Z' })],
    });
    await user.upload(screen.getByLabelText('File of receipts'), file(text));
    expect(await screen.findByText('3 receipts added, 1 known already.')).toBeDefined();
    expect(await screen.findByText('Imported', { selector: '.pm-chip' })).toBeDefined();
  });

  it('are refused as a whole with the place of the mistake', async () => {
    const { user } = await openInstalled([], {
      importReceipts: () =>
        Promise.reject(
          new MarketError('receipt-invalid', 'Receipt 2 has no steps.', {
            details: { path: '/receipts/1/steps' },
          }),
        ),
    });
    await user.upload(screen.getByLabelText('File of receipts'), file('{}'));
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['errorCode']).toBe('receipt-invalid');
    expect(alert.textContent).toContain('Receipt 2 has no steps.');
  });
});
