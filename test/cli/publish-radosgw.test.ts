/** Needs radosgw of Ceph, which asks who one is and heeds conditions, as S3 does. */
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { RADOSGW_TOOLS, startRadosgw } from '../fakes/radosgw.ts';
import { mayLeaveOut } from '../fakes/zip-readers.ts';
import { createPublishWorld } from './publish-world.ts';

import type { Radosgw } from '../fakes/radosgw.ts';
import type { PublishWorld } from './publish-world.ts';

describe.skipIf(RADOSGW_TOOLS.some(mayLeaveOut))(
  'publishing to storage with authentication and conditional writes',
  () => {
    let storage: Radosgw;
    let client: S3Client;
    let world: PublishWorld;
    let bucket: string;
    let count = 0;
    const former = { ...process.env };

    beforeAll(async () => {
      storage = await startRadosgw();
      // The client of the test itself; ours says nothing of it anyway.
      const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
      Object.assign(process.env, storage.credentials, quiet);
      client = new S3Client({
        endpoint: storage.endpoint,
        region: 'us-east-1',
        forcePathStyle: true,
      });
    }, 120_000);
    afterAll(async () => {
      process.env = former;
      client?.destroy();
      await storage?.close();
    });
    beforeEach(async () => {
      bucket = `market-${(count += 1)}`;
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      world = await createPublishWorld();
    });
    afterEach(() => world.remove());

    const to = () => `s3://${bucket}/v1`;
    const url = (path = '') => `${storage.endpoint}/${bucket}/v1${path}`;
    const publish = (...more: string[]) =>
      world.publish(to(), '--endpoint', storage.endpoint, '--public-read', '--json', ...more);

    it('publishes what readers verify without credentials, with types, cache headers, and for pages of other origins', async () => {
      const { code, json, stderr } = await publish();
      expect([code, stderr, json().findings]).toEqual([0, '', []]);
      expect((await world.verify(url())).stderr).toBe('');
      const headers = async (path: string) =>
        (await fetch(url(path), { headers: { origin: 'https://portal.example.org' } })).headers;
      const spec = await headers('/packages/hello/1.0.0/spec.json');
      expect(spec.get('content-type')).toBe('application/json');
      expect(spec.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(spec.get('access-control-allow-origin')).toBe('*');
      expect((await headers('/market.json')).get('cache-control')).toBe('no-cache');
      expect((await headers('/packages.json')).get('cache-control')).toBe('no-cache');
      expect((await headers('/packages/hello/1.0.0/archive.zip')).get('content-type')).toBe(
        'application/zip',
      );
    });

    it('lets one of two publishers win and tells the other, who has done nothing', async () => {
      const runs = await Promise.all([publish(), publish(), publish()]);
      const codes = runs.map(({ code }) => code).sort();
      expect(codes).toEqual([0, 3, 3]);
      const loser = runs.find(({ code }) => code === 3);
      expect(loser?.json()).toMatchObject({ verdict: 'refused', code: 'publish-conflict' });
      expect((await world.verify(url())).code).toBe(0);
    });

    it('sends one new version with few requests', async () => {
      await publish();
      world.addVersion('1.2.0');
      await world.make();
      const { code, json } = await publish();
      expect(code).toBe(0);
      expect(json()).toMatchObject({
        compared: 'index',
        changes: [{ change: 'added', version: '1.2.0' }],
      });
      expect(json().requests).toBeLessThan(35);
      expect((await world.verify(url())).code).toBe(0);
    });

    it('removes what is stale, and keeps what belongs to somebody else', async () => {
      await publish();
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: 'v1/index.html', Body: 'mine' }),
      );
      world.removeVersion('1.0.0');
      await world.make();
      const { code, json } = await publish();
      expect(code).toBe(0);
      expect(json().remove).toContain('packages/hello/1.0.0/archive.zip');
      expect((await fetch(url('/packages/hello/1.0.0/spec.json'))).status).not.toBe(200);
      const full = await publish('--full');
      expect(full.json()).toMatchObject({ outcome: 'published', send: [] });
      expect(full.json().remove.every((path: string) => path.startsWith('by-hash/'))).toBe(true);
      expect((await publish('--full')).json()).toMatchObject({
        outcome: 'unchanged',
        compared: 'listing',
      });
    });

    it('says who is refused, and what is not there', async () => {
      const own = { ...process.env };
      try {
        process.env['AWS_SECRET_ACCESS_KEY'] = 'wrong';
        expect((await publish()).json()).toMatchObject({ code: 'target-forbidden' });
        Object.assign(process.env, storage.addUser('stranger'));
        const { code, json, stdout } = await publish();
        expect([code, json().code]).toEqual([1, 'target-forbidden']);
        expect(stdout).not.toContain(process.env['AWS_SECRET_ACCESS_KEY']);
      } finally {
        process.env = own;
      }
      const missing = await world.publish(
        's3://no-such-bucket',
        '--endpoint',
        storage.endpoint,
        '--json',
      );
      expect(missing.json()).toMatchObject({ code: 'target-invalid' });
    });
  },
);
