/** Reads amounts: of values, and of what is asked for (`>=16gb`, `2..4`, `<2025-06`). */

const KI = 1024;
const UNITS: Readonly<Record<string, number>> = {
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  t: 1e12,
  tb: 1e12,
  ki: KI,
  kib: KI,
  mi: KI ** 2,
  mib: KI ** 2,
  gi: KI ** 3,
  gib: KI ** 3,
  ti: KI ** 4,
  tib: KI ** 4,
};
/** Memory is counted in powers of two, whatever the unit is called. */
const MIB: Readonly<Record<string, number>> = {
  k: 1 / KI,
  m: 1,
  g: KI,
  t: KI ** 2,
};
const AMOUNT = /^([+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,3})?)\s?([a-z]{0,3})$/i;
const DAY = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/;
const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/;
const COMPARED = /^(>=|<=|>|<)\s*(.+)$/;
const DAY_SECONDS = 86_400;

/** Both bounds are included. */
export interface Range {
  from: number;
  to: number;
}

/** What an amount asks for. */
export interface AmountTest {
  plain: Range;
  /** The same in MiB, for places that count so; undefined where they count as the plain amount says. */
  mebi?: Range | undefined;
}

/** The amount that a value is; NaN if it is none. Units count as powers of ten but with an `i`, days and times as seconds since the epoch. */
export function amountOf(text: string): number {
  // Most values are words: this test is cheap.
  if (text.length > 32 || !/^[+.\d-]/.test(text)) return Number.NaN;
  const [, digits, unit = ''] = AMOUNT.exec(text) ?? [];
  if (digits === undefined) return timeOf(text)?.from ?? Number.NaN;
  const factor = unit === '' ? 1 : unitOf(UNITS, unit.toLowerCase());
  return factor === undefined ? Number.NaN : Number(digits) * factor;
}

/**
 * Reads what stands behind `field:`. Undefined if it is no amount. With `memory`, an amount without unit is in GiB, as people
 * and the filters of the page count it.
 */
export function parseAmount(text: string, memory = false): AmountTest | undefined {
  const between = /^(.+?)\.\.(.+)$/.exec(text);
  if (between) {
    const [from, to] = [readOne(between[1], memory), readOne(between[2], memory)];
    if (!from || !to) return undefined;
    return merge(from, to, (low, high) => ({ from: low.from, to: high.to }));
  }
  const [, sign = '=', rest = text] = COMPARED.exec(text) ?? [];
  const one = readOne(rest, memory);
  return one && merge(one, one, (range) => compared(sign, range));
}

function compared(sign: string, { from, to }: Range): Range {
  if (sign === '>') return { from: justAbove(to), to: Infinity };
  if (sign === '>=') return { from, to: Infinity };
  if (sign === '<') return { from: -Infinity, to: -justAbove(-from) };
  if (sign === '<=') return { from: -Infinity, to };
  return { from, to };
}

function justAbove(amount: number): number {
  return amount + Number.EPSILON * Math.max(1, Math.abs(amount));
}

function merge(a: AmountTest, b: AmountTest, join: (a: Range, b: Range) => Range): AmountTest {
  const mebi = a.mebi && b.mebi ? { mebi: join(a.mebi, b.mebi) } : {};
  return { plain: join(a.plain, b.plain), ...mebi };
}

function readOne(text: string | undefined, memory: boolean): AmountTest | undefined {
  const plain = text?.trim() ?? '';
  const [, digits, unit = ''] = AMOUNT.exec(plain) ?? [];
  if (digits === undefined) {
    const time = timeOf(plain);
    return time && { plain: time };
  }
  const letters = unit.toLowerCase();
  const factor = letters === '' ? 1 : unitOf(UNITS, letters);
  if (factor === undefined) return undefined;
  const mebi = letters === '' ? (memory ? KI : undefined) : unitOf(MIB, letters.charAt(0));
  return {
    plain: only(Number(digits) * factor),
    ...(mebi === undefined ? {} : { mebi: only(Number(digits) * mebi) }),
  };
}

function only(amount: number): Range {
  return { from: amount, to: amount };
}

function unitOf(units: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(units, name) ? units[name] : undefined;
}

/** A day or month is all of it, up to its last second. */
function timeOf(text: string): Range | undefined {
  const time = TIME.exec(text);
  if (time) {
    const [year = 0, month = 0, ...rest] = time.slice(1).map(Number);
    return only(Date.UTC(year, month - 1, ...rest) / 1000);
  }
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined) return undefined;
  const from = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)) / 1000;
  // 2025-02-31 is no day, and would be taken for the third of March.
  if (new Date(from * 1000).getUTCMonth() !== Number(month) - 1) return undefined;
  const to = day === undefined ? Date.UTC(Number(year), Number(month)) / 1000 : from + DAY_SECONDS;
  return { from, to: to - 1 };
}
