/** Whether addresses lead anywhere: against real servers on this machine, which are asked only when that is allowed. */
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createLinkChecker } from '#adapters/node/link-checker.ts';

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

let server: Server;
let base: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`);
    const [, path = ''] = (request.url ?? '').split('/');
    if (path === 'headless' && request.method === 'HEAD') answer.writeHead(405).end();
    else if (path === 'moved') answer.writeHead(301, { Location: '/there' }).end();
    else if (path === 'circle') answer.writeHead(302, { Location: '/circle' }).end();
    else if (path === 'file') answer.writeHead(302, { Location: 'file:///etc/passwd' }).end();
    else if (path === 'silent') request.on('close', () => undefined);
    else answer.writeHead(/^\d+$/.test(path) ? Number(path) : 200).end('x'.repeat(1000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('with servers of the own machine allowed', () => {
  const links = createLinkChecker({ allowPrivate: true });

  it.each(['there', 'headless', 'moved', '401', '403', '429'])(
    '%s leads somewhere',
    async (path) => {
      expect(await links.check(`${base}/${path}`)).toBeUndefined();
    },
  );

  it.each([
    ['404', /the server answers 404/],
    ['500', /the server answers 500/],
    ['circle', /leads on more than 5 times/],
    ['file', /it leads to file:/],
  ])('%s does not', async (path, says) => {
    expect(await links.check(`${base}/${path}`)).toMatch(says);
  });

  it('tells of a server that is not there', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await links.check(`http://127.0.0.1:${port}/`)).toBe('the server refuses to connect');
    expect(await links.check('http://nowhere.invalid/')).toMatch(
      /no such server|cannot be resolved/,
    );
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const answer = links.check(`${base}/silent`, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('without', () => {
  const links = createLinkChecker({ allowPrivate: false });

  it.each([
    'http://localhost',
    'http://127.1',
    'http://2130706433',
    'http://0',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[64:ff9b::7f00:1]',
    'http://10.0.0.1',
    'http://192.168.1.1',
    'http://172.20.0.1',
    'http://169.254.169.254/latest/meta-data',
    'http://100.100.100.200',
    'http://[fd00::1]',
    'http://[fe80::1]',
  ])('%s is not asked', async (url) => {
    const before = asked.length;
    const { port } = new URL(base);
    const address = url.includes('/latest') ? url : `${url}:${port}/there`;
    expect(await links.check(address)).toMatch(/own network.*--online-private/);
    expect(asked.length).toBe(before);
  });
});
