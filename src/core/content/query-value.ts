/** What may stand behind `field:` in a search, and whether a text is it. */
import { fold } from '../fold.ts';
import { parseAmount } from './numbers.ts';

import type { AmountTest } from './numbers.ts';

/** `>=2`, or from one amount to another. */
const COMPARISON = /^[<>]|^[+-]?[\d.-]{1,20}[a-z]{0,3}\.\.[+-]?\d/i;

export type ValueTest =
  /** `*`: anything, also nothing. */
  | { kind: 'any' }
  /** One of these, folded, occurs; those that are numbers must be the whole amount where the value is one. */
  | { kind: 'texts'; texts: readonly string[]; amounts: readonly AmountTest[] }
  /** `=x`: it is the whole value. */
  | { kind: 'whole'; text: string }
  /** `a*b`: the whole value, folded; `*` stands for any characters. */
  | { kind: 'pattern'; parts: readonly string[] }
  | { kind: 'amount'; amount: AmountTest };

/**
 * Undefined for a comparison with what is no amount. In quotes (`sign` is given) the text is taken as it stands; else commas part
 * alternatives. `memory`: an amount without unit is in GiB.
 */
export function parseValue(
  typed: string,
  { sign, memory }: { sign: string | undefined; memory: boolean },
): ValueTest | undefined {
  const quoted = sign !== undefined;
  const text = quoted ? typed : typed.trim();
  if (quoted && sign === '') return { kind: 'texts', texts: [folded(text)], amounts: [] };
  if (sign === '=' || (!quoted && text.startsWith('='))) {
    return { kind: 'whole', text: folded(quoted ? text : text.slice(1)) };
  }
  if (quoted || COMPARISON.test(text)) {
    const amount = parseAmount(`${sign ?? ''}${text}`, memory);
    return amount && { kind: 'amount', amount };
  }
  if (text === '*') return { kind: 'any' };
  if (text.includes('*')) return { kind: 'pattern', parts: folded(text).split('*') };
  const texts = text.split(',').filter((each) => each !== '');
  return {
    kind: 'texts',
    texts: texts.map(folded),
    amounts: texts.flatMap((each) => parseAmount(each, memory) ?? []),
  };
}

/** Whether a folded text that stands by itself, such as a path, is what is asked for. */
export function testText(value: ValueTest, text: string): boolean {
  switch (value.kind) {
    case 'any':
      return text !== '';
    case 'texts':
      return value.texts.some((each) => text.includes(each));
    case 'whole':
      return text === value.text;
    case 'pattern':
      return fitsPattern(text, value.parts);
    case 'amount':
      return false;
  }
}

/** Whether the text is the parts in their order with anything between them. */
export function fitsPattern(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function folded(text: string): string {
  return fold(text.replace(/\p{Cc}/gu, ' '));
}
