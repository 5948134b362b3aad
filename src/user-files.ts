/** Files that the user gives for an install: read once for their digest, held by this page, and found again by it. */
import { createRunningHash, toHex } from '#core/digest.ts';
import { MarketError, toMarketError } from '#core/errors.ts';

import type { Limits } from '#core/limits.ts';
import type { FileValue } from '#core/model/install.ts';
import type { FindBytes } from '#flows/planned-request.ts';
import type { ReadFileOptions } from '#ui/services.ts';

export interface UserFiles {
  /** Rejects with `net-too-large`, `action-file` where the file cannot be read, `cancelled`. */
  add(file: Blob & { name: string }, options: ReadFileOptions): Promise<FileValue>;
  /** The bytes of a file that was given since the page was opened; the caller checks their digest. Rejects with `action-file`. */
  find: FindBytes;
  /** The same by name and digest. */
  read(name: string, sha256: string): Promise<Uint8Array>;
}

export function createUserFiles({ externalBytes }: Pick<Limits, 'externalBytes'>): UserFiles {
  const held = new Map<string, Blob>();
  const read = (name: string, sha256: string): Promise<Uint8Array> => {
    const file = held.get(sha256);
    if (file) return readWhole(file, name);
    throw new MarketError(
      'action-file',
      `The file ${name} is not at hand any more: files are not kept. Give it again.`,
      { details: { file: name, sha256 } },
    );
  };
  return {
    async add(file, { signal, onRead }) {
      const { name, size } = file;
      if (size > externalBytes) {
        throw new MarketError(
          'net-too-large',
          `The file ${name} is larger than an upload may be here.`,
          { details: { file: name, size, limit: externalBytes } },
        );
      }
      const sha256 = await digestOf(file, { signal, ...(onRead ? { onRead } : {}) });
      held.set(sha256, file);
      return { name, size, sha256 };
    },
    find: async ({ source, sha256 }) => read(source.file, sha256),
    read: async (name, sha256) => read(name, sha256),
  };
}

async function digestOf(
  file: Blob & { name: string },
  { signal, onRead }: ReadFileOptions,
): Promise<string> {
  const hash = await createRunningHash('SHA-256', file.size);
  const reader = file.stream().getReader();
  let read = 0;
  try {
    for (;;) {
      if (signal.aborted) throw new MarketError('cancelled', 'Reading the file was cancelled.');
      const { done, value } = await reader.read();
      if (done) break;
      hash.update(value);
      read += value.length;
      onRead?.(read);
    }
  } catch (thrown) {
    throw unreadable(file.name, thrown);
  } finally {
    reader.releaseLock();
  }
  return toHex(await hash.finish());
}

async function readWhole(file: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    // The file on the disk was changed or removed since it was chosen.
    throw unreadable(name, thrown);
  }
}

function unreadable(name: string, thrown: unknown): MarketError {
  if (thrown instanceof MarketError) return thrown;
  return new MarketError('action-file', `The file ${name} cannot be read. Choose it again.`, {
    cause: toMarketError(thrown),
    details: { file: name },
  });
}
