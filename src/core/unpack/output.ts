/** Where inflated pieces go: counted, summed up, passed on, and never more of them than declared. */
import { crc32 } from './crc32.ts';

/** Who wants the bytes of an entry. */
export interface Target {
  /** Takes a piece; `at` is where it begins in the entry; 0 again when inflating began anew. */
  write?(piece: Uint8Array, at: number): void;
  /** Called now and then, so that the thread can do something else; what it throws ends the work. */
  pause?: (() => Promise<void>) | undefined;
}

/** So many bytes are inflated in well under a tenth of a second. */
const PAUSE_BYTES = 4 * 1024 * 1024;

export class Output {
  length = 0;
  /** CRC-32 of all that was taken. */
  crc = 0;
  readonly #size: number;
  readonly #target: Target;
  #paused = 0;

  /** `size` is the declared number of bytes. */
  constructor(size: number, target: Target) {
    this.#size = size;
    this.#target = target;
  }

  /** False for a piece that leads past the declared size; nothing of it is passed on. */
  take(piece: Uint8Array): boolean {
    if (this.length + piece.length > this.#size) return false;
    this.#target.write?.(piece, this.length);
    this.crc = crc32(piece, this.crc);
    this.length += piece.length;
    return true;
  }

  /** A promise to wait for if a pause is due. */
  rest(): Promise<void> | undefined {
    if (this.length - this.#paused < PAUSE_BYTES) return undefined;
    this.#paused = this.length;
    return this.#target.pause?.();
  }
}
