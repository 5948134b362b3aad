/** Every page in every state that somebody can come to: how it is reached, in whatever language. */
import { installStates } from './install-states.ts';
import { listStates } from './list-states.ts';
import { packageStates } from './package-states.ts';

import type { Page } from 'playwright-core';
import type { StateWords } from './words.ts';
import type { Told } from './world.ts';

export interface PageState extends Pick<Told, 'config' | 'behaviour'> {
  /** In file names and reports. */
  name: string;
  /** Where it is. */
  hash?: string;
  /** Nobody is logged in if null. */
  user?: null;
  /** Width from which on the state exists at all, and up to which. */
  width?: { from?: number; to?: number };
  /** Another width at which it is reached, such as that of a phone. */
  at?: number;
  /** What a person does there; resolves when the state is reached. */
  reach(page: Page, words: StateWords): Promise<unknown>;
}

export const STATES: readonly PageState[] = [...listStates, ...packageStates, ...installStates];
