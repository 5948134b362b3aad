/** A server with one file whose answers are written one by one, and what a reader of it is told. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';

import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { serve } from '../../fakes/web.ts';

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReadOptions } from '#core/ports.ts';
import type { Handler, Web } from '../../fakes/web.ts';

export const MIB = 1024 * 1024;
export const FILE = new Uint8Array(randomBytes(3 * MIB));
export const ETAG = '"one"';

export interface ReadWorld extends Partial<ReadOptions> {
  limits?: Partial<Record<keyof typeof DEFAULT_LIMITS, number>>;
  waits?: readonly number[];
}

export interface FileServer extends Web {
  /** Answers of the first, second … request; the last one stands for all further ones. */
  answers: Handler[];
  /** The `Range` headers of all requests. */
  ranges(): (string | undefined)[];
  /** Reads the file, with hardly a wait before the second and the third try. */
  read(options?: ReadWorld): Promise<Uint8Array>;
}

export async function startFileServer(): Promise<FileServer> {
  cuts.clear();
  const web = await serve((request, response) => {
    const at = Math.min(web.requests.length, server.answers.length) - 1;
    server.answers[at]?.(request, response);
  });
  const server: FileServer = {
    ...web,
    answers: [],
    ranges: () => web.requests.map(({ headers }) => headers.range),
    read: ({ limits = {}, waits = [1, 1], ...options } = {}) =>
      createFetchSources({ limits: { ...DEFAULT_LIMITS, ...limits }, waits })
        .open(web.url)
        .read('archive.zip', {
          ...{ limit: 4 * MIB, ...options },
          onPiece(piece, at) {
            options.onPiece?.(piece, at);
            arrived(at + piece.length);
          },
        }),
  };
  return server;
}

/** Headers that a good server gives with the whole file or with its end. */
export function headersFrom(
  from: number,
  changed: Record<string, string> = {},
): Record<string, string> {
  const range = { 'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}` };
  const length = { 'content-length': String(FILE.length - from), etag: ETAG };
  return { ...length, ...(from > 0 ? range : {}), ...changed };
}

export function fromOf(request: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
}

/** A request as a server sees it that takes no notice of ranges. */
export function withoutRange(request: IncomingMessage): IncomingMessage {
  return Object.assign(Object.create(request) as IncomingMessage, { headers: {} });
}

/** The file, or its end where that is asked for; broken off after `cut` bytes. */
export const file =
  (cut = Infinity, changed: Record<string, string> = {}): Handler =>
  (request, response) => {
    const from = fromOf(request);
    response.writeHead(from > 0 ? 206 : 200, headersFrom(from, changed));
    sendCut(response, FILE.subarray(from), { after: cut, until: from + cut });
  };

export interface Cut {
  /** Bytes of the body that are sent. */
  after: number;
  /** Bytes of the file that the reader must have before. */
  until: number;
}

/** Breaks off once the reader has what was sent: with a connection that breaks, more or less of it is lost on the way. */
export function sendCut(response: ServerResponse, bytes: Uint8Array, { after, until }: Cut): void {
  if (after >= bytes.length) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, after));
  cuts.add({ until, end: () => response.socket?.destroySoon() });
}

const cuts = new Set<{ until: number; end(): void }>();

/** Tells how much of the file the reader has. */
export function arrived(total: number): void {
  for (const cut of cuts) {
    if (total < cut.until) continue;
    cuts.delete(cut);
    cut.end();
  }
}

export const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(code, headers).end('<h1>busy</h1>');

export const drop: Handler = (_request, response) => void response.destroy();

export interface Listener {
  told: number[];
  onPiece(piece: Uint8Array, at: number): void;
  onProgress(bytes: number): void;
  /** How often the file began. */
  begins(): number;
  /** The pieces since the last beginning, each set where the one before ended. */
  joined(): Uint8Array;
}

/** Takers of pieces and of progress that write down what they are told. */
export function listen(): Listener {
  const pieces: { at: number; bytes: Uint8Array }[] = [];
  const told: number[] = [];
  return {
    told,
    onPiece: (piece: Uint8Array, at: number) => pieces.push({ at, bytes: piece.slice() }),
    onProgress: (bytes: number) => told.push(bytes),
    begins: () => pieces.filter(({ at }) => at === 0).length,
    joined(): Uint8Array {
      const last = pieces.slice(pieces.findLastIndex(({ at }) => at === 0));
      let end = 0;
      for (const { at, bytes } of last) {
        expect(at).toBe(end);
        end += bytes.length;
      }
      return new Uint8Array(Buffer.concat(last.map(({ bytes }) => bytes)));
    },
  };
}
