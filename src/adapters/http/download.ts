/** Reads one file of a market: bounded, tried again after faults that may pass, and gone on with where it broke. */
import { MarketError } from '#core/errors.ts';
import { readBody } from './body.ts';
import { createClock } from './clock.ts';
import { factsOf, isRest } from './facts.ts';
import { createFill } from './fill.ts';
import { ask, letGo } from './request.ts';
import { waitBefore } from './retry.ts';
import { createWatch } from './watch.ts';

import type { ReadOptions } from '#core/ports.ts';
import type { Facts } from './facts.ts';
import type { Fill } from './fill.ts';
import type { Fault } from './request.ts';
import type { Watch, WatchLimits } from './watch.ts';

export interface Way {
  limits: WatchLimits;
  page: URL | undefined;
  waits: readonly number[];
}

/** With fewer bytes a file is begun anew: that is quicker than what can go wrong. */
const RESUME_FLOOR = 1024 * 1024;

/** Bytes by which packing can make a small file longer; of a large one the limit is met while it is read. */
const PACKING_ROOM = 1024;

/** What is there of one file, over all tries. */
interface Download {
  url: URL;
  options: ReadOptions;
  watch: Watch;
  fill: Fill;
  /** Caches are asked past: it is wanted so, or they hold a part of what broke off. */
  reload: boolean;
  /** Of the answer whose bytes are in `fill`. */
  file: Facts | undefined;
  /** How often the whole file was answered. */
  begins: number;
  /** Bytes that came in all tries together: what the total time is judged by. */
  received: number;
  /** Most bytes that progress has told. */
  told: number;
}

/** Throws net-* and `cancelled`. One watch looks after all tries together. */
export async function download(url: URL, options: ReadOptions, way: Way): Promise<Uint8Array> {
  const watch = createWatch(way.limits, options.signal);
  const fill = createFill(0);
  const { reload = false } = options;
  const none = { file: undefined, begins: 0, received: 0, told: 0 };
  try {
    return await insist({ url, options, watch, fill, reload, ...none }, way);
  } finally {
    watch.end();
  }
}

async function insist(state: Download, way: Way): Promise<Uint8Array> {
  let tries = 0;
  let most = 0;
  for (;;) {
    tries += 1;
    const result = await attempt(state, way.page);
    if (result instanceof Uint8Array) return result;
    if (result.anew) state.file = undefined;
    // A long download over a weak line goes on as long as it gets on: there are at most limit / floor such turns.
    // R14: one that is begun anew and again is endless data.
    const mayInsist = state.begins <= way.waits.length;
    if (mayInsist && resumeAt(state) >= most + RESUME_FLOOR) {
      most = resumeAt(state);
      tries = 1;
    }
    const wait = waitBefore(tries, { waits: way.waits, asked: result.asked });
    if (wait === undefined) throw result.error;
    await pause(state, wait);
  }
}

/** "Cancel" works at once. */
async function pause({ watch, url }: Download, ms: number): Promise<void> {
  watch.pause();
  try {
    await createClock().sleep(ms, watch.signal);
  } catch (cause) {
    throw watch.reason(url.href) ?? cause;
  }
}

/** One question and its answer, which gives the whole file, or a fault. */
async function attempt(state: Download, page: URL | undefined): Promise<Uint8Array | Fault> {
  const { url, watch } = state;
  const from = resumeAt(state);
  watch.touch();
  const { reload, options } = state;
  const response = await ask({ url, page, watch, reload, revalidate: !!options.revalidate, from });
  if ('error' in response) return response;
  if (response.status === 206) {
    if (!state.file || !isRest(response, state.file, from)) {
      await letGo(response);
      return { error: truncated(url), anew: true };
    }
  } else {
    const known = knownBytes(response, options);
    if (known) {
      await letGo(response);
      return known;
    }
    await begin(state, response);
  }
  return readAnswer(state, response);
}

/** What the reader has already of this answer, by its ETag; markets of another origin may hide that. */
function knownBytes({ headers }: Response, { onTag }: ReadOptions): Uint8Array | undefined {
  const tag = headers.get('etag');
  return tag === null ? undefined : onTag?.(tag);
}

/** How many bytes need not be asked for again. */
function resumeAt({ file, fill, options }: Download): number {
  if (file?.size === undefined || fill.total < RESUME_FLOOR || fill.total >= file.size) return 0;
  // Else the length counts packed bytes, which pages cannot always see, or it is not the file that was pinned.
  return options.expected === undefined || options.expected === file.size ? fill.total : 0;
}

/** Makes room for an answer with the whole file. Throws `net-too-large` when it says itself that it is. */
async function begin(state: Download, response: Response): Promise<void> {
  const { options } = state;
  state.begins += 1;
  state.file = factsOf(response);
  // Pages mostly do not see whether a length counts packed bytes, which can be a few more.
  const room = response.type === 'cors' ? PACKING_ROOM : 0;
  if ((state.file.size ?? 0) > options.limit + room) {
    await letGo(response);
    throw tooLarge(state);
  }
  const size = Math.min(options.expected ?? state.file.size ?? 0, options.limit);
  if (state.fill.size === size) state.fill.restart();
  else state.fill = createFill(size);
}

async function readAnswer(state: Download, response: Response): Promise<Uint8Array | Fault> {
  const { url, options, watch, fill, file } = state;
  const end = await readBody(response, {
    limit: options.limit - fill.total,
    onPiece: (piece) => take(piece, state),
  });
  if (end.kind === 'exceeded') throw tooLarge(state);
  if (end.kind === 'broken') {
    const ended = watch.reason(url.href);
    if (ended) throw ended;
    state.reload = true;
    return { error: truncated(url, end.cause) };
  }
  if (response.status === 206 && fill.total !== file?.size) {
    return { error: truncated(url), anew: true };
  }
  return fill.take();
}

function take(piece: Uint8Array, state: Download): void {
  const { options, fill, file, watch } = state;
  const at = fill.total;
  fill.add(piece);
  state.received += piece.length;
  watch.touch(state.received);
  options.onPiece?.(piece, at);
  // What was told once is not taken back when a file is begun anew.
  state.told = Math.max(state.told, fill.total);
  const total = options.expected ?? file?.size ?? 0;
  options.onProgress?.(state.told, total >= state.told ? total : undefined);
}

function tooLarge({ url, options: { limit } }: Download): MarketError {
  return new MarketError('net-too-large', `${url.href} has more than ${limit} bytes.`, {
    details: { url: url.href, allowed: limit },
  });
}

function truncated(url: URL, cause?: unknown): MarketError {
  const message = `The connection ended in the middle of ${url.href}.`;
  return new MarketError('net-truncated', message, { cause, details: { url: url.href } });
}
