import { describe, expect, it } from 'vitest';

import {
  canonicalJson,
  canonicalRows,
  composeIndex,
  composePackage,
  writeArchive,
} from '#core/compose/index.ts';
import { sha256 } from '#core/digest.ts';
import { compareVersions } from '#core/find/index.ts';

import type { PackageSource } from '#core/model/generated.ts';

const bytesOf = (value: string) => new TextEncoder().encode(value);
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const jsonOf = (bytes: Uint8Array | undefined) => JSON.parse(textOf(bytes));

const source: PackageSource = {
  label: 'Hello',
  description: 'Says hello',
  author: 'Somebody',
  categories: ['basics'],
  created: 1_700_000_000,
  actions: [{ type: 'informational', arguments: [{ name: 'text', value: 'Hi' as never }] }],
};

describe('canonical JSON', () => {
  it('sorts keys at every depth and keeps the order of lists', () => {
    expect(textOf(canonicalJson({ b: [2, 1], a: { d: 1, c: null } }))).toBe(
      '{\n  "a": {\n    "c": null,\n    "d": 1\n  },\n  "b": [\n    2,\n    1\n  ]\n}\n',
    );
  });

  it('keeps a key called __proto__', () => {
    expect(textOf(canonicalRows([JSON.parse('{"__proto__":{"x":1},"a":2}')]))).toBe(
      '[\n{"__proto__":{"x":1},"a":2}\n]\n',
    );
  });

  it('writes one row a line', () => {
    expect(textOf(canonicalRows([]))).toBe('[]\n');
    expect(textOf(canonicalRows([{ b: 1, a: 2 }, 'x']))).toBe('[\n{"a":2,"b":1},\n"x"\n]\n');
  });
});

describe('a composed package', () => {
  it('has a spec that pins every byte and a row that pins the spec', async () => {
    const archive = await writeArchive(new Map([['job.yaml', bytesOf('x: 1\n')]]));
    const license = bytesOf('Do as you like.\n');
    const { files, row } = composePackage({
      name: 'hello',
      version: '1.0.0',
      source: { ...source, yanked: 'broken' },
      files: new Map([['license.txt', license]]),
      archive,
    });
    expect([...files.keys()]).toEqual([
      'packages/hello/1.0.0/spec.json',
      'packages/hello/1.0.0/archive.zip',
      'packages/hello/1.0.0/license.txt',
    ]);
    const specBytes = files.get('packages/hello/1.0.0/spec.json')!;
    const spec = jsonOf(specBytes);
    expect(spec).toMatchObject({
      specVersion: '1.0',
      name: 'hello',
      version: '1.0.0',
      label: 'Hello',
      created: 1_700_000_000,
      actions: source.actions,
      files: { 'license.txt': { sha256: sha256(license), size: license.length } },
      archive: {
        sha256: sha256(archive.bytes),
        size: archive.bytes.length,
        entries: [{ name: 'job.yaml', size: 5, sha256: sha256(bytesOf('x: 1\n')) }],
      },
    });
    expect(row).toMatchObject({
      name: 'hello',
      version: '1.0.0',
      yanked: 'broken',
      spec: { sha256: sha256(specBytes), size: specBytes.length },
    });
    expect(row).not.toHaveProperty('actions');
  });

  it('keeps its spec when a version is withdrawn', () => {
    const compose = (yanked?: string) =>
      composePackage({
        name: 'hello',
        version: '1.0.0',
        source: { ...source, ...(yanked && { yanked }) },
        files: new Map(),
      }).files.get('packages/hello/1.0.0/spec.json');
    expect(compose('broken')).toEqual(compose());
  });
});

describe('a composed index', () => {
  const row = (name: string, version: string, label: string, category: string) => ({
    name,
    version,
    label,
    categories: [category],
  });
  const input = {
    categories: [
      { name: 'train', label: 'Training' },
      { name: 'basics', label: 'Basics' },
      { name: 'empty', label: 'Nothing' },
    ],
    rows: [
      row('zeta', '1.10.0', 'alpha', 'train'),
      row('zeta', '1.9.0', 'alpha', 'train'),
      row('beta', '1.0.0', 'Beta', 'basics'),
    ],
    compareVersions,
  };

  it('sorts rows by label without regard to case, then by version, never by text', () => {
    const index = composeIndex(input);
    expect(
      jsonOf(index.get('packages.json')).map((each: { version: string }) => each.version),
    ).toEqual(['1.9.0', '1.10.0', '1.0.0']);
    expect(jsonOf(index.get('packages/zeta/versions.json'))).toEqual(['1.9.0', '1.10.0']);
  });

  it('keeps the order of categories and writes one file for each', () => {
    const index = composeIndex(input);
    expect(jsonOf(index.get('categories.json'))).toEqual(input.categories);
    expect(jsonOf(index.get('packages-basics.json'))).toEqual([input.rows[2]]);
    expect(jsonOf(index.get('packages-empty.json'))).toEqual([]);
  });

  it('is the same for rows in any order', () => {
    const turned = composeIndex({ ...input, rows: [...input.rows].reverse() });
    expect(turned).toEqual(composeIndex(input));
  });
});
