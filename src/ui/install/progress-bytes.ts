/** How much of an upload left, in words and in the unit of the whole. */
import { installTexts } from '../messages/install.ts';
import { formatBytes } from '../parts/format.ts';

/** Such as "3.1 of 4.0 MB", "500 of 812 bytes". */
export function bytesOf(sent: number, total: number): string {
  const unit = formatBytes(total).split(' ')[1] ?? 'bytes';
  const scale = { kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }[unit] ?? 1;
  const digits = scale === 1 ? 0 : 1;
  const shown = (bytes: number) => (bytes / scale).toFixed(digits);
  return installTexts.run.bytes(shown(Math.min(sent, total)), shown(total), unit);
}
