/** Sizes and times in words; times come in as values, no clock in here. */

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Such as "812 bytes", "41 kB", "1.5 MB" (powers of 1,000). */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = unit > 0 && value < 10 ? value.toFixed(1) : String(Math.round(value));
  return bytes === 1 ? '1 byte' : `${shown.replace(/\.0$/, '')} ${BYTE_UNITS[unit]}`;
}

/** Such as "2025-11-22 14:05 UTC"; undefined for what is no time. */
export function formatTime(ms: number): string | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Such as "2025-11-22 14:05:59 UTC"; undefined for what is no time. */
export function formatExact(ms: number): string | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** In the language and time zone of the reader, such as "22 Nov 2025, 15:05 CET"; undefined for what is no time. */
export function formatLocal(ms: number, { day = false } = {}): string | undefined {
  if (formatTime(ms) === undefined) return undefined;
  const hours = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  const format = new Intl.DateTimeFormat(undefined, {
    ...{ year: 'numeric', month: 'short', day: 'numeric' },
    ...(day ? {} : hours),
  });
  return format.format(new Date(ms));
}

/** Such as "1,536 bytes (1.5 kB)": exact, and for the eye. */
export function formatExactBytes(bytes: number): string {
  const exact = `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return bytes < 1000 ? exact : `${exact} (${formatBytes(bytes)})`;
}

const SPANS: [seconds: number, name: string][] = [
  [365 * 86_400, 'year'],
  [30 * 86_400, 'month'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

/** Such as "3 days ago", "in 2 hours"; undefined for what is no time. */
export function formatAge(ms: number, now: number): string | undefined {
  if (formatTime(ms) === undefined) return undefined;
  const seconds = Math.abs(now - ms) / 1000;
  const span = SPANS.find(([length]) => seconds >= length);
  if (!span) return 'just now';
  const count = Math.floor(seconds / span[0]);
  const words = `${count} ${span[1]}${count === 1 ? '' : 's'}`;
  return ms <= now ? `${words} ago` : `in ${words}`;
}
