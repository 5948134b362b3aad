/** Order of versions: semantic versioning where it parses, else like Maven; total, linear, never string order. */

interface ParsedVersion {
  /** Leading numbers as digits without leading zeros; missing ones count as zero. */
  numbers: string[];
  /** -1 before the release (`-SNAPSHOT`, `-rc.1`), 0 the release itself, 1 after it (`.Final`, `-jre`). */
  phase: -1 | 0 | 1;
  semantic: boolean;
  qualifiers: string[];
}

const SEMANTIC = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
/** Qualifiers that Maven sorts before the release. */
const BEFORE_RELEASE = /^(?:alpha|beta|milestone|rc|cr|snapshot|dev|pre|preview|a|b|m)(?![a-z])/;

/** Negative when `a` is older, positive when newer, 0 when neither (`1.0`, `1.0.0` and `1.0.0+build`). */
export function compareVersions(a: string, b: string): number {
  return compareParsed(parseVersion(a), parseVersion(b));
}

/** The same order for sorting many: each version is taken apart once. */
export function createVersionOrder(): typeof compareVersions {
  const known = new Map<string, ParsedVersion>();
  const parse = (text: string): ParsedVersion => {
    const parsed = known.get(text) ?? parseVersion(text);
    known.set(text, parsed);
    return parsed;
  };
  return (a, b) => compareParsed(parse(a), parse(b));
}

function compareParsed(left: ParsedVersion, right: ParsedVersion): number {
  return (
    compareLists(left.numbers, right.numbers, compareNumbers, '0') ||
    left.phase - right.phase ||
    // Within one phase the two notations are kept apart, so that the order stays transitive.
    Number(right.semantic) - Number(left.semantic) ||
    compareLists(left.qualifiers, right.qualifiers, compareQualifiers)
  );
}

function parseVersion(text: string): ParsedVersion {
  const semantic = SEMANTIC.exec(text);
  if (semantic) {
    const [, major = '', minor = '', patch = '', pre] = semantic;
    return {
      numbers: [major, minor, patch].map(stripZeros),
      phase: pre === undefined ? 0 : -1,
      // Release versions compare by numbers only, whatever their notation.
      semantic: true,
      qualifiers: pre === undefined ? [] : pre.split('.'),
    };
  }
  return parseTokens(text.replace(/^v(?=\d)/i, ''));
}

function parseTokens(text: string): ParsedVersion {
  const plain = text.replace(/\+.*$/s, '');
  const lead = /^\d+(?:\.\d+)*/.exec(plain)?.[0] ?? '';
  const rest = plain.slice(lead.length);
  const qualifiers = rest.toLowerCase().match(/\d+|[a-z]+/g) ?? [];
  return {
    numbers: lead === '' ? [] : lead.split('.').map(stripZeros),
    phase: phaseOf(rest),
    semantic: qualifiers.length === 0,
    qualifiers,
  };
}

function phaseOf(rest: string): ParsedVersion['phase'] {
  if (!/[0-9a-z]/i.test(rest)) return 0;
  if (rest.startsWith('~')) return -1;
  return BEFORE_RELEASE.test(rest.toLowerCase().replace(/^[.+_-]+/, '')) ? -1 : 1;
}

function stripZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** Digits of any length, so no number is too large to compare. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareQualifiers(a: string, b: string): number {
  const numeric = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numeric[0] && numeric[1]) return compareNumbers(stripZeros(a), stripZeros(b));
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Item by item; where one list ends, `filler` stands in, and without one the shorter list comes first. */
function compareLists(
  a: string[],
  b: string[],
  compare: (a: string, b: string) => number,
  filler?: string,
): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a[at] ?? filler;
    const right = b[at] ?? filler;
    if (left === undefined || right === undefined) return a.length - b.length;
    const order = compare(left, right);
    if (order !== 0) return order;
  }
  return 0;
}
