/** Version ranges such as `[4.0.0,4.1.0)`: which clusters a package says it is for. */
import { compareVersions } from './version.ts';

import type { PackageRow } from '../model/generated.ts';

/** A missing bound is open to its side. */
export interface VersionRange {
  min?: { version: string; included: boolean };
  max?: { version: string; included: boolean };
}

export type Compatibility = 'compatible' | 'incompatible' | 'unknown';

const LONGEST_VERSION = 64;

/** `[a,b)`, `(a,b]`, `[a,)`, `(,b]`, `[a,a]`, spaces allowed; undefined for anything else. */
export function parseRange(text: string): VersionRange | undefined {
  const trimmed = text.trim();
  const opening = trimmed[0];
  const closing = trimmed[trimmed.length - 1];
  if (trimmed.length < 3 || (opening !== '[' && opening !== '(')) return undefined;
  if (closing !== ']' && closing !== ')') return undefined;
  const parts = trimmed.slice(1, -1).split(',');
  const [min, max] = parts.map((part) => part.trim());
  if (parts.length !== 2 || min === undefined || max === undefined) return undefined;
  if (!isBound(min) || !isBound(max) || (min === '' && max === '')) return undefined;
  return {
    ...(min === '' ? {} : { min: { version: min, included: opening === '[' } }),
    ...(max === '' ? {} : { max: { version: max, included: closing === ']' } }),
  };
}

/** Whether nothing can lie in the range, such as `[6.1.2,6.1.2)`: the old way to withdraw a version. */
export function isEmptyRange(range: VersionRange): boolean {
  const { min, max } = range;
  if (!min || !max) return false;
  const order = compareVersions(min.version, max.version);
  return order > 0 || (order === 0 && !(min.included && max.included));
}

/** No range fits every cluster; a range that does not parse, or a cluster that tells no version, is unknown. */
export function judgeCompatibility(
  range: string | undefined,
  version: string | undefined,
): Compatibility {
  if (range === undefined || range.trim() === '') return 'compatible';
  const parsed = parseRange(range);
  if (!parsed) return 'unknown';
  if (isEmptyRange(parsed)) return 'incompatible';
  if (version === undefined) return 'unknown';
  return matchesRange(parsed, version) ? 'compatible' : 'incompatible';
}

/** The CDAP range of a row in either spelling: `cdapVersion`, or `dependencies.cdap` with its two bounds. */
export function cdapRange(
  row: Pick<PackageRow, 'cdapVersion' | 'dependencies'>,
): string | undefined {
  if (row.cdapVersion !== undefined) return row.cdapVersion;
  const { minVersion, maxVersion } = row.dependencies?.cdap ?? {};
  if (minVersion === undefined && maxVersion === undefined) return undefined;
  return `[${minVersion ?? ''},${maxVersion ?? ''})`;
}

function isBound(text: string): boolean {
  return text.length <= LONGEST_VERSION && !/[\s[\]()]/.test(text);
}

/** Whether a version lies in the range. */
export function matchesRange(range: VersionRange, version: string): boolean {
  const { min, max } = range;
  if (min) {
    const order = compareVersions(version, min.version);
    if (order < 0 || (order === 0 && !min.included)) return false;
  }
  if (max) {
    const order = compareVersions(version, max.version);
    if (order > 0 || (order === 0 && !max.included)) return false;
  }
  return true;
}
