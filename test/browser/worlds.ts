/** The four kinds of pages that the plugin runs on, each with its own worker; all end with the test file. */
import { afterAll } from 'vitest';

import { startStages, STRICT_POLICY } from './stages.ts';

import type { Stages } from './stages.ts';

export const WORLDS = [
  { where: 'a secure page', host: 'secure', csp: undefined },
  { where: 'a secure page with a strict policy', host: 'secure', csp: STRICT_POLICY },
  { where: 'plain HTTP', host: 'plain', csp: undefined },
  { where: 'plain HTTP with a strict policy', host: 'plain', csp: STRICT_POLICY },
] as const;

export type StagesWorld = (typeof WORLDS)[number];

const started = new Map<StagesWorld, Promise<Stages>>();

afterAll(async () => {
  for (const stages of started.values()) await (await stages).close();
});

/** Started when first asked for. */
export function stagesOf(world: StagesWorld): Promise<Stages> {
  const running = started.get(world) ?? startStages(world.host, world.csp);
  started.set(world, running);
  return running;
}
