/** A bucket of S3-compatible storage as a place to publish to; the keys to it are found as the AWS SDK finds them, never given by us. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import * as s3 from '@aws-sdk/client-s3';

import { MarketError } from '#core/errors.ts';
import { ask, askPlainly, openBucket } from './s3-bucket.ts';
import { allowReaders } from './s3-cors.ts';
import { isNotThere, statusOf, toTargetError } from './s3-errors.ts';

import type {
  PublishTarget,
  PutOptions,
  TargetEntry,
  TargetFile,
  TargetOptions,
} from '#core/model/publish-target.ts';
import type { Clock } from '#core/ports.ts';
import type { S3Address } from './s3-address.ts';
import type { Bucket } from './s3-bucket.ts';

/** Above it a body is sent in pieces, so that its way is seen. */
const PIECE = 256 * 1024;
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

async function readObject(
  place: Bucket,
  path: string,
  { limit, signal }: { limit: number; signal?: AbortSignal | undefined },
): Promise<TargetFile | undefined> {
  return ask(place, signal, async (sending) => {
    const command = new s3.GetObjectCommand(keyOf(place, path));
    const date = hearDate(command);
    const found = await place.client.send(command, sending).catch(absent);
    if (!found) return undefined;
    const bytes = await readBody(found.Body as Readable, { path, limit, base: place.base });
    place.traffic.received += bytes.length;
    const written = found.LastModified?.getTime();
    const age = written === undefined ? undefined : (date() ?? place.clock.now()) - written;
    return { bytes, version: found.ETag ?? '', age };
  });
}

function absent(thrown: unknown): undefined {
  if (!isNotThere(thrown)) throw thrown;
}

/** The time of the answer by the clock of the server, so that no other clock is asked how old something there is. */
function hearDate(command: s3.GetObjectCommand): () => number | undefined {
  let heard: number | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Record<string, string> };
      const date = Date.parse(headers?.['date'] ?? '');
      heard = Number.isNaN(date) ? undefined : date;
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  return () => heard;
}

async function readBody(
  body: Readable,
  { path, limit, base }: { path: string; limit: number; base: string },
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > limit) {
      body.destroy();
      throw new MarketError(
        'target-invalid',
        `${path} at ${base} has more than the allowed ${limit} bytes: nothing is published there.`,
        {
          details: { target: base, file: path, allowed: limit },
        },
      );
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function putObject(
  place: Bucket,
  path: string,
  { bytes, wish }: { bytes: Uint8Array; wish: PutOptions },
): Promise<string> {
  const { when, signal } = wish;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return ask(place, signal, async (sending, attempt) => {
    const command = new s3.PutObjectCommand({
      ...keyOf(place, path),
      ...headersOf(place, wish),
      Body: toBody(bytes, wish),
      ContentLength: bytes.length,
      ...(when === 'absent' ? { IfNoneMatch: '*' } : when && { IfMatch: when.version }),
    });
    // The server refuses other bytes than these, also where they are sent in pieces.
    command.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] =
          sha256;
        return next(args);
      },
      { step: 'build' },
    );
    try {
      const { ETag } = await place.client.send(command, sending);
      place.traffic.sent += bytes.length;
      return ETag ?? '';
    } catch (thrown) {
      // Of two tries the first may have done it, and only its answer was lost.
      const own =
        statusOf(thrown) === 412 && attempt > 1
          ? await isOurs(place, path, { bytes, wish })
          : undefined;
      if (own !== undefined) return own;
      throw thrown;
    }
  });
}

async function isOurs(
  place: Bucket,
  path: string,
  { bytes, wish }: { bytes: Uint8Array; wish: PutOptions },
): Promise<string | undefined> {
  const found = await readObject(place, path, { limit: bytes.length + 1, signal: wish.signal });
  return found && Buffer.from(bytes).equals(found.bytes) ? found.version : undefined;
}

function headersOf({ acl }: Bucket, { contentType, cacheControl }: PutOptions) {
  return { ContentType: contentType, CacheControl: cacheControl, ...(acl && { ACL: acl }) };
}

function toBody(bytes: Uint8Array, { onProgress }: PutOptions): Uint8Array | Readable {
  if (bytes.length <= PIECE) return bytes;
  function* pieces() {
    for (let at = 0; at < bytes.length; at += PIECE) {
      onProgress?.(at);
      yield bytes.subarray(at, at + PIECE);
    }
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark: PIECE });
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
      ...headersOf(place, wish),
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

function keyOf({ address: { bucket, prefix } }: Bucket, path: string) {
  return { Bucket: bucket, Key: `${prefix}${path}` };
}
