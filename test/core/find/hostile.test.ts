/** What markets and addresses may send to the search to hurt it: names of objects, floods, odd characters, odd queries. */
import { describe, expect, it } from 'vitest';

import { createCatalog, groupPackages, markWords } from '#core/find/index.ts';
import { createVocabulary } from '#core/find/vocabulary.ts';
import { createRandom } from '../../fakes/random.ts';
import { createWorld, names, ROWS, row, search } from './world.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { FacetName } from '#core/model/listing.ts';

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
const WEIRD = [
  ...['\u202e', '\u2066', '\u200b', '\ufeff', '\u0000', '\ud800', '\udfff', '\u0301', '\ufdfa'],
  ...['"', '-', ':', '(', '[', '\\', '*', '+', '.', '?', '^', '$', '|', '<', '>', '=', '/', ' '],
  ...['author:', 'gpu:>', 'updated:', 'version:', 'is:', 'signer:', 'fits:', '-tag:', 'x:', '..'],
  ...[
    '9'.repeat(40),
    '-1',
    '1e999',
    'NaN',
    '2025-99-99',
    '画像',
    'データ',
    'ﾃﾞ',
    '한국어',
    '😀',
    'ß',
  ],
  ...['a', 'training', 'data', 'learn', 'a'.repeat(60), ...NAMES],
];

describe('a hostile market', () => {
  it('may call things as objects call theirs: each is a value like any other', () => {
    const rows = NAMES.map((name, at) =>
      row(`p${at}`, {
        ...{ label: name, description: name, author: name, licenseId: name },
        ...{ categories: [name], tags: [name] },
      }),
    );
    const catalog = createWorld([...ROWS, ...rows]);
    for (const [at, name] of NAMES.entries()) {
      expect(names(catalog, name)[0]).toBe(`p${at}`);
      for (const facet of ['category', 'by', 'license'] as FacetName[]) {
        expect(names(catalog, { facets: { [facet]: [name] } })).toEqual([`p${at}`]);
        expect(names(catalog, { facets: { [facet]: [`${name}x`] } })).toEqual([]);
      }
    }
    expect(names(catalog, { facets: { fits: NAMES, gpu: NAMES, signer: NAMES } })).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('with a flood of categories hides none of another market, and what it has too many of is only no filter', () => {
    const catalog = createCatalog();
    const flood = Array.from({ length: 4_000 }, (_, at) =>
      row(`p${at}`, { categories: Array.from({ length: 64 }, (_, by) => `c${at}-${by}`) }),
    );
    catalog.put('flood', groupPackages(flood, 'flood'));
    catalog.put(
      'good',
      groupPackages([row('own', { categories: ['mine'], author: 'Me' })], 'good'),
    );
    const last = row('late', { categories: ['one-too-many'], yanked: '', components: ['job'] });
    catalog.put('flood', groupPackages([last], 'flood'));
    expect(names(catalog, { facets: { category: ['mine'], by: ['Me'] } })).toEqual(['own']);
    expect(names(catalog, { facets: { category: ['c3-7'] } })).toEqual(['p3']);
    expect(names(catalog, { facets: { category: ['one-too-many'] } })).toEqual([]);
    expect(names(catalog, { facets: { market: ['flood'], type: ['job'] } })).toEqual(['late']);
    expect(names(catalog, 'late')[0]).toBe('late');
    const groups = search(catalog, { facets: { category: ['mine', 'gone'] } }).facets;
    const { values = [] } = groups.find(({ facet }) => facet === 'category') ?? {};
    expect(values).toHaveLength(302);
    expect(values.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['mine', 'gone', 'c0-0']),
    );
  });

  it('may bring so many words and no more', () => {
    const vocabulary = createVocabulary();
    const words = new Map([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    expect(vocabulary.add(0, words, 2)).toBe(2);
    expect(vocabulary.add(1, words, 0)).toBe(0);
    expect(vocabulary.size).toBe(2);
    expect(vocabulary.postings(vocabulary.find('a') ?? -1)).toHaveLength(2);
  });

  it('with characters that stand for many others is searched by the first of them', () => {
    const text = '\ufdfa'.repeat(4_000);
    const many = Array.from({ length: 20 }, (_, at) =>
      row(`p${at}`, { label: text.slice(0, 256), description: text, tags: [text.slice(0, 64)] }),
    );
    const catalog = createWorld([...ROWS, ...many]);
    expect(names(catalog, 'صلى')).toHaveLength(20);
    expect(names(catalog, 'resnet')).toEqual(['resnet']);
  });

  it('with odd characters in every text can be listed, searched and marked', () => {
    const random = createRandom(7);
    const text = () => Array.from({ length: 6 }, () => WEIRD[random.below(WEIRD.length)]).join('');
    const rows = Array.from({ length: 60 }, (_, at): PackageRow => {
      const [label, description, author, org] = [text(), text(), text(), text()];
      return row(`p${at}`, {
        label,
        description,
        author,
        org,
        tags: [text()],
        categories: [text()],
      });
    });
    const catalog = createWorld(rows);
    for (let round = 0; round < 400; round++) {
      const listing = search(catalog, text());
      for (const { label, description } of listing.cards) {
        for (const shown of [label, description]) {
          expect(
            markWords(shown, listing.marks)
              .map(({ text }) => text)
              .join(''),
          ).toBe(shown);
        }
      }
    }
  });
});

it('bears two hundred characters of everything, and phrases without end', () => {
  const catalog = createWorld();
  for (const each of WEIRD) search(catalog, each.repeat(200).slice(0, 200));
  const phrases = '"a b" -"c d" '.repeat(40);
  expect(names(catalog, phrases)).toEqual([]);
  expect(names(catalog, `"image classifier" ${'-"not there" '.repeat(30)}`)).toEqual(['resnet']);
});
