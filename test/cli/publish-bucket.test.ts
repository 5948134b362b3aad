import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startBucket } from '../fakes/bucket.ts';
import { createPublishWorld } from './publish-world.ts';

import type { FakeBucket } from '../fakes/bucket.ts';
import type { PublishWorld } from './publish-world.ts';

let world: PublishWorld;
let bucket: FakeBucket;
beforeEach(async () => {
  bucket = await startBucket();
  world = await createPublishWorld();
});
afterEach(async () => {
  world.remove();
  await bucket.close();
});

const publish = (...more: string[]) =>
  world.publish('s3://market/v1', '--endpoint', bucket.endpoint, '--json', ...more);
const verify = () => world.verify(`${bucket.url}/v1`);
const asked = (method: string) => bucket.requests.filter((each) => each.startsWith(method));

describe('publishing to a bucket', () => {
  it('sends a whole market, which readers verify by its address, and warns that nobody watches over two publishers', async () => {
    const { code, stderr, json } = await publish();
    expect([code, stderr]).toEqual([0, '']);
    expect(json().findings).toMatchObject([{ severity: 'warning', code: 'publish-conflict' }]);
    const run = await verify();
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  it('writes market.json last of all that readers read, and only then removes', async () => {
    await publish();
    world.addVersion('1.2.0');
    world.removeVersion('1.0.0');
    await world.make();
    bucket.requests.length = 0;
    await publish();
    const changes = bucket.requests.filter((each) => /^(?:PUT|POST|DELETE)/.test(each));
    const order = changes.filter((each) => !each.includes('.publish/'));
    const at = order.findIndex((each) => each.startsWith('PUT /market/v1/market.json?'));
    // The storage of the test fails a removal now and then, which is then tried again.
    expect(new Set(order.slice(at + 1))).toEqual(new Set(['POST /market/?delete=']));
    expect(order[at - 1]).toMatch(/^PUT \/market\/v1\/market\.json\.asc/);
    expect((await verify()).code).toBe(0);
  });

  it('asks three times when nothing changed, and twenty-odd times for one new version', async () => {
    await publish();
    bucket.requests.length = 0;
    expect((await publish()).json()).toMatchObject({ outcome: 'unchanged', requests: 3 });
    expect(bucket.requests).toHaveLength(3);
    world.addVersion('1.2.0');
    await world.make();
    bucket.requests.length = 0;
    const { json } = await publish();
    expect(json().requests).toBe(bucket.requests.length);
    expect(bucket.requests.length).toBeLessThan(30);
    expect(asked('GET').filter((each) => /packages|shards/.test(each))).toEqual([]);
  });

  it('tries again what fails for a while, and tells what goes on failing', async () => {
    const failed = new Map<string, number>();
    bucket.before = ({ url = '', socket }, response) => {
      if (!/state|list-type|spec\.json\?|market\.json\?|delete/.test(url)) return false;
      const times = (failed.get(url) ?? 0) + 1;
      failed.set(url, times);
      if (times > 2) return false;
      if (times === 2) socket.destroy();
      else response.writeHead(503).end();
      return true;
    };
    // Some of it fails while it is read, some while it is sent.
    expect((await publish('--concurrency', '16')).code).toBe(0);
    expect((await verify()).code).toBe(0);
  });

  it('gives up where the server answers no more, and says that the next run goes on', async () => {
    bucket.before = ({ method }, response) => {
      if (method !== 'PUT') return false;
      response.writeHead(403, { 'content-type': 'application/xml' });
      response.end('<Error><Code>AccessDenied</Code><Message>\u001b[31mno</Message></Error>');
      return true;
    };
    const { code, json, stdout } = await publish();
    expect([code, json().code]).toEqual([1, 'target-forbidden']);
    expect(stdout).not.toContain('\u001b');
    expect(json().message).toContain('refuses this account');
  });

  it('takes an answer that was lost for what it was: done', async () => {
    let lost = 0;
    bucket.before = ({ method, url = '' }, response) => {
      if (method !== 'PUT' || !/archive\.zip\?/.test(url) || lost > 0) return false;
      lost += 1;
      const { end } = response;
      response.end = () => {
        response.end = end;
        response.destroy();
        return response;
      };
      return false;
    };
    expect((await publish()).code).toBe(0);
    expect(lost).toBe(1);
    expect((await verify()).code).toBe(0);
  });

  it('sends a file of several megabytes whole', async () => {
    world.publisher.write({ 'packages/hello/1.0.0/archive/weights.bin': randomBytes(3_000_000) });
    await world.make();
    const { code } = await publish();
    expect(code).toBe(0);
    expect((await verify()).code).toBe(0);
  });

  it('finds what is there by listing more than one page', async () => {
    await publish();
    const { json } = await publish('--full');
    expect(json()).toMatchObject({
      outcome: 'unchanged',
      compared: 'listing',
      send: [],
      remove: [],
    });
  });

  it('sets the rule for pages of other origins once, and not with --no-cors', async () => {
    await publish('--no-cors');
    expect(bucket.requests.filter((each) => each.includes('?cors'))).toEqual([]);
    world.addVersion('1.2.0');
    await world.make();
    await publish();
    expect(asked('PUT /market/?cors')).toHaveLength(1);
    const answer = await fetch(`${bucket.url}/v1/market.json`, {
      headers: { origin: 'https://portal.example.org' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });
});

describe('addresses of buckets', () => {
  it.each([
    ['s3://', 'names no bucket'],
    ['s3://UPPER/v1', 'names no bucket'],
    ['s3://market/../other', 'cannot stand in an address'],
    ['s3://market/a b', 'cannot stand in an address'],
    ['https://market.example.org', 'Nothing can be published to'],
  ])('refuses %s', async (to, words) => {
    const { code, json } = await world.publish(to, '--json');
    expect([code, json().code]).toEqual([2, 'usage']);
    expect(json().message).toContain(words);
    expect(bucket.requests).toEqual([]);
  });

  it('takes no secrets in the address of the server', async () => {
    const { code, stdout } = await world.publish(
      's3://market/v1',
      '--endpoint',
      'https://id:geheim@s3.example.org',
      '--json',
    );
    expect(code).toBe(2);
    expect(stdout).not.toContain('geheim');
  });
});
