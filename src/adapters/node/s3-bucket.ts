/** A bucket with its client, and how it is asked: tried again while that may help, refusals told as ours. */
import { setMaxListeners } from 'node:events';
import * as s3 from '@aws-sdk/client-s3';

import { MarketError } from '#core/errors.ts';
import { withRetries } from './retries.ts';
import { mayPass, toTargetError } from './s3-errors.ts';

import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { TargetOptions, TargetTraffic } from '#core/model/publish-target.ts';
import type { Clock } from '#core/ports.ts';
import type { S3Address } from './s3-address.ts';

const TRIES = 6;
/** Milliseconds without a byte. */
const IDLE_MS = 60_000;
const CONNECT_MS = 10_000;
export interface Bucket {
  client: s3.S3Client;
  address: S3Address;
  base: string;
  clock: Clock;
  tries: number;
  acl: 'public-read' | undefined;
  traffic: TargetTraffic;
  /** Whether its server compares the tags of conditions without their quotes. */
  bareTags: boolean;
}

export function openBucket(
  { bucket, prefix }: S3Address,
  { clock, ...options }: TargetOptions & { clock: Clock },
): Bucket {
  // Node 20 is what we promise to run on; its age is no news to whoever publishes.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return {
    client: new s3.S3Client(clientOf(options)),
    address: { bucket, prefix },
    base: `s3://${bucket}/${prefix}`.replace(/\/$/, ''),
    clock,
    tries: options.tries ?? TRIES,
    acl: options.publicRead ? 'public-read' : undefined,
    traffic: { requests: 0, sent: 0, received: 0 },
    bareTags: false,
  };
}

function clientOf({ endpoint, region }: TargetOptions): S3ClientConfig {
  return {
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Servers of one's own seldom have regions, and the signature needs the name of one.
    ...(region ? { region } : endpoint && { region: process.env['AWS_REGION'] ?? 'us-east-1' }),
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
  };
}

/** What goes with every request to the client. */
export interface Sending {
  abortSignal?: AbortSignal;
}

type Send<Result> = (options: Sending, attempt: number) => Promise<Result>;

/** One request, tried again while that may help; throws refusals. */
export async function ask<Result>(
  place: Bucket,
  signal: AbortSignal | undefined,
  send: Send<Result>,
): Promise<Result> {
  return askPlainly(place, signal, send).catch((thrown: unknown) => {
    throw toTargetError(thrown, place.base);
  });
}

/** The same, but throws what the service answers. */
export async function askPlainly<Result>(
  place: Bucket,
  signal: AbortSignal | undefined,
  send: Send<Result>,
): Promise<Result> {
  const { clock, tries } = place;
  // Every request under way listens to it, and their number is meant.
  if (signal) setMaxListeners(0, signal);
  return withRetries(
    async (attempt) => {
      if (signal?.aborted) throw new MarketError('cancelled', 'Cancelled; nothing more is done.');
      place.traffic.requests += 1;
      return send(signal ? { abortSignal: signal } : {}, attempt);
    },
    { tries, clock, signal, mayPass },
  );
}

export function keyOf({ address: { bucket, prefix } }: Bucket, path: string) {
  return { Bucket: bucket, Key: `${prefix}${path}` };
}
