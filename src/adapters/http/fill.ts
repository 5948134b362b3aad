/** One buffer that the pieces of a body fill: no second copy of a large file while its size was foretold. */

export interface Fill {
  /** Bytes that were foretold. */
  readonly size: number;
  /** Bytes so far. */
  readonly total: number;
  /** Copies the piece. */
  add(piece: Uint8Array): void;
  /** Forgets what was added, and keeps the buffer. */
  restart(): void;
  /** All bytes, with nothing of the buffer before or behind them. Nothing may be added afterwards. */
  take(): Uint8Array;
}

/** `size` is a hint: what comes beyond is kept beside it, and joined in the end. */
export function createFill(size: number): Fill {
  const buffer = new Uint8Array(size);
  let beyond: Uint8Array[] = [];
  let total = 0;
  return {
    size,
    get total() {
      return total;
    },
    add(piece) {
      const inside = Math.max(0, Math.min(piece.length, size - total));
      if (inside > 0) buffer.set(piece.subarray(0, inside), total);
      if (inside < piece.length) beyond.push(piece.slice(inside));
      total += piece.length;
    },
    restart() {
      beyond = [];
      total = 0;
    },
    take() {
      return total === size ? buffer : join([buffer.subarray(0, total), ...beyond], total);
    },
  };
}

function join(parts: Uint8Array[], total: number): Uint8Array {
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
