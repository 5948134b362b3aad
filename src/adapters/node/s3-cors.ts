/** The rule of a bucket that lets pages of any origin read it; rules that others made stay. */
import { GetBucketCorsCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';

import { statusOf } from './s3-errors.ts';

import type { CORSRule, GetBucketCorsCommandOutput } from '@aws-sdk/client-s3';

/** Markets hold nothing that is meant for one origin only, and readers send no cookies. */
const RULE: CORSRule = {
  ID: 'pai-market',
  AllowedOrigins: ['*'],
  AllowedMethods: ['GET', 'HEAD'],
  AllowedHeaders: ['*'],
  ExposeHeaders: ['ETag', 'Content-Range', 'Accept-Ranges', 'Retry-After'],
  MaxAgeSeconds: 86_400,
};

/** Sends one request; throws what the service answers. */
export interface CorsClient {
  get(command: GetBucketCorsCommand): Promise<GetBucketCorsCommandOutput>;
  put(command: PutBucketCorsCommand): Promise<unknown>;
}

/** `refused`: the account may not, or the service has no such thing. Throws what else the service answers. */
export async function allowReaders(
  bucket: string,
  client: CorsClient,
): Promise<'set' | 'kept' | 'refused'> {
  try {
    const rules = await rulesOf(bucket, client);
    if (rules.some(isEnough)) return 'kept';
    const CORSRules = [...rules.filter(({ ID }) => ID !== RULE.ID), RULE];
    await client.put(
      new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }),
    );
    return 'set';
  } catch (thrown) {
    if (REFUSED.has(statusOf(thrown) ?? 0)) return 'refused';
    throw thrown;
  }
}

const REFUSED: ReadonlySet<number> = new Set([400, 401, 403, 405, 501]);

async function rulesOf(bucket: string, client: CorsClient): Promise<CORSRule[]> {
  try {
    return (await client.get(new GetBucketCorsCommand({ Bucket: bucket }))).CORSRules ?? [];
  } catch (thrown) {
    if ((thrown as { name?: string }).name === 'NoSuchCORSConfiguration') return [];
    throw thrown;
  }
}

function isEnough({ AllowedOrigins = [], AllowedMethods = [] }: CORSRule): boolean {
  return AllowedOrigins.includes('*') && AllowedMethods.includes('GET');
}
