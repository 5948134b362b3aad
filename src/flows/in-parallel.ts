/** Does the same to many files side by side, as far as memory allows. */

export interface Load {
  /** How many are under way at the same time, at most. */
  atOnce: number;
  /** Bytes of all that is under way together; one that is larger is done alone. */
  bytes: number;
}

/**
 * The results in the order of the items. After a failure nothing more is begun; what was begun is waited for, and
 * then the first failure is thrown, so that nothing goes on behind the caller's back.
 */
export async function inParallel<Item extends { size: number }, Result>(
  items: readonly Item[],
  { atOnce, bytes }: Load,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const running = new Set<Promise<void>>();
  let held = 0;
  for (const [at, item] of items.entries()) {
    while (running.size > 0 && (running.size >= atOnce || held + item.size > bytes)) {
      await Promise.race(running);
    }
    if (failures.length > 0) break;
    held += item.size;
    const task: Promise<void> = work(item)
      .then(
        (result) => void (results[at] = result),
        (failure: unknown) => void failures.push(failure),
      )
      .finally(() => {
        held -= item.size;
        running.delete(task);
      });
    running.add(task);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
  return results;
}
