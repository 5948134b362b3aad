/** Reads the body of an answer piece by piece, with a bound on its decoded bytes. */
import { createTurns } from './turns.ts';

export interface BodyOptions {
  limit: number;
  /** Each piece within the limit, in order; it holds until the call returns. What it throws ends the reading. */
  onPiece(piece: Uint8Array): void;
}

/** How a body ended: `exceeded` went on past the limit, `broken` was not sent to its end. */
export type BodyEnd = { kind: 'whole' | 'exceeded' } | { kind: 'broken'; cause: unknown };

/** Stops, and closes the connection, one piece past the limit; of that piece the bytes up to the limit are given. */
export async function readBody(response: Response, options: BodyOptions): Promise<BodyEnd> {
  if (!response.body) return { kind: 'whole' };
  const reader = openReader(response.body);
  const turns = createTurns();
  let left = options.limit;
  try {
    for (;;) {
      await turns.share();
      const part = await reader.read().catch((cause: unknown) => ({ cause }));
      if ('cause' in part) return { kind: 'broken', cause: part.cause };
      if (part.done || !part.value) return { kind: 'whole' };
      const piece = part.value.length > left ? part.value.subarray(0, left) : part.value;
      if (piece.length > 0) options.onPiece(piece);
      if (piece.length < part.value.length) return { kind: 'exceeded' };
      left -= piece.length;
    }
  } finally {
    // Closes the connection where the body goes on; of a body that ended or broke there is nothing left to end.
    await reader.cancel().catch(() => undefined);
  }
}

interface Reader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

const PIECE_BYTES = 256 * 1024;

/** Into one buffer again and again where the browser can: else pieces pile up until they are collected, 40 % of the file. */
function openReader(body: ReadableStream<Uint8Array<ArrayBuffer>>): Reader {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: 'byob' });
  } catch {
    // This browser gives only pieces of its own.
    return body.getReader();
  }
  let buffer = new ArrayBuffer(PIECE_BYTES);
  return {
    async read() {
      const part = await reader.read(new Uint8Array(buffer));
      if (part.value) buffer = part.value.buffer;
      return part;
    },
    cancel: () => reader.cancel(),
  };
}
