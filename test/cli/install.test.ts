import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import { validate as validatePlan } from '../../src/core/read/generated/install-plan.js';
import { validate as validateReceipt } from '../../src/core/read/generated/receipt.js';
import { startFakeCluster } from '../fakes/cluster.ts';
import { JOB_YAML } from '../fakes/loaded-package.ts';
import { createKey, createPublisher, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { FakeCluster } from '../fakes/cluster.ts';
import type { Publisher, PublisherKey, SourceFiles } from '../fakes/publisher.ts';

const ANSWERS = '1:\n  Job name: from-cli\n  word: moin\n  token: s3cret-value\n';

let key: PublisherKey;
let publisher: Publisher;
let fake: FakeCluster;

beforeAll(async () => {
  key = await createKey();
});
beforeEach(async () => {
  publisher = createPublisher();
  fake = await startFakeCluster({ pace: { waitingMs: 0, runningMs: 0 } });
  publisher.write(
    {
      'key.asc': key.secret,
      'cert.asc': key.certificate,
      token: `${fake.token}\n`,
      'answers.yaml': ANSWERS,
    },
    '.',
  );
  await publish({ 'packages/hello/1.1.0/archive/job.yaml': JOB_YAML });
});
afterEach(async () => {
  await fake.close();
  publisher.remove();
});

async function publish(changes: SourceFiles) {
  publisher.write(sourceFiles(changes));
  const market = publisher.path('lab-market');
  await publisher.run('build', publisher.path('source'), '--out', market);
  await publisher.run('sign', market, '--key', publisher.path('key.asc'));
}

/** With everything that is needed but answers and licence, at the trust level that no level means. */
const install = (...more: string[]) =>
  publisher.run(
    ...['install', publisher.path('lab-market'), 'hello'],
    ...['--key', publisher.path('cert.asc')],
    ...['--cluster', fake.url, '--user', fake.user, '--token-file', publisher.path('token')],
    ...more,
  );
const READY = ['--accept-license'];
const answers = (file = 'answers.yaml') => ['--answers', publisher.path(file)];
const writes = () => fake.calls().filter((call) => !call.startsWith('GET '));

describe('install', () => {
  it('submits the newest version with the answers and tags the job', async () => {
    const { code, stdout, stderr } = await install(...READY, ...answers());
    expect(stderr).toContain(key.fingerprint);
    expect([code, stdout]).toEqual([0, 'job demo~from-cli: submitted\n']);
    expect(stderr).toMatch(/^index: serial \d+, issued /);
    const [job] = fake.state.jobs;
    // As its signed index calls the market, whatever its folder is called.
    expect(job?.tags).toEqual(['marketplace:test/hello@1.1.0']);
    expect(JSON.parse(job?.protocol ?? '')).toMatchObject({
      name: 'from-cli',
      parameters: { word: 'moin' },
      secrets: { token: 's3cret-value' },
    });
  });

  it('tags the job with the id that --market gives', async () => {
    await install(...READY, ...answers(), '--market', 'test');
    expect(fake.state.jobs[0]?.tags).toEqual(['marketplace:test/hello@1.1.0']);
  });

  it('gives one JSON document with plan, steps, jobs and receipt, and no secret', async () => {
    const { code, json, stdout } = await install(...READY, ...answers(), '--json');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      verdict: 'good',
      code: null,
      steps: [{ number: 1, type: 'submit_job', state: 'done' }],
      jobs: [{ user: 'demo', name: 'from-cli' }],
      receipt: { outcome: 'done', signers: [key.fingerprint] },
    });
    expect(validatePlan(json().plan)).toBe(true);
    expect(validateReceipt(json().receipt)).toBe(true);
    expect(stdout).not.toContain('s3cret');
    expect(stdout).not.toContain(fake.token);
  });

  it('takes a version, an address, answers in JSON and an id for the market', async () => {
    const { code } = await publisher.run(
      ...['install', pathToFileURL(publisher.path('lab-market')).href, 'hello@1.0.0'],
      ...['--key', publisher.path('cert.asc'), '--market-id', 'mine'],
      ...[
        '--cluster',
        `${fake.url}/`,
        '--user',
        fake.user,
        '--token-file',
        publisher.path('token'),
      ],
      ...READY,
    );
    expect(code).toBe(0);
    expect(fake.state.jobs[0]?.tags).toEqual(['marketplace:mine/hello@1.0.0']);
  });

  it('waits for the end of the job when asked', async () => {
    const good = await install(...READY, ...answers(), '--wait', '--json');
    expect([good.code, good.json().jobs[0].state]).toEqual([0, 'SUCCEEDED']);
    const job = JOB_YAML.replace('echo <% $parameters.word %>', 'exit 1');
    await publish({ 'packages/hello/1.1.0/archive/job.yaml': job });
    publisher.write({ 'other.json': '{"1": {"name": "second", "token": "x"}}' }, '.');
    const bad = await install(...READY, ...answers('other.json'), '--wait', '--json');
    expect(bad.code).toBe(1);
    expect(bad.json()).toMatchObject({ verdict: 'job-failed', jobs: [{ state: 'FAILED' }] });
  });

  it('prints a job that the portal’s page is for', async () => {
    const actions = PACKAGE.replace('submit_job', 'open_job');
    await publish({ 'packages/hello/1.1.0/package.yaml': actions });
    const { code, stdout } = await install(...READY);
    expect(code).toBe(0);
    expect(stdout).toContain('"name": "hello"');
    expect(writes()).toEqual([]);
  });
});

describe('install of a package with an informational step', () => {
  it('prints what is to be read, as plain text, and runs the step', async () => {
    const steps = `  - type: informational
    label: Before you start
    arguments:
      - name: steps
        value: ["Ask for <b>quota</b>.", "Then go on."]
`;
    await publish({
      'packages/hello/1.1.0/archive/job.yaml': JOB_YAML,
      'packages/hello/1.1.0/package.yaml': PACKAGE.replace('actions:\n', `actions:\n${steps}`),
    });
    publisher.write({ 'answers.yaml': ANSWERS.replace('1:', '2:') }, '.');
    const { code, stderr } = await install(...READY, ...answers());
    expect(code).toBe(0);
    expect(stderr).toContain(
      'read in step 1, Before you start:\n  Ask for <b>quota</b>.\n  Then go on.\n',
    );
  });
});

describe('install --dry-run', () => {
  it('shows every request and sends only reads', async () => {
    const { code, stdout } = await install(...READY, ...answers(), '--dry-run');
    expect(code).toBe(0);
    for (const words of [
      `POST ${fake.url}/api/v2/jobs`,
      `PUT ${fake.url}/api/v2/jobs/demo~from-cli/tag`,
      '"token": "<secret: token>"',
    ]) {
      expect(stdout).toContain(words);
    }
    expect(stdout).not.toContain('s3cret');
    expect(writes()).toEqual([]);
  });

  it('names every field that an answers file may have', async () => {
    const { stdout, json } = await install(...READY, ...answers(), '--dry-run');
    expect(stdout).toContain('Fields of step 1 for --answers:\n  name (Job name): text');
    expect(stdout).toMatch(/^ {2}secrets\.token \(token\): secret/m);
    expect(() => json()).toThrow();
    const [step] = (await install(...READY, ...answers(), '--dry-run', '--json')).json().steps;
    expect(step.fields).toContainEqual(expect.objectContaining({ id: 'parameters.word' }));
  });

  it('takes token and answers from files that begin with a byte order mark, as Windows writes them', async () => {
    publisher.write({ token: `\ufeff${fake.token}\r\n`, 'bom.yaml': `\ufeff${ANSWERS}` }, '.');
    const { code } = await install(...READY, ...answers('bom.yaml'), '--dry-run');
    expect(code).toBe(0);
  });

  it('gives the plan as JSON', async () => {
    const { json } = await install(...READY, ...answers(), '--dry-run', '--json');
    expect(json()).toMatchObject({ verdict: 'good', steps: [{ state: 'planned' }] });
    expect(validatePlan(json().plan)).toBe(true);
  });

  it('finds a name that is taken', async () => {
    await install(...READY, ...answers());
    const { code, json } = await install(...READY, ...answers(), '--dry-run', '--json');
    expect([code, json().code]).toEqual([1, 'cluster-conflict']);
  });
});

describe('install refuses', () => {
  const refused = async (code: string, ...more: string[]) => {
    const run = await install(...more, '--json');
    expect(run.json(), run.stdout).toMatchObject({ verdict: 'refused', code });
    expect(run.json().receipt).toBeUndefined();
    expect(run.code).toBe(1);
    expect(writes()).toEqual([]);
    return run.json();
  };

  it('a licence that was not accepted, and says where to read it', async () => {
    const { message } = await refused('license-declined', ...answers());
    expect(message).toContain('packages/hello/1.1.0/license.txt');
    expect(message).toContain('--accept-license');
    expect(fake.calls()).toEqual([]);
  });

  it.each([
    ['spec.json', 'strict', 'signature-bad'],
    ['spec.json', 'signatures', 'signature-bad'],
    ['archive.zip', 'strict', 'archive-digest'],
    ['archive.zip', 'signatures', 'archive-digest'],
  ])('a %s that was changed by a byte, at level %s', async (file, level, code) => {
    const path = publisher.path('lab-market', 'packages/hello/1.1.0', file);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    await refused(code, '--trust', level, ...READY, ...answers());
    expect(fake.calls()).toEqual([]);
  });

  it('a market without signed index, but at level strict only', async () => {
    rmSync(publisher.path('lab-market/market.json'));
    await refused('index-signature', ...READY, ...answers());
    await refused('index-signature', '--trust', 'strict', ...READY, ...answers());
    expect(fake.calls()).toEqual([]);
    expect((await install('--trust', 'signatures', ...READY, ...answers())).code).toBe(0);
  });

  it('a market whose index has expired, before it asks for the licence', async () => {
    publisher.io.clock = { ...publisher.io.clock, now: () => Date.now() + 61 * 86_400_000 };
    const { message } = await refused('index-expired', ...answers());
    expect(message).toContain('expired');
    expect(fake.calls()).toEqual([]);
  });

  it('a market of another id than --market says, and a threshold that is not met', async () => {
    await refused('index-market', ...READY, ...answers(), '--market', 'lab-market');
    await refused('signature-threshold', ...READY, ...answers(), '--threshold', '2');
    expect(fake.calls()).toEqual([]);
  });

  it('a package that the market does not have', async () => {
    const run = await publisher.run(
      ...['install', publisher.path('lab-market'), 'nope', '--key', publisher.path('cert.asc')],
      ...['--cluster', fake.url, '--user', 'demo', '--token-file', publisher.path('token')],
      ...READY,
    );
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toContain('package-unknown');
  });

  it('answers that do not fit, naming step and field, and all fields that there are', async () => {
    publisher.write({ 'bad.yaml': '1:\n  name: a/b\n  nope: 1\n' }, '.');
    const { errors, steps } = await refused('action-argument', ...READY, ...answers('bad.yaml'));
    const ids = steps[0].fields.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['name', 'secrets.token']));
    expect(errors.map((error: { field: string }) => error.field)).toEqual([
      'nope',
      'secrets.token',
      'name',
    ]);
    const { stderr, code } = await install(...READY, ...answers('bad.yaml'));
    expect(code).toBe(1);
    expect(stderr).toContain('step 1, secrets.token: token is required.');
    expect(stderr).toContain('  secrets.token (token): secret, required\n');
  });

  it('a wrong token', async () => {
    publisher.write({ token: 'not-the-token' }, '.');
    await refused('cluster-auth', ...READY, ...answers());
  });

  it('when the cluster refuses, with its code, and says what became of each step', async () => {
    fake.instead = (method) => (method === 'POST' ? { status: 403, body: {} } : undefined);
    const { code, json } = await install(...READY, ...answers(), '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      verdict: 'refused',
      code: 'cluster-forbidden',
      steps: [{ state: 'failed' }],
      jobs: [],
    });
  });
});

describe('install is told what is wrong with its words', () => {
  it.each<[string, string[]]>([
    ['an empty version', ['hello@']],
    ['an id that is none', ['hello', '--market-id', 'A b']],
    ['an id of a market that is none', ['hello', '--market', 'A b']],
    ['two ids', ['hello', '--market', 'test', '--market-id', 'lab-market']],
    ['a threshold that is none', ['hello', '--threshold', '0']],
    ['a level that is none', ['hello', '--trust', 'some']],
    ['one word too many', ['hello', 'more']],
    ['an answers file that is a list', ['hello', '--answers', 'list.yaml']],
    ['a token file that holds more than a token', ['hello', '--token-file', 'list.yaml']],
    ['an answers file that is no YAML', ['hello', '--answers', 'torn.yaml']],
    ['a file that is not there', ['hello', '--answers', 'gone.yaml']],
    ['a market that is not there', ['hello', '--key', '/nowhere/at/all']],
  ])('%s', async (_, words) => {
    publisher.write({ 'list.yaml': '- a b\n- c\n', 'torn.yaml': '1: {' }, '.');
    const more = words.map((word) => (word.endsWith('.yaml') ? publisher.path(word) : word));
    const { code } = await publisher.run(
      ...['install', '--cluster', fake.url, '--user', 'demo'],
      ...['--token-file', publisher.path('token'), publisher.path('lab-market'), ...more],
    );
    expect(code).toBe(2);
  });

  it('says when an answer is not used because the publisher fixed the value', async () => {
    const fixed = `${PACKAGE}      - name: name\n        value: fixed\n`;
    await publish({
      'packages/hello/1.1.0/package.yaml': fixed,
      'packages/hello/1.1.0/archive/job.yaml': JOB_YAML,
    });
    const { stderr } = await install(...READY, ...answers());
    expect(stderr).toContain('step 1, Job name');
    expect(fake.state.jobs[0]?.name).toBe('fixed');
  });
});
