/** Reads the body of an answer piece by piece, with a bound on its decoded bytes. */
import { createTurns } from './turns.ts';

export interface BodyOptions {
  limit: number;
  /** Each piece within the limit, in order. What it throws ends the reading. */
  onPiece(piece: Uint8Array): void;
}

/** How a body ended: `exceeded` went on past the limit, `broken` was not sent to its end. */
export type BodyEnd = { kind: 'whole' | 'exceeded' } | { kind: 'broken'; cause: unknown };

/** Stops, and closes the connection, one piece past the limit; of that piece the bytes up to the limit are given. */
export async function readBody(response: Response, options: BodyOptions): Promise<BodyEnd> {
  const reader = response.body?.getReader();
  if (!reader) return { kind: 'whole' };
  const turns = createTurns();
  let left = options.limit;
  try {
    for (;;) {
      await turns.share();
      const part = await reader.read().catch((cause: unknown) => ({ cause }));
      if ('cause' in part) return { kind: 'broken', cause: part.cause };
      if (part.done) return { kind: 'whole' };
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
