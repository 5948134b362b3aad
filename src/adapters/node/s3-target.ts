/** A bucket of S3-compatible storage as a place to publish to; the keys to it are found as the AWS SDK finds them, never given by us. */
import { createHash } from 'node:crypto';
import * as s3 from '@aws-sdk/client-s3';

import { MarketError } from '#core/errors.ts';
import { ask, askPlainly, keyOf, openBucket } from './s3-bucket.ts';
import { allowReaders } from './s3-cors.ts';
import { toTargetError } from './s3-errors.ts';
import { headersOf, putObject } from './s3-put.ts';
import { absent, readObject } from './s3-read.ts';

import type {
  PublishTarget,
  PutOptions,
  TargetEntry,
  TargetOptions,
} from '#core/model/publish-target.ts';
import type { Clock } from '#core/ports.ts';
import type { S3Address } from './s3-address.ts';
import type { Bucket } from './s3-bucket.ts';

/** So many keys does one request remove. */
const MOST_REMOVED = 1000;

export function createS3Target(
  address: S3Address,
  options: TargetOptions & { clock: Clock },
): PublishTarget {
  const place = openBucket(address, options);
  return {
    base: place.base,
    traffic: place.traffic,
    tagOf: (bytes) => createHash('md5').update(bytes).digest('hex'),
    read: (path, { limit, signal }) => readObject(place, path, { limit, signal }),
    put: (path, bytes, wish) => putObject(place, path, { bytes, wish }),
    copy: (from, to, wish) => copyObject(place, { from, to }, wish),
    remove: (paths, signal) => removeObjects(place, paths, signal),
    list: (wanted, signal) => listObjects(place, wanted, signal),
    allowOrigins: (signal) => allowOrigins(place, signal),
  };
}

function allowOrigins(place: Bucket, signal: AbortSignal | undefined) {
  const { client, address } = place;
  return allowReaders(address.bucket, {
    get: (command) => askPlainly(place, signal, (options) => client.send(command, options)),
    put: (command) => askPlainly(place, signal, (options) => client.send(command, options)),
  }).catch((thrown: unknown) => {
    throw toTargetError(thrown, place.base);
  });
}

async function copyObject(
  place: Bucket,
  { from, to }: { from: string; to: string },
  wish: PutOptions,
): Promise<boolean> {
  const { bucket, prefix } = place.address;
  return ask(place, wish.signal, async (sending) => {
    const command = new s3.CopyObjectCommand({
      ...keyOf(place, to),
      ...headersOf(place, to, wish),
      CopySource: encodeURI(`${bucket}/${prefix}${from}`).replaceAll('+', '%2B'),
      MetadataDirective: 'REPLACE',
    });
    const done = await place.client.send(command, sending).catch(absent);
    return done !== undefined;
  });
}

async function removeObjects(
  place: Bucket,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { bucket, prefix } = place.address;
  for (let at = 0; at < paths.length; at += MOST_REMOVED) {
    const keys = paths.slice(at, at + MOST_REMOVED).map((path) => ({ Key: `${prefix}${path}` }));
    const { Errors: errors = [] } = await ask(place, signal, (sending) =>
      place.client.send(
        new s3.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys, Quiet: true } }),
        sending,
      ),
    );
    const [first] = errors;
    if (first) {
      throw new MarketError(
        'target-forbidden',
        `${place.base} lets nobody remove ${first.Key ?? 'a file'} (${first.Code ?? 'no reason'}).`,
        {
          details: { target: place.base, file: first.Key ?? '' },
        },
      );
    }
  }
}

async function* listObjects(
  place: Bucket,
  wanted: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<TargetEntry> {
  const { bucket, prefix } = place.address;
  let next: string | undefined;
  do {
    const token = next;
    const page = await ask(place, signal, (sending) =>
      place.client.send(
        new s3.ListObjectsV2Command({
          Bucket: bucket,
          Prefix: `${prefix}${wanted}`,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
        sending,
      ),
    );
    for (const { Key = '', Size = 0, ETag } of page.Contents ?? []) {
      // Only of a file sent in one piece and kept as it is the tag is the MD5 of its bytes.
      const tag = /^"?([0-9a-f]{32})"?$/.exec(ETag ?? '')?.[1];
      if (Key.startsWith(prefix)) {
        yield { path: Key.slice(prefix.length), size: Size, tag: () => Promise.resolve(tag) };
      }
    }
    next = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (next !== undefined);
}
