/** Takes times of several ways to do the same thing, by turns, so that what else the machine does meets all of them alike. */

/**
 * `ways` by name give milliseconds when they are run, or are undefined where a tool is missing. The first round
 * warms caches and does not count. Gives `{min, median, all}` by name.
 */
export async function byTurns(ways, runs) {
  const names = Object.keys(ways).filter((name) => ways[name]);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const ms = await ways[name]();
      if (run > 0) times[name].push(ms);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(times[name])]));
}

function summary(all) {
  const sorted = [...all].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
  return { min: sorted[0], median, all };
}

/** Milliseconds that the work takes. */
export async function timeOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
