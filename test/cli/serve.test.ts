/** `pai-market serve` as a user runs it. */
import { mkdirSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';

import { parsePluginConfig } from '#core/read/index.ts';
import { runProgram } from '#cli/program.ts';
import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { ExitCode } from '#cli/command.ts';
import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

let publisher: Publisher;
let key: PublisherKey;
const env: Record<string, string> = {};
beforeEach(async () => {
  for (const name of Object.keys(env)) delete env[name];
  publisher = createPublisher(env);
  publisher.write(sourceFiles());
  key = await createKey();
  publisher.write({ 'secret.asc': key.secret, 'market.asc': key.certificate }, 'keys');
  const source = publisher.path('source');
  await publisher.run('build', source, '--out', publisher.path('market'));
  await publisher.run('sign', publisher.path('market'), '--key', publisher.path('keys/secret.asc'));
});
afterEach(() => publisher.remove());

interface Ended {
  code: ExitCode;
  stdout: string;
  stderr: string;
}

/** Runs it until `work`, which is given what stdout says by then, has ended; then ends it as Ctrl-C does. */
async function serving(argv: string[], work: (said: string) => Promise<void>): Promise<Ended> {
  const interrupt = new AbortController();
  const out = { stdout: '', stderr: '' };
  const world = {
    ...publisher.io,
    signal: interrupt.signal,
    stdout: (text: string) => void (out.stdout += text),
    stderr: (text: string) => void (out.stderr += text),
  };
  const running = runProgram(['serve', ...argv], world, 'test');
  try {
    await expect.poll(() => out.stdout + out.stderr).toMatch(/http:|pai-market serve:/);
    await work(out.stdout);
  } finally {
    interrupt.abort();
  }
  return { code: await running, ...out };
}

const addressIn = (said: string) => /http:\/\/\S+\//.exec(said)?.[0] ?? '';

describe('pai-market serve', () => {
  it('serves a copy in one file, and leaves nothing of it behind', async () => {
    const file = publisher.path('copy.zip');
    const key = ['--key', publisher.path('keys/market.asc')];
    const copied = await publisher.run('mirror', publisher.path('market'), '--to', file, ...key);
    expect(copied.code, copied.stderr).toBe(0);
    vi.stubEnv('TMPDIR', publisher.path('keys'));
    const before = readdirSync(publisher.path('keys'));
    const { code } = await serving([file, '--port', '0'], async (said) => {
      expect(said).toContain(file);
      const verified = await publisher.run('verify', addressIn(said), ...key);
      expect(verified.code, verified.stderr).toBe(0);
    });
    vi.unstubAllEnvs();
    expect(code).toBe(0);
    expect(readdirSync(publisher.path('keys'))).toEqual(before);
  });

  it('serves a market to readers until Ctrl-C, which is a good end', async () => {
    const { code, stderr } = await serving(
      [publisher.path('market'), '--port', '0'],
      async (said) => {
        const certificate = publisher.path('keys/market.asc');
        const argv = ['--key', certificate, '--fingerprint', key.fingerprint];
        const verified = await publisher.run('verify', addressIn(said), ...argv);
        expect([verified.code, verified.stderr]).toEqual([0, '']);
      },
    );
    expect([code, stderr]).toEqual([0, '']);
  });

  it('prints what the configuration of the portal needs, ready to paste', async () => {
    const argv = ['--port', '0', '--url', 'https://market.example.org/v1'];
    const keys = ['--key', publisher.path('keys/market.asc')];
    await serving([publisher.path('market'), ...argv, ...keys], async (said) => {
      const { config } = parse(said) as { config: unknown };
      expect(config).toEqual({
        markets: [
          {
            id: 'test',
            url: 'https://market.example.org/v1',
            keys: [expect.stringContaining('BEGIN PGP PUBLIC KEY BLOCK')],
            fingerprints: [key.fingerprint],
            trust: 'strict',
          },
        ],
      });
      expect(parsePluginConfig(config).markets).toHaveLength(1);
    });
  });

  it('says it in JSON', async () => {
    const { stdout } = await serving(
      [publisher.path('market'), '--port', '0', '--json'],
      async () => Promise.resolve(),
    );
    const document = JSON.parse(stdout) as Record<string, unknown>;
    expect(document).toMatchObject({
      verdict: 'good',
      code: null,
      folder: publisher.path('market'),
    });
    expect(document['config']).toMatchObject({ markets: [{ id: 'test', url: document['url'] }] });
  });

  it('serves the built market of the repository one is in', async () => {
    mkdirSync(publisher.path('.pai-market'));
    mkdirSync(publisher.path('deep/below'), { recursive: true });
    publisher.io.cwd = publisher.path('deep/below');
    await serving(['--port', '0'], async (said) => {
      expect(said).toContain(publisher.path('market'));
      expect((await fetch(`${addressIn(said)}packages.json`)).status).toBe(200);
    });
  });

  it('tells of requests with --log, without what a terminal would act upon', async () => {
    const { stderr } = await serving(
      [publisher.path('market'), '--port', '0', '--log'],
      async (said) => {
        await fetch(`${addressIn(said)}market.json`);
        await fetch(`${addressIn(said)}nothing%1b%5b2J`);
      },
    );
    expect(stderr).toMatch(/Z GET \/market\.json 200 \d+ bytes \d+ ms\n/);
    expect(stderr).toMatch(/GET \/nothing%1b%5b2J 404 /);
  });

  it.each([
    [['/nowhere'], 'is no market'],
    [[], 'MARKET is missing'],
    [['--repository', '/not/there'], '/not/there is no folder'],
    [['MARKET', '--port', '70000'], '--port must be 0 to 65535'],
    [['MARKET', '--url', 'ftp://x'], '--url must be an http(s) address'],
    [['MARKET', '--port', '0', '--host', '192.0.2.1'], 'this machine has no such address'],
  ])('%j is wrong usage', async (argv, words) => {
    const words2 = argv.map((word) => (word === 'MARKET' ? publisher.path('market') : word));
    const { code, stderr } = await serving(words2, () => Promise.resolve());
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  it('takes port and addresses from its settings', async () => {
    env['PAI_MARKET_SERVE_PORT'] = '0';
    env['PAI_MARKET_SERVE_URL'] = 'https://market.example.org/';
    await serving([publisher.path('market')], (said) => {
      expect(said).toContain('url: https://market.example.org/');
      return Promise.resolve();
    });
  });
});
