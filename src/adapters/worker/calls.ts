/** The page's side: calls with progress and cancel to a worker that is started when it is first needed. */
import { MarketError } from '#core/errors.ts';

import type { Problem } from '#core/errors.ts';
import type { Calls, Reply, Request } from './messages.ts';

/** The other side, running. */
export interface Connection {
  port: MessagePort;
  /** Called at most once, when the other side ended without being asked to. */
  onEnd: (() => void) | undefined;
  /** Ends the other side; `onEnd` is not called. */
  end(): void;
}

export interface CallOptions<Progress> {
  signal?: AbortSignal | undefined;
  onProgress?: ((value: Progress) => void) | undefined;
}

export interface Caller<Table extends Calls<Table>> {
  /** Rejects with the `MarketError` that the other side threw, `cancelled`, or `internal` when it ended meanwhile. */
  call<Name extends keyof Table & string>(
    name: Name,
    input: Table[Name]['input'],
    options?: CallOptions<Table[Name]['progress']>,
  ): Promise<Table[Name]['output']>;
  /** Ends the worker; what was not answered is `cancelled`, and so is every later call. */
  close(): void;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: MarketError): void;
  onProgress: ((value: never) => void) | undefined;
}

/** A started worker with the calls that it has not answered. */
interface Link {
  connection: Connection;
  pending: Map<number, Pending>;
}

/** `start` is asked at the first call, and again after the worker ended or could not be started. */
export function createCaller<Table extends Calls<Table>>(
  start: () => Promise<Connection>,
): Caller<Table> {
  let link: Promise<Link> | undefined;
  let closed = false;
  let lastId = 0;

  const open = async (): Promise<Link> => {
    const opened: Link = { connection: await start(), pending: new Map() };
    const forget = () => void (link = undefined);
    if (closed) opened.connection.end();
    else listen(opened, forget);
    return opened;
  };
  const connect = (): Promise<Link> => {
    if (link) return link;
    const opening = open();
    link = opening;
    opening.catch(() => {
      if (link === opening) link = undefined;
    });
    return opening;
  };
  const call: Caller<Table>['call'] = async (name, input, options = {}) => {
    if (closed || options.signal?.aborted) throw cancelled();
    const opened = await connect();
    if (closed || options.signal?.aborted) throw cancelled();
    lastId += 1;
    return ask(opened, { type: 'call', id: lastId, name, input }, options);
  };
  const close = () => {
    closed = true;
    void link?.then(
      ({ connection, pending }) => {
        connection.end();
        rejectAll(pending, cancelled);
      },
      // It never started: there is nothing to end.
      () => undefined,
    );
  };
  return { call, close };
}

function listen({ connection, pending }: Link, forget: () => void): void {
  connection.onEnd = () => {
    forget();
    rejectAll(pending, ended);
  };
  connection.port.onmessage = ({ data }: MessageEvent<Reply>) => {
    if (data.type === 'ready') return;
    // What was cancelled may still be answered.
    const waiting = pending.get(data.id);
    if (!waiting) return;
    if (data.type === 'progress') {
      waiting.onProgress?.(data.value as never);
      return;
    }
    pending.delete(data.id);
    if (data.type === 'done') waiting.resolve(data.value);
    else waiting.reject(toError(data.problem));
  };
}

function ask<Output>(
  { connection, pending }: Link,
  request: Request & { type: 'call' },
  { signal, onProgress }: CallOptions<never>,
): Promise<Output> {
  const { id } = request;
  return new Promise<Output>((resolve, reject) => {
    const cancel = () => {
      if (!pending.delete(id)) return;
      connection.port.postMessage({ type: 'cancel', id } satisfies Request);
      reject(cancelled());
    };
    const settle = () => signal?.removeEventListener('abort', cancel);
    pending.set(id, {
      resolve(value) {
        settle();
        resolve(value as Output);
      },
      reject(error) {
        settle();
        reject(error);
      },
      onProgress,
    });
    signal?.addEventListener('abort', cancel, { once: true });
    connection.port.postMessage(request);
  });
}

function rejectAll(pending: Map<number, Pending>, reason: () => MarketError): void {
  const all = [...pending.values()];
  pending.clear();
  for (const { reject } of all) reject(reason());
}

function toError({ code, message, details }: Problem): MarketError {
  return new MarketError(code, message, { details });
}

function cancelled(): MarketError {
  return new MarketError('cancelled', 'This was cancelled.');
}

function ended(): MarketError {
  return new MarketError(
    'internal',
    'The part of the marketplace that downloads and checks files has stopped. Try again: it is started anew.',
  );
}
