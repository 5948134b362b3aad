/** Words about numbers and sizes, and texts cut to what a plan may hold. */

export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Such as "812 bytes", "41 kB", "1.5 MB" (powers of 1,000, as on the pages). */
export function byteSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return count(bytes, 'byte');
  return `${Number(value.toFixed(value < 9.95 ? 1 : 0))} ${UNITS[unit]}`;
}

/** Cut to what a plan may hold. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
