/** A visit of the wizard in tests: from the package page on, and what a person sees there. */
import { screen } from '@testing-library/react';

import { installWorld } from '../../fakes/install-services.ts';
import { openPlugin } from '../../fakes/page.tsx';

import type { InstallWorld, InstallWorldOptions } from '../../fakes/install-services.ts';

export const PACKAGE = '#/p/example-market/mnist-training/1.0.0';

export const button = (name: string) => screen.getByRole('button', { name });
export const field = (name: string) =>
  screen.getByLabelText<HTMLInputElement>(name, { exact: true });
export const alertCode = () =>
  screen.findByRole('alert').then((alert) => alert.dataset['errorCode']);
export const writes = (world: InstallWorld) =>
  world.requests.filter((request) => request.method !== 'GET');

/** Opens the package page and presses Install. */
export async function pressInstall(options: InstallWorldOptions = {}) {
  const world = installWorld(options);
  const page = openPlugin(world.services, PACKAGE);
  await page.user.click(await screen.findByRole('button', { name: 'Install' }));
  return { ...page, world };
}

export async function openForm(options: InstallWorldOptions = {}) {
  const page = await pressInstall(options);
  await screen.findByRole('button', { name: 'Run' });
  return page;
}
