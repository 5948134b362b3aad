/** A real web server on a port of its own, whose answers and requests tests can see and change. */
import { createServer } from 'node:http';

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface SeenRequest {
  method: string;
  /** Path and query as sent. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Web {
  /** Such as `http://127.0.0.1:34567/`. */
  url: string;
  /** All requests so far. */
  requests: SeenRequest[];
  close(): Promise<void>;
}

/** Answers every request with the handler, once its body has come. */
export async function serve(handler: Handler): Promise<Web> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: '',
    };
    requests.push(seen);
    request.on('data', (part: Buffer) => {
      seen.body += part.toString('utf8');
    });
    request.on('end', () => handler(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves the files of a map by their decoded path below `/`; what is not there is a 404. */
export function serveFiles(files: ReadonlyMap<string, Uint8Array | Handler>): Promise<Web> {
  return serve((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://any').pathname.slice(1));
    const found = files.get(path);
    if (typeof found === 'function') found(request, response);
    else if (found) response.end(found);
    else response.writeHead(404).end('<h1>Not found</h1>');
  });
}
