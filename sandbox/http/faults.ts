/** Lets a server fail at requests that a test names: connections cut, answers lost, silence, other statuses. */
import { ServerResponse } from 'node:http';

import type { IncomingMessage } from 'node:http';

import type { Exchange, Handler } from './server.ts';

/**
 * How a request fails. A number is the status that is answered in the handler's place.
 * - `refuse`: the connection ends before anything is read
 * - `cut-request`: it ends when half of the body has come; the handler does not run
 * - `cut-answer`: the handler runs, and the connection ends in the place of its answer
 * - `silence-before`, `silence-after`: no answer ever, the handler not run or run
 */
export type FaultKind =
  | 'refuse'
  | 'cut-request'
  | 'cut-answer'
  | 'silence-before'
  | 'silence-after'
  | number;

export interface Fault {
  /** Which request: its number from 1 among all that came, or whether it is one of those. Preflights neither count nor fail. */
  at: number | ((request: { method: string; path: string }) => boolean);
  kind: FaultKind;
  /** How often a function may match; once if absent. */
  times?: number;
  /** Value of the header Retry-After, of a status. */
  retryAfter?: string | number;
  /** Body of a status; empty if absent. */
  body?: string;
  /** Media type of `body`; plain text if absent. */
  type?: string;
}

export interface FaultyHandler extends Handler {
  begin: NonNullable<Handler['begin']>;
  /** May be changed while it serves. */
  faults: Fault[];
  /** Requests that came, preflights left out; may be set back to 0. */
  seen: number;
  /** Faults that happened, in order, with the request that they hit. */
  readonly happened: { fault: Fault; method: string; path: string }[];
}

/** `headers` come with the answer of a status, such as CORS headers of a server that always sends them. */
export function withFaults(
  handler: Handler,
  faults: Fault[] = [],
  headers: Record<string, string> = {},
): FaultyHandler {
  const chosen = new WeakMap<IncomingMessage, Fault | undefined>();
  const choose = (request: IncomingMessage) => {
    if (!chosen.has(request)) chosen.set(request, take(faulty, request));
    return chosen.get(request);
  };
  const faulty: FaultyHandler = Object.assign(
    (exchange: Exchange) => {
      const fault = choose(exchange.request);
      return fault ? fail(exchange, fault, { handler, headers }) : handler(exchange);
    },
    {
      faults,
      seen: 0,
      happened: [],
      begin: (request: IncomingMessage) => {
        const kind = choose(request)?.kind;
        const cut = { refuse: 'now', 'cut-request': 'half' }[String(kind)] as 'now' | undefined;
        return { ...handler.begin?.(request), cut };
      },
    },
  );
  return faulty;
}

/** The fault that is meant for this request, if any; counts it. */
function take(faulty: FaultyHandler, request: IncomingMessage): Fault | undefined {
  const method = request.method ?? 'GET';
  if (method === 'OPTIONS') return undefined;
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  faulty.seen++;
  const fault = faulty.faults.find((each) => {
    if (typeof each.at === 'number') return each.at === faulty.seen;
    const used = faulty.happened.filter((past) => past.fault === each).length;
    return used < (each.times ?? 1) && each.at({ method, path });
  });
  if (fault) faulty.happened.push({ fault, method, path });
  return fault;
}

interface Behind {
  handler: Handler;
  headers: Record<string, string>;
}

async function fail(exchange: Exchange, fault: Fault, { handler, headers }: Behind): Promise<void> {
  const { kind } = fault;
  if (typeof kind === 'number') return sendStatus(exchange, kind, { fault, headers });
  if (kind === 'silence-before') return;
  if (kind === 'cut-answer' || kind === 'silence-after') {
    // An answer that is written to no connection: the handler cannot tell the difference.
    await handler({ ...exchange, response: new ServerResponse(exchange.request) });
    if (kind === 'silence-after') return;
  }
  exchange.request.socket.destroy();
}

function sendStatus(
  { response }: Exchange,
  status: number,
  { fault, headers }: { fault: Fault; headers: Record<string, string> },
): void {
  const { retryAfter, body = '', type = 'text/plain; charset=utf-8' } = fault;
  response.writeHead(status, {
    ...headers,
    'Content-Type': type,
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
  });
  response.end(body);
}
