/** Pictures of one package by the name of their file: each is read, checked and given an address once, however often it is shown. */
import type { PackageIcon } from '#core/model/market.ts';

export interface Pictures {
  /** Whether the package has a picture of this name whose digest its description pins. */
  has(file: string): boolean;
  /** A `blob:` address of the checked bytes, good until the page of the package is left. Rejects with `MarketError`. */
  url(file: string): Promise<string>;
  /** Gives up what is read and takes the addresses back. */
  dispose(): void;
}

/** Names that can be pictures; what they are is decided by their bytes. */
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;

/** `files`: those that the description pins. `load` checks the bytes against their digest before it gives them. */
export function createPictures(
  files: Iterable<string>,
  load: (file: string, signal: AbortSignal) => Promise<PackageIcon>,
): Pictures {
  const names = new Set([...files].filter((name) => PICTURE.test(name)));
  const urls = new Map<string, Promise<string>>();
  const made: string[] = [];
  const controller = new AbortController();
  const read = async (file: string) => {
    const { bytes, mediaType } = await load(file, controller.signal);
    controller.signal.throwIfAborted();
    // The type is the one that the bytes were found to be, never one that a server or a name says (U06).
    const url = URL.createObjectURL(
      new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }),
    );
    made.push(url);
    return url;
  };
  return {
    has: (file) => names.has(file),
    url(file) {
      const known = urls.get(file);
      if (known) return known;
      const reading = read(file);
      urls.set(file, reading);
      // What failed is tried again when it is asked for again; whoever asked now hears of it.
      reading.catch(() => urls.delete(file));
      return reading;
    },
    dispose() {
      controller.abort();
      for (const url of made.splice(0)) URL.revokeObjectURL(url);
    },
  };
}
