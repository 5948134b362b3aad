import { describe, expect, it } from 'vitest';

import { groupPackages } from '#core/find/index.ts';

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
