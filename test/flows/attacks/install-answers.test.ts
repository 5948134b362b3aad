/** Attacks by what a cluster answers (security A7): bodies without end, other shapes, redirects, echoes of tokens and secrets. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCluster } from '#adapters/http/cluster.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { toMarketError } from '#core/errors.ts';
import { readClusterFacts } from '#flows/cluster-facts.ts';
import { serve } from '../../fakes/web.ts';

import type { MarketError } from '#core/errors.ts';
import type { ClusterFacts } from '#core/model/install.ts';
import type { Handler, Web } from '../../fakes/web.ts';

const TOKENS = { openpai: 'the-token-of-openpai', cdap: 'the-token-of-cdap' };

/** What each call of the facts is answered where nothing is wrong. */
const GOOD: Record<string, unknown> = {
  '/pai/api/v2/users/ada': { username: 'ada', admin: false, virtualCluster: ['default'] },
  '/pai/api/v2/virtual-clusters': { default: { resourcesTotal: { GPUs: 4 } } },
  '/pai/api/v2/storages': { storages: [{ name: 'nfs' }] },
  '/pai/api/v2/info': { version: 'v1.8.0' },
  '/cdap/v3/version': { version: '5.1.2' },
  '/cdap/v3/namespaces/default/artifacts': [{ name: 'a', version: '1.0.0', scope: 'USER' }],
};
const CALLS = Object.keys(GOOD);

let web: Web;
let evil: Web;
let instead: Record<string, Handler>;
beforeEach(async () => {
  instead = {};
  evil = await serve((_, response) => void response.end('{"version":"5.1.2"}'));
  web = await serve((request, response) => {
    const path = request.url ?? '';
    const handler = instead[path];
    if (handler) return handler(request, response);
    if (!(path in GOOD)) return void response.writeHead(404).end();
    response.end(JSON.stringify(GOOD[path]));
  });
});
afterEach(() => Promise.all([web.close(), evil.close()]));

function clusters() {
  const limits = DEFAULT_LIMITS;
  return {
    openpai: createCluster({ base: `${web.url}pai`, token: () => TOKENS.openpai, limits }),
    cdap: createCluster({
      name: 'cdap',
      base: `${web.url}cdap`,
      token: () => TOKENS.cdap,
      limits,
    }),
  };
}

async function facts(): Promise<ClusterFacts | MarketError> {
  try {
    const needs = ['openpai', 'cdap'] as const;
    return await readClusterFacts({ clusters: clusters(), user: 'ada', needs });
  } catch (thrown) {
    return toMarketError(thrown);
  }
}

const isRefusal = (result: ClusterFacts | MarketError): result is MarketError => 'code' in result;

/** Refused by its code and in words, or read as if that call had said nothing. */
function expectSafe(result: ClusterFacts | MarketError): void {
  if (isRefusal(result)) {
    expect(result.code).toBe('cluster-error');
    expect(result.message).toMatch(/^Asking .* failed: .*\.$/);
    expect(result.message.length).toBeLessThan(3000);
  } else {
    for (const { name } of [...result.virtualClusters, ...result.storages]) {
      expect(typeof name).toBe('string');
    }
    expect(result.version ?? '').toMatch(/^[\d.]*$/);
    expect(result.cdap).toMatchObject({ version: '5.1.2', namespace: 'default' });
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Reflect.get({}, 'admin')).toBeUndefined();
}

const SHAPES = [
  '',
  '<html><script>alert(1)</script></html>',
  'null',
  '7',
  '"text"',
  '[]',
  '{}',
  '[null,7,"x",[],{}]',
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
  '{"admin":"yes","virtualCluster":{"length":9},"storages":{"0":{}},"version":["5"]}',
  '{"storages":[null,{"name":7},{"name":{"toString":1}}],"version":{"a":1}}',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `{"version":"${'9'.repeat(100_000)}"}`,
  '{"version":"../../x"}',
  '\ufeff{"version":"5.1.2"}',
];

describe.each(CALLS)('the answer to %s', (path) => {
  it.each(SHAPES.map((body) => [body.slice(0, 60), body]))(
    'as %s crashes nothing',
    async (_, body) => {
      instead[path] = (_request, response) => void response.end(body);
      expectSafe(await facts());
    },
  );

  it('of a hundred megabytes is cut off', async () => {
    let sent = 0;
    instead[path] = (_request, response) => {
      const piece = Buffer.alloc(1024 * 1024, '[');
      const more = () => {
        while (sent < 100 && !response.destroyed) {
          sent += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    };
    expectSafe(await facts());
    expect(sent).toBeLessThan(60);
  });

  it.each([301, 302, 303, 307, 308])('as a redirect with %i is not followed', async (status) => {
    instead[path] = (_request, response) =>
      void response.writeHead(status, { Location: `${evil.url}taken` }).end();
    const result = await facts();
    expect(isRefusal(result) && result.code).toBe('cluster-redirect');
    expect(evil.requests).toEqual([]);
  });
});

describe('artifacts that CDAP lists', () => {
  const list = '/cdap/v3/namespaces/default/artifacts';
  const say = (value: unknown) => {
    instead[list] = (_request, response) => void response.end(JSON.stringify(value));
  };

  it.each([
    '../1.0',
    '..',
    '.',
    '1.0/../../x',
    '%2e%2e',
    '',
    'latest',
    '1\r\nX: y',
    `1${'0'.repeat(200)}`,
    '1.0\u202e',
  ])('in version %j are passed over', async (version) => {
    say([
      { name: 'a', version, scope: 'USER' },
      { name: version.replaceAll(/[a0]/g, '/'), version: '1.0.0', scope: 'USER' },
      { name: 'b', version: '2.0.0', scope: 'user' },
    ]);
    const result = await facts();
    expect(isRefusal(result) ? [] : result.cdap?.artifacts).toEqual([
      { name: 'b', version: '2.0.0', scope: 'USER' },
    ]);
  });

  it('may be a hundred thousand', async () => {
    say(
      Array.from({ length: 100_000 }, (_, at) => ({
        ...{ name: `a${at}`, version: `1.0.${at}`, scope: 'USER' },
      })),
    );
    const result = await facts();
    expect(isRefusal(result) ? result.code : result.cdap?.artifacts.length).toBe(100_000);
  });
});

describe('the tokens', () => {
  it('go each to its own cluster, and nowhere else', async () => {
    await facts();
    for (const { path, headers, body } of web.requests) {
      const [own, other] = path.startsWith('/pai/')
        ? [TOKENS.openpai, TOKENS.cdap]
        : [TOKENS.cdap, TOKENS.openpai];
      expect(headers.authorization).toBe(`Bearer ${own}`);
      expect(JSON.stringify([path, headers, body])).not.toContain(other);
      expect(path + body).not.toContain(own);
      expect([headers.cookie, headers.referer]).toEqual([undefined, undefined]);
    }
    expect(web.requests).toHaveLength(CALLS.length);
  });

  it.each(CALLS)('that %s repeats are in no message', async (path) => {
    const own = path.startsWith('/pai/') ? TOKENS.openpai : TOKENS.cdap;
    const base64 = Buffer.from(own).toString('base64');
    for (const body of [own, JSON.stringify({ message: `no ${own}`, code: own }), base64]) {
      instead[path] = (_request, response) => void response.writeHead(500).end(body);
      const result = await facts();
      const told = isRefusal(result) ? [result.message, result.details, result.stack] : [];
      expect(told).toHaveLength(3);
      expect(JSON.stringify(told)).not.toContain(own);
      expect(JSON.stringify(told)).not.toContain(base64);
    }
  });

  it('go with nothing that a polluted Object.prototype adds (T14)', async () => {
    const polluted = Object.prototype as Record<string, unknown>;
    Object.assign(polluted, { headers: { 'X-Evil': '1' }, body: 'evil', redirect: 'follow' });
    try {
      await clusters().openpai.send({ method: 'PUT', url: `${web.url}pai/api/v2/users/ada` });
    } finally {
      for (const key of ['headers', 'body', 'redirect']) Reflect.deleteProperty(polluted, key);
    }
    expect(web.requests).toHaveLength(1);
    expect(web.requests[0]).toMatchObject({ method: 'PUT', body: '' });
    expect(web.requests[0]?.headers).not.toHaveProperty('x-evil');
  });

  it.each([
    'https://evil.example/pai/api/v2/jobs',
    'HOST.evil.example/pai/api/v2/jobs',
    'HOST@evil.example/pai/api/v2/jobs',
    'https://evil.example/?HOST/pai/',
    'HOST/pai/../cdap/v3/x',
    'HOST/pai/%2e%2e/cdap/v3/x',
    'HOST/pai/a%2f..%2f..%2fcdap',
    'HOST/cdap/v3/version',
    'HOST/paix/api',
    '//evil.example/pai/',
    '/pai/api/v2/jobs',
    'blob:HOST/pai/api',
    'javascript:HOST/pai/',
  ])('do not go to %s (T03)', async (url) => {
    const host = web.url.slice(0, -1);
    const sending = clusters().openpai.send({ method: 'GET', url: url.replace('HOST', host) });
    await expect(sending).rejects.toMatchObject({ code: 'cluster-origin' });
    expect([web.requests, evil.requests]).toEqual([[], []]);
  });
});
