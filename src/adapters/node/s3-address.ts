/** Where in S3-compatible storage a market goes, as it is written on the command line. */
import { MarketError } from '#core/errors.ts';

export interface S3Address {
  bucket: string;
  /** Empty, or ends in a slash. */
  prefix: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** What keys, addresses and messages take as it is. */
const SEGMENT = /^[A-Za-z0-9!_.*'()=@+,-]{1,255}$/;

/** Reads `s3://bucket/prefix`. Throws `usage`. */
export function readS3Address(text: string): S3Address {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)(.*)$/i.exec(text) ?? [];
  if (!BUCKET.test(bucket)) {
    throw usage(
      `"${text}" names no bucket: write s3://bucket/prefix, the bucket in lower-case letters, digits, "." and "-".`,
    );
  }
  const segments = path.split('/').filter((segment) => segment !== '');
  const bad = segments.find((segment) => !SEGMENT.test(segment) || /^\.{1,2}$/.test(segment));
  if (bad !== undefined) {
    throw usage(
      `The prefix of "${text}" has a part "${bad}" that cannot stand in an address; use letters, digits and the marks of file names.`,
    );
  }
  return { bucket, prefix: segments.map((segment) => `${segment}/`).join('') };
}

/** The address of a server, without a path or secrets in it. Throws `usage`. */
export function readEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw usage(`--endpoint "${text}" is no http(s) address, such as https://s3.example.org.`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usage(
      '--endpoint takes an address alone: credentials come from the environment, such as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  }
  return url.href;
}

function usage(sentence: string): MarketError {
  return new MarketError('usage', sentence);
}
