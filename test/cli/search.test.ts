import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createPublisher, JOB, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const GPU_JOB = `${JOB.replace('name: hello', 'name: resnet')
  .replace('gpu: 0', 'gpu: 4')
  .replace('echo hello', 'echo "the learning rate is 0.1"')
  .replace('ubuntu:22.04', 'openpai/pytorch:1.12')}secrets:
  token: hunter2222
`;
const EVIL = 'type: data\nname: evil\nuri: [x]\nnote: "a\\e[31mred needle\\u202E"\n';

let publisher: Publisher;

beforeAll(() => {
  publisher = createPublisher();
  publisher.write(sourceFiles(), '.');
  publisher.write(
    {
      '.pai-market/config.yaml': '{}\n',
      'vision/resnet.yaml': GPU_JOB,
      'vision/old/resnet.yaml': GPU_JOB.replace('name: resnet', 'name: resnet_old'),
      'data/coco.json': '{"type": "data", "name": "coco", "uri": ["https://x.example/coco"]}',
      'data/evil.yaml': EVIL,
      'wrong.yaml': 'type: job\nname: wrong\nprotocolVersion: 2\n',
    },
    '.',
  );
});
afterAll(() => publisher.remove());

const run = (...words: string[]) => publisher.run('search', ...words);

describe('pai-market search', () => {
  it('prints each file with the fields that answer', async () => {
    const { code, stdout, stderr } = await run('type:job', 'gpu:>=2', 'learning rate', '-name:old');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`vision/resnet.yaml  job resnet
  13  taskRoles.worker.resourcePerInstance.gpu: 4
  17  taskRoles.worker.commands: echo "the learning rate is 0.1"
`);
  });

  it('colours what was found where it may', async () => {
    const colored = await createColored(publisher).run('search', '"learning rate"', 'name:=resnet');
    expect(colored.stdout).toContain('echo "the \u001b[1;31mlearning rate\u001b[0m is 0.1"');
  });

  it('takes the whole query as one word, too', async () => {
    const one = await run('type:job gpu:>=2 "learning rate" -name:old', '--paths');
    expect(one.stdout).toBe('vision/resnet.yaml\n');
  });

  it('finds packages, their components, and broken files', async () => {
    const packages = await run('type:package', 'hello', '--paths');
    expect(packages.stdout).toBe(
      'packages/hello/1.0.0/package.yaml\npackages/hello/1.1.0/package.yaml\n',
    );
    const inside = await run('is:packaged', 'type:job', '--paths');
    expect(inside.stdout.split('\n').filter(Boolean)).toHaveLength(2);
    const broken = await run('is:invalid');
    expect(broken.stdout).toMatch(/^wrong\.yaml {2}job wrong\n {2}broken: .+\n$/);
  });

  it('gives one JSON document with lines and places', async () => {
    const document = (await run('gpu:4', 'learning', '--json')).json();
    expect(document).toMatchObject({ verdict: 'good', code: null, total: 2, remarks: [] });
    expect(document.results[1]).toMatchObject({
      path: 'vision/resnet.yaml',
      type: 'job',
      name: 'resnet',
      valid: true,
      matches: [
        { field: 'taskRoles.worker.resourcePerInstance.gpu', line: 13, text: '4' },
        { line: 17, marks: [[10, 18]] },
      ],
    });
  });

  it('counts, limits, sorts and turns around', async () => {
    expect((await run('type:job', '--count')).stdout).toBe('5\n');
    const limited = await run('type:job', '--limit', '2');
    expect(limited.stdout.match(/^\S/gm)).toHaveLength(2);
    expect(limited.stderr).toBe('2 of 5 are shown; --limit 0 shows all.\n');
    const sorted = await run('type:job', '--sort', 'gpu', '--reverse', '--paths', '--limit', '2');
    expect(sorted.stdout).toBe('vision/old/resnet.yaml\nvision/resnet.yaml\n');
    expect((await run('type:job', '--limit', 'x')).code).toBe(2);
  });

  it('never finds or shows a secret', async () => {
    for (const query of ['hunter2222', 'secrets:hunter', 'token:*2222', 'token:=hunter2222']) {
      expect((await run(query, '--count')).stdout, query).toBe('0\n');
    }
    const { stdout } = await run('has:secrets');
    expect(stdout).toContain('secrets.token: <secret>');
    expect(stdout).not.toContain('hunter');
  });

  it('prints nothing that a terminal acts upon', async () => {
    const { stdout } = await run('needle');
    expect(stdout).toContain('note: a[31mred needle\n');
    const document = await run('needle', '--json');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(document.stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it('says so when nothing was found, and why that may be', async () => {
    expect(await run('nowhere')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing was found.\n',
    });
    const phrase = await run('resnet pytorch');
    expect(phrase.stderr).toContain('searched as one phrase');
    const typo = await run('instanced:1');
    expect(typo.stderr).toContain('No file has a field instanced');
    expect(typo.stderr).toContain('Did you mean instances?');
    expect((await run('instanced:1', '--json')).json().remarks).toMatchObject([
      { text: 'instanced:1' },
    ]);
  });

  it('refuses what is no query, with what may be asked', async () => {
    expect(await run()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('QUERY is missing'),
    });
    expect(await run('gpu:>many')).toMatchObject({ code: 2 });
    const wrong = (await run('type:jub', '--json')).json();
    expect(wrong).toMatchObject({ verdict: 'refused', code: 'usage' });
    expect((await run('-x', '--nope')).stderr).toContain('There is no option --nope.');
  });

  it('lists the fields that occur', async () => {
    const { stdout } = await run('--fields');
    expect(stdout).toContain('taskRoles.worker.instances\t4\n');
    expect(stdout).toContain('secrets.token\t2\n');
    expect((await run('--fields', '--json')).json().fields).toContainEqual({
      field: 'label',
      files: 2,
    });
  });

  it('sees an edit at once', async () => {
    publisher.write({ 'edited.yaml': 'type: script\nname: e\nuri: before\n' }, '.');
    expect((await run('uri:before', '--paths')).stdout).toBe('edited.yaml\n');
    publisher.write({ 'edited.yaml': 'type: script\nname: e\nuri: after1\n' }, '.');
    expect((await run('uri:before', '--count')).stdout).toBe('0\n');
    expect((await run('uri:after1', '--paths')).stdout).toBe('edited.yaml\n');
    appendFileSync(publisher.path('edited.yaml'), 'description: later\n');
    expect((await run('later', '--paths')).stdout).toBe('edited.yaml\n');
    rmSync(publisher.path('edited.yaml'));
    expect((await run('later', '--count')).stdout).toBe('0\n');
  });

  it('asks for a repository where there is none, and takes one by name', async () => {
    const other = createPublisher();
    mkdirSync(other.path('empty'));
    expect(await other.run('search', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('repository-missing'),
    });
    const named = await other.run(
      'search',
      'name:=resnet',
      '--repository',
      publisher.folder,
      '--paths',
    );
    expect(named.stdout).toBe('vision/resnet.yaml\n');
    other.remove();
  });
});

/** The same folder, seen from a terminal with colours. */
function createColored({ folder }: Publisher) {
  const colored = createPublisher({ FORCE_COLOR: '1' });
  return {
    run: async (...argv: string[]) => {
      const result = await colored.run(...argv, '--repository', folder);
      colored.remove();
      return result;
    },
  };
}
