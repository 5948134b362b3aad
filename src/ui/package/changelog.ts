/** Finds in a change log what it says of single versions; pure. */

/** Longest change log that is looked through, in characters. */
const LONGEST = 400_000;

/**
 * By version, the text below the heading that names it (`## 1.2.0 (2026-01-01)`, `# [v1.2.0]`), up to the next heading that names
 * one or stands above. Of several headings the first counts.
 */
export function sectionsOf(text: string, versions: readonly string[]): Map<string, string> {
  const sections = new Map<string, string>();
  const known = new Set(versions);
  let open: { version: string; level: number; lines: string[] } | undefined;
  const close = () => {
    if (open && !sections.has(open.version))
      sections.set(open.version, open.lines.join('\n').trim());
    open = undefined;
  };
  let fence = false;
  for (const line of text.slice(0, LONGEST).split(/\r?\n/)) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) fence = !fence;
    const heading = fence ? undefined : /^(#{1,6})\s+(.*)$/.exec(line);
    const level = heading?.[1]?.length ?? 0;
    const version = heading ? versionIn(heading[2] ?? '', known) : undefined;
    if (version !== undefined || (heading && open && level <= open.level)) close();
    if (version !== undefined) open = { version, level, lines: [] };
    else open?.lines.push(line);
  }
  close();
  return sections;
}

/** The first word of a heading that is a version, with or without `v` and brackets. */
function versionIn(heading: string, versions: ReadonlySet<string>): string | undefined {
  const words = heading.slice(0, 200).split(/[\s()[\]{}<>,:;*_`"'“”|/=]+/);
  for (const word of words) {
    const bare = word.replace(/\.$/, '');
    if (versions.has(bare)) return bare;
    if (/^v\d/i.test(bare) && versions.has(bare.slice(1))) return bare.slice(1);
  }
  return undefined;
}
