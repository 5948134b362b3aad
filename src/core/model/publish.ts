/** What the publishing side reports: findings as data, and the packages they are about. */
import type { ErrorCode } from '../errors.ts';
import type { Notice } from './market.ts';

/** Remarks of the publishing side that stop nothing; every other code is an `ErrorCode`. */
export type RemarkCode =
  | Notice['code']
  | 'file-excluded'
  | 'file-ignored'
  | 'range-invalid'
  | 'version-changed';

/** One thing to know or to repair; `message` is a full sentence. */
export interface Finding {
  /** An error stops the whole command; a warning stops nothing. */
  severity: 'error' | 'warning';
  code: ErrorCode | RemarkCode;
  /** Path in the source or the market, `/` between segments. */
  file: string;
  message: string;
}

export interface PackageId {
  name: string;
  version: string;
}
