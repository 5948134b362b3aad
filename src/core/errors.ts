/** The one error class of the product and the closed list of its codes; a code is stable, its words may change. */

/** Every code that an error state may carry, by group; sources: market format, security rules section 1. */
export const ERROR_CODES = [
  // configuration
  'config-invalid',
  'config-key-missing',
  'config-key-secret',
  'config-key-pin',
  'config-insecure-base',
  // network
  'net-unreachable',
  'net-cors',
  'net-status',
  'net-redirect',
  'net-timeout',
  'net-too-large',
  'net-truncated',
  // index and package
  'package-unknown',
  'package-yanked',
  'package-denied',
  'market-forbidden',
  'index-signature',
  'index-expired',
  'index-rollback',
  'index-future',
  'index-market',
  'index-mismatch',
  'index-invalid',
  // signatures and keys
  'signature-missing',
  'signature-malformed',
  'signature-too-large',
  'signature-type',
  'signature-weak-hash',
  'signature-weak-key',
  'signature-bad',
  'signature-expired',
  'signature-future',
  'signature-threshold',
  'signer-unknown',
  'key-expired',
  'key-revoked',
  'key-unusable',
  // spec
  'spec-encoding',
  'spec-json',
  'spec-invalid',
  'spec-version',
  'spec-identity',
  'spec-digest',
  // files beside the spec
  'license-digest',
  'license-declined',
  'file-digest',
  'file-encoding',
  'icon-invalid',
  // archive
  'archive-size',
  'archive-digest',
  'archive-unbound',
  // zip
  'zip-layout',
  'zip-mismatch',
  'zip-name',
  'zip-duplicate',
  'zip-type',
  'zip-size',
  'zip-crc',
  'zip-deflate',
  'zip-method',
  'zip-encrypted',
  'zip-zip64',
  'zip-descriptor',
  'zip-extra',
  'zip-comment',
  'zip-limit',
  'zip-empty',
  // actions
  'action-unknown',
  'action-argument',
  'action-file',
  'action-forbidden',
  'protocol-invalid',
  // dependencies
  'dependency-cycle',
  'dependency-depth',
  'dependency-count',
  'dependency-identity',
  'dependency-digest',
  'dependency-missing',
  'dependency-conflict',
  // files from elsewhere
  'external-scheme',
  'external-origin',
  'external-digest',
  'external-digest-missing',
  // cluster
  'login-required',
  'cluster-origin',
  'cluster-redirect',
  'cluster-unreachable',
  'cluster-auth',
  'cluster-forbidden',
  'cluster-conflict',
  'cluster-too-large',
  'cluster-rate-limited',
  'cluster-error',
  'cluster-lacks',
  'cluster-outcome',
  'cdap-missing',
  'cdap-auth',
  // installing
  'plan-refused',
  'install-elsewhere',
  'receipt-invalid',
  // publishing and the command line
  'source-invalid',
  'repository-missing',
  'repository-invalid',
  'repository-busy',
  'version-published',
  'publish-conflict',
  'target-unreachable',
  'target-forbidden',
  'target-invalid',
  'key-agent',
  'usage',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What was expected and found, for the page and for "Copy details"; values are plain text, never secrets. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

export interface MarketErrorOptions {
  /** The error that led to this one. */
  cause?: unknown;
  /** Which file or address was refused, digests, fingerprints, status … */
  details?: ErrorDetails;
}

/**
 * A refusal or failure that the caller cannot go on from.
 * `message` is a full sentence for people: what happened, with which file.
 */
export class MarketError extends Error {
  override readonly name = 'MarketError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: MarketErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** A refusal as plain data: what can be kept beside what was read all the same, and sent between threads. */
export type Problem = Pick<MarketError, 'code' | 'message' | 'details'>;

/** The plain data of an error, without its cause. */
export function toProblem({ code, message, details }: MarketError): Problem {
  return { code, message, details };
}

/** Wraps whatever was thrown; a `MarketError` passes as it is, anything else is our bug: `internal`. */
export function toMarketError(thrown: unknown): MarketError {
  if (thrown instanceof MarketError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new MarketError('internal', `Something went wrong in the marketplace itself: ${reason}`, {
    cause: thrown,
  });
}
