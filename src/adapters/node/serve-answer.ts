/** One answer: the file at an address by GET and HEAD, whole, a part of it, compressed, or that it did not change; CORS for all. */
import { pipeline } from 'node:stream/promises';

import { chooseEncoding, isCompressible } from './serve-compressed.ts';
import { openServed } from './serve-file.ts';
import { isModified, readRange, sameVersion } from './serve-conditions.ts';

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServeOptions } from '#core/publisher-ports.ts';
import type { Compressor, Encoding } from './serve-compressed.ts';
import type { Range } from './serve-conditions.ts';
import type { OpenFile } from './serve-file.ts';

/** The page in the portal is of another origin; what it may see of an answer, and what it may ask with. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Content-Range, Content-Encoding, Retry-After',
};
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers':
    'Range, If-Range, If-None-Match, If-Modified-Since, Cache-Control, Pragma',
  'Access-Control-Max-Age': '86400',
};
/** What strangers put into a market is never a page or a script of this server. */
const SAFE = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const METHODS = 'GET, HEAD, OPTIONS';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

type Options = Pick<ServeOptions, 'folder' | 'headersOf'> & { compressor: Compressor };

/** Resolves when the answer is sent or the client is gone; rejects for what is our fault. */
export async function answer(exchange: Exchange, options: Options): Promise<void> {
  const { request, response } = exchange;
  if (request.method === 'OPTIONS') {
    response.writeHead(204, { ...CORS, ...PREFLIGHT, Allow: METHODS }).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(exchange, 405, { Allow: METHODS });
  }
  const path = (request.url ?? '').replace(/^\//, '').replace(/[?#].*$/s, '');
  const file = await openServed(options.folder, path);
  if (file === undefined) return refuse(exchange, 404);
  if (file === 'away') return refuse(exchange, 503, { 'Retry-After': '1' });
  try {
    await sendFile(exchange, { ...options, file, path: decodeURIComponent(path) });
  } finally {
    await file.handle.close();
  }
}

/** With CORS too, so that the page can tell what is wrong. */
function refuse({ request, response }: Exchange, status: number, headers = {}): void {
  const body = `${status}\n`;
  response.writeHead(status, {
    ...CORS,
    ...SAFE,
    'Cache-Control': 'no-cache',
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

interface Sent extends Options {
  file: OpenFile;
  path: string;
}

async function sendFile(exchange: Exchange, { file, path, ...options }: Sent): Promise<void> {
  const { request, response } = exchange;
  const { contentType, cacheControl } = options.headersOf(path);
  const worth = isCompressible(contentType, file.size);
  const { encoding, bytes } = await encode(
    file,
    worth ? wantedEncoding(request) : undefined,
    options,
  );
  const etag = `"${file.tag}${encoding ? `-${encoding}` : ''}"`;
  const version = { etag, modified: file.modified, size: file.size };
  const headers = {
    ...CORS,
    ...SAFE,
    'Cache-Control': cacheControl,
    ETag: etag,
    'Last-Modified': file.modified.toUTCString(),
    'Accept-Ranges': 'bytes',
    ...(worth && { Vary: 'Accept-Encoding' }),
  };
  if (!sameVersion(request.headers, etag)) return refuse(exchange, 412);
  if (!isModified(request.headers, version)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = readRange(request.headers, version);
  if (range === 'unsatisfiable') {
    return refuse(exchange, 416, { 'Content-Range': `bytes */${file.size}` });
  }
  const part = range ?? { first: 0, last: file.size - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    ...bodyHeaders({ ...part, size: file.size, ranged: range !== undefined }),
    'Content-Type': contentType,
    ...(bytes && { 'Content-Encoding': encoding, 'Content-Length': bytes.length }),
  });
  await sendBody(exchange, file, bytes ?? part);
}

/** A part is one of the plain bytes. */
function wantedEncoding({ headers }: IncomingMessage): Encoding | undefined {
  return headers.range === undefined ? chooseEncoding(headers['accept-encoding']) : undefined;
}

function bodyHeaders({ first, last, size, ranged }: Range & { size: number; ranged: boolean }) {
  return {
    'Content-Length': last - first + 1,
    ...(ranged && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
  };
}

/** HEAD is answered as GET would be, so that both name the same length and tag. */
async function encode(
  file: OpenFile,
  wanted: Encoding | undefined,
  { compressor }: Options,
): Promise<{ encoding?: Encoding; bytes?: Uint8Array }> {
  const bytes = wanted && (await compressor.compress(file, wanted));
  return bytes && wanted ? { encoding: wanted, bytes } : {};
}

async function sendBody(
  { request, response }: Exchange,
  { handle }: OpenFile,
  body: Uint8Array | Range,
): Promise<void> {
  if (body instanceof Uint8Array || request.method === 'HEAD' || body.last < body.first) {
    response.end(body instanceof Uint8Array && request.method !== 'HEAD' ? body : undefined);
    return;
  }
  const part = handle.createReadStream({ start: body.first, end: body.last, autoClose: false });
  try {
    await pipeline(part, response, { end: false });
  } catch (cause) {
    // The client went away; there is nobody to tell.
    if (cause instanceof Error && 'code' in cause && GONE.has(String(cause.code))) return;
    throw cause;
  }
  // A file that became shorter meanwhile must not look whole.
  if (part.bytesRead < body.last - body.first + 1) response.destroy();
  else response.end();
}

const GONE: ReadonlySet<string> = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);
