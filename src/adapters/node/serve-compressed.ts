/** Compressed texts of a market: made once for each content, kept while there is room. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import type { OpenFile } from './serve-file.ts';

export type Encoding = 'br' | 'gzip';

/** Smaller texts gain nothing, larger ones would take the memory of all others. */
const LEAST_BYTES = 1024;
const MOST_BYTES = 64 * 1024 * 1024;
const KEPT_BYTES = 128 * 1024 * 1024;
/** An index is compressed once and sent often. */
const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;

const TEXT = /^(?:text\/|application\/(?:json|pgp-signature))/;

export interface Compressor {
  /** The whole file, compressed; undefined where that would not make it smaller. */
  compress(file: OpenFile, encoding: Encoding): Promise<Uint8Array | undefined>;
}

/** Whether a file is worth it. */
export function isCompressible(contentType: string, size: number): boolean {
  return TEXT.test(contentType) && size >= LEAST_BYTES && size <= MOST_BYTES;
}

/** The best that the client takes, by its Accept-Encoding; undefined for the plain bytes. */
export function chooseEncoding(accepted: string | undefined): Encoding | undefined {
  const taken = new Map<string, number>();
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim());
    const quality = parameters.find((each) => each.startsWith('q='))?.slice(2);
    taken.set(name, quality === undefined ? 1 : Number(quality) || 0);
  }
  const weight = (name: Encoding) => taken.get(name) ?? taken.get('*') ?? 0;
  const [br, gz] = [weight('br'), weight('gzip')];
  if (br === 0 && gz === 0) return undefined;
  return br >= gz ? 'br' : 'gzip';
}

export function createCompressor(): Compressor {
  /** In the order of their last use; the work of two who ask at once is done once. */
  const kept = new Map<string, Promise<Uint8Array | undefined>>();
  const sizes = new Map<string, number>();
  let total = 0;
  const forget = (key: string) => {
    kept.delete(key);
    total -= sizes.get(key) ?? 0;
    sizes.delete(key);
  };
  const make = async (key: string, file: OpenFile, encoding: Encoding) => {
    try {
      const made = await compressFile(file, encoding);
      const size = made?.length ?? 0;
      sizes.set(key, size);
      total += size;
      for (const old of kept.keys()) {
        if (total <= KEPT_BYTES) break;
        if (old !== key && sizes.has(old)) forget(old);
      }
      return made;
    } catch (error) {
      forget(key);
      throw error;
    }
  };
  return {
    compress(file, encoding) {
      const key = `${encoding} ${file.tag}`;
      const known = kept.get(key);
      const work = known ?? make(key, file, encoding);
      if (known) kept.delete(key);
      kept.set(key, work);
      return work;
    },
  };
}

async function compressFile(
  { handle, size }: OpenFile,
  encoding: Encoding,
): Promise<Uint8Array | undefined> {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(bytes, at, size - at, at);
    if (bytesRead === 0) return undefined;
    at += bytesRead;
  }
  const made =
    encoding === 'gzip'
      ? await promisify(gzip)(bytes, { level: GZIP_LEVEL })
      : await promisify(brotliCompress)(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: size,
          },
        });
  return made.length < size ? made : undefined;
}
