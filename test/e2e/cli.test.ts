/** The launcher as users start it: a process of its own, over the build in dist/. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { AddressInfo } from 'node:net';
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

/** Sends the signal once the process has asked a market that never answers. */
async function interrupted(argv: string[], signal: 'SIGINT' | 'SIGTERM'): Promise<Ended> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, [BIN, ...argv, `http://127.0.0.1:${port}`]);
  server.once('request', () => child.kill(signal));
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (part) => (ended.stdout += part));
  child.stderr.on('data', (part) => (ended.stderr += part));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  server.closeAllConnections();
  server.close();
  return { ...ended, code };
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

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends in order at %s, saying so in JSON',
    async (signal) => {
      const argv = ['verify', '--trust', 'off', '--json'];
      const ended = await interrupted(argv, signal);
      expect(ended.code).toBe(130);
      expect(JSON.parse(ended.stdout)).toMatchObject({ verdict: 'refused', code: 'cancelled' });
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'serves until %s, ends what is being sent, and says that all is good',
    async (signal) => {
      publisher.write(
        { 'packages.json': '[]', 'large.zip': Buffer.alloc(48_000_000, 1) },
        'served',
      );
      const child = spawn(process.execPath, [BIN, 'serve', 'served', '--port', '0'], {
        cwd: publisher.folder,
      });
      const said = await new Promise<string>((resolve) =>
        child.stdout.on('data', (part: Buffer) => {
          if (String(part).includes('http://')) resolve(String(part));
        }),
      );
      const response = await fetch(`${/http:\S+\//.exec(said)?.[0]}large.zip`);
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await response.arrayBuffer()).byteLength).toBe(48_000_000);
      expect(await ended).toBe(0);
    },
  );

  it('ends quietly when its reader stops early', async () => {
    const { stderr } = await start(['--help'], { readFirst: true });
    expect(stderr).not.toContain('EPIPE');
  });
});
