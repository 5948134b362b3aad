/** Opens the page of what is installed over given receipts. */
import { screen } from '@testing-library/react';

import { openPlugin } from '../../fakes/page.tsx';
import { fakeMarket, fakeServices } from '../../fakes/services.ts';

import type { Receipt } from '#core/model/generated.ts';
import type { Services } from '#ui/services.ts';

export async function openInstalled(receipts: Receipt[], given: Partial<Services> = {}) {
  const page = openPlugin(
    fakeServices({
      config: () => ({ markets: [fakeMarket()] }),
      receipts: () => Promise.resolve(receipts),
      ...given,
    }),
    '#/installed',
  );
  await screen.findByRole('heading', { level: 1, name: 'Installed' });
  await screen.findByRole('button', { name: 'Import receipts' });
  return page;
}

/** The items of the list of packages. */
export const items = () => [...document.querySelectorAll<HTMLElement>('.pm-receipts > li')];
