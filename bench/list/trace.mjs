/** Reads a trace of Chromium: the tasks of one page's own thread, and what was marked in it. */

/** More of them would slow down what is measured. */
const CATEGORIES = ['blink.user_timing', 'toplevel'];

/** Traces the page while something is done. Times are in milliseconds of the trace. */
export async function trace(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  const result = await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8'));
  return { result, ...readTrace(traceEvents) };
}

/**
 * `marks` by name; `tasks` in order, each with what the thread itself ran of it (`cpu`), so that other work on the machine
 * counts for nobody; both of the thread on which the marks were set.
 */
export function readTrace(events) {
  const marked = events.filter(({ name, cat }) => /user_timing/.test(cat) && /^bench-/.test(name));
  const thread = marked[0];
  if (!thread) throw new Error('the page has set no mark');
  const isHere = ({ pid, tid }) => pid === thread.pid && tid === thread.tid;
  const tasks = events
    .filter((event) => isHere(event) && event.ph === 'X' && /RunTask$/.test(event.name))
    .map(({ ts, dur = 0, tdur = dur }) => ({
      begin: ts / 1000,
      end: (ts + dur) / 1000,
      cpu: tdur / 1000,
    }))
    .sort((a, b) => a.begin - b.begin);
  const marks = new Map(marked.filter(isHere).map(({ name, ts }) => [name, ts / 1000]));
  return { marks, tasks: outermost(tasks) };
}

/** Some versions tell a task twice, one within the other. */
function outermost(tasks) {
  const kept = [];
  for (const task of tasks) {
    if (kept.length === 0 || task.begin >= kept.at(-1).end) kept.push(task);
  }
  return kept;
}

/** Milliseconds that the thread ran between two times; of a task that is cut, its share. */
export function busyBetween(tasks, from, to) {
  return tasks.reduce((sum, { begin, end, cpu }) => {
    const inside = Math.max(0, Math.min(end, to) - Math.max(begin, from));
    return end > begin ? sum + (cpu * inside) / (end - begin) : sum;
  }, 0);
}

/** The longest task that began between two times. */
export function longestBetween(tasks, from, to) {
  return tasks.reduce(
    (most, { begin, cpu }) => (begin >= from && begin <= to ? Math.max(most, cpu) : most),
    0,
  );
}
