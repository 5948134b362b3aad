/** The whole plugin at an address of its own, as the door mounts it; closed again by `closePlugin`. */
import { act, cleanup } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';

import { mount } from '#ui/app.tsx';
// Loaded beforehand, so that a slow machine does not look like a page that never comes.
import '#ui/install/page.tsx';
import '#ui/installed/page.tsx';
import '#ui/package/page.tsx';

import type { Services } from '#ui/services.ts';

let unmount: (() => void) | undefined;

export function openPlugin(services: Services, hash: string) {
  window.history.replaceState(null, '', `/plugin.html?index=0${hash}`);
  const element = document.createElement('pai-plugin');
  document.body.append(element);
  act(() => {
    unmount = mount(element, services);
  });
  return { element, user: userEvent.setup() };
}

export function closePlugin(): void {
  act(() => unmount?.());
  unmount = undefined;
  document.body.replaceChildren();
  cleanup();
}

/** Rules that axe sees broken; colours need a browser with layout. */
export async function axeViolations(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`);
}
