import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { checkActions } from '#flows/source-actions.ts';
import { JOB_YAML, SUBMIT } from '../fakes/loaded-package.ts';
import { bytesOf } from '../fakes/zip.ts';

import type { PackageSource } from '#core/model/generated.ts';

function check(source: object, files: Record<string, string> = {}) {
  const about = { label: 'A', description: 'A', author: 'A', categories: ['a'] };
  const entries = Object.entries(files).map(([name, text]) => [name, bytesOf(text)] as const);
  return checkActions({ ...about, actions: [SUBMIT], ...source } as unknown as PackageSource, {
    files: new Map(entries),
    folder: 'packages/a/1/',
    limits: DEFAULT_LIMITS,
  }).map(({ severity, code, message }) => [severity, code, message]);
}

const DRIVER = {
  type: 'create_driver_artifact',
  arguments: [
    { name: 'name', value: 'mysql' },
    { name: 'version', value: '5.1.39' },
    { name: 'config', value: 'driver.json' },
    { name: 'jar', value: 'driver.jar' },
  ],
};

describe('what the actions of a source name', () => {
  it('is good where it is there', () => {
    expect(check({}, { 'job.yaml': JOB_YAML })).toEqual([]);
  });

  it('is an error where a file is missing', () => {
    expect(check({})).toMatchObject([
      [
        'error',
        'action-file',
        expect.stringContaining(
          'Step 1 (submit_job): its argument "protocol" names the file "job.yaml"',
        ) as string,
      ],
    ]);
  });

  it('is a remark where the user may bring the file', () => {
    const found = check({ actions: [DRIVER] }, { 'driver.json': '{}' });
    expect(found).toMatchObject([
      ['warning', 'file-missing', expect.stringContaining('Users are asked for it') as string],
    ]);
  });

  it('is an error where the cluster would not take a protocol', () => {
    const found = check({}, { 'job.yaml': JOB_YAML.replace('cpu: 1', 'cpus: 1') });
    expect(found.map(([severity, code]) => [severity, code])).toContainEqual([
      'error',
      'protocol-invalid',
    ]);
  });

  it('is not judged of a protocol that takes components from another package', () => {
    const prerequisites = [{ package: 'parts', version: '1', file: 'image.yaml' }];
    const more = { name: 'prerequisites', value: prerequisites };
    const action = { ...SUBMIT, arguments: [...(SUBMIT.arguments ?? []), more] };
    const job = JOB_YAML.replace(/prerequisites:[\s\S]*?taskRoles/, 'taskRoles');
    expect(check({ actions: [action] }, { 'job.yaml': job })).toEqual([]);
  });

  it.each([
    [{ name: 'a/b', version: '1' }, 'a/b'],
    [{ name: 'b', version: '[1,2' }, '[1,2'],
    [{ name: 'b', version: '[,]' }, '[,]'],
    [{ name: 'b', version: '1', url: 'https://a.example' }, 'url'],
  ])('is an error for the dependency %j', (need, words) => {
    const found = check({ dependencies: { packages: [need] } }, { 'job.yaml': JOB_YAML });
    expect(found).toMatchObject([
      ['error', 'spec-invalid', expect.stringContaining(words) as string],
    ]);
  });

  it('is sought for actions of a newer format, too, which are no error', () => {
    const action = { type: 'fly', arguments: [{ name: 'jar', value: 'wings.jar' }] };
    expect(check({ actions: [action] }, { 'wings.jar': 'PK' })).toEqual([]);
    expect(check({ actions: [action] })).toMatchObject([
      ['error', 'action-file', expect.any(String)],
    ]);
  });
});
