/** Serves files below one folder: no way out of it, media types, ETag, Last-Modified and 304, Range. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Exchange } from './server.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.asc': 'application/pgp-signature',
  '.zip': 'application/zip',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
};

export interface FileOptions {
  folder: string;
  /** Relative address of the file as the client sent it, percent-encoded, without leading slash. */
  path: string;
  headers?: Record<string, string>;
  /** Instead of the type that the name's ending gives. */
  type?: string | undefined;
  /** How the answer departs from what a good server gives. */
  fault?: FileFault | undefined;
}

export interface FileFault {
  /** Instead of the file's bytes. */
  bytes?: Uint8Array | undefined;
  /** Bytes of the body after which the connection is broken, the whole length having been declared. */
  cut?: number | undefined;
  /** The body comes in pieces with a pause after each. */
  pace?: Pace | undefined;
  /** Range is taken no notice of, as servers without ranges do. */
  noRange?: boolean | undefined;
}

export interface Pace {
  /** Bytes of one piece. */
  bytes: number;
  /** Milliseconds. */
  pause: number;
}

export interface FoundFile {
  file: string;
  size: number;
  etag: string;
  /** As a header says it. */
  modified: string;
}

/** Answers with a file: 200, 206, 304, 404 or 416. */
export async function sendFile(exchange: Exchange, options: FileOptions): Promise<void> {
  const { fault = {} } = options;
  const found = alter(await findFile(options.folder, options.path), fault);
  if (!found) return sendStatus(exchange, 404, options.headers);
  const { size, etag } = found;
  const headers = headersOf(found, options);
  const { request, response, method } = exchange;
  if (fault.cut === undefined && matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = fault.noRange ? undefined : readRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...options.headers, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const { first, last } = range ?? { first: 0, last: size - 1 };
  headers['Content-Length'] = last - first + 1;
  if (range) headers['Content-Range'] = `bytes ${first}-${last}/${size}`;
  response.writeHead(range ? 206 : 200, headers);
  if (method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  const whole = fault.bytes?.subarray(first, last + 1);
  const body = whole ? [whole] : createReadStream(found.file, { start: first, end: last });
  await sendBody(exchange, body, fault);
}

function headersOf(found: FoundFile, options: FileOptions): Record<string, string | number> {
  return {
    ...options.headers,
    ETag: found.etag,
    'Last-Modified': found.modified,
    'Content-Type': options.type ?? typeOf(found.file),
    ...(options.fault?.noRange ? {} : { 'Accept-Ranges': 'bytes' }),
  };
}

function alter(found: FoundFile | undefined, { bytes }: FileFault): FoundFile | undefined {
  if (!found || !bytes) return found;
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { ...found, size: bytes.length, etag: `"${digest.slice(0, 16)}"` };
}

type Body = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

async function sendBody({ response }: Exchange, body: Body, fault: FileFault): Promise<void> {
  try {
    await pipeline(Readable.from(inPieces(body, fault)), response, { end: false });
  } catch {
    // The client went away; there is nobody to tell.
    return;
  }
  // Breaks off once what was written is on its way.
  if (fault.cut !== undefined) response.socket?.destroySoon();
  else response.end();
}

/** The pieces of a body as the fault lets them through. */
async function* inPieces(
  body: Body,
  { cut = Infinity, pace }: FileFault,
): AsyncGenerator<Uint8Array> {
  let left = cut;
  for await (const part of body) {
    for (let at = 0; at < part.length; ) {
      const size = Math.min(pace?.bytes ?? part.length, left, part.length - at);
      if (size === 0) return;
      yield part.subarray(at, at + size);
      if (pace) await sleep(pace.pause);
      left -= size;
      at += size;
    }
  }
}

/** The regular file that an address names, or undefined: it must lie in the folder after links are followed. */
export async function findFile(folder: string, path: string): Promise<FoundFile | undefined> {
  const segments = decodeSegments(path);
  if (!segments) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, ...segments));
    if (!file.startsWith(root + sep)) return undefined;
    const handle = await open(file);
    const stat = await handle.stat().finally(() => handle.close());
    if (!stat.isFile()) return undefined;
    const etag = `"${stat.size.toString(16)}-${Math.trunc(stat.mtimeMs).toString(16)}"`;
    return { file, size: stat.size, etag, modified: stat.mtime.toUTCString() };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP'].includes(code)) return undefined;
    throw error;
  }
}

/** Media type by the ending of a name. */
function typeOf(file: string): string {
  return TYPES[extname(file)] ?? 'application/octet-stream';
}

/** Answers with a status and a line of plain text. */
export function sendStatus(
  { response }: Exchange,
  status: number,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${status}\n`);
}

/** Undefined when a segment climbs, is hidden or holds a separator after decoding. */
function decodeSegments(path: string): string[] | undefined {
  try {
    const segments = path.split('/').map(decodeURIComponent);
    const safe = segments.every((each) => each !== '' && !/^\.|[/\\\0]/.test(each));
    return safe ? segments : undefined;
  } catch {
    // decodeURIComponent refuses malformed escapes: such an address names no file.
    return undefined;
  }
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

/** One range only; several, or a malformed one, are ignored as RFC 9110 allows. */
function readRange(
  header: string | undefined,
  size: number,
): { first: number; last: number } | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Number(to);
  if (end < first && first < size) return undefined;
  return first < size ? { first, last: Math.min(end, size - 1) } : 'unsatisfiable';
}
