/** `pai-market install` of a package that needs another one, over both clusters. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { validate as validatePlan } from '../../src/core/read/generated/install-plan.js';
import { validate as validateReceipt } from '../../src/core/read/generated/receipt.js';
import { startInstallWorld } from './install-world.ts';

import type { InstallWorld } from './install-world.ts';

let world: InstallWorld;
beforeEach(async () => {
  world = await startInstallWorld();
});
afterEach(() => world.close());

const ready = (file = 'answers.yaml') => [
  '--accept-license',
  ...['--answers', world.publisher.path(file)],
];
const driver = () => ready('driver.yaml');
const created = () => Object.keys(world.cdap.state.created).sort();
const writes = () =>
  world.cdap.log.entries.filter(({ method }) => method !== 'GET').length +
  world.pai.calls().filter((call) => !call.startsWith('GET ')).length;

describe('install of a tree', () => {
  it('shows the tree and its licences, and installs what is needed first', async () => {
    const { code, stdout, stderr } = await world.install('solution', ...ready());
    expect([code, stderr]).toEqual([0, expect.stringContaining('signed by')]);
    expect(stderr).toContain(
      'packages:\n  solution 1.0.0\n    driver 1.0.0: installed first, asked for as [1.0.0,2.0.0)\nlicences: driver 1.0.0, solution 1.0.0\n',
    );
    expect(stdout).toBe(
      'job demo~from-cli: submitted\nartifact driver 1.0.0: done\ndataset numbers: done\nartifact tool 1.0.0: done\n',
    );
    expect(Object.values(world.cdap.state.created)).toEqual([1, 1, 1]);
    const [first] = Object.keys(world.cdap.state.created);
    expect(first).toContain('driver');
    expect(JSON.parse(world.pai.state.jobs[0]?.protocol ?? '').secrets.token).toBe('s3cret-value');
  });

  it('refuses until the licences of all packages are accepted, and names each', async () => {
    const { code, json } = await world.install('solution', '--json');
    expect(code).toBe(1);
    expect(json().code).toBe('license-declined');
    expect(json().message).toMatch(/driver 1\.0\.0, solution 1\.0\.0 have licences/);
    expect(json().message).toContain('packages/driver/1.0.0/license.txt');
    expect(world.cdap.log.entries).toEqual([]);
  });

  it('saves plan and receipt as the page does, without secrets', async () => {
    const plan = world.publisher.path('out/plan.json');
    const receipt = world.publisher.path('out/receipt.json');
    const run = await world.install(
      'solution',
      ...ready(),
      '--plan',
      plan,
      '--receipt',
      receipt,
      '--json',
    );
    const saved = readFileSync(plan, 'utf8');
    expect(saved).toBe(`${JSON.stringify(run.json().plan, null, 2)}\n`);
    expect(validatePlan(JSON.parse(saved))).toBe(true);
    const kept = JSON.parse(readFileSync(receipt, 'utf8'));
    expect(validateReceipt(kept)).toBe(true);
    expect(kept).toEqual(run.json().receipt);
    expect(kept.packages.map(({ name }: { name: string }) => name)).toEqual(['driver', 'solution']);
    for (const text of [saved, JSON.stringify(kept), run.stdout]) {
      expect(text).not.toContain('s3cret');
      expect(text).not.toContain(world.pai.token);
    }
  });

  it('says what a cluster is needed for that is not given', async () => {
    const words = [
      'install',
      world.publisher.path('lab'),
      'solution',
      '--user',
      'demo',
      '--accept-license',
    ];
    const key = ['--key', world.publisher.path('cert.asc')];
    const none = await world.publisher.run(...words, ...key);
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('--cluster URL is needed'),
    ]);
    const token = ['--token-file', world.publisher.path('token')];
    const cdap = await world.publisher.run(...words, ...key, '--cluster', world.pai.url, ...token);
    expect([cdap.code, cdap.stderr]).toEqual([1, expect.stringContaining('--cdap URL')]);
    const pai = await world.publisher.run(...words, ...key, '--cdap', world.cdapUrl);
    expect([pai.code, pai.stderr]).toEqual([2, expect.stringContaining('--cluster URL is needed')]);
    const other = words.map((word) => (word === 'solution' ? 'driver' : word));
    const alone = await world.publisher.run(...other, ...key, '--cdap', world.cdapUrl, '--dry-run');
    expect(alone.stderr).toContain('step 1, ');
    expect(alone.stderr).not.toContain('--cluster');
  });
});

describe('install --dry-run of a tree', () => {
  it('prints every step, files by name and digest, and what would undo it', async () => {
    const { code, stdout } = await world.install('solution', ...ready(), '--dry-run');
    expect(code).toBe(0);
    for (const words of [
      'solution 1.0.0 of market lab, for demo on ',
      'with driver 1.0.0',
      'Step 1: ',
      '(driver 1.0.0)',
      'the file driver.jar of yours',
      'the file tool.jar of solution@1.0.0',
      'Only when it is to be undone:',
      'DELETE ',
      '"token": "<secret: token>"',
    ]) {
      expect(stdout).toContain(words);
    }
    expect(writes()).toBe(0);
  });

  it('says what is there already and how to decide', async () => {
    await world.install('driver', ...driver());
    const dry = await world.install('solution', ...ready(), '--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.stdout).toMatch(/On the cluster already:\n {2}1\.1: .*\n {6}decide: --adopt 1\.1/);
    expect(dry.stderr).toContain('cluster-conflict: Before this can run, decide about 1.1.');
    const decided = await world.install(
      'solution',
      ...ready(),
      '--dry-run',
      '--adopt',
      '1.1',
      '--json',
    );
    expect([decided.code, decided.json().verdict]).toEqual([0, 'good']);
    expect(decided.json().findings).toContainEqual(
      expect.objectContaining({ request: '1.1', state: 'present' }),
    );
  });
});

describe('what is there already', () => {
  it('stops the install with the ways to go on, and is adopted when that is said', async () => {
    await world.install('driver', ...driver());
    const stopped = await world.install('solution', ...ready());
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain('cluster-conflict');
    expect(stopped.stderr).toContain('decide: --adopt 1.1');
    expect(stopped.stderr).toContain('4 of 4 steps are not done');
    const adopted = await world.install('solution', ...ready(), '--adopt', '1.1');
    expect(adopted.code).toBe(0);
    expect(adopted.stderr).toContain('not sent, what is there is used');
    expect(adopted.stdout).toContain('artifact driver 1.0.0: adopted');
    expect(new Set(Object.values(world.cdap.state.created))).toEqual(new Set([1]));
  });

  it('cannot be decided in two ways', async () => {
    const { code } = await world.install(
      'solution',
      ...ready(),
      '--adopt',
      '1.1',
      '--replace',
      '1.1',
    );
    expect(code).toBe(2);
  });
});

describe('files in answers', () => {
  it('are relative to the answers file, and must be there', async () => {
    world.publisher.write({ 'deep/answers.yaml': '1:\n  jar: ../jars/driver.jar\n' }, '.');
    const deep = ['--accept-license', '--answers', world.publisher.path('deep/answers.yaml')];
    expect((await world.install('driver', ...deep)).code).toBe(0);
    world.publisher.write({ 'deep/answers.yaml': '1:\n  jar: jars/driver.jar\n' }, '.');
    const gone = await world.install('driver', ...deep);
    expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining('no such file')]);
  });

  it('are not sent when they changed after the plan was made', async () => {
    const jar = world.publisher.path('jars/driver.jar');
    const { files } = world.publisher.io;
    world.publisher.io.files = {
      ...files,
      async read(path, limit) {
        const bytes = await files.read(path, limit);
        if (path === jar) writeFileSync(jar, Buffer.concat([bytes, Buffer.from('x')]));
        return bytes;
      },
    };
    const { code, json } = await world.install('driver', ...driver(), '--json');
    expect([code, json().code]).toEqual([1, 'plan-refused']);
    expect(created()).toEqual([]);
  });
});

describe('CDAP’s token', () => {
  it('is read from its own file and goes to CDAP only', async () => {
    await world.close();
    world = await startInstallWorld({ cdapToken: 'cdap-secret' });
    const without = await world.install('driver', ...driver(), '--json');
    expect(without.json().code).toBe('cdap-auth');
    world.publisher.write({ 'cdap-token': 'cdap-secret\n' }, '.');
    const token = ['--cdap-token-file', world.publisher.path('cdap-token')];
    const { code, stdout, stderr } = await world.install('solution', ...ready(), ...token);
    expect([code, stderr]).toEqual([0, expect.anything()]);
    expect(stdout + stderr).not.toContain('cdap-secret');
    const sent = world.pai.requests().map(({ headers }) => JSON.stringify(headers));
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.join()).not.toContain('cdap-secret');
    expect(world.cdap.log.having(world.pai.token)).toEqual([]);
    expect(existsSync(world.publisher.path('cdap-token'))).toBe(true);
  });
});
