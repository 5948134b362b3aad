/** Inflating by the platform's own DecompressionStream, which some platforms have and not all of them strictly. */
import { Output } from './output.ts';

/** One of these inflates to 17 MB at most, which is the most that can be on its way when a bomb is noticed. */
const PIECE = 16 * 1024;

/** The parts of the Streams standard that are used here. */
interface Pair {
  readable: { getReader(): Reader };
  writable: { getWriter(): Writer };
}
interface Reader {
  read(): Promise<{ done: boolean; value?: Uint8Array }>;
  cancel(): Promise<void>;
}
interface Writer {
  write(piece: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
interface Host {
  DecompressionStream?: new (format: string) => Pair;
}

/**
 * Whether all of `data` was one deflate stream that fits into the output. After false nothing is known: the platform
 * may not know the format, or find the data damaged, or the output may be full.
 */
export async function inflateNative(
  data: Uint8Array,
  output: Output,
  pieceBytes = PIECE,
): Promise<boolean> {
  const pair = createPair();
  if (!pair) return false;
  const reader = pair.readable.getReader();
  const fed = feed(pair.writable.getWriter(), data, pieceBytes);
  try {
    for (;;) {
      const next = await reader.read().catch(() => undefined);
      if (!next) return false;
      if (next.done) return await fed;
      if (!next.value || !output.take(next.value)) return false;
      const rest = output.rest();
      if (rest) await rest;
    }
  } finally {
    // Also ends the feeding; a stream that has ended or failed has nothing left to cancel.
    reader.cancel().catch(() => undefined);
  }
}

function createPair(): Pair | undefined {
  const { DecompressionStream } = globalThis as Host;
  try {
    return DecompressionStream && new DecompressionStream('deflate-raw');
  } catch {
    return undefined; // A platform that knows only gzip and zlib.
  }
}

/** One piece at a time: the next goes in when what came of the last was read. */
async function feed(writer: Writer, data: Uint8Array, pieceBytes: number): Promise<boolean> {
  try {
    for (let at = 0; at < data.length; at += pieceBytes) {
      await writer.write(data.subarray(at, at + pieceBytes));
    }
    await writer.close();
    return true;
  } catch {
    return false; // The caller asks pako what is wrong with the data.
  }
}

let strict: Promise<boolean> | undefined;

/**
 * Whether the platform inflates and refuses what pako refuses; asked of the platform itself, once for each thread.
 * Node up to version 22 ignores what stands behind the final block.
 */
export function isNativeStrict(): Promise<boolean> {
  strict ??= probe();
  return strict;
}

async function probe(): Promise<boolean> {
  for (const { stream, isGood = false, pieceBytes } of PROBES) {
    const output = new Output(1024, {});
    const passed = await inflateNative(Uint8Array.from(stream), output, pieceBytes);
    if (passed !== isGood) return false;
  }
  return true;
}

const GOOD = [0x4b, 4, 0];
/** Code lengths of an alphabet of "a" and the end of block, up to where they can go wrong. */
const LENGTHS = [1, 9, 0, 0, 0, 128, 32];

/** One stream for each mistake that inflating can find. */
const PROBES: { stream: number[]; isGood?: true; pieceBytes?: number }[] = [
  { stream: GOOD, isGood: true },
  { stream: [...GOOD, 0] },
  { stream: [...GOOD, 0], pieceBytes: GOOD.length },
  { stream: [...GOOD, ...GOOD] },
  { stream: GOOD.slice(0, 2) },
  { stream: [] },
  // A stored block that is not the final one; one with a wrong length; a block of no type.
  { stream: [0, 1, 0, 0xfe, 0xff, 0x61] },
  { stream: [1, 1, 0, 0, 0, 0x61] },
  { stream: [7] },
  // A distance past the beginning; a distance and a length that do not exist.
  { stream: [75, 4, 66, 0] },
  { stream: [75, 4, 62, 0] },
  { stream: [27, 3, 0] },
  // Codes of lengths, of literals and of distances that are incomplete or too many.
  { stream: [173, 19, 216, 111] },
  { stream: [164, 16, 162, 205] },
  { stream: [5, 224, ...LENGTHS, 108, 237, 255, 137, 4] },
  { stream: [5, 224, ...LENGTHS, 120, 213, 255, 39, 20] },
  { stream: [5, 225, ...LENGTHS, 108, 245, 255, 9, 11] },
  { stream: [5, 226, ...LENGTHS, 108, 245, 255, 9, 85] },
  { stream: [5, 255, ...LENGTHS, 108, 245, 255, 9, 167, 8] },
  // No end of block.
  { stream: [5, 224, ...LENGTHS, 108, 245, 255, 10, 1] },
];
