/** Sends one request for a file of a market and tells an answer, a refusal and a fault that may pass from each other. */
import { MarketError } from '#core/errors.ts';
import { diagnose } from './diagnose.ts';
import { mayPass, retryAfter } from './retry.ts';

import type { Watch } from './watch.ts';

export interface Question {
  url: URL;
  page: URL | undefined;
  watch: Watch;
  reload: boolean;
  /** Caches may answer only what the server says is still so. */
  revalidate: boolean;
  /** Bytes that are there already; only what follows them is asked for. 0 asks for the whole file. */
  from: number;
}

/** Something that may pass by itself. */
export interface Fault {
  /** What to say when it does not pass. */
  error: MarketError;
  /** Milliseconds that the server asks to wait. */
  asked?: number | undefined;
  /** The rest cannot be had as it was asked for: the next try begins at the first byte. */
  anew?: boolean;
}

/**
 * Gives an answer with status 200, or 206 to a question for the rest. Throws `net-redirect`, `net-status`, `net-cors`,
 * `net-timeout` and `cancelled`, which trying again would not change.
 */
export async function ask(question: Question): Promise<Response | Fault> {
  const { url, watch } = question;
  let response: Response;
  try {
    response = await fetch(url.href, requestInit(question));
  } catch (cause) {
    return noAnswer(question, cause);
  }
  watch.touch();
  if (response.status === 200 || (response.status === 206 && question.from > 0)) return response;
  await letGo(response);
  return refuse(question, response);
}

/** Ends an answer that is not read. Whether it ends well changes nothing: the watch may have ended it at the same moment. */
export async function letGo({ body }: Response): Promise<void> {
  await body?.cancel().catch(() => undefined);
}

function refuse({ url, from }: Question, response: Response): Fault {
  const { status, type } = response;
  if (type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status)) {
    throw new MarketError(
      'net-redirect',
      `${url.href} answers with a redirect. Ask your administrator to configure the address it leads to.`,
      { details: { url: url.href } },
    );
  }
  const error = new MarketError('net-status', `${url.href} answers with status ${status}.`, {
    details: { url: url.href, status },
  });
  if (mayPass(status)) return { error, asked: retryAfter(response.headers) };
  // 416 and all that servers say which take no ranges; when the file is gone the whole of it will say so.
  if (from > 0) return { error, anew: true };
  throw error;
}

async function noAnswer({ url, page, watch, from }: Question, cause: unknown): Promise<Fault> {
  const ended = watch.reason(url.href);
  if (ended) throw ended;
  const error = await diagnose(url, { page, cause, signal: watch.signal });
  const endedMeanwhile = watch.reason(url.href);
  if (endedMeanwhile) throw endedMeanwhile;
  if (error.code !== 'net-cors') return { error };
  // Older browsers ask the server's leave for a Range, which few servers give.
  if (from > 0) return { error, anew: true };
  throw error;
}

/** T14: without prototype, so that a polluted one of the page adds nothing. */
function requestInit({ watch, reload, revalidate, from }: Question): RequestInit {
  const headers = Object.create(null) as Record<string, string>;
  if (from > 0) headers['Range'] = `bytes=${from}-`;
  return Object.assign(Object.create(null) as RequestInit, {
    method: 'GET',
    headers,
    mode: 'cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    // As with 'error' nothing is sent to the target; but here a redirect can be told from a dead server.
    redirect: 'manual',
    // The rest of a file comes from the server: a cache would join it to what it kept of another one.
    // 'no-cache' lets the browser ask with the ETag that it keeps; to send one of ours it would need the server's leave.
    cache: from > 0 ? 'no-store' : reload ? 'reload' : revalidate ? 'no-cache' : 'default',
    signal: watch.signal,
  } satisfies RequestInit);
}
