import { describe, expect, it } from 'vitest';

import { packageNeeds } from '#core/read/index.ts';
import { codeOf } from '../../fakes/thrown.ts';

import type { PackageSpec } from '#core/model/generated.ts';

const spec = (rest: Record<string, unknown>) =>
  ({ specVersion: '1.0', actions: [], ...rest }) as unknown as PackageSpec;
const depending = (...packages: unknown[]) => spec({ dependencies: { packages } });
const installing = (fields: Record<string, unknown>) =>
  spec({
    actions: [
      {
        type: 'install_package',
        arguments: Object.entries(fields).map(([name, value]) => ({ name, value })),
      },
    ],
  });
const taking = (...value: unknown[]) =>
  spec({ actions: [{ type: 'submit_job', arguments: [{ name: 'prerequisites', value }] }] });

describe('what a spec needs of other packages', () => {
  it('is listed in the order of installing', () => {
    const sha256 = 'a'.repeat(64);
    const needs = packageNeeds(
      spec({
        actions: [
          ...(installing({ name: 'c', version: '[1.0.0,2.0.0)' }).actions ?? []),
          ...(taking({ package: 'd', version: '1', file: 'image.yaml' }).actions ?? []),
        ],
        dependencies: {
          cdap: { minVersion: '5.0.0' },
          packages: [
            { name: 'a', version: '1.0.0', sha256 },
            { name: 'b', version: '(,2]' },
          ],
        },
      }),
    );
    expect(needs).toEqual([
      { why: 'dependency', name: 'a', version: '1.0.0', sha256 },
      { why: 'dependency', name: 'b', version: '(,2]' },
      { why: 'action', name: 'c', version: '[1.0.0,2.0.0)' },
      { why: 'component', name: 'd', version: '1', file: 'image.yaml' },
    ]);
  });

  it('is nothing where nothing is named', () => {
    expect(packageNeeds(spec({}))).toEqual([]);
    expect(packageNeeds(spec({ dependencies: { cdap: {} } }))).toEqual([]);
  });

  it('takes the default of an argument, as a wizard would', () => {
    const action = {
      type: 'install_package',
      arguments: [
        { name: 'name', default: 'a' },
        { name: 'version', default: '1' },
      ],
    };
    expect(packageNeeds(spec({ actions: [action] }))).toHaveLength(1);
  });

  const NAMES = [
    ...[
      '',
      'a/b',
      '../a',
      'a..b',
      '..',
      'https://evil.example/a',
      'other:a',
      'a b',
      'a\\b',
      '%2e%2e',
    ],
    ...['a'.repeat(129), undefined, 7, null, ['a'], { name: 'a' }, '__proto__/a'],
  ];
  it.each(NAMES)('refuses the name %j (I13)', async (name) => {
    expect(await codeOf(() => packageNeeds(depending({ name, version: '1' })))).toBe(
      'spec-invalid',
    );
    expect(await codeOf(() => packageNeeds(installing({ name, version: '1' })))).toBe(
      'spec-invalid',
    );
    const component = { package: name, version: '1', file: 'a.yaml' };
    expect(await codeOf(() => packageNeeds(taking(component)))).toBe('spec-invalid');
  });

  const VERSIONS = [undefined, '', '../1', '1/2', 'latest version', 'https://a', 1, '[1,2', '1,2)'];
  it.each(VERSIONS)('refuses the version %j (I13)', async (version) => {
    expect(await codeOf(() => packageNeeds(depending({ name: 'a', version })))).toBe(
      'spec-invalid',
    );
    expect(await codeOf(() => packageNeeds(installing({ name: 'a', version })))).toBe(
      'spec-invalid',
    );
  });

  it.each(['url', 'market', 'source'])('refuses another place by %s (I13)', async (key) => {
    const elsewhere = { name: 'a', version: '1', [key]: 'https://market.example' };
    expect(await codeOf(() => packageNeeds(depending(elsewhere)))).toBe('spec-invalid');
    expect(await codeOf(() => packageNeeds(installing(elsewhere)))).toBe('spec-invalid');
  });

  it.each(['A'.repeat(64), 'a'.repeat(63), 'sha256:abc', 7])(
    'refuses the digest %j',
    async (sha256) => {
      expect(await codeOf(() => packageNeeds(depending({ name: 'a', version: '1', sha256 })))).toBe(
        'spec-invalid',
      );
    },
  );

  it('refuses a digest for a range, which names more than one spec', async () => {
    const need = { name: 'a', version: '[1,2)', sha256: 'a'.repeat(64) };
    expect(await codeOf(() => packageNeeds(depending(need)))).toBe('spec-invalid');
  });

  it.each([undefined, '', '../a.yaml', '/a.yaml', 'a//b', 7])(
    'refuses the component file %j',
    async (file) => {
      const component = { package: 'a', version: '1', file };
      expect(await codeOf(() => packageNeeds(taking(component)))).toBe('spec-invalid');
    },
  );

  it('refuses prerequisites that are no list of objects', async () => {
    const action = { type: 'open_job', arguments: [{ name: 'prerequisites', value: { a: 1 } }] };
    expect(await codeOf(() => packageNeeds(spec({ actions: [action] })))).toBe('spec-invalid');
    expect(await codeOf(() => packageNeeds(taking('a')))).toBe('spec-invalid');
  });

  it('refuses more wishes than any tree could meet', async () => {
    const many = Array.from({ length: 257 }, () => ({
      package: 'a',
      version: '1',
      file: 'a.yaml',
    }));
    expect(await codeOf(() => packageNeeds(taking(...many)))).toBe('spec-invalid');
  });
});
