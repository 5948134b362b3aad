/** Cuts a changelog to what changed between two versions: Keep a Changelog headings, or plain ones. */
import { compareVersions } from '#core/find/index.ts';

export interface VersionSpan {
  /** Left out: its changes are known. */
  after: string;
  /** With. */
  upTo: string;
}

interface Heading {
  /** Index of its line. */
  line: number;
  level: number;
  /** Undefined for a heading that names no version. */
  version: string | undefined;
}

const HEADING = /^(#{1,3})[ \t]+(.+?)[ \t]*#*$/;
/** `1.2.0`, `[1.2.0] - 2024-05-01`, `v1.2.0 (2024-05-01)`, `Version 1.2.0`, `[1.2.0](https://…)`. */
const VERSION = /^(?:version[ \t]+|release[ \t]+)?\[?v?(\d[0-9A-Za-z.+~-]*)\]?(?=[\s(:,–—]|$)/i;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const DEFINITION = /^ {0,3}\[[^\]]+\]:[ \t]*\S/;

/**
 * The sections of the versions in between, as they stand, with the link definitions of the file;
 * undefined where no heading names such a version.
 */
export function cutChangelog(text: string, span: VersionSpan): string | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  const found = findHeadings(lines);
  // Versions stand at one level; "3 fixes" further below is none.
  const level = found.find(({ version }) => version !== undefined)?.level ?? 0;
  const headings = found.filter((heading) => heading.level <= level);
  const sections = headings.flatMap((heading, at) => {
    const { version } = heading;
    if (heading.level !== level || version === undefined || !isWithin(version, span)) return [];
    const next = headings[at + 1];
    const body = lines.slice(heading.line, next?.line).filter((line) => !DEFINITION.test(line));
    return [body.join('\n').trimEnd()];
  });
  if (sections.length === 0) return undefined;
  const definitions = lines.filter((line) => DEFINITION.test(line));
  return [...sections, ...(definitions.length > 0 ? [definitions.join('\n')] : [])].join('\n\n');
}

/** Whether a version is newer than the first and not newer than the second. */
export function isWithin(version: string, { after, upTo }: VersionSpan): boolean {
  return compareVersions(version, after) > 0 && compareVersions(version, upTo) <= 0;
}

/** Headings of the first three levels; what stands in a block of code is none. */
function findHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let fence: string | undefined;
  for (const [line, text] of lines.entries()) {
    const mark = FENCE.exec(text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    const [, hashes = '', title = ''] = HEADING.exec(text) ?? [];
    if (hashes) headings.push({ line, level: hashes.length, version: VERSION.exec(title)?.[1] });
  }
  return headings;
}
