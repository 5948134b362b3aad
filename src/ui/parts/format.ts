/** Sizes and times in words of the language that is spoken; times come in as values, no clock in here. */
import { texts } from '../messages/frame.ts';
import { currentLocale, localeOf } from '../messages/language.ts';

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB'];

/** Such as "812 bytes", "41 kB", "1.5 MB" (powers of 1,000). */
export function formatBytes(bytes: number): string {
  if (bytes < 999.5) return texts.bytes(Math.round(bytes));
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = value < 10 ? value.toFixed(1) : String(Math.round(value));
  return `${shown.replace(/\.0$/, '')} ${BYTE_UNITS[unit]}`;
}

/** Such as "2025-11-22 14:05 UTC"; undefined for what is no time. */
export function formatTime(ms: number): string | undefined {
  return toUtc(ms, 16);
}

/** Such as "2025-11-22 14:05:59 UTC"; undefined for what is no time. */
export function formatExact(ms: number): string | undefined {
  return toUtc(ms, 19);
}

function toUtc(ms: number, length: number): string | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, length).replace('T', ' ')} UTC`;
}

/** In the language that is spoken and the time zone of the reader, such as "22 Nov 2025, 15:05 CET"; undefined for what is no time. */
export function formatLocal(ms: number, { day = false } = {}): string | undefined {
  if (formatTime(ms) === undefined) return undefined;
  const hours = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  const locale = localeOf();
  const format = kept(`date ${day} ${locale}`, () => {
    const days = { year: 'numeric', month: 'short', day: 'numeric' } as const;
    return new Intl.DateTimeFormat(locale, day ? days : { ...days, ...hours });
  });
  return format.format(new Date(ms));
}

const formats = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

/** Made once for each language: a list shows many times, and making a format costs more than all of them. */
function kept<Format extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  name: string,
  make: () => Format,
): Format {
  const known = (formats.get(name) as Format | undefined) ?? make();
  formats.set(name, known);
  return known;
}

/** The time of day alone, such as "15:05:59"; undefined for what is no time. */
export function formatTimeOfDay(ms: number): string | undefined {
  if (formatTime(ms) === undefined) return undefined;
  return new Date(ms).toLocaleTimeString(localeOf(), { timeStyle: 'medium' });
}

/** Such as "1,536 bytes (1.5 kB)": exact, and for the eye. */
export function formatExactBytes(bytes: number): string {
  const exact = texts.bytes(bytes);
  return bytes < 1000 ? exact : texts.withMore(exact, formatBytes(bytes));
}

const SPANS: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
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
  if (!span) return texts.justNow;
  const count = Math.floor(seconds / span[0]);
  const locale = currentLocale();
  const words = kept(`age ${locale}`, () => new Intl.RelativeTimeFormat(locale));
  return words.format(ms <= now ? -count : count, span[1]);
}
