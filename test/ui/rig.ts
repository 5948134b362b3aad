/** Mounts the whole plugin at an address, as the door does, and finds what people find on it. */
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach } from 'vitest';

import { mount } from '#ui/app.tsx';

import type { Services } from '#ui/services.ts';

let unmount: (() => void) | undefined;

/** The plugin in a fresh <pai-plugin>, taken out again after the test; resolves when all that answers at once has answered. */
export async function open(services: Services, hash = ''): Promise<void> {
  window.history.replaceState(null, '', `/plugin.html?index=0${hash}`);
  const element = document.createElement('pai-plugin');
  document.body.append(element);
  act(() => {
    unmount = mount(element, services);
  });
  await act(settled);
}

/** Markets, versions and the search answer one after another. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

export function close(): void {
  act(() => unmount?.());
  unmount = undefined;
}

afterEach(() => {
  close();
  document.body.replaceChildren();
  cleanup();
});

/** Labels of the packages in the list, in their order. */
export const packageLinks = () =>
  screen
    .getAllByRole('listitem')
    .flatMap((item) => within(item).queryAllByRole('link'))
    .filter((link) => link.getAttribute('href')?.startsWith('#/p/'))
    .map((link) => link.textContent);

/** What is said of how many packages there are; announced a moment later. */
export const count = () => document.querySelector('.pm-count')?.textContent;
