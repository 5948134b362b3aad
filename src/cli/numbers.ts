/** Whole numbers given as options. */
import { MarketError } from '#core/errors.ts';

export interface NumberRange {
  /** Both belong to it. */
  min: number;
  max: number;
}

/** The value of an option such as `--threshold`; undefined when it was not given. Throws `usage`. */
export function readNumber(
  option: string,
  text: string | undefined,
  { min, max }: NumberRange,
): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new MarketError('usage', `--${option} must be ${min} to ${max}, not "${text}".`);
}
