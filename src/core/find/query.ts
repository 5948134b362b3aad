/** Takes a search text apart: words, phrases, what must not occur, and field queries. */
import { FIELD_NAMES, parseField } from './query-fields.ts';

import type { QueryRemark } from '../model/listing.ts';
import type { FieldTest } from './query-fields.ts';

export type { FieldTest, TextField } from './query-fields.ts';

/** One word or phrase that must occur, or must not. */
export interface QueryText {
  text: string;
  /** In quotes: exactly so, word by word. */
  exact: boolean;
  /** After `-`: packages with it are left out. */
  excluded: boolean;
}

/** `author:cask`, `-tag:vision`, `gpu:>1`. */
export interface QueryField {
  /** In lower case, without other names for the same field. */
  field: string;
  /** As typed, without quotes. */
  value: string;
  excluded: boolean;
  test: FieldTest;
}

export interface ParsedQuery {
  texts: QueryText[];
  fields: QueryField[];
  remarks: QueryRemark[];
}

/** What is longer is cut: nobody reads what would be found. */
const LONGEST_QUERY = 500;
/** `-`, `field:`, then a text in quotes or up to the next space. */
const PIECE = /(-?)(?:([\p{L}_-]+):(?=[^\s:/]))?(?:"([^"]*)(?:"|$)|([^\s"]+))/gu;

/** Never throws, whatever was typed. */
export function parseQuery(q: string): ParsedQuery {
  const query: ParsedQuery = { texts: [], fields: [], remarks: [] };
  // Full width signs and curly quotes are typed by whoever writes Chinese or uses a phone.
  const text = q
    .slice(0, LONGEST_QUERY)
    .normalize('NFKC')
    .replace(/[“”„«»「」]/g, '"');
  for (const match of text.matchAll(PIECE)) {
    const [piece, minus, name, quoted, plain = ''] = match;
    // In "e-mail" the minus is a hyphen, as the piece began before it.
    const excluded = minus === '-' && isBegin(text, match.index);
    const value = quoted ?? plain;
    const exact = quoted !== undefined;
    if (name === undefined) addText(query, { text: value, exact, excluded });
    else addField(query, { name: name.toLowerCase(), value, excluded, piece });
  }
  return query;
}

interface Piece {
  name: string;
  value: string;
  excluded: boolean;
  /** All of it, as typed. */
  piece: string;
}

function addField(query: ParsedQuery, { name, value, excluded, piece }: Piece): void {
  const field = FIELD_NAMES.get(name);
  const asWords = { text: `${name} ${value}`, exact: false, excluded };
  if (field === undefined) {
    query.remarks.push({ code: 'unknown-field', text: piece });
    addText(query, asWords);
    return;
  }
  const test = parseField(field, value);
  if ('wrong' in test) {
    query.remarks.push({ code: test.wrong, text: piece });
    addText(query, asWords);
    return;
  }
  query.fields.push({ field, value, excluded, test });
}

function addText(query: ParsedQuery, text: QueryText): void {
  if (/[\p{L}\p{N}]/u.test(text.text)) query.texts.push(text);
}

function isBegin(text: string, at: number): boolean {
  return at === 0 || /\s/.test(text[at - 1] ?? '');
}
