/** Versions and ranges of artifacts in CDAP's own order, which is what its servers choose by. */

interface ArtifactVersion {
  /** Major, minor, fix; a missing one is lower than 0. */
  numbers: number[];
  /** Absent is higher than any. */
  suffix: string | undefined;
}

export interface ArtifactRange {
  text: string;
  includes(version: string): boolean;
}

const VERSION = /(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[.-](.*))?$/;
/** Longer than any name and version that may be sent, so that looking for the version takes no time. */
const LONGEST_ARCHIVE = 512;

const WHOLE_VERSION = new RegExp(`^${VERSION.source}`);
const RANGE = /^([[(])([^,[\]()]{1,64}),([^,[\]()]{1,64})([\])])$/;

/** Negative when `a` is older. Undefined where one of them is no version to CDAP. */
export function compareArtifactVersions(a: string, b: string): number | undefined {
  const left = parse(a);
  const right = parse(b);
  return left && right && compare(left, right);
}

export function isSnapshot(version: string): boolean {
  return parse(version)?.suffix?.toLowerCase().startsWith('snapshot') ?? false;
}

/** Whether a text means to be a range; an exact version is none. */
export function looksLikeRange(text: string): boolean {
  return /^\s*[[(]/.test(text);
}

/** `[1.0.0,2.0.0)` with both ends, spaces allowed; undefined for what CDAP refuses, an empty range included. */
export function parseArtifactRange(text: string): ArtifactRange | undefined {
  const [, opening, lowText = '', highText = '', closing] = RANGE.exec(text.trim()) ?? [];
  const low = parse(lowText.trim());
  const high = parse(highText.trim());
  if (!low || !high) return undefined;
  const order = compare(low, high);
  if (order > 0 || (order === 0 && opening === '[' && closing === ')')) return undefined;
  return {
    text: text.trim(),
    includes(version) {
      const parsed = parse(version);
      if (!parsed) return false;
      const above = compare(parsed, low);
      const below = compare(parsed, high);
      return (
        (opening === '[' ? above >= 0 : above > 0) && (closing === ']' ? below <= 0 : below < 0)
      );
    },
  };
}

/** The newest; a release before its snapshots. */
export function newestVersion(versions: readonly string[]): string | undefined {
  return versions.reduce<string | undefined>((newest, version) => {
    if (newest === undefined) return version;
    return (compareArtifactVersions(version, newest) ?? -1) > 0 ? version : newest;
  }, undefined);
}

/** Whether a cluster is at least of this release; its own snapshots count. False where it tells no version that can be read. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [first = -1, second = -1] = parse(version)?.numbers ?? [];
  return first > major || (first === major && Math.max(second, 0) >= minor);
}

export interface ArchiveName {
  name: string;
  version: string;
}

/**
 * Name and version as CDAP reads them from a file name `name-version.jar`: the version begins at the first number that lets it
 * reach to the end, so `s3-sink-1.0.0.jar` is none.
 */
export function readArchiveName(file: string): ArchiveName | undefined {
  if (!file.endsWith('.jar') || file.length > LONGEST_ARCHIVE) return undefined;
  const stem = file.slice(0, -'.jar'.length);
  const found = VERSION.exec(stem);
  if (!found || found.index < 2 || stem[found.index - 1] !== '-') return undefined;
  return { name: stem.slice(0, found.index - 1), version: found[0] };
}

function parse(text: string): ArtifactVersion | undefined {
  const found = WHOLE_VERSION.exec(text);
  if (!found) return undefined;
  const [, major, minor, fix, suffix] = found;
  return {
    numbers: [major, minor, fix].map((digits) => (digits === undefined ? -1 : Number(digits))),
    suffix,
  };
}

function compare(a: ArtifactVersion, b: ArtifactVersion): number {
  for (const [at, number] of a.numbers.entries()) {
    const order = number - (b.numbers[at] ?? -1);
    if (order !== 0) return order;
  }
  if (a.suffix === b.suffix) return 0;
  if (a.suffix === undefined) return 1;
  if (b.suffix === undefined) return -1;
  return a.suffix < b.suffix ? -1 : 1;
}
