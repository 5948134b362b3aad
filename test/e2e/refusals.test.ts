/** Every error state in a real browser: its code, its words, and that nothing went to the cluster. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeMarket } from './made-market.ts';
import { startWorld } from './rig.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { OpenedPage, World } from './rig.ts';
import type { MadeMarket } from './made-market.ts';

const FOLDER = 'packages/hello/1.0.0';

let world: World;
let other: MadeMarket;
let good: MarketConfig;
let opened: OpenedPage;
beforeAll(async () => {
  world = await startWorld();
  other = await makeMarket();
  good = (world.sandbox.portal.settings.plugins[0]?.config as { markets: MarketConfig[] })
    .markets[0]!;
});
afterAll(async () => {
  other.remove();
  await world.close();
});
beforeEach(() => {
  configure(good);
  world.market.behaviour = {};
  if (world.sandbox.cluster) world.sandbox.cluster.intercept = undefined;
  world.sandbox.cluster?.log.clear();
});
afterEach(() => opened.close());

/** Gives the portal's plugin these markets. */
function configure(...markets: unknown[]): void {
  const [plugin] = world.sandbox.portal.settings.plugins;
  if (!plugin) throw new Error('the portal has no plugin');
  plugin.config = { markets };
}

/** Changes one byte of a file on its way. */
function flipByte(file: string): void {
  world.market.behaviour = {
    rewrite: (path, bytes) => {
      if (path !== file) return bytes;
      const changed = Uint8Array.from(bytes);
      const at = Math.floor(changed.length / 2);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    },
  };
}

function replaceFile(file: string, content: string): void {
  world.market.behaviour = {
    rewrite: (path, bytes) => (path === file ? new TextEncoder().encode(content) : bytes),
  };
}

const alert = (code: string) => opened.page.locator(`[role="alert"][data-error-code="${code}"]`);
const button = (name: string) => opened.page.getByRole('button', { name, exact: true });
const field = (name: string) => opened.page.getByLabel(name, { exact: true });

/** Waits for the alert and gives its words. */
async function wordsOf(code: string): Promise<string> {
  await alert(code).first().waitFor();
  return alert(code).first().innerText();
}

async function openList(options = {}): Promise<void> {
  opened = await world.open(options);
}

async function openPackage(options = {}): Promise<void> {
  opened = await world.open({ hash: '#/p/test-market/hello', ...options });
}

async function openWizard(options = {}): Promise<void> {
  await openPackage(options);
  await button('Install').click();
  await button('Accept').click();
}

/** What changes something on the cluster. */
const writes = () =>
  world.sandbox.cluster?.log.entries.filter(({ method }) => !['GET', 'OPTIONS'].includes(method));

describe('a file that is not the signed one', () => {
  it('spec.json with one other byte is refused, and nothing leads past it', async () => {
    flipByte(`${FOLDER}/spec.json`);
    await openPackage();
    expect(await wordsOf('signature-bad')).toContain('spec.json');
    expect(await button('Install').count()).toBe(0);
    expect(world.sandbox.cluster?.log.entries).toEqual([]);
  });

  it('archive.zip with one other byte is refused in its own words, and nothing was sent', async () => {
    flipByte(`${FOLDER}/archive.zip`);
    await openWizard();
    expect(await wordsOf('archive-digest')).toContain('archive.zip');
    expect(await button('Run').count()).toBe(0);
    expect(writes()).toEqual([]);
  });

  it('license.txt with one other byte is refused', async () => {
    flipByte(`${FOLDER}/license.txt`);
    await openPackage();
    expect(await wordsOf('license-digest')).toContain('license.txt');
  });

  it('a missing signature is refused', async () => {
    world.market.behaviour = {
      status: (path) => (path.endsWith('spec.json.asc') ? 404 : undefined),
    };
    await openPackage();
    expect(await wordsOf('signature-missing')).toContain('spec.json');
  });

  it('a page in the place of a signature is refused', async () => {
    replaceFile(`${FOLDER}/spec.json.asc`, '<!doctype html><title>Gone</title>');
    await openPackage();
    await wordsOf('signature-malformed');
  });
});

describe('a key that the administrator did not pin', () => {
  it('is told with its code', async () => {
    configure({ ...good, keys: [other.key.certificate], fingerprints: [other.key.fingerprint] });
    await openPackage();
    await wordsOf('signer-unknown');
    expect(world.sandbox.cluster?.log.entries).toEqual([]);
  });

  it('a certificate without its pin is refused', async () => {
    configure({ ...good, fingerprints: [other.key.fingerprint] });
    await openPackage();
    await wordsOf('config-key-pin');
  });
});

describe('trust level off', () => {
  it('works and says so in red on every page', async () => {
    configure({ id: good.id, name: good.name, url: good.url, trust: 'off' });
    await openList();
    await opened.page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
    await expect
      .poll(() => opened.page.locator('pai-plugin').innerText())
      .toMatch(/not (checked|verified)|off/i);
  });
});

describe('a wrong configuration', () => {
  it.each([
    ['a key that does not exist', { trsut: 'off' }, 'trsut'],
    ['a fingerprint that is too short', { fingerprints: ['638D6D08'] }, 'fingerprints'],
    ['an address that is none', { url: 'market' }, 'url'],
  ])('%s is named', async (_name, change, key) => {
    configure({ ...good, ...change });
    await openList();
    expect(await wordsOf('config-invalid')).toContain(key);
  });

  it('a secret key is refused and not shown', async () => {
    configure({
      ...good,
      keys: [
        '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEZ\n-----END PGP PRIVATE KEY BLOCK-----\n',
      ],
    });
    await openList();
    expect(await wordsOf('config-key-secret')).not.toContain('lFgEZ');
  });

  it('no configuration at all is told', async () => {
    const [plugin] = world.sandbox.portal.settings.plugins;
    if (plugin) plugin.config = undefined as never;
    await openList();
    await wordsOf('config-invalid');
  });
});

describe('a market that does not serve', () => {
  it('is down: net-unreachable, and the other market stays usable', async () => {
    configure({ ...good, id: 'gone', name: 'Gone market', url: 'http://127.0.0.1:9/' }, good);
    await openList();
    expect(await wordsOf('net-unreachable')).toContain('Gone market');
    await opened.page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
  });

  it('sends no CORS headers: net-cors, with what to set', async () => {
    world.market.behaviour = { cors: false };
    await openList();
    expect(await wordsOf('net-cors')).toContain('Access-Control-Allow-Origin');
  });

  it('answers 503: net-status', async () => {
    world.market.behaviour = { status: (path) => (path === 'packages.json' ? 503 : undefined) };
    await openList();
    expect(await wordsOf('net-status')).toContain('503');
  });

  it('sends bad JSON: index-invalid', async () => {
    replaceFile('packages.json', '[{"name":');
    await openList();
    await wordsOf('index-invalid');
  });

  it('breaks off: the part is not parsed', async () => {
    world.market.behaviour = { truncate: (path) => (path === 'packages.json' ? 20 : undefined) };
    await openList();
    await alert('net-truncated').or(alert('net-unreachable')).first().waitFor();
  });

  it('can be tried again', async () => {
    world.market.behaviour = { status: () => 503 };
    await openList();
    await wordsOf('net-status');
    world.market.behaviour = {};
    await opened.page.getByRole('button', { name: /try again/i }).click();
    await opened.page.getByRole('link', { name: 'Hello world', exact: true }).waitFor();
  });

  it('has no such package', async () => {
    await openList({ hash: '#/p/test-market/nothing' });
    await wordsOf('package-unknown');
  });

  it('shows one bad row as a notice and the rest as packages', async () => {
    replaceFile(
      'packages.json',
      JSON.stringify([
        { name: '../up', version: '1' },
        { name: 'fine', version: '1.0.0', label: 'Fine one' },
      ]),
    );
    await openList();
    await opened.page.getByRole('link', { name: 'Fine one', exact: true }).waitFor();
    await opened.page.getByText('1 remark about the index').click();
    expect(await opened.page.locator('pai-plugin').innerText()).toContain('../up');
  });
});

describe('a cluster that refuses', () => {
  const refuse = (method: string, status: number, code: string, message: string) => {
    if (!world.sandbox.cluster) throw new Error('no cluster');
    world.sandbox.cluster.intercept = (asked, path) =>
      asked === method && path.includes('/jobs') ? { status, code, message } : undefined;
  };
  const run = async (name: string) => {
    await openWizard();
    await field('Job name').fill(name);
    await button('Run').click();
  };

  it('nobody is logged in: login-required with a way to the login', async () => {
    await openPackage({ user: null });
    await button('Install').click();
    await alert('login-required').waitFor();
    expect(await alert('login-required').getByRole('link').first().getAttribute('href')).toContain(
      '/login.html',
    );
    expect(world.sandbox.cluster?.log.entries).toEqual([]);
  });

  it('the token has expired: cluster-auth', async () => {
    await openWizard({ token: 'expired' });
    await wordsOf('cluster-auth');
    expect(writes()).toEqual([]);
  });

  it('the token expires in the middle: cluster-auth', async () => {
    refuse('POST', 401, 'UnauthorizedUserError', 'Guest is not allowed to do this operation.');
    await run('expired-job');
    await wordsOf('cluster-auth');
  });

  it('the name is taken: cluster-conflict, found before sending', async () => {
    const headers = {
      Authorization: `Bearer ${world.tokenOf('demo')}`,
      'Content-Type': 'text/yaml',
    };
    const body = JSON.stringify({
      protocolVersion: 2,
      name: 'taken-name',
      type: 'job',
      prerequisites: [{ name: 'image', type: 'dockerimage', uri: 'python:3.11' }],
      taskRoles: {
        worker: {
          dockerImage: 'image',
          resourcePerInstance: { cpu: 1, memoryMB: 1, gpu: 0 },
          commands: ['true'],
        },
      },
    });
    const made = await fetch(`${world.sandbox.clusterBase}/api/v2/jobs`, {
      method: 'POST',
      headers,
      body,
    });
    expect(made.status).toBe(202);
    world.sandbox.cluster?.log.clear();
    await run('taken-name');
    expect(await wordsOf('cluster-conflict')).toContain('taken-name');
    expect(writes()).toEqual([]);
    await field('Job name').fill('free-name');
    await button('Run').click();
    await opened.page.getByRole('status').filter({ hasText: 'free-name was submitted' }).waitFor();
  });

  it.each([
    [403, 'ForbiddenUserError', 'cluster-forbidden'],
    [413, 'PayloadTooLarge', 'cluster-too-large'],
    [429, 'TooManyRequestsError', 'cluster-rate-limited'],
    [500, 'UnknownError', 'cluster-error'],
    [409, 'ConflictJobError', 'cluster-conflict'],
    [400, 'InvalidProtocolError', 'protocol-invalid'],
  ])('%i %s: %s', async (status, code, expected) => {
    refuse('POST', status, code, 'said the <b>server</b>');
    await run(`job-${status}`);
    await wordsOf(expected);
    expect(await opened.page.locator('pai-plugin b', { hasText: 'server' }).count()).toBe(0);
  });
});
