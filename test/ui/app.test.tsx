/** The frame of the plugin in portals that differ around it. */
import { screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';

import { installWorld } from '../fakes/install-services.ts';
import { axeViolations, closePlugin, openPlugin } from '../fakes/page.tsx';

afterEach(closePlugin);

it('is the main landmark of a portal that has none', () => {
  openPlugin(installWorld().services, '#/installed');
  expect(screen.getByRole('main')).toBeDefined();
});

it('is a region of its own in a portal that has a main landmark', async () => {
  document.body.append(document.createElement('main'));
  const { element } = openPlugin(installWorld().services, '#/installed');
  document.querySelector('main')?.append(element);
  await screen.findByRole('heading', { name: 'Installed' });
  expect(screen.getAllByRole('main')).toHaveLength(1);
  expect(screen.getByRole('region', { name: 'Marketplace' })).toBeDefined();
  expect(await axeViolations()).toEqual([]);
});
