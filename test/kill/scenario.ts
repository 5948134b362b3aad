/** One command under kill tests: killed at seeded points it leaves all valid, and run again it finishes its work. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { randomKills, runsOf, SEED } from './random-kills.ts';
import { createWorld } from './world.ts';

import type { Kill, World } from './world.ts';

export interface Scenario {
  /** The command and what is special, such as `build after a change`. */
  name: string;
  /** How many kills. */
  runs: number;
  env?: Record<string, string>;
  /** Makes what is there before the command. */
  prepare(world: World): Promise<void>;
  /** The command; may depend on the world, as a place outside of its folder does. */
  argv: (world: World) => readonly string[];
  /** Before each kill: makes what is not in the folder. */
  begin?(world: World): Promise<void>;
  /** Holds of what a killed command left behind. */
  holds(world: World): Promise<void>;
  /** Holds once the command ran to its end, also after a kill. */
  finished(world: World): Promise<void>;
  /** Exit code of the second run, where 0 is not what it should be. */
  againCode?: number[];
}

const FEW = 1;

/** Declares the tests of one scenario. */
export function killTests(scenario: Scenario): void {
  describe(`${scenario.name}, killed`, () => {
    const runs = Math.max(FEW, runsOf(scenario.runs));
    const start = createWorld(scenario.env);
    let kills: Kill[] = [];
    beforeAll(async () => {
      await scenario.prepare(start);
      const unharmed = start.copy();
      await scenario.begin?.(unharmed);
      const changes = await unharmed.count(scenario.argv(unharmed));
      await scenario.finished(unharmed);
      unharmed.remove();
      expect(changes).toBeGreaterThan(0);
      kills = randomKills(scenario.name, changes, runs);
    }, 120_000);
    afterAll(() => start.remove());

    it.each(Array.from({ length: runs }, (_, index) => index))(
      `leaves all valid and is finished by the next run (${SEED}/%i)`,
      async (index) => {
        const kill = kills[index] as Kill;
        const world = start.copy();
        try {
          await scenario.begin?.(world);
          const killed = await world.run(scenario.argv(world), kill);
          // The last change may be followed by an end in order before the signal arrives.
          if (killed.code !== null && killed.code !== 0) throw new Error(killed.stderr);
          await scenario.holds(world);
          const again = await world.run(scenario.argv(world));
          const good = scenario.againCode ?? [0];
          if (!good.includes(again.code ?? -1))
            throw new Error(`the next run fails: ${again.stderr}`);
          await scenario.finished(world);
          world.remove();
        } catch (cause) {
          const point = `${kill.when} change ${kill.at}; left in ${world.folder}`;
          throw new Error(`${scenario.name} killed ${point}: ${String(cause)}`, { cause });
        }
      },
      60_000,
    );
  });
}
