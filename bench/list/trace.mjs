/** Reads a trace of Chromium: the tasks of one page's own thread, and what was marked in it. */

const CATEGORIES = ['blink.user_timing', 'toplevel', 'disabled-by-default-devtools.timeline'];

/** Traces the page while something is done. Times are in milliseconds of the trace. */
export async function trace(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  const result = await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8'));
  return { result, ...readTrace(traceEvents) };
}

/** `marks` by name; `tasks` as [begin, end], in order; both of the thread on which the marks were set. */
export function readTrace(events) {
  const marked = events.filter(({ name, cat }) => /user_timing/.test(cat) && /^bench-/.test(name));
  const thread = marked[0];
  if (!thread) throw new Error('the page has set no mark');
  const isHere = ({ pid, tid }) => pid === thread.pid && tid === thread.tid;
  const tasks = events
    .filter((event) => isHere(event) && event.ph === 'X' && /RunTask$/.test(event.name))
    .map(({ ts, dur = 0 }) => [ts / 1000, (ts + dur) / 1000])
    .sort((a, b) => a[0] - b[0]);
  const marks = new Map(marked.filter(isHere).map(({ name, ts }) => [name, ts / 1000]));
  return { marks, tasks: outermost(tasks) };
}

/** Some versions tell a task twice, one within the other. */
function outermost(tasks) {
  const kept = [];
  for (const task of tasks) {
    if (kept.length === 0 || task[0] >= kept.at(-1)[1]) kept.push(task);
  }
  return kept;
}

/** Milliseconds that tasks took between two times. */
export function busyBetween(tasks, from, to) {
  return tasks.reduce(
    (sum, [begin, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)),
    0,
  );
}

/** The longest task that began between two times. */
export function longestBetween(tasks, from, to) {
  return tasks.reduce(
    (most, [begin, end]) => (begin >= from && begin <= to ? Math.max(most, end - begin) : most),
    0,
  );
}
