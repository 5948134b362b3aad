/** One small HTTP server on loopback: reads each request's body within a bound, logs it, hands it over. */
import { createServer } from 'node:http';

import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import type { RequestLog } from './request-log.ts';

/** Bytes of a body that a handler sees if it asks for no other limit; a longer one is marked and dropped. */
const BODY_LIMIT = 100 * 1024;
/** Bytes past its limit after which a client that goes on sending is cut off. */
const DRAIN_LIMIT = 64 * 1024 * 1024;
/** How many ports after the wanted one are tried. */
const PORT_TRIES = 50;

/** One request with its whole body, and the response to write. */
export interface Exchange {
  method: string;
  /** As sent: not normalised, without the query. */
  path: string;
  query: URLSearchParams;
  request: IncomingMessage;
  body: Buffer;
  bodyTooLarge: boolean;
  response: ServerResponse;
}

/** What is to be done with a request of which only the head has come. */
export interface Beginning {
  /** Ends the connection at once, or when half of the body has come; the handler does not run. */
  cut?: 'now' | 'half' | undefined;
  /** Bytes of the body that the handler takes. */
  bodyLimit?: number | undefined;
}

/** Answers requests; what wraps a handler must pass on its `begin` too. */
export interface Handler {
  (exchange: Exchange): void | Promise<void>;
  /** Asked once for each request, before its body is read. */
  begin?: ((request: IncomingMessage) => Beginning) | undefined;
}

export interface ListenOptions {
  /** First port to try; 0 takes any free one. */
  port?: number | undefined;
  log?: RequestLog | undefined;
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:8600`. */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only, at the wanted port or the next free one. Throws when none is free. */
export async function listen(
  handler: Handler,
  options: ListenOptions = {},
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    serve(handler, { request, response, log: options.log }).catch((error: unknown) => {
      fail(response, error);
    });
  });
  const port = await bind(server, options.port ?? 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  log: RequestLog | undefined;
}

async function serve(handler: Handler, { request, response, log }: Incoming): Promise<void> {
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  const { cut, bodyLimit = BODY_LIMIT } = handler.begin?.(request) ?? {};
  if (cut) return cutOff(request, cut);
  const { body, tooLarge } = await readBody(request, bodyLimit);
  log?.record(request, body, response);
  await handler({
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    request,
    body,
    bodyTooLarge: tooLarge,
    response,
  });
}

async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<{ body: Buffer; tooLarge: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > limit + DRAIN_LIMIT) request.destroy();
  }
  return { body: Buffer.concat(chunks), tooLarge: size > limit };
}

/** Ends the connection without an answer. */
function cutOff(request: IncomingMessage, when: 'now' | 'half'): void {
  const half = when === 'now' ? 0 : Number(request.headers['content-length'] ?? 0) / 2;
  if (half === 0) {
    request.socket.destroy();
    return;
  }
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size >= half) request.socket.destroy();
  });
}

async function bind(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    const error = await tryPort(server, port);
    if (!error) break;
    if (error.code !== 'EADDRINUSE' || port >= Math.min(wanted + PORT_TRIES, 65_535)) throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

function tryPort(server: Server, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', onError);
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.off('error', onError);
      resolve(undefined);
    });
  });
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(error instanceof Error ? error.message : String(error));
}
