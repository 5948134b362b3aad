/** The note that publishers keep at a target: who is at it, and what was published last. */
import { MarketError } from '#core/errors.ts';
import { FIELDS } from './signature-fields.ts';
import { STATE_FILE, headersOf } from './paths.ts';

import type { PublishTarget } from '#core/model/publish-target.ts';

const FORMAT = 'pai-market-publish/1';
const MOST_BYTES = 256 * 1024;

export interface Holder {
  /** Of one run of `publish`. */
  id: string;
  /** Of its process; tells nobody else which machine that is. */
  process: string;
  /** Milliseconds since the epoch by its own clock, for people. */
  since: number;
}

export interface Published {
  /** Digest of market.json; the rest counts only while the target has this one. */
  index: string;
  /** Digests of all signatures, by field. */
  signatures: string[];
}

/** What one publisher leaves to the next. */
export interface TargetNote {
  published?: Published;
  /** Whether pages of other origins may read the target. */
  cors?: boolean | undefined;
}

export interface StateNote extends TargetNote {
  holder?: Holder;
  /** Whether the target writes under a condition only where it holds; undefined until it was tried. */
  conditional?: boolean;
}

export interface KeptState {
  note: StateNote;
  /** Of the file at the target; undefined where there is none. */
  version: string | undefined;
  /** Milliseconds since it was written. */
  age: number | undefined;
}

/** What is no note of ours counts as an empty one: it only saves work. Throws as the target does. */
export async function readState(target: PublishTarget, signal?: AbortSignal): Promise<KeptState> {
  const found = await target.read(STATE_FILE, { limit: MOST_BYTES, signal });
  if (!found) return { note: {}, version: undefined, age: undefined };
  return { note: parseNote(found.bytes), version: found.version, age: found.age };
}

/** Written only where the note is still the one that was read. Throws `publish-conflict`. */
export async function writeState(
  target: PublishTarget,
  note: StateNote,
  { version, signal }: { version: string | undefined; signal?: AbortSignal | undefined },
): Promise<string> {
  const bytes = new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, ...note })}\n`);
  const when = version === undefined ? 'absent' : { version };
  return target.put(STATE_FILE, bytes, { ...headersOf(STATE_FILE), when, signal });
}

function parseNote(bytes: Uint8Array): StateNote {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    if (cause instanceof SyntaxError) return {};
    throw new MarketError('internal', 'The note of the target could not be read.', { cause });
  }
  const { format, holder, published, conditional, cors } = (value ?? {}) as Record<string, unknown>;
  if (format !== FORMAT) return {};
  return {
    ...(isHolder(holder) && { holder }),
    ...(isPublished(published) && { published }),
    ...(typeof conditional === 'boolean' && { conditional }),
    ...(typeof cors === 'boolean' && { cors }),
  };
}

function isHolder(value: unknown): value is Holder {
  const { id, process, since } = (value ?? {}) as Record<string, unknown>;
  return typeof id === 'string' && typeof process === 'string' && isTime(since);
}

/** One that a date can say. */
function isTime(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

function isPublished(value: unknown): value is Published {
  const { index, signatures } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof index === 'string' &&
    Array.isArray(signatures) &&
    signatures.length === FIELDS &&
    signatures.every((each) => typeof each === 'string')
  );
}
