/** Reads one object of a bucket, bounded, with how old it is by the server's own clock. */
import * as s3 from '@aws-sdk/client-s3';

import { MarketError } from '#core/errors.ts';
import { ask, keyOf } from './s3-bucket.ts';
import { isNotThere } from './s3-errors.ts';

import type { Readable } from 'node:stream';
import type { TargetFile } from '#core/model/publish-target.ts';
import type { Bucket } from './s3-bucket.ts';

/** Undefined where nothing is. Throws `target-invalid` above the limit. */
export async function readObject(
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

/** For what may be missing; throws all else. */
export function absent(thrown: unknown): undefined {
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
