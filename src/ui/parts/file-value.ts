/** Whether a value is a file that the user gave. */
import type { FileValue } from '#core/model/install.ts';

/** Also for values out of storage: whatever has a name and a digest was given as a file. */
export function isFile(value: unknown): value is FileValue {
  return typeof value === 'object' && value !== null && 'sha256' in value && 'name' in value;
}
