/** Reads the body of an answer with a bound on its decoded bytes. */

export interface BodyOptions {
  limit: number;
  /** Each piece and where it begins; none past the limit. */
  onPiece?: ((piece: Uint8Array, at: number) => void) | undefined;
  /** Bytes so far. */
  onBytes(total: number): void;
}

export interface Body {
  bytes: Uint8Array;
  /** The body went on past the limit; `bytes` are those up to it. */
  exceeded: boolean;
}

/** Stops, and closes the connection, one chunk past the limit. Rejects as the stream does. */
export async function readBody(response: Response, options: BodyOptions): Promise<Body> {
  const reader = response.body?.getReader();
  if (!reader) return { bytes: new Uint8Array(0), exceeded: false };
  const parts: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes: concat(parts, total), exceeded: false };
    total += value.length;
    parts.push(value);
    options.onBytes(total);
    if (total <= options.limit) options.onPiece?.(value, total - value.length);
    if (total > options.limit) {
      await reader.cancel();
      return { bytes: concat(parts, total).subarray(0, options.limit), exceeded: true };
    }
  }
}

function concat(parts: Uint8Array[], total: number): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
