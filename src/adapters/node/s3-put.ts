/** Writes one object of a bucket, whole or not at all, and under a condition where one is given. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import * as s3 from '@aws-sdk/client-s3';

import { ask, keyOf } from './s3-bucket.ts';
import { statusOf } from './s3-errors.ts';
import { readObject } from './s3-read.ts';

import type { PutOptions } from '#core/model/publish-target.ts';
import type { Bucket, Sending } from './s3-bucket.ts';

/** Above it a body is sent in pieces, so that its way is seen. */
const PIECE = 256 * 1024;
/** What is written under a condition is small; who put more there is somebody else. */
const MOST_COMPARED = 16 * 1024 * 1024;
/** Publishers' notes are for publishers. */
const OWN_FOLDER = '.publish/';

interface Put {
  path: string;
  bytes: Uint8Array;
  wish: PutOptions;
  sha256: string;
}

/** Gives its new version. Throws refusals, `publish-conflict` where the condition does not hold. */
export async function putObject(
  place: Bucket,
  path: string,
  { bytes, wish }: { bytes: Uint8Array; wish: PutOptions },
): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const put: Put = { path, bytes, wish, sha256 };
  return ask(place, wish.signal, async (sending, attempt) => {
    try {
      return await send(place, put, sending);
    } catch (thrown) {
      if (statusOf(thrown) !== 412 || !wish.when) throw thrown;
      const version = await versionAfterRefusal(place, put, { sending, attempt });
      if (version === undefined) throw thrown;
      return version;
    }
  });
}

export function headersOf(
  { acl }: Bucket,
  path: string,
  { contentType, cacheControl }: PutOptions,
) {
  const isPublic = acl !== undefined && !path.startsWith(OWN_FOLDER);
  return { ContentType: contentType, CacheControl: cacheControl, ...(isPublic && { ACL: acl }) };
}

async function send(place: Bucket, put: Put, sending: Sending): Promise<string> {
  const { path, bytes, wish, sha256 } = put;
  const command = new s3.PutObjectCommand({
    ...keyOf(place, path),
    ...headersOf(place, path, wish),
    ...conditionOf(place, wish),
    Body: toBody(bytes, wish),
    ContentLength: bytes.length,
  });
  // The server refuses other bytes than these, also where they are sent in pieces.
  command.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers['x-amz-content-sha256'] = sha256;
      return next(args);
    },
    { step: 'build' },
  );
  const { ETag } = await place.client.send(command, sending);
  place.traffic.sent += bytes.length;
  return ETag ?? '';
}

function conditionOf({ bareTags }: Bucket, { when }: PutOptions) {
  if (when === undefined) return {};
  if (when === 'absent') return { IfNoneMatch: '*' };
  return { IfMatch: bareTags ? when.version.replaceAll('"', '') : when.version };
}

/**
 * Of two tries the first may have done it, and only its answer was lost. And radosgw refuses every tag in quotes, as the
 * standard has it: where the file is still in the version asked for, it is asked once more without them.
 */
async function versionAfterRefusal(
  place: Bucket,
  put: Put,
  { sending, attempt }: { sending: Sending; attempt: number },
): Promise<string | undefined> {
  const { path, bytes, wish } = put;
  const options = { limit: MOST_COMPARED + bytes.length, signal: wish.signal };
  const found = await readObject(place, path, options);
  if (!found) return undefined;
  if (attempt > 1 && Buffer.from(bytes).equals(found.bytes)) return found.version;
  const isAsWished = typeof wish.when === 'object' && wish.when.version === found.version;
  if (place.bareTags || !isAsWished) return undefined;
  place.bareTags = true;
  place.traffic.requests += 1;
  return send(place, put, sending);
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
