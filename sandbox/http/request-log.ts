/** What a server was asked, kept in memory for tests: who saw which header, address and body. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Entries kept; older ones are dropped, so that a long run stays small. */
const KEPT = 5_000;

export interface LoggedRequest {
  method: string;
  /** Path with query, as sent. */
  url: string;
  /** Value of the Origin header. */
  origin: string | undefined;
  headers: Record<string, string>;
  body: string;
  /** The same, as it came. */
  bytes: Buffer;
  /** What the server answered, also where a fault lost it on the way; 0 before. */
  readonly status: number;
}

export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  record(request: IncomingMessage, body: Buffer, response: ServerResponse): void;
  clear(): void;
  /** Requests that hold this text anywhere: address, header or body. */
  having(text: string): LoggedRequest[];
}

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    get entries() {
      return entries;
    },
    record(request, body, response) {
      entries.push(toEntry(request, body, response));
      if (entries.length > KEPT) entries = entries.slice(-KEPT);
    },
    clear() {
      entries = [];
    },
    having(text) {
      return entries.filter((entry) => toText(entry).includes(text));
    },
  };
}

function toEntry(request: IncomingMessage, body: Buffer, response: ServerResponse): LoggedRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    origin: request.headers.origin,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: body.toString('utf8'),
    bytes: body,
    get status() {
      return response.headersSent ? response.statusCode : 0;
    },
  };
}

function toText(entry: LoggedRequest): string {
  const headers = Object.entries(entry.headers).map(([name, value]) => `${name}: ${value}`);
  return [entry.method, entry.url, ...headers, entry.body].join('\n');
}
