/** What differs between two versions is told part by part, and nothing else is. */
import { describe, expect, it } from 'vitest';

import { compareSpecs, isUnchanged, listFiles } from '#core/find/index.ts';

import type { Action, PackageSpec } from '#core/model/generated.ts';

const spec = (given: Partial<PackageSpec> = {}): PackageSpec => ({
  specVersion: '1.0',
  actions: [],
  ...given,
});
const entry = (name: string, size: number, digit: string) => ({
  name,
  size,
  sha256: digit.repeat(64),
});
const archive = (...entries: ReturnType<typeof entry>[]) => ({
  sha256: 'f'.repeat(64),
  size: 1,
  entries,
});
const step = (type: string, label?: string, args: Record<string, unknown> = {}): Action => ({
  type,
  ...(label === undefined ? {} : { label }),
  arguments: Object.entries(args).map(([name, value]) => ({ name, value: value as never })),
});

describe('two versions of a package', () => {
  it('that say the same do not differ', () => {
    const one = spec({
      label: 'One',
      tags: ['a', 'b'],
      archive: archive(entry('a', 1, 'a')),
      needs: { gpu: 1 },
      actions: [step('submit_job', 'Run', { protocol: 'a' })],
    });
    const changes = compareSpecs(one, structuredClone(one));
    expect(isUnchanged(changes)).toBe(true);
  });

  it('differ in their archives where these list no files', () => {
    const unlisted = (digit: string) => ({ archive: { size: 9, sha256: digit.repeat(64) } });
    const changes = compareSpecs(spec(unlisted('a')), spec(unlisted('b')));
    expect(isUnchanged(changes)).toBe(false);
    expect(changes.files.map(({ name }) => name)).toEqual(['archive.zip']);
    expect(compareSpecs(spec(unlisted('a')), spec(unlisted('a'))).files).toEqual([]);
    const listed = compareSpecs(
      spec({ archive: archive(entry('a', 1, 'a')) }),
      spec(unlisted('b')),
    );
    expect(listed.files.map(({ name }) => name)).toEqual(['archive.zip', 'a']);
  });

  it('differ in files by their digests, not by their sizes or places', () => {
    const changes = compareSpecs(
      spec({
        archive: archive(entry('gone', 1, 'a'), entry('same', 2, 'b'), entry('new', 3, 'c')),
      }),
      spec({
        archive: archive(entry('new', 3, 'd'), entry('same', 2, 'b'), entry('more', 4, 'e')),
      }),
    );
    expect(changes.files).toEqual([
      {
        name: 'new',
        before: { size: 3, sha256: 'c'.repeat(64) },
        after: { size: 3, sha256: 'd'.repeat(64) },
      },
      { name: 'more', after: { size: 4, sha256: 'e'.repeat(64) } },
      { name: 'gone', before: { size: 1, sha256: 'a'.repeat(64) } },
    ]);
  });

  it('differ in needs, ranges, licence, dependencies and words', () => {
    const license = (digit: string) => ({ 'license.txt': { sha256: digit.repeat(64), size: 9 } });
    const changes = compareSpecs(
      spec({
        needs: { gpu: 1, cpu: 4 },
        paiVersion: '[1.7.0,1.8.0)',
        licenseId: 'MIT',
        license: 'license.txt',
        files: license('a'),
        dependencies: { packages: [{ name: 'base', version: '1.0.0' }], cdap: { minVersion: '6' } },
        tags: ['a'],
        label: 'Old',
      }),
      spec({
        needs: { gpu: 2, memoryMB: 512 },
        paiVersion: '[1.8.0,)',
        licenseId: 'MIT',
        license: 'license.txt',
        files: license('b'),
        dependencies: { packages: [{ name: 'base', version: '[1.0.0,2.0.0)' }] },
        label: 'New',
        author: 'Ada',
      }),
    );
    expect(changes.needs).toEqual([
      { name: 'gpu', before: 1, after: 2 },
      { name: 'memoryMB', after: 512 },
      { name: 'cpu', before: 4 },
    ]);
    expect(changes.ranges).toEqual([
      { name: 'pai', before: '[1.7.0,1.8.0)', after: '[1.8.0,)' },
      { name: 'cdap', before: '[6,)' },
    ]);
    expect(changes.license.map(({ name }) => name)).toEqual(['text']);
    expect(changes.dependencies).toEqual([
      { name: 'base', before: '1.0.0', after: '[1.0.0,2.0.0)' },
    ]);
    expect(changes.words).toEqual([
      { name: 'label', before: 'Old', after: 'New' },
      { name: 'author', after: 'Ada' },
      { name: 'tags', before: 'a' },
    ]);
  });
});

describe('steps', () => {
  const told = (before: Action[], after: Action[]) =>
    compareSpecs(spec({ actions: before }), spec({ actions: after })).steps.map((change) => [
      change.before?.number,
      change.after?.number,
      change.arguments.map(({ name }) => name).join(),
    ]);

  it('that were put in or taken out leave the others as they are', () => {
    const [a, b, c] = [step('informational'), step('submit_job'), step('create_app')];
    expect(told([a, c], [a, b, c])).toEqual([[undefined, 2, '']]);
    expect(told([a, b, c], [b, c])).toEqual([[1, undefined, '']]);
  });

  it('of one type are told apart by their labels', () => {
    const [a, b] = [step('create_artifact', 'Driver'), step('create_artifact', 'Plugin')];
    expect(told([a, b], [b])).toEqual([[1, undefined, '']]);
    expect(told([b], [a, b])).toEqual([[undefined, 1, '']]);
  });

  it('are changed by an argument, by who may change it, and by the label', () => {
    const before = step('submit_job', 'Run', { protocol: 'a.yaml', name: 'x' });
    const after = structuredClone(before);
    expect(told([before], [after])).toEqual([]);
    for (const each of after.arguments ?? []) each.canModify = each.name === 'name';
    expect(told([before], [after])).toEqual([[1, 1, 'name']]);
    expect(told([before], [step('submit_job', 'Run', { protocol: 'b.yaml' })])).toEqual([
      [1, 1, 'protocol,name'],
    ]);
    expect(told([before], [{ ...before, label: 'Train' }])).toEqual([[1, 1, '']]);
  });

  it('up to the most that a spec may have are put together', () => {
    const many = Array.from({ length: 64 }, (_, at) => step('create_artifact', `n${at}`));
    expect(told(many, [...many].slice(1))).toEqual([[1, undefined, '']]);
  });
});

describe('the files that a spec lists', () => {
  it('are those of the archive, else the loose ones', () => {
    const files = { 'job.yaml': { sha256: 'a'.repeat(64), size: 7 } };
    expect([...listFiles(spec({ files, archive: archive(entry('x', 1, 'a')) })).keys()]).toEqual([
      'x',
    ]);
    expect([...listFiles(spec({ files })).keys()]).toEqual(['job.yaml']);
    expect(listFiles(spec()).size).toBe(0);
  });

  it('may be named like parts of every object', () => {
    const changes = compareSpecs(
      spec(),
      spec({ archive: archive(entry('__proto__', 1, 'a'), entry('constructor', 2, 'b')) }),
    );
    expect(changes.files.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });
});
