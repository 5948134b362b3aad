/** Takes a search over a repository apart: `type:job gpu:>=2 image:pytorch "learning rate" -name:x`. */
import { MarketError } from '../errors.ts';
import { fold } from '../fold.ts';
import { aliasNamed } from './aliases.ts';
import { parseValue } from './query-value.ts';

import type { ValueTest } from './query-value.ts';

/** What one word, phrase or `field:value` asks. */
export type TermTest =
  /** Folded text that stands in any field, the path or the name. */
  | { kind: 'text'; text: string }
  /** A field of the file itself. */
  | { kind: 'member'; field: MemberField; value: ValueTest }
  /** A short name of a place. */
  | { kind: 'alias'; alias: string; value: ValueTest }
  /** Keys, folded, that occur in this order on the way to a value; `*` stands for any characters. */
  | { kind: 'keys'; keys: readonly string[]; value: ValueTest };

export interface Term {
  /** As typed, without the minus. */
  typed: string;
  /** After `-`. */
  excluded: boolean;
  test: TermTest;
}

/** What the list says of a file, whatever is in it. */
export const MEMBER_FIELDS = ['type', 'path', 'name', 'version', 'package', 'is'] as const;
export type MemberField = (typeof MEMBER_FIELDS)[number];

const IS = ['valid', 'invalid', 'nested', 'packaged'];
const TYPES = ['job', 'data', 'script', 'dockerimage', 'output', 'package'];
/** What is longer nobody typed. */
const LONGEST = 2000;
/** `-`, `field:`, then a comparison or not, then a text in quotes or up to the next space. */
const PIECE =
  /(-?)(?:([\p{L}_][\p{L}\p{N}_.*-]*):(?=[^\s:]))?(?:([<>]=?|=)?"([^"]*)(?:"|$)|([^\s"]+))/gu;

/**
 * `words` are those of the command line: one in which there is white space and neither a quote nor a colon is a phrase, any other is read as a
 * query of its own. Throws `usage` for a value that its field cannot have.
 */
export function parseSearch(words: readonly string[]): Term[] {
  const length = words.reduce((sum, word) => sum + word.length + 1, 0);
  if (length > LONGEST) throw usage(`A query has at most ${LONGEST} characters.`);
  return words.flatMap((word) => {
    // Full width signs and curly quotes are typed by whoever writes Chinese or uses a phone.
    const text = word.normalize('NFKC').replace(/[“”„«»「」]/g, '"');
    return /\s/.test(text.trim()) && !/[":]/.test(text) ? parsePhrase(text) : parseText(text);
  });
}

/** The text with the short and long names of fields that could not be known before the index was: as words. */
export function asText(term: Term): Term {
  return { ...term, test: { kind: 'text', text: clean(term.typed) } };
}

function parsePhrase(text: string): Term[] {
  const excluded = /^\s*-(?=\S)/.test(text);
  const typed = (excluded ? text.replace('-', '') : text).trim();
  return [{ typed, excluded, test: { kind: 'text', text: clean(typed) } }];
}

function parseText(text: string): Term[] {
  const terms: Term[] = [];
  for (const match of text.matchAll(PIECE)) {
    const [piece, minus, name, sign = '', quoted, plain = ''] = match;
    const typed = piece.slice(minus?.length ?? 0);
    const excluded = minus === '-';
    // An address such as https://host has a colon and no field.
    const isField = name !== undefined && !plain.startsWith('//');
    if (isField) {
      const value = quoted === undefined ? { text: plain } : { text: quoted, sign };
      terms.push({ typed, excluded, test: parseField(name, value, typed) });
      continue;
    }
    const words = clean(quoted ?? `${name === undefined ? '' : `${name}:`}${plain}`);
    if (words !== '') terms.push({ typed, excluded, test: { kind: 'text', text: words } });
  }
  return terms;
}

interface TypedValue {
  text: string;
  /** What stood before the quotes; undefined where there were none. */
  sign?: string;
}

function parseField(name: string, typed: TypedValue, piece: string): TermTest {
  const folded = fold(name);
  if (folded === 'has') return anyOf(typed.text);
  const field = MEMBER_FIELDS.find((each) => each === folded);
  const alias = aliasNamed(name);
  const value = parseValue(typed.text, { sign: typed.sign, memory: alias === 'memory' });
  if (!value) {
    throw usage(`${piece}: "${typed.text}" is no amount, such as 2, 16gb, 2..4 or 2025-06-30.`);
  }
  if (field !== undefined) {
    if (field === 'type') assertKnown(value, { piece, allowed: TYPES });
    if (field === 'is') assertKnown(value, { piece, allowed: IS });
    return { kind: 'member', field, value };
  }
  if (alias !== undefined) return { kind: 'alias', alias, value };
  return { kind: 'keys', keys: keysOf(name), value };
}

/** `has:secrets`: the field is there, whatever it says. */
function anyOf(name: string): TermTest {
  const alias = aliasNamed(name);
  const value: ValueTest = { kind: 'any' };
  return alias === undefined
    ? { kind: 'keys', keys: keysOf(name), value }
    : { kind: 'alias', alias, value };
}

function keysOf(name: string): string[] {
  return fold(name)
    .split('.')
    .filter((key) => key !== '');
}

function assertKnown(
  value: ValueTest,
  { piece, allowed }: { piece: string; allowed: readonly string[] },
): void {
  const texts = value.kind === 'texts' ? value.texts : [];
  const isKnown = texts.every((text) => allowed.includes(text));
  if (value.kind === 'any' || (texts.length > 0 && isKnown)) return;
  throw usage(`${piece} is no search: it may be one of ${allowed.join(', ')}.`);
}

/** Folded, and without what stands for itself in the index. */
function clean(text: string): string {
  return fold(text.replace(/\p{Cc}/gu, ' ')).trim();
}

function usage(sentence: string): MarketError {
  return new MarketError('usage', sentence, {
    details: {
      usage: 'pai-market search QUERY…; pai-market search --help tells what may be asked',
    },
  });
}
