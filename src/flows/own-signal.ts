/** Gives work a signal of its own, so that what it began beside its result ends with it. */

/** The signal fires with the outer one, and when the work is done or failed. */
export async function withOwnSignal<Result>(
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const own = new AbortController();
  const stop = () => own.abort(outer?.reason);
  if (outer?.aborted) stop();
  outer?.addEventListener('abort', stop, { once: true });
  try {
    return await work(own.signal);
  } finally {
    outer?.removeEventListener('abort', stop);
    own.abort();
  }
}
