/** A command has no other tabs: other processes are kept out by the lock of the journal. */
import type { Tabs } from '#core/ports.ts';

export const NO_TABS: Tabs = {
  ask: () => Promise.resolve(false),
  answer: () => () => undefined,
};
