/** Lists an archive for showing it, as lenient readers see it: names are claims, nothing is read by them. */
import { u16, u32 } from './bytes.ts';

const RECORD_SIGNATURE = 0x02014b50;
const RECORD_SIZE = 46;
const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const decoder = new TextDecoder('utf-8');

/** At most so many entries of the directory, folders left out; undefined where no directory is found. */
export function listArchive(
  bytes: Uint8Array,
  most: number,
): { name: string; size: number }[] | undefined {
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const entries: { name: string; size: number }[] = [];
  let at = u32(bytes, end + 16);
  while (entries.length < most && at + RECORD_SIZE <= end && u32(bytes, at) === RECORD_SIGNATURE) {
    const nameEnd = at + RECORD_SIZE + u16(bytes, at + 28);
    const name = decoder.decode(bytes.subarray(at + RECORD_SIZE, Math.min(nameEnd, end)));
    if (!name.endsWith('/')) entries.push({ name, size: u32(bytes, at + 24) });
    at = nameEnd + u16(bytes, at + 30) + u16(bytes, at + 32);
  }
  return entries.length > 0 ? entries : undefined;
}

/** The last end record, behind which only a comment may stand. */
function findEnd(bytes: Uint8Array): number | undefined {
  const floor = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let at = bytes.length - END_SIZE; at >= floor; at--) {
    if (u32(bytes, at) === END_SIGNATURE) return at;
  }
  return undefined;
}
