import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createPublisher, JOB, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const SECRET_JOB = `# a comment
${JOB.replace('echo hello', 'curl https://me:letmein9@host/ && echo hunter2222')}secrets:
  token: hunter2222
`;

let publisher: Publisher;

beforeAll(() => {
  publisher = createPublisher();
  publisher.write(sourceFiles(), '.');
  publisher.write(
    {
      '.pai-market/config.yaml': '{}\n',
      'jobs/a.yaml': SECRET_JOB,
      'jobs/wrong.yaml': 'type: job\nname: wrong\nprotocolVersion: 2\nsecrets: {x: hunter3333}\n',
      'notes.txt': 'x\n',
    },
    '.',
  );
});
afterAll(() => publisher.remove());

const run = (...words: string[]) => publisher.run('show', ...words);

describe('pai-market show', () => {
  it('tells what a file is and says, without secrets and their copies', async () => {
    const { code, stdout } = await run('jobs/a.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('jobs/a.yaml\n  type     job\n  name     hello\n  valid    yes\n');
    expect(stdout).toContain('token: "<secret>"');
    expect(stdout).toContain('curl https://me:<secret>@host/ && echo <secret>');
    expect(stdout).not.toMatch(/hunter|letmein/);
    expect(await run('jobs/a.yaml', '--json')).toMatchObject({
      stdout: expect.not.stringMatching(/hunter|letmein/) as string,
    });
  });

  it('tells why a broken one is broken, and not its secrets', async () => {
    const { code, stdout } = await run('jobs/wrong.yaml');
    expect(code).toBe(0);
    expect(stdout).toMatch(/valid {4}no: .+/);
    expect(stdout).not.toContain('hunter');
  });

  it('tells the files and components of a package by folder, name and version', async () => {
    const byFolder = await run('packages/hello/1.0.0');
    expect(byFolder.stdout).toContain('  version  1.0.0\n');
    expect(byFolder.stdout).toContain(`    archive/job.yaml  ${JOB.length} bytes, job\n`);
    expect(byFolder.stdout).toContain('    archive/data/numbers.txt  3000 bytes\n');
    expect(byFolder.stdout).toContain('label: Hello world\n');
    expect((await run('hello@1.0.0')).stdout).toBe(byFolder.stdout);
    const all = (await run('hello', '--json')).json();
    const told = all.members.map(
      ({ type, version }: { type: string; version: string }) => `${type} ${version}`,
    );
    expect(told).toContain('package 1.0.0');
    expect(told).toContain('package 1.1.0');
  });

  it('gives one JSON document', async () => {
    const { members } = (await run('hello@1.1.0', '--json')).json();
    expect(members).toMatchObject([
      {
        path: 'packages/hello/1.1.0/package.yaml',
        valid: true,
        value: { label: 'Hello world' },
        components: [{ path: 'packages/hello/1.1.0/archive/job.yaml', type: 'job' }],
      },
    ]);
  });

  it.each([
    ['jobs', /is a folder; pai-market search path:jobs\//],
    ['.', /is a folder/],
    ['notes.txt', /no component file and no package/],
    ['helo', /Did you mean hello\?/],
    ['../outside.yaml', /has no file and no package/],
    ['hello@9.9.9', /has no file and no package/],
  ])('refuses %s with what it is', async (word, message) => {
    const { code, stderr } = await run(word);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect((await run(word, '--json')).json()).toMatchObject({ code: 'usage', members: [] });
  });
});
