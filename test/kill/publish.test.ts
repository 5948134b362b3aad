/** Publishing and mirroring, killed at seeded points: readers of the target find the old state or the new one. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { CREDENTIALS, startBucket } from '../fakes/bucket.ts';
import { RADOSGW_TOOLS, startRadosgw } from '../fakes/radosgw.ts';
import { mayLeaveOut } from '../fakes/zip-readers.ts';
import { killTests } from './scenario.ts';
import {
  addSignedVersion,
  expectNoLeftovers,
  good,
  makeSignedMarket,
  NEW,
  OLD,
  versions,
} from './signed-market.ts';

import type { FakeBucket } from '../fakes/bucket.ts';
import type { Radosgw } from '../fakes/radosgw.ts';
import type { World } from './world.ts';

const publish = (target: string, ...more: string[]) => [
  ...['publish', 'market', '--to', target, '--key', 'cert.asc'],
  ...more,
];

/** Nothing is there, or all of it. */
async function holdsNothingOrAll(world: World, target: string): Promise<void> {
  const { stdout } = await world.run(['verify', target, '--key', 'cert.asc', '--json']);
  const { details } = JSON.parse(stdout) as { details?: { reason?: string } };
  if (details?.reason === 'missing') return;
  expect(await versions(world, target)).toEqual(OLD);
}

killTests({
  name: 'publish to an empty folder',
  runs: 16,
  argv: () => publish('www'),
  prepare: makeSignedMarket,
  holds: async (world) => {
    if (world.files('www').length > 0) await holdsNothingOrAll(world, 'www');
  },
  async finished(world) {
    expect(await versions(world, 'www')).toEqual(OLD);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'publish to a folder after a change',
  runs: 20,
  argv: () => publish('www'),
  async prepare(world) {
    await makeSignedMarket(world);
    await good(world, publish('www'));
    await addSignedVersion(world);
  },
  async holds(world) {
    expect([OLD, NEW]).toContainEqual(await versions(world, 'www'));
  },
  async finished(world) {
    expect(await versions(world, 'www')).toEqual(NEW);
    await good(world, ['verify', 'www', '--key', 'cert.asc']);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'mirror into a folder',
  runs: 14,
  argv: () => ['mirror', 'market', '--to', 'copy', '--key', 'cert.asc'],
  async prepare(world) {
    await makeSignedMarket(world);
    await good(world, ['mirror', 'market', '--to', 'copy', '--key', 'cert.asc']);
    await addSignedVersion(world);
  },
  async holds(world) {
    expect([OLD, NEW]).toContainEqual(await versions(world, 'copy'));
  },
  async finished(world) {
    expect(await versions(world, 'copy')).toEqual(NEW);
    expectNoLeftovers(world);
  },
});

killTests({
  name: 'mirror into one file',
  runs: 8,
  argv: () => ['mirror', 'market', '--to', 'copy.zip', '--key', 'cert.asc'],
  async prepare(world) {
    await makeSignedMarket(world);
    await good(world, ['mirror', 'market', '--to', 'copy.zip', '--key', 'cert.asc']);
    await addSignedVersion(world);
  },
  async holds(world) {
    expect([OLD, NEW]).toContainEqual(await versions(world, 'copy.zip'));
  },
  async finished(world) {
    expect(await versions(world, 'copy.zip')).toEqual(NEW);
    expectNoLeftovers(world);
  },
});

/** Each world has a prefix of its own, which holds the market of before. */
function killBucketTests(
  name: string,
  { runs, place, env }: { runs: number; place: () => string; env: Record<string, string> },
) {
  const prefix = (world: World) => basename(world.folder);
  const argv = (world: World) =>
    publish(`s3://market/${prefix(world)}`, '--endpoint', place(), '--public-read');
  const url = (world: World) => `${place()}/market/${prefix(world)}`;
  killTests({
    name,
    runs,
    argv,
    env,
    async prepare(world) {
      await makeSignedMarket(world);
      world.keep('market', 'old');
      await addSignedVersion(world);
      world.keep('market', 'new');
    },
    async begin(world) {
      world.keep('old', 'market');
      await good(world, argv(world));
      world.keep('new', 'market');
    },
    async holds(world) {
      expect([OLD, NEW]).toContainEqual(await versions(world, url(world)));
    },
    async finished(world) {
      expect(await versions(world, url(world))).toEqual(NEW);
      await good(world, ['verify', url(world), '--key', 'cert.asc']);
    },
  });
}

describe('a bucket without conditions', () => {
  let bucket: FakeBucket;
  beforeAll(async () => void (bucket = await startBucket()));
  afterAll(() => bucket.close());
  killBucketTests('publish to a bucket after a change', {
    runs: 12,
    place: () => bucket.endpoint,
    env: CREDENTIALS,
  });
});

describe.skipIf(RADOSGW_TOOLS.some(mayLeaveOut))('a bucket of radosgw', () => {
  let storage: Radosgw;
  const env: Record<string, string> = {};
  beforeAll(async () => {
    storage = await startRadosgw();
    Object.assign(env, storage.credentials);
    const [accessKeyId, secretAccessKey] = [
      storage.credentials['AWS_ACCESS_KEY_ID'] as string,
      storage.credentials['AWS_SECRET_ACCESS_KEY'] as string,
    ];
    const client = new S3Client({
      endpoint: storage.endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    });
    await client.send(new CreateBucketCommand({ Bucket: 'market' }));
    client.destroy();
  });
  afterAll(() => storage.close());
  killBucketTests('publish to radosgw after a change', {
    runs: 20,
    place: () => storage.endpoint,
    env,
  });
});
