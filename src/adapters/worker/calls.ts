/** The page's side: calls with progress and cancel to a worker that is started when it is first needed. */
import { MarketError } from '#core/errors.ts';
import { watchSilence } from './silence.ts';

import type { Problem } from '#core/errors.ts';
import type { Answer, Calls, Reply, Request } from './messages.ts';
import type { SilenceWatch } from './silence.ts';

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
  silence: SilenceWatch;
}

/** `start` is asked at the first call, and again after the worker ended or could not be started. */
export function createCaller<Table extends Calls<Table>>(
  start: () => Promise<Connection>,
): Caller<Table> {
  let link: Promise<Link> | undefined;
  let closed = false;
  let lastId = 0;

  const open = async (): Promise<Link> => {
    const connection = await start();
    const opened = toLink(connection, () => void (link = undefined));
    if (closed) connection.end();
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
      (opened) => {
        opened.connection.end();
        rejectAll(opened, cancelled);
      },
      // It never started: there is nothing to end.
      () => undefined,
    );
  };
  return { call, close };
}

function toLink(connection: Connection, forget: () => void): Link {
  const { port } = connection;
  const stopped = () => {
    forget();
    rejectAll(link, ended);
  };
  const silence = watchSilence(
    () => port.postMessage({ type: 'ping' } satisfies Request),
    () => {
      connection.end();
      stopped();
    },
  );
  const link: Link = { connection, pending: new Map(), silence };
  connection.onEnd = stopped;
  port.onmessage = ({ data }: MessageEvent<Reply>) => {
    silence.heard();
    if (data.type !== 'ready' && data.type !== 'pong') settle(link, data);
  };
  return link;
}

function settle({ pending, silence }: Link, reply: Answer): void {
  // What was cancelled may still be answered.
  const waiting = pending.get(reply.id);
  if (!waiting) return;
  if (reply.type === 'progress') {
    waiting.onProgress?.(reply.value as never);
    return;
  }
  pending.delete(reply.id);
  silence.expect(pending.size > 0);
  if (reply.type === 'done') waiting.resolve(reply.value);
  else waiting.reject(toError(reply.problem));
}

function ask<Output>(
  { connection, pending, silence }: Link,
  request: Request & { type: 'call' },
  { signal, onProgress }: CallOptions<never>,
): Promise<Output> {
  const { id } = request;
  return new Promise<Output>((resolve, reject) => {
    const cancel = () => {
      if (!pending.delete(id)) return;
      silence.expect(pending.size > 0);
      connection.port.postMessage({ type: 'cancel', id } satisfies Request);
      reject(cancelled());
    };
    const unhook = () => signal?.removeEventListener('abort', cancel);
    pending.set(id, {
      resolve(value) {
        unhook();
        resolve(value as Output);
      },
      reject(error) {
        unhook();
        reject(error);
      },
      onProgress,
    });
    silence.expect(true);
    signal?.addEventListener('abort', cancel, { once: true });
    connection.port.postMessage(request);
  });
}

function rejectAll({ pending, silence }: Link, reason: () => MarketError): void {
  const all = [...pending.values()];
  pending.clear();
  silence.expect(false);
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
