/** Serves a market's folder over HTTP to pages of every origin: the server, its limits and its end. */
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';

import { MarketError } from '#core/errors.ts';
import { createCompressor } from './serve-compressed.ts';
import { answer } from './serve-answer.ts';

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServedFolder, ServeOptions } from '#core/publisher-ports.ts';

/** What one client may cost: the time for the head of a request, for a reader that stands still, for an idle connection; how many at once. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  timeout: 120_000,
  maxConnections: 4096,
};

/** Implements `ServeFolder`. */
export async function serveFolder(options: ServeOptions): Promise<ServedFolder> {
  const compressor = createCompressor();
  const running = new Set<ServerResponse>();
  const server = createServer({ maxHeaderSize: 16 * 1024 }, (request, response) => {
    running.add(response);
    const closing = () => {
      running.delete(response);
      if (!server.listening) server.closeIdleConnections();
    };
    response.once('close', closing);
    tellOf(request, response, options);
    // A body is nobody's here; what is not read would hold the connection.
    request.resume();
    answer({ request, response }, { ...options, compressor }).catch((cause: unknown) =>
      failed(response, cause),
    );
  });
  Object.assign(server, LIMITS);
  // Malformed requests are the client's, also where its connection is gone already.
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  await listen(server, options);
  return { url: urlOf(server, options.host), close: (graceMs) => close(server, graceMs) };
}

/** The client gets no words of ours; whoever serves sees them in the terminal. */
function failed(response: ServerResponse, cause: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  process.emitWarning(cause instanceof Error ? cause : String(cause));
  response.writeHead(500, { 'Content-Length': 0 }).end();
}

function tellOf(
  request: IncomingMessage,
  response: ServerResponse,
  { onAnswer }: ServeOptions,
): void {
  if (!onAnswer) return;
  const began = performance.now();
  const before = request.socket.bytesWritten;
  response.once('close', () => {
    const ms = Math.round(performance.now() - began);
    const { method = '', url: target = '' } = request;
    const bytes = Math.max(0, request.socket.bytesWritten - before);
    onAnswer({ method, target, status: response.statusCode, bytes, ms });
  });
}

function listen(server: Server, { host, port }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason =
        {
          EADDRINUSE: 'another program has this port',
          EACCES: 'ports below 1024 are for the administrator of the machine',
          EADDRNOTAVAIL: 'this machine has no such address',
          ENOTFOUND: 'there is no such name',
        }[cause.code ?? ''] ?? cause.code;
      const sentence = `${host}:${port} cannot be served: ${reason}. Choose others with --host and --port.`;
      reject(new MarketError('usage', sentence, { cause }));
    });
    server.listen({ host, port }, () => resolve());
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

async function close(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
