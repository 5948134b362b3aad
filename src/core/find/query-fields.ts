/** What may stand after `field:` in a search, and what it asks. */
import { fold } from '../fold.ts';
import { parseAmount, parseDays } from './query-numbers.ts';

import type { QueryRemark } from '../model/listing.ts';

/** Fields whose words are found in the text of packages. */
const TEXT_FIELDS = [
  'author',
  'org',
  'by',
  'tag',
  'category',
  'type',
  'name',
  'label',
  'description',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

const AMOUNT_FIELDS = ['gpu', 'cpu', 'memory'] as const;
export type AmountField = (typeof AMOUNT_FIELDS)[number];

export type FieldTest =
  | { kind: 'words'; field: TextField; text: string }
  /** One of few values: what it begins with, folded. */
  | { kind: 'value'; field: 'license' | 'market' | 'signer' | 'version'; text: string }
  | { kind: 'fits'; value: string }
  | { kind: 'is'; value: 'withdrawn' | 'beta' | 'signed' }
  /** Both bounds are included; GPUs, cores, or MiB of memory. */
  | { kind: 'amount'; field: AmountField; from: number; to: number }
  /** Seconds since the epoch; `to` is left out. */
  | { kind: 'time'; field: 'updated' | 'created'; from: number; to: number };

export type ParsedField = FieldTest | { wrong: QueryRemark['code'] };

/** Also other names for the same field. */
export const FIELD_NAMES: ReadonlyMap<string, string> = new Map(
  [
    [...TEXT_FIELDS, ...AMOUNT_FIELDS].map((name) => [name, name]),
    ['license', 'market', 'signer', 'version', 'fits', 'is', 'updated', 'created'].map((name) => [
      name,
      name,
    ]),
    [
      ['licence', 'license'],
      ['tags', 'tag'],
      ['cat', 'category'],
      ['categories', 'category'],
      ['types', 'type'],
      ['component', 'type'],
      ['organisation', 'org'],
      ['organization', 'org'],
      ['publisher', 'by'],
      ['title', 'label'],
      ['desc', 'description'],
      ['gpus', 'gpu'],
      ['cpus', 'cpu'],
      ['mem', 'memory'],
      ['ram', 'memory'],
      ['signed', 'signer'],
    ],
  ].flat() as [string, string][],
);

const IS = ['withdrawn', 'beta', 'signed'] as const;
const FITS = ['yes', 'no', 'unknown'];

/** `field` is one of the names that `FIELD_NAMES` leads to. */
export function parseField(field: string, value: string): ParsedField {
  const text = fold(value).trim();
  if (text === '') return { wrong: 'bad-value' };
  switch (field) {
    case 'gpu':
    case 'cpu':
    case 'memory':
      return orWrong(parseAmount(text, field), 'bad-number', (range) => {
        return { kind: 'amount', field, ...range };
      });
    case 'updated':
    case 'created':
      return orWrong(parseDays(text), 'bad-value', (range) => ({ kind: 'time', field, ...range }));
    case 'is':
      return orWrong(
        IS.find((each) => each === text),
        'bad-value',
        (is) => ({ kind: 'is', value: is }),
      );
    case 'fits':
      return FITS.includes(text) ? { kind: 'fits', value: text } : { wrong: 'bad-value' };
    case 'license':
    case 'market':
    case 'signer':
    case 'version':
      return { kind: 'value', field, text };
    default:
      return { kind: 'words', field: field as TextField, text: value };
  }
}

function orWrong<Read>(
  read: Read | undefined,
  code: QueryRemark['code'],
  toTest: (read: Read) => FieldTest,
): ParsedField {
  return read === undefined ? { wrong: code } : toTest(read);
}
