/** `pai-market validate` over real files. */
import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPublisher, JOB, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const BAD = JOB.replace('gpu: 0', 'gpus: 0');
const LISTED = JOB.replace('name: image', 'name: image\n    extra: 1').replace('cpu: 1', 'cpu: x');

let publisher: Publisher;
beforeEach(() => {
  publisher = createPublisher();
  publisher.write({ 'good.yaml': JOB, 'bad.yml': BAD, notes: JOB }, 'files');
});
afterEach(() => publisher.remove());

const file = (name: string) => publisher.path('files', name);
const validate = (...words: string[]) => publisher.run('validate', ...words);

describe('validating files', () => {
  it('leaves out what tools keep in hidden folders', async () => {
    publisher.write(
      { '.pai-market/config.yaml': 'ignore: []\n', 'node_modules/a/b.yml': BAD },
      'files',
    );
    const { json } = await validate(file('.'), '--json');
    expect((json().files as { file: string }[]).map((each) => each.file)).toEqual([
      ...[`${file('.')}/bad.yml`, `${file('.')}/good.yaml`],
    ]);
  });

  it('gives verdict, findings and rendered commands as text', async () => {
    const { code, stdout, stderr } = await validate(file('good.yaml'), file('bad.yml'));
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toBe(`${file('good.yaml')}: valid
  commands of worker:
    echo hello
${file('bad.yml')}: not valid, 2 errors
  error InvalidProtocolError: /taskRoles/worker/resourcePerInstance: The key "gpu" is missing.
  error InvalidProtocolError: /taskRoles/worker/resourcePerInstance/gpus: This key is not known here.
2 files, 1 not valid
`);
  });

  it('gives the same as one JSON document', async () => {
    const { code, json, stderr } = await validate(file('good.yaml'), file('bad.yml'), '--json');
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(json()).toEqual({
      files: [
        {
          file: file('good.yaml'),
          valid: true,
          errors: [],
          warnings: [],
          entrypoints: { worker: 'echo hello' },
        },
        {
          file: file('bad.yml'),
          valid: false,
          errors: [
            {
              code: 'InvalidProtocolError',
              path: '/taskRoles/worker/resourcePerInstance',
              message: 'The key "gpu" is missing.',
            },
            {
              code: 'InvalidProtocolError',
              path: '/taskRoles/worker/resourcePerInstance/gpus',
              message: 'This key is not known here.',
            },
          ],
          warnings: [],
          entrypoints: {},
        },
      ],
    });
  });

  it('reads a named file whatever its name, and ends with 0 when all is good', async () => {
    const { code, json } = await validate(file('notes'), '--json');
    expect(code).toBe(0);
    expect(json().files).toMatchObject([{ file: file('notes'), valid: true }]);
  });

  it('lists every finding, and ambiguous values as warnings that change no verdict', async () => {
    publisher.write(
      { 'many.yaml': LISTED, 'warn.yaml': `${JOB}parameters: {mode: 0755}\n` },
      'files',
    );
    const many = (await validate(file('many.yaml'), '--json')).json().files[0];
    expect(many.errors.map(({ path }: { path: string }) => path)).toEqual([
      '/prerequisites/0/extra',
      '/taskRoles/worker/resourcePerInstance/cpu',
    ]);
    const warned = await validate(file('warn.yaml'));
    expect(warned.code).toBe(0);
    expect(warned.stdout).toMatch(/warning YamlAmbiguity: \/parameters\/mode: Line 18: .*0755/);
  });

  it('tells the YAML reader’s errors, files that are too large and not text', async () => {
    publisher.write(
      {
        'twice.yaml': `${JOB}name: again\n`,
        'large.yaml': `${JOB}# ${'x'.repeat(1024 * 1024)}\n`,
        'latin.yaml': new Uint8Array([0x61, 0x3a, 0x20, 0xe9]),
        'empty.yaml': '',
      },
      'more',
    );
    const { code, json } = await validate(publisher.path('more'), '--json');
    expect(code).toBe(1);
    expect(
      json().files.map((each: { file: string; errors: { code: string }[] }) => [
        each.file.slice(publisher.path('more').length + 1),
        each.errors.map((error) => error.code),
      ]),
    ).toEqual([
      ['empty.yaml', ['InvalidProtocolError']],
      ['large.yaml', ['YAMLException']],
      ['latin.yaml', ['YAMLException']],
      ['twice.yaml', ['YAMLException']],
    ]);
  });

  it('checks another component by its own schema', async () => {
    publisher.write({ 'data.yaml': 'type: data\nname: d\nuri: [x]\n' }, 'files');
    const { code, json } = await validate(file('data.yaml'), '--json');
    expect(code).toBe(0);
    expect(json().files).toMatchObject([{ valid: true, entrypoints: {} }]);
  });

  it('never shows a secret', async () => {
    const text = JOB.replace('echo hello', 'curl -H <% $secrets.token %>');
    publisher.write({ 'secret.yaml': `${text}secrets: {token: hunter2, pin: 01_2345}\n` }, 'files');
    const runs = [
      await validate(file('secret.yaml')),
      await validate(file('secret.yaml'), '--json'),
    ];
    for (const { code, stdout, stderr } of runs) {
      expect(code).toBe(0);
      expect(stdout).toContain('curl -H <% $secrets.token %>');
      expect(stdout + stderr).not.toContain('hunter2');
      expect(stdout + stderr).not.toContain('2345');
      expect(stdout).toContain('/secrets/pin');
    }
  });
});

describe('validating folders', () => {
  it('reads every .yaml and .yml below, but not the sources of a market', async () => {
    publisher.write(sourceFiles({ 'packages/hello/1.1.0/archive/sub/Second.YML': BAD }));
    const { code, json } = await validate(publisher.path('source'), '--json');
    expect(code).toBe(1);
    expect(
      json().files.map((each: { file: string; valid: boolean }) => [
        each.file.slice(publisher.path('source').length),
        each.valid,
      ]),
    ).toEqual([
      ['/packages/hello/1.0.0/archive/job.yaml', true],
      ['/packages/hello/1.1.0/archive/job.yaml', true],
      ['/packages/hello/1.1.0/archive/sub/Second.YML', false],
    ]);
  });

  it('follows no link and says so', async () => {
    symlinkSync(file('good.yaml'), file('link.yaml'));
    const { json, stderr } = await validate(publisher.path('files'), '--json');
    expect(json().files).toHaveLength(2);
    expect(stderr).toContain('link.yaml is no plain file');
  });
});

describe('wrong usage', () => {
  it.each([
    ['no argument', () => []],
    ['a file that is not there', () => [file('absent.yaml')]],
    ['a folder without protocol files', () => [publisher.path('void')]],
    ['an option that does not exist', () => [file('good.yaml'), '--strict']],
  ])('is %s', async (_, words) => {
    publisher.write({ 'readme.txt': 'nothing' }, 'void');
    const { code, stdout, stderr } = await validate(...words());
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
    const asJson = await validate(...words(), '--json');
    expect(asJson.code).toBe(2);
    const { files, code: told } = asJson.json();
    expect(told ?? files[0].errors[0].code).toBe('usage');
    expect(files).toBeInstanceOf(Array);
  });

  it('keeps no other file from being judged', async () => {
    const words = [file('absent.yaml'), file('bad.yml'), file('good.yaml')];
    const { code, stdout, stderr } = await validate(...words);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `pai-market validate: ${file('absent.yaml')} cannot be read: there is no such file.\n`,
    );
    expect(stdout).toContain('2 files, 1 not valid');
    const { files } = (await validate(...words, '--json')).json();
    const valid = files.map((each: { valid: boolean }) => each.valid);
    expect(valid).toEqual([false, false, true]);
    expect(files[0].errors).toEqual([
      { code: 'usage', path: '', message: expect.stringContaining('there is no such file') },
    ]);
  });
});
