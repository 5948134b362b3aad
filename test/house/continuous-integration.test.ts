/** docs/continuous-integration.md: every line of pai-market in its recipes is run, in order, against a folder as target. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { serveFolder } from '#adapters/node/serve-folder.ts';
import { parseWords } from '#cli/options.ts';
import { COMMANDS } from '#cli/program.ts';
import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { ServedFolder } from '#core/publisher-ports.ts';
import type { Publisher, PublisherKey } from '../fakes/publisher.ts';

const page = readFileSync(
  join(import.meta.dirname, '../../docs/continuous-integration.md'),
  'utf8',
);
const [github, gitlab] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, text]) => parse(text as string) as Record<string, never>,
);

type Script = string[];

const stepsOf = (job: { steps: { run?: string }[] }): Script =>
  job.steps.flatMap(({ run = '' }) => run.split('\n').map((line) => line.trim()));

const githubJobs = (github?.['jobs'] ?? {}) as Record<string, { steps: { run?: string }[] }>;
const gitlabJobs = (gitlab ?? {}) as Record<string, { script: Script }>;
const RECIPES: Record<string, Record<string, Script>> = {
  GitHub: Object.fromEntries(Object.entries(githubJobs).map(([name, job]) => [name, stepsOf(job)])),
  GitLab: Object.fromEntries(
    ['check', 'publish', 'renew'].map((name) => [name, gitlabJobs[name]?.script ?? []]),
  ),
};

let publisher: Publisher;
let key: PublisherKey;
let served: ServedFolder;
beforeEach(async () => {
  publisher = createPublisher();
  publisher.write(sourceFiles(), 'checkout');
  key = await createKey({ passphrase: 'geheim' });
  publisher.write({ 'secret.asc': key.secret }, 'runner');
  publisher.write({ 'market.asc': key.certificate, '.pai-market/config.yaml': '' }, 'checkout');
  served = await serveFolder({
    ...{ folder: publisher.path('target'), host: '127.0.0.1', port: 0 },
    headersOf: () => ({ contentType: 'application/octet-stream', cacheControl: 'no-cache' }),
  });
});
afterEach(async () => {
  await served.close(0);
  publisher.remove();
});

/** The words after `pai-market`, where what the runner sets stands for itself. */
function wordsOf(line: string): string[] {
  const set: Record<string, string> = {
    '"$TARGET"': publisher.path('target'),
    '"$RUNNER_TEMP/key.asc"': publisher.path('runner/secret.asc'),
    '"$MARKET_KEY"': publisher.path('runner/secret.asc'),
    '"$RUNNER_TEMP/market"': publisher.path('runner/market'),
    '"$(cat fingerprint.txt)"': key.fingerprint,
    'https://market.example.org/v1': served.url,
    'market.asc': publisher.path('checkout/market.asc'),
    market: publisher.path('checkout/built'),
    '.': publisher.path('checkout'),
  };
  const words = line.match(/"[^"]*\([^)]*\)"|\S+/g)?.slice(1) ?? [];
  return words.map((word) => set[word] ?? word);
}

async function runScript(script: Script): Promise<void> {
  const own = script.filter((line) => line.startsWith('pai-market '));
  expect(own.length).toBeGreaterThan(1);
  // Each job begins with a checkout of its own.
  rmSync(publisher.path('checkout/built'), { recursive: true, force: true });
  for (const line of own) {
    const words = wordsOf(line);
    // Without SOURCE a command takes the repository one is in.
    if (/^(?:lint|build)$/.test(words[0] ?? '')) words.splice(1, 0, publisher.path('checkout'));
    const { code, stderr } = await publisher.run(...words);
    expect([line, code, code === 0 ? '' : stderr]).toEqual([line, 0, '']);
  }
}

describe.each(Object.entries(RECIPES))('the recipe for %s', (_, { check, publish, renew }) => {
  it('checks, publishes, and renews what was published', async () => {
    const secret = { PAI_MARKET_PASSPHRASE: 'geheim' };
    const { io } = publisher;
    await runScript(check as Script);
    io.env = (name) => (secret as Record<string, string>)[name];
    await runScript(publish as Script);
    const serial = () =>
      (JSON.parse(readFileSync(publisher.path('target/market.json'), 'utf8')) as { serial: number })
        .serial;
    const first = serial();
    await runScript(renew as Script);
    expect(serial()).toBeGreaterThan(first);
    const argv = ['--key', publisher.path('checkout/market.asc'), '--fingerprint', key.fingerprint];
    expect((await publisher.run('verify', served.url, ...argv)).code).toBe(0);
  });
});

it('names only options that there are, in its tables and timers too', async () => {
  const lines = [...page.matchAll(/pai-market ([a-z-]+)((?: [^`\n&|]*)?)/g)];
  expect(lines.length).toBeGreaterThan(20);
  for (const [line, name = '', rest = ''] of lines) {
    if (!Object.hasOwn(COMMANDS, name)) continue;
    const { command } = await (COMMANDS[name] as (typeof COMMANDS)[string])();
    const words = rest.match(/"[^"]*"|\S+/g) ?? [];
    expect(() => parseWords(command, words), line).not.toThrow();
  }
});
