/** Does several things at the same time and gives their results in the order of what they were done to. */

/** With at most `atOnce` under way; the first failure is thrown in its turn, and nothing more is begun after it. */
export async function* mapInOrder<Item, Result>(
  items: readonly Item[],
  { atOnce }: { atOnce: number },
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void> {
  const begun: Promise<Result>[] = [];
  let failed = false;
  const begin = (upTo: number) => {
    for (const item of items.slice(begun.length, upTo)) {
      const result = work(item);
      // Heard here, too, as its turn may never come.
      result.catch(() => (failed = true));
      begun.push(result);
    }
  };
  for (let at = 0; at < items.length; at += 1) {
    if (!failed) begin(at + atOnce);
    yield await (begun[at] as Promise<Result>);
    // It may hold much.
    delete begun[at];
  }
}
