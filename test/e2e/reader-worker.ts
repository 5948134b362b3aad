/** What the reader's worker runs: one download of the product, in the world that the plugin gives it. */
import { createFetchSources } from '#adapters/http/fetch-source.ts';
import { createRunningHash, sha256, toHex } from '#core/digest.ts';
import { MarketError } from '#core/errors.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';

import type { RunningHash } from '#core/digest.ts';
import type { Reading, ReadOutcome } from './reader.ts';

const worker = globalThis as unknown as {
  onmessage: ((event: { data: Reading }) => void) | null;
  postMessage(message: ReadOutcome | { thrown: string } | number): void;
};

worker.onmessage = ({ data }) => {
  read(data).then(
    (outcome) => worker.postMessage(outcome),
    (error: unknown) => worker.postMessage({ thrown: String(error) }),
  );
};

async function read({ url, page, limits, waits, cancelAfter, ...options }: Reading) {
  const user = new AbortController();
  if (cancelAfter !== undefined) setTimeout(() => user.abort(), cancelAfter);
  const seen: ReadOutcome = { begins: 0, told: [] };
  // One for each beginning; a download begins three times at most.
  const hashes = await Promise.all([1, 2, 3].map(() => createRunningHash('SHA-256')));
  let hash: RunningHash | undefined;
  const sources = createFetchSources({
    limits: { ...DEFAULT_LIMITS, ...limits },
    page,
    ...(waits ? { waits } : {}),
  });
  try {
    const bytes = await sources.fetch(url, {
      ...options,
      signal: user.signal,
      onPiece(piece, at) {
        if (at === 0) {
          hash = hashes[seen.begins];
          seen.begins += 1;
        }
        hash?.update(piece);
        worker.postMessage(at + piece.length);
      },
      onProgress: (total) => seen.told.push(total),
    });
    seen.size = bytes.length;
    seen.room = bytes.buffer.byteLength;
    seen.digest = sha256(bytes);
    seen.pieces = hash && toHex(await hash.finish());
  } catch (error) {
    if (!(error instanceof MarketError)) throw error;
    seen.code = error.code;
    seen.details = error.details;
  }
  return seen;
}
