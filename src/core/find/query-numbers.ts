/** Reads amounts and dates of field queries: `>1`, `2-4`, `>=16gb`, `<2025-06`. */
import type { AmountField } from './query-fields.ts';

const MIB: Readonly<Record<string, number>> = {
  m: 1,
  mb: 1,
  mib: 1,
  g: 1024,
  gb: 1024,
  gib: 1024,
  t: 1024 * 1024,
  tb: 1024 * 1024,
  tib: 1024 * 1024,
};
const COMPARED = /^(>=|<=|>|<|=)?\s*(.+)$/;
const AMOUNT = /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]*)$/;
const BETWEEN = /^(.+?)\s*(?:\.\.|-)\s*(.+)$/;
const DAY = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const DAY_SECONDS = 86_400;

/** Both bounds are included; undefined if it cannot be read. */
export function parseAmount(text: string, field: AmountField): Range | undefined {
  const between = BETWEEN.exec(text);
  if (between) {
    const [from, to] = [readAmount(between[1], field), readAmount(between[2], field)];
    return from === undefined || to === undefined ? undefined : { from, to };
  }
  const [, sign = '=', rest] = COMPARED.exec(text) ?? [];
  const amount = readAmount(rest, field);
  if (amount === undefined) return undefined;
  // Fractions of cores occur, so "more than one" begins right after it.
  const least = Number.EPSILON * Math.max(1, amount);
  if (sign === '>') return { from: amount + least, to: Infinity };
  if (sign === '<') return { from: -Infinity, to: amount - least };
  if (sign === '>=') return { from: amount, to: Infinity };
  if (sign === '<=') return { from: -Infinity, to: amount };
  return { from: amount, to: amount };
}

/** Seconds since the epoch, `to` left out; a year or month is all of it. Undefined if it cannot be read. */
export function parseDays(text: string): Range | undefined {
  const [first, last] = text.split('..');
  if (first !== undefined && last !== undefined) {
    const [from, to] = [readDay(first), readDay(last)];
    return from && to ? { from: from.from, to: to.to } : undefined;
  }
  const [, sign = '=', rest = ''] = COMPARED.exec(text) ?? [];
  const day = readDay(rest);
  if (!day) return undefined;
  if (sign === '>') return { from: day.to, to: Infinity };
  if (sign === '>=') return { from: day.from, to: Infinity };
  if (sign === '<') return { from: -Infinity, to: day.from };
  if (sign === '<=') return { from: -Infinity, to: day.to };
  return day;
}

interface Range {
  from: number;
  to: number;
}

function readAmount(text: string | undefined, field: AmountField): number | undefined {
  const [, digits, unit = ''] = AMOUNT.exec(text?.trim() ?? '') ?? [];
  if (digits === undefined) return undefined;
  if (field !== 'memory') return unit === '' ? Number(digits) : undefined;
  // Memory is thought of in GiB, as the filters beside the list count it.
  const factor = unit === '' ? 1024 : MIB[unit];
  return factor === undefined ? undefined : Number(digits) * factor;
}

function readDay(text: string): Range | undefined {
  const [, year, month, day] = DAY.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  const at = [Number(year), Number(month ?? 1), Number(day ?? 1)] as const;
  const from = Date.UTC(at[0], at[1] - 1, at[2]) / 1000;
  // 2025-02-31 is no day, and would be taken for the third of March.
  const exact = new Date(from * 1000);
  if (exact.getUTCMonth() !== at[1] - 1 || exact.getUTCDate() !== at[2]) return undefined;
  if (day !== undefined) return { from, to: from + DAY_SECONDS };
  const end = month === undefined ? Date.UTC(at[0] + 1, 0) : Date.UTC(at[0], at[1]);
  return { from, to: end / 1000 };
}
