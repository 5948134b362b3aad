/** `pai-market install --journal`: an install that broke off goes on where it stopped, in another process, and nothing happens twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

import { startInstallWorld } from './install-world.ts';

import type { FaultKind } from '../../sandbox/http/faults.ts';
import type { InstallWorld } from './install-world.ts';

let world: InstallWorld;
let journal: string;
beforeEach(async () => {
  world = await startInstallWorld();
  journal = world.publisher.path('journal.json');
});
afterEach(() => world.close());

const install = (...more: string[]) =>
  world.install(
    'solution',
    ...['--accept-license', '--answers', world.publisher.path('answers.yaml')],
    ...['--journal', journal],
    ...more,
  );
const atTool = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.endsWith('/artifacts/tool');
const once = () => new Set(Object.values(world.cdap.state.created));

describe('an install with a journal', () => {
  it('leaves none when it ends', async () => {
    expect((await install()).code).toBe(0);
    expect(
      readdirSync(world.publisher.folder).filter((name) => name.startsWith('journal')),
    ).toEqual([]);
  });

  it.each<[FaultKind, string]>([
    [500, 'done'],
    ['refuse', 'done'],
    ['cut-request', 'done'],
    ['cut-answer', 'found'],
  ])('that broke off by %s goes on, and nothing is there twice (%s)', async (kind, outcome) => {
    world.faults([{ at: atTool, kind }]);
    const stopped = await install();
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain(`run the same command again to go on from ${journal}`);
    expect(readFileSync(journal, 'utf8')).not.toContain('s3cret');
    expect(existsSync(`${journal}.lock`)).toBe(false);

    const { code, stdout, stderr } = await install('--receipt', world.publisher.path('r.json'));
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 of 4 steps are done')]);
    expect(stdout).toContain(`artifact tool 1.0.0: ${outcome}`);
    expect(once()).toEqual(new Set([1]));
    expect(world.pai.state.jobs).toHaveLength(1);
    expect(existsSync(journal)).toBe(false);
    const receipt = JSON.parse(readFileSync(world.publisher.path('r.json'), 'utf8'));
    expect(receipt).toMatchObject({ outcome: 'done' });
  });

  it('that was interrupted in an upload goes on', async () => {
    const interrupt = new AbortController();
    world.faults([{ at: atTool, kind: 'silence-after' }]);
    const { io } = world.publisher;
    const signal = io.signal;
    io.signal = interrupt.signal;
    const running = install();
    while (!Object.keys(world.cdap.state.created).some((key) => key.includes('tool'))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    interrupt.abort();
    expect((await running).code).toBe(130);
    io.signal = signal;
    const { code, stdout } = await install();
    expect([code, stdout]).toEqual([0, expect.stringContaining('artifact tool 1.0.0: found')]);
    expect(once()).toEqual(new Set([1]));
  });

  it('of another process that has it is left to that', async () => {
    writeFileSync(`${journal}.lock`, `${process.pid} ${hostname()}\n`);
    const { code, json } = await install('--json');
    expect([code, json().code]).toEqual([3, 'install-elsewhere']);
    expect(world.cdap.log.entries).toEqual([]);
  });

  it('goes on with the former answers; secrets are asked again', async () => {
    world.faults([{ at: atTool, kind: 500 }]);
    await install();
    world.publisher.write({ 'answers.yaml': '' }, '.');
    const lacking = await install();
    expect([lacking.code, lacking.stderr]).toEqual([1, expect.stringContaining('token')]);
    world.publisher.write({ 'answers.yaml': '4:\n  token: again\n' }, '.');
    expect((await install()).code).toBe(0);
    const job = JSON.parse(world.pai.state.jobs[0]?.protocol ?? '') as Record<string, unknown>;
    expect(job).toMatchObject({ name: 'from-cli', secrets: { token: 'again' } });
  });

  it('asks for files again that it still has to send', async () => {
    world.faults([{ at: ({ path }) => path.endsWith('/artifacts/driver'), kind: 500, times: 2 }]);
    const words = ['--accept-license', '--journal', journal];
    await world.install('driver', ...words, '--answers', world.publisher.path('driver.yaml'));
    world.faults([]);
    const { code, stderr } = await world.install('driver', ...words);
    expect([code, stderr]).toEqual([1, expect.stringContaining('Name it in the answers again')]);
    expect(world.cdap.state.created).toEqual({});
  });

  it('shows by --dry-run what is left to do', async () => {
    world.faults([{ at: atTool, kind: 'cut-answer' }]);
    await install();
    const dry = await install('--dry-run', '--json');
    expect(dry.json().findings).toContainEqual(expect.objectContaining({ step: 3, state: 'own' }));
    expect(dry.json().findings).not.toContainEqual(expect.objectContaining({ step: 1 }));
    expect(existsSync(journal)).toBe(true);
  });

  it('is told when its file is none of ours', async () => {
    writeFileSync(journal, 'my notes');
    const { code } = await install();
    expect(code).toBe(2);
    expect(readFileSync(journal, 'utf8')).toBe('my notes');
  });
});

describe('a cluster that asks to wait', () => {
  it('is waited for, which is said on stderr', async () => {
    world.faults([{ at: atTool, kind: 429, retryAfter: 1 }]);
    const { code, stderr } = await install();
    expect(code).toBe(0);
    expect(stderr).toMatch(/ {2}3\.\d the cluster asks to wait \(429\); sent again at 20\d\d-/);
    expect(once()).toEqual(new Set([1]));
  });
});
