import { describe, expect, it } from 'vitest';

import { groupPackages, searchPackages } from '#core/find/index.ts';

import type { PackageRow } from '#core/model/generated.ts';

const row = (name: string, fields: Partial<PackageRow> = {}): PackageRow => ({
  name,
  version: '1.0.0',
  ...fields,
});

describe('grouping rows to packages', () => {
  it('takes the newest version that is not withdrawn for the package', () => {
    const rows = [
      row('a', { version: '1.9.0', label: 'Old' }),
      row('a', { version: '2.0.0', label: 'Bad', yanked: 'It is broken.' }),
      row('a', { version: '1.10.0', label: 'Current' }),
    ];
    const [entry] = groupPackages(rows, 'm');
    expect(entry).toMatchObject({ market: 'm', label: 'Current', latest: { version: '1.10.0' } });
    expect(entry?.versions).toEqual(['2.0.0', '1.10.0', '1.9.0']);
    expect(entry?.rows.map(({ version }) => version)).toEqual(entry?.versions);
  });

  it('shows a package of which all versions are withdrawn by its newest', () => {
    const [entry] = groupPackages([row('a', { yanked: 'x' })], 'm');
    expect(entry?.latest.version).toBe('1.0.0');
  });

  it('sorts by label, whatever its case, and takes the name where there is none', () => {
    const rows = [row('z', { label: 'beta' }), row('y', { label: 'Alpha' }), row('gamma')];
    expect(groupPackages(rows, 'm').map(({ label }) => label)).toEqual(['Alpha', 'beta', 'gamma']);
  });

  it('keeps names like __proto__ apart', () => {
    const rows = [row('constructor'), row('toString')];
    expect(groupPackages(rows, 'm')).toHaveLength(2);
  });
});

describe('searching packages', () => {
  const entries = groupPackages(
    [
      row('resnet', { label: 'ResNet training', categories: ['training'], tags: ['vision'] }),
      row('bench', { label: 'Benchmark', description: 'Measures ResNet', org: 'Café Ltd' }),
      row('torch-hello', { label: 'Hello', author: 'Zoë', categories: ['samples'] }),
      row('training', { label: 'Training' }),
      row('deep-training', { label: 'Deep training' }),
    ],
    'm',
  );
  const find = (text: string) => searchPackages(entries, { text }).map(({ name }) => name);

  it('gives everything for no text', () => {
    expect(find('  ')).toHaveLength(5);
  });

  it.each([
    ['resnet', ['resnet', 'bench']],
    ['torch', ['torch-hello']],
    ['VISION', ['resnet']],
    ['cafe', ['bench']],
    ['zoe', ['torch-hello']],
    ['hello zoë', ['torch-hello']],
    ['hello vision', []],
    ['<img src=x>', []],
  ])('finds by %s', (text, names) => {
    expect(find(text)).toEqual(names);
  });

  it('puts the same label first, then those that begin with the text', () => {
    expect(find('training')).toEqual(['training', 'deep-training', 'resnet']);
    expect(find('deep')).toEqual(['deep-training']);
  });

  it('stays within category and market', () => {
    const names = (query: object) => searchPackages(entries, query).map(({ name }) => name);
    expect(names({ category: 'training' })).toEqual(['resnet']);
    expect(names({ category: 'training', text: 'hello' })).toEqual([]);
    expect(names({ market: 'other' })).toEqual([]);
  });
});
