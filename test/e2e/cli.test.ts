/** The launcher as users start it: a process of its own, over the build in dist/. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { Publisher } from '../fakes/publisher.ts';

const BIN = join(import.meta.dirname, '../../bin/pai-market.mjs');

let publisher: Publisher;
beforeAll(() => {
  publisher = createPublisher();
  publisher.write(sourceFiles());
});
afterAll(() => publisher.remove());

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `readFirst` closes our end of stdout after the first bytes, as `head` does. */
function start(argv: string[], { readFirst = false } = {}): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...argv], { cwd: publisher.folder });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (part) => {
    ended.stdout += part;
    if (readFirst) child.stdout.destroy();
  });
  child.stderr.on('data', (part) => (ended.stderr += part));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

describe('the launcher', () => {
  it('prints the version of the package from any folder', async () => {
    const { code, stdout } = await start(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('builds, signs and verifies, with JSON alone on stdout', async () => {
    const key = await createKey();
    publisher.write({ 'secret.asc': key.secret, 'market.asc': key.certificate }, '.');
    for (const argv of [
      ['build', 'source', '--out', 'market'],
      ['sign', 'market', '--key', 'secret.asc'],
      ['verify', '--trust', 'signatures', '--key', 'market.asc', 'market'],
    ]) {
      const { code, stdout } = await start([...argv, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ verdict: 'good', code: null });
      expect(code).toBe(0);
    }
  });

  it('ends with 1 for a refusal and with 2 for wrong usage', async () => {
    expect(await start(['verify', 'source', '--trust', 'off'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('net-status'),
    });
    expect((await start(['verfiy'])).code).toBe(2);
  });

  it('ends quietly when its reader stops early', async () => {
    const { stderr } = await start(['--help'], { readFirst: true });
    expect(stderr).not.toContain('EPIPE');
  });
});
