/** What a package says of its steps and of other packages that it needs, before its archive is read. */
import { afterEach, describe, expect, it } from 'vitest';

import { setWords } from '#ui/messages/language.ts';
import { chinese } from '#ui/messages/zh/index.ts';
import { listNeeded } from '#ui/package/needed-packages.ts';
import { describeActions } from '#ui/package/what-happens.ts';

import type { Action } from '#core/model/generated.ts';

afterEach(() => setWords(undefined));

const action = (type: string, args: Record<string, unknown> = {}): Action => ({
  type,
  arguments: Object.entries(args).map(([name, value]) => ({ name, value: value as never })),
});

const TYPES = [
  'create_artifact',
  'create_driver_artifact',
  'create_plugin_artifact',
  'one_step_deploy_plugin',
  'create_app',
  'deploy_app',
  'one_step_deploy_app',
  'create_pipeline',
  'create_pipeline_draft',
  'create_stream',
  'create_dataset',
  'load_datapack',
  'install_package',
  'submit_job',
  'open_job',
  'informational',
];

describe('the words of a step', () => {
  it.each(TYPES)('%s are known, with and without arguments, in both languages', (type) => {
    const args = { name: 'n', version: '1', jar: 'a.jar', config: 'c.json' };
    for (const given of [action(type), action(type, args), action(type, { name: 7, jar: {} })]) {
      setWords(undefined);
      const [step] = describeActions([given]);
      expect(step?.unknown).toBe(false);
      expect(step?.text).toMatch(/^[A-Z].*\.$/);
      expect(step?.text).not.toMatch(/undefined|object/);
      setWords(chinese);
      const [translated] = describeActions([given]);
      expect(translated?.text).toMatch(/\p{Script=Han}.*。$/u);
      expect(translated?.text).not.toMatch(/undefined|object/);
    }
  });

  it('name what is made and the file', () => {
    const steps = describeActions([
      action('create_artifact', { name: 'driver', jar: 'a.jar' }),
      action('install_package', { name: 'base', version: '1.0.0' }),
      action('one_step_deploy_plugin_usecase', { name: 'p' }),
    ]);
    expect(steps.map(({ text }) => text)).toEqual([
      'Uploads an artifact “driver” to CDAP from a.jar.',
      'Installs base 1.0.0, another package of this market.',
      'Uploads an artifact “p” to CDAP.',
    ]);
  });

  it('say that a type is not known', () => {
    expect(describeActions([action('toString')])[0]).toMatchObject({ unknown: true });
  });
});

describe('the packages that one needs', () => {
  it('are listed once each with what it is for', () => {
    const parts = [
      { package: 'images', version: '2.0.0', file: 'docker.yaml' },
      'odd',
      { file: 'x' },
    ];
    const needed = listNeeded({
      specVersion: '1.0',
      dependencies: { packages: [{ name: 'base', version: '[1.0.0,2.0.0)' }] },
      actions: [
        action('install_package', { name: 'driver', version: '1.0.0' }),
        action('install_package', { name: 'driver', version: '1.0.0' }),
        action('install_package', { name: 7 }),
        action('submit_job', { prerequisites: parts }),
      ],
    });
    expect(needed).toEqual([
      { name: 'base', version: '[1.0.0,2.0.0)', why: 'first' },
      { name: 'driver', version: '1.0.0', why: 'step' },
      { name: 'images', version: '2.0.0', why: 'part' },
    ]);
  });
});
