/** S3-compatible storage on loopback: s3rver, which checks no conditions, behind a door that counts requests and can fail them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeBucket {
  /** For `--endpoint`. */
  endpoint: string;
  /** The bucket `market` as readers address it, without a slash at the end. */
  url: string;
  /** `GET /market/v1/market.json` … since the last look. */
  requests: string[];
  /** Decides over each request before the storage does; true: it was answered. */
  before: (request: IncomingMessage, response: ServerResponse) => boolean;
  close(): Promise<void>;
}

interface Storage {
  callback(): RequestListener;
  configureBuckets(): Promise<void>;
}

type StorageClass = new (options: Record<string, unknown>) => Storage;

/** What the AWS SDK looks for; set for the process while the bucket runs. */
export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'S3RVER',
  AWS_SECRET_ACCESS_KEY: 'S3RVER',
  AWS_EC2_METADATA_DISABLED: 'true',
};

export async function startBucket(): Promise<FakeBucket> {
  const S3rver = createRequire(import.meta.url)('s3rver') as StorageClass;
  const directory = mkdtempSync(join(tmpdir(), 'pai-market-bucket-'));
  const storage = new S3rver({ directory, silent: true, configureBuckets: [{ name: 'market' }] });
  await storage.configureBuckets();
  const answer = storage.callback();
  const former = Object.keys(CREDENTIALS).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, CREDENTIALS);
  const server = createServer((request, response) => {
    bucket.requests.push(`${request.method} ${request.url}`);
    if (!bucket.before(request, response)) answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bucket: FakeBucket = {
    endpoint,
    url: `${endpoint}/market`,
    requests: [],
    before: () => false,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(directory, { recursive: true, force: true });
      for (const [name, value] of former) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    },
  };
  return bucket;
}
