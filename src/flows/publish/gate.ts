/** Does things at the same time within a number and a sum of sizes; the first failure ends all. */

export interface GateOptions {
  atOnce: number;
  /** Of the sizes under way; one that is larger goes alone. */
  budget: number;
}

export interface Gate {
  /** Throws the first failure once nothing is under way any more; nothing is begun after it. */
  runAll<Item>(
    items: readonly Item[],
    sizeOf: (item: Item) => number,
    work: (item: Item) => Promise<void>,
  ): Promise<void>;
}

export function createGate({ atOnce, budget }: GateOptions): Gate {
  return {
    async runAll(items, sizeOf, work) {
      const running = new Set<Promise<void>>();
      const failures: unknown[] = [];
      let used = 0;
      for (const item of items) {
        const size = sizeOf(item);
        while (running.size >= atOnce || (running.size > 0 && used + size > budget)) {
          await Promise.race(running);
        }
        if (failures.length > 0) break;
        used += size;
        const one: Promise<void> = work(item)
          .catch((error: unknown) => void failures.push(error))
          .finally(() => {
            used -= size;
            running.delete(one);
          });
        running.add(one);
      }
      await Promise.all(running);
      if (failures.length > 0) throw failures[0];
    },
  };
}
