import { describe, expect, it } from 'vitest';

import { createCatalog, groupPackages } from '#core/find/index.ts';
import { createWorld, names, NEW_YEAR, ROWS, row, search } from './world.ts';

import type { PackageRow } from '#core/model/generated.ts';
import type { FacetName, ListQuery } from '#core/model/listing.ts';

const world = createWorld();

function counts(query: ListQuery, facet: FacetName): Record<string, number> {
  const group = search(world, query).facets.find((each) => each.facet === facet);
  return Object.fromEntries((group?.values ?? []).map(({ value, count }) => [value, count]));
}

describe('filters with counts', () => {
  it('counts each value', () => {
    expect(counts({}, 'type')).toEqual({ job: 3, data: 2, script: 1 });
    expect(counts({}, 'license')).toEqual({ MIT: 1, 'Apache-2.0': 1, 'CC-BY-4.0': 1 });
    expect(counts({}, 'by')).toEqual({ Acme: 3, 'Café Ltd': 1, Ada: 1, 微软: 1 });
    expect(counts({}, 'gpu')).toEqual({ 0: 1, 1: 1, '2-4': 1 });
    expect(counts({}, 'memory')).toEqual({ '1-16': 2, '17-64': 1 });
    expect(counts({}, 'cpu')).toEqual({ '1-4': 2, '5-16': 1 });
  });

  it('follows the text and the other filters, not its own', () => {
    expect(counts({ facets: { type: ['job'] } }, 'type')).toEqual({ job: 3, data: 2, script: 1 });
    expect(counts({ facets: { type: ['job'] } }, 'license')).toEqual({ MIT: 1, 'Apache-2.0': 1 });
    expect(counts({ q: 'acme', facets: { license: ['CC-BY-4.0'] } }, 'license')).toEqual({
      'Apache-2.0': 1,
      'CC-BY-4.0': 1,
    });
    const both = { facets: { type: ['job'], license: ['MIT'] } };
    expect(counts(both, 'type')).toEqual({ job: 1, data: 1 });
    expect(counts(both, 'category')).toEqual({ training: 1 });
  });

  it('takes chosen values for alternatives, and asks for all filters', () => {
    expect(names(world, { facets: { type: ['script', 'data'] } })).toEqual([
      'access-logs',
      'resnet',
      'word-count',
    ]);
    expect(names(world, { facets: { type: ['script', 'data'], license: ['MIT'] } })).toEqual([
      'resnet',
    ]);
  });

  it('keeps a chosen value that nothing has', () => {
    const query: ListQuery = { facets: { license: ['GPL-3.0'] } };
    expect(names(world, query)).toEqual([]);
    expect(counts(query, 'license')).toMatchObject({ 'GPL-3.0': 0, MIT: 1 });
  });

  it('is right for every query, by plain counting', () => {
    const queries: ListQuery[] = [
      { q: 'training' },
      { facets: { type: ['job'], by: ['Acme'] } },
      { q: 'data', facets: { category: ['data'], type: ['data', 'job'] } },
    ];
    for (const query of queries) {
      for (const { facet, values } of search(world, query).facets) {
        for (const { value, count } of values) {
          const alone = { ...query, facets: { ...query.facets, [facet]: [value] } };
          expect([facet, value, search(world, alone).order.length]).toEqual([facet, value, count]);
        }
      }
    }
  });

  it('leaves out what all packages have alike, and tells titles in the order of the market', () => {
    const { facets } = search(world, {});
    expect(facets.map(({ facet }) => facet)).toEqual([
      'category',
      'type',
      'by',
      'license',
      'fits',
      'gpu',
      'cpu',
      'memory',
    ]);
    expect(facets[0]?.values).toEqual([
      { value: 'training', label: 'Training', count: 2 },
      { value: 'data', label: 'Data sets', description: 'Data only', count: 2 },
      { value: 'examples', count: 1 },
      { value: 'nlp', count: 1 },
    ]);
  });

  it('tells markets and signers where there are several', () => {
    const catalog = createWorld();
    catalog.setMarket({ id: 'n', name: 'Other', categories: [], signers: [] });
    catalog.put('n', groupPackages([row('resnet', { label: 'ResNet training' })], 'n'));
    const group = (facet: FacetName) =>
      search(catalog, {}).facets.find((each) => each.facet === facet)?.values;
    expect(group('market')).toEqual([
      { value: 'm', label: 'Main market', count: 10 },
      { value: 'n', label: 'Other', count: 1 },
    ]);
    expect(group('signer')).toEqual([
      { value: 'ABCD', label: 'Publisher <p@example.org>', count: 10 },
      { value: 'none', count: 1 },
    ]);
    expect(names(catalog, { facets: { market: ['n'] } })).toEqual(['resnet']);
    catalog.setMarket({
      id: 'n',
      name: 'Other',
      categories: [],
      signers: [{ fingerprint: 'ABCD' }],
    });
    expect(group('signer')).toBeUndefined();
  });
});

describe('orders', () => {
  it.each([
    ['name', ['access-logs', 'bert-finetune', 'kafka-reader']],
    ['newest', ['word-count', 'bert-finetune', 'resnet']],
    ['updated', ['word-count', 'bert-finetune', 'resnet']],
  ] as const)('sorts by %s', (sort, first) => {
    expect(names(world, { sort }).slice(0, 3)).toEqual(first);
  });

  it('tells the newest from the last updated by first and last version', () => {
    const catalog = createWorld([
      row('old', { version: '1.0.0', created: NEW_YEAR }),
      row('old', { version: '2.0.0', created: NEW_YEAR + 500 }),
      row('new', { version: '1.0.0', created: NEW_YEAR + 100 }),
    ]);
    expect(names(catalog, { sort: 'newest' })).toEqual(['new', 'old']);
    expect(names(catalog, { sort: 'updated' })).toEqual(['old', 'new']);
  });

  it('sorts numbers in titles as numbers, and equals by name', () => {
    const labels = ['Part 10', 'part 9', 'Ärger', 'Zoo', 'part 9'];
    const rows = labels.map((label, at) => row(`n${at}`, { label }));
    expect(names(createWorld(rows), {})).toEqual(['n2', 'n1', 'n4', 'n0', 'n3']);
    expect(names(createWorld([...rows].reverse()), {})).toEqual(['n2', 'n1', 'n4', 'n0', 'n3']);
  });
});

describe('the version that is offered', () => {
  const rows: PackageRow[] = [
    row('a', { version: '3.0.0', paiVersion: '[2.0.0,3.0.0)', created: NEW_YEAR + 3 }),
    row('a', { version: '2.0.0', paiVersion: '[1.0.0,2.0.0)', created: NEW_YEAR + 2 }),
    row('a', { version: '1.0.0', paiVersion: '[1.0.0,2.0.0)', created: NEW_YEAR + 1 }),
    row('b', { version: '2.0.0', yanked: 'Broken.' }),
    row('b', { version: '1.0.0' }),
    row('c', { paiVersion: '[3.0.0,4.0.0)' }),
  ];

  it('is the newest that suits the clusters, and one entry for all versions', () => {
    const catalog = createWorld(rows);
    const [a, b, c] = search(catalog, {}, { pai: '1.8.0' }).cards;
    expect(a).toMatchObject({ version: '2.0.0', versions: 3, created: NEW_YEAR + 1 });
    expect(a?.updated).toBe(NEW_YEAR + 2);
    expect(a).not.toHaveProperty('misfit');
    expect(b).toMatchObject({ version: '1.0.0', versions: 2 });
    expect(c?.misfit).toEqual({ cluster: 'OpenPAI', range: '[3.0.0,4.0.0)', version: '1.8.0' });
  });

  it('changes with the clusters, and then its card has another id', () => {
    const catalog = createWorld(rows);
    const before = search(catalog, {});
    const after = search(catalog, {}, { pai: '1.8.0' });
    const id = (listing: typeof before, name: string) =>
      listing.cards.find((card) => card.name === name)?.id;
    expect(id(after, 'a')).not.toBe(id(before, 'a'));
    expect(id(after, 'b')).toBe(id(before, 'b'));
    expect(catalog.cards([id(before, 'a') ?? 0])).toEqual([]);
    expect(catalog.cards([id(after, 'a') ?? 0])).toMatchObject([{ name: 'a', version: '2.0.0' }]);
    expect(search(catalog, {}, { pai: '1.8.0' }).order).toEqual(after.order);
  });

  it('is what the filter for compatible packages asks', () => {
    const catalog = createWorld(rows);
    const facets = { fits: ['yes'] };
    expect(names(catalog, { facets })).toEqual(['b']);
    expect(names(catalog, { facets }, { pai: '1.8.0' })).toEqual(['a', 'b']);
    expect(names(catalog, { facets: { fits: ['no'] } }, { pai: '1.8.0' })).toEqual(['c']);
    expect(names(catalog, { facets: { fits: ['unknown'] } })).toEqual(['a', 'c']);
  });
});

describe('packages that come and go', () => {
  it('takes a package that is given again for a new one', () => {
    const catalog = createWorld([row('a', { label: 'First' })]);
    const [before] = search(catalog, {}).cards;
    const rows = [row('a', { label: 'First' }), row('a', { version: '2.0.0', label: 'Second' })];
    catalog.put('m', groupPackages(rows, 'm'));
    expect(catalog.total).toBe(1);
    expect(names(catalog, 'first')).toEqual([]);
    const [after] = search(catalog, 'second').cards;
    expect(after).toMatchObject({ name: 'a', version: '2.0.0', versions: 2 });
    expect(catalog.cards([before?.id ?? 0, after?.id ?? 0])).toEqual([after]);
  });

  it('gives a new id where only a version came', () => {
    const catalog = createWorld([row('a')]);
    const before = search(catalog, {});
    catalog.put('m', groupPackages([row('a'), row('a', { version: '0.9.0' })], 'm'));
    const after = search(catalog, {});
    expect(after.order).not.toEqual(before.order);
    expect(after.cards).toMatchObject([{ name: 'a', versions: 2 }]);
  });

  it('forgets packages and markets', () => {
    const catalog = createWorld();
    search(catalog, {});
    catalog.remove('m', ['resnet']);
    expect(names(catalog, 'resnet')).toEqual([]);
    expect(catalog.total).toBe(9);
    expect(catalog.entry('m', 'resnet')).toBeUndefined();
    expect(catalog.entry('m', 'training')?.label).toBe('Training');
    catalog.remove('m');
    expect(search(catalog, {})).toMatchObject({ total: 0, facets: [], cards: [] });
  });

  it('finds the same in whatever pieces packages came', () => {
    const whole = createWorld();
    const pieces = createCatalog();
    for (const each of [...ROWS].reverse()) {
      pieces.put('m', groupPackages([each], 'm'));
      search(pieces, 'training');
    }
    for (const q of ['', 'training', 'data', 'acme', '图像', 'kakfa', 'gpu:>0']) {
      expect(names(pieces, q)).toEqual(names(whole, q));
    }
  });

  it('stays right when packages were replaced so often that it is built anew', () => {
    const catalog = createWorld();
    const many = Array.from({ length: 1100 }, (_, at) => row(`p${at}`, { label: `Package ${at}` }));
    catalog.put('m', groupPackages(many, 'm'));
    const kept = search(catalog, 'resnet').cards[0];
    for (let round = 1; round < 4; round++) {
      const rows = many.map((each) => ({ ...each, label: `${each.label} round${round}` }));
      catalog.put('m', groupPackages(rows, 'm'));
    }
    expect(search(catalog, 'resnet').cards[0]).toEqual(kept);
    expect(catalog.cards([kept?.id ?? 0])).toEqual([kept]);
    expect(names(catalog, 'round1')).toEqual([]);
    expect(search(catalog, 'round3').order).toHaveLength(1100);
    expect(catalog.total).toBe(1110);
  });

  it('gives the cards of the window, and an order that may be given away', () => {
    const listing = world.search({}, { from: 2, count: 3, versions: {} });
    expect(listing.order).toHaveLength(10);
    expect(listing.cards.map(({ id }) => id)).toEqual([...listing.order.slice(2, 5)]);
    structuredClone(listing.order, { transfer: [listing.order.buffer] });
    expect(world.search({}, { from: 2, count: 3, versions: {} }).cards).toEqual(listing.cards);
  });
});

it('tells which packages need a package, by their newest version that is in use', () => {
  const needing = (version: string) => ({ packages: [{ name: 'base', version }] });
  const catalog = createWorld([
    row('base'),
    row('b', { label: 'B', version: '2.0.0', dependencies: needing('[1.0.0,2.0.0)') }),
    row('b', { label: 'B', version: '1.0.0', dependencies: needing('1.0.0') }),
    row('a', { label: 'A', version: '2.0.0', yanked: 'x', dependencies: needing('1.0.0') }),
    row('a', { label: 'A', version: '1.0.0', dependencies: needing('0.9.0') }),
    row('c', { label: 'C' }),
  ]);
  expect(catalog.dependants('m', 'base')).toEqual([
    { name: 'a', label: 'A', version: '1.0.0', asked: '0.9.0' },
    { name: 'b', label: 'B', version: '2.0.0', asked: '[1.0.0,2.0.0)' },
  ]);
  expect(catalog.dependants('other', 'base')).toEqual([]);
});
