/** What the storage service answers, as refusals of ours; what may pass by waiting is told apart. */
import { MarketError } from '#core/errors.ts';

import type { ErrorCode } from '#core/errors.ts';

interface ServiceError {
  name?: string;
  message?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** Names of answers that come with a status which alone would not do, or with none. */
const PASSING: ReadonlySet<string> = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'InternalError',
  'ServiceUnavailable',
  'OperationAborted',
  'ConditionalRequestConflict',
  'TimeoutError',
]);
const PASSING_STATUS: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether the same request may be answered another time. */
export function mayPass(thrown: unknown): boolean {
  const { name = '', code, $metadata } = asService(thrown);
  if (PASSING.has(name)) return true;
  const status = $metadata?.httpStatusCode;
  if (status !== undefined) return PASSING_STATUS.has(status);
  // No answer at all: the connection failed, or broke.
  return code !== undefined && /^(?:E[A-Z]+|UND_ERR_\w+)$/.test(code) && code !== 'ENOTFOUND';
}

export function statusOf(thrown: unknown): number | undefined {
  return asService(thrown).$metadata?.httpStatusCode;
}

export function isNotThere(thrown: unknown): boolean {
  const { name } = asService(thrown);
  return (
    name === 'NoSuchKey' ||
    name === 'NotFound' ||
    (statusOf(thrown) === 404 && name !== 'NoSuchBucket')
  );
}

/** Trust in no word of the service: its message is shown, cut, and never acted upon. */
export function toTargetError(thrown: unknown, base: string): MarketError {
  if (thrown instanceof MarketError) return thrown;
  const { name = '', message = '', code } = asService(thrown);
  const status = statusOf(thrown);
  if (name === 'AbortError')
    return new MarketError('cancelled', 'Cancelled; nothing more is done.');
  const [kind, problem] = judge({ name, code, status, base });
  const told = [name, message === name ? '' : message.slice(0, 300)].filter(Boolean).join(': ');
  return new MarketError(kind, told === '' ? problem : `${problem} The answer was: ${told}`, {
    cause: thrown,
    details: { target: base, ...(status !== undefined && { status }) },
  });
}

function judge({
  name,
  code,
  status,
  base,
}: {
  name: string;
  code: string | undefined;
  status: number | undefined;
  base: string;
}): [ErrorCode, string] {
  if (status === 412) {
    return ['publish-conflict', `${base} was changed by somebody else meanwhile.`];
  }
  if (name === 'NoSuchBucket') {
    return ['target-invalid', `${base} is not there: make the bucket first.`];
  }
  if (status === 301 || name === 'PermanentRedirect' || name === 'AuthorizationHeaderMalformed') {
    return [
      'target-invalid',
      `${base} lies in another region or at another server: give --region or --endpoint.`,
    ];
  }
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    return [
      'target-forbidden',
      `There are no credentials for ${base}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.`,
    ];
  }
  if (status === 401 || status === 403) {
    return [
      'target-forbidden',
      `${base} refuses this account: it must be allowed to list, read, write and remove objects there.`,
    ];
  }
  if (/Region is missing/i.test(name) || code === 'ERR_INVALID_URL') {
    return ['usage', 'Nothing says the region of the bucket: give --region, or set AWS_REGION.'];
  }
  return ['target-unreachable', `${base} does not answer as it should${code ? ` (${code})` : ''}.`];
}

function asService(thrown: unknown): ServiceError {
  return typeof thrown === 'object' && thrown !== null ? (thrown as ServiceError) : {};
}
