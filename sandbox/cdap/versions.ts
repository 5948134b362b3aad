/** Versions of artifacts and ranges of parents, read as CDAP reads them. */
import { badRequest } from './call.ts';

/** Negative, zero or positive; a version with a suffix comes before the same without. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [parse(one), parse(other)];
  for (const index of [0, 1, 2]) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.suffix === b.suffix) return 0;
  if (a.suffix === '' || b.suffix === '') return a.suffix === '' ? 1 : -1;
  return a.suffix.toLowerCase() < b.suffix.toLowerCase() ? -1 : 1;
}

export interface ParentRange {
  /** Absent for the own namespace. */
  namespace: string | undefined;
  name: string;
  lower: string;
  upper: string;
  lowerInclusive: boolean;
  upperInclusive: boolean;
}

const RANGE =
  /^(?:([a-zA-Z0-9_]+):)?([.a-zA-Z0-9_-]+)([[(])\s*([.a-zA-Z0-9_-]+)\s*,\s*([.a-zA-Z0-9_-]+)\s*([\])])$/;

/** Such as `system:cdap-data-pipeline[4.0.0,5.0.0)`. Throws 400. */
export function parseParent(text: string): ParentRange {
  const [, namespace, name = '', open, lower = '', upper = '', close] = RANGE.exec(text) ?? [];
  if (open === undefined || compareVersions(lower, upper) > 0) {
    throw badRequest(
      `Invalid artifact range ${text}: expected a name with a version range such as name[1.0.0,2.0.0)`,
    );
  }
  const inclusive = { lowerInclusive: open === '[', upperInclusive: close === ']' };
  return { namespace, name, lower, upper, ...inclusive };
}

export function isInRange(range: ParentRange, version: string): boolean {
  const low = compareVersions(version, range.lower);
  const high = compareVersions(version, range.upper);
  return (
    (low > 0 || (low === 0 && range.lowerInclusive)) &&
    (high < 0 || (high === 0 && range.upperInclusive))
  );
}

function parse(version: string): { numbers: number[]; suffix: string } {
  const [, numbers = '', suffix = ''] = /^(\d+(?:\.\d+){0,2})(.*)$/.exec(version) ?? [
    '',
    '',
    version,
  ];
  return { numbers: numbers.split('.').map(Number), suffix: suffix.replace(/^[.-]/, '') };
}
