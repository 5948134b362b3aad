/** What one YAML scalar means to the OpenPAI server: the rules of js-yaml 3 `safeLoad`, a mixture of YAML 1.1 and 1.2. */

/** Stands for the plain scalar `<<`, which merges when it is a key. */
export const MERGE = '<<';

/** Given by a reading that does not fit the text. */
export const NO_FIT = Symbol('no fit');

type Reading = (text: string) => unknown;

const NULLS = new Set(['~', 'null', 'Null', 'NULL']);
const BOOLEANS = new Map([
  ...['true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE'].map((text) => [text, false] as const),
]);
const BINARY = /^[-+]?0b[01_]*[01]$/;
const HEXADECIMAL = /^[-+]?0x[0-9a-fA-F_]*[0-9a-fA-F]$/;
const OCTAL = /^[-+]?0[0-7_]*[0-7]$/;
const DECIMAL = /^[-+]?(?:0|[1-9](?:[0-9_]*[0-9])?)$/;
const BASE_60 = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const FLOAT = /^[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$/;
const FLOAT_WITHOUT_SIGN = /^\.[0-9_]+(?:[eE][-+]?[0-9]+)?$/;
const FLOAT_BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const TIME =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?(?:[ \t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?$/;

/** Scalars with an explicit tag, by the name behind `!!`. */
const TAGGED: Readonly<Record<string, Reading>> = {
  null: readNull,
  bool: readBoolean,
  int: readInteger,
  float: readFloat,
  timestamp: readTime,
  str: (text) => text,
  merge: (text) => (text === MERGE ? MERGE : NO_FIT),
};

/** A node with a tag and nothing else. `str` gives an empty text, collections an empty collection. */
const EMPTY: Readonly<Record<string, () => unknown>> = {
  null: () => null,
  merge: () => null,
  str: () => '',
  seq: () => [],
  omap: () => [],
  pairs: () => [],
  map: () => ({}),
  set: () => ({}),
};

/** Reads a plain scalar without tag; an absent one (`key:`) is null. Times come as `Date`. */
export function readPlain(text: string): unknown {
  if (text === '') return null;
  for (const read of [readNull, readBoolean, readInteger, readFloat, readTime]) {
    const value = read(text);
    if (value !== NO_FIT) return value;
  }
  return text;
}

/** Reads a scalar under a tag such as `int`; `NO_FIT` if the text or the tag will not do. */
export function readTagged(tag: string, text: string, isAbsent: boolean): unknown {
  if (isAbsent) return Object.hasOwn(EMPTY, tag) ? EMPTY[tag]?.() : NO_FIT;
  return Object.hasOwn(TAGGED, tag) ? TAGGED[tag]?.(text) : NO_FIT;
}

function readNull(text: string): unknown {
  return NULLS.has(text) ? null : NO_FIT;
}

function readBoolean(text: string): unknown {
  return BOOLEANS.get(text) ?? NO_FIT;
}

function readInteger(text: string): unknown {
  const { sign, digits } = splitSign(text);
  if (BINARY.test(text)) return sign * parseInt(digits.slice(2), 2);
  if (HEXADECIMAL.test(text)) return sign * parseInt(digits.slice(2), 16);
  if (DECIMAL.test(text)) return sign * parseInt(digits, 10);
  if (OCTAL.test(text)) return sign * parseInt(digits, 8);
  if (BASE_60.test(text)) return sign * readBase60(digits);
  return NO_FIT;
}

function readFloat(text: string): unknown {
  const { sign, digits } = splitSign(text);
  if (INFINITE.test(text)) return sign * Number.POSITIVE_INFINITY;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  if (text.endsWith('_')) return NO_FIT;
  if (FLOAT.test(text) || FLOAT_WITHOUT_SIGN.test(text)) return sign * parseFloat(digits);
  if (FLOAT_BASE_60.test(text)) return sign * readBase60(digits);
  return NO_FIT;
}

function splitSign(text: string): { sign: 1 | -1; digits: string } {
  return {
    sign: text.startsWith('-') ? -1 : 1,
    digits: text.replace(/^[-+]/, '').replaceAll('_', ''),
  };
}

/** `1:20` is 80: minutes and seconds, or hours, minutes and seconds. */
function readBase60(digits: string): number {
  return digits.split(':').reduce((sum, part) => sum * 60 + parseFloat(part), 0);
}

function readTime(text: string): unknown {
  const date = DATE.exec(text);
  if (date) return new Date(Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])));
  const time = TIME.exec(text);
  if (!time) return NO_FIT;
  const [year = 0, month = 0, day = 0, hour, minute, second] = time.slice(1, 7).map(Number);
  const fraction = Number((time[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const zone = (Number(time[9] ?? 0) * 60 + Number(time[10] ?? 0)) * 60_000;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, fraction);
  return new Date(time[8] === '-' ? utc + zone : utc - zone);
}
