/** What the change log says of the versions between two, newest first. */
import { useMemo } from 'react';

import { compareVersions } from '#core/find/index.ts';
import { packageTexts } from '../messages/package.ts';
import { Markdown } from '../parts/markdown.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { sectionsOf } from './changelog.ts';
import { releasesBetween } from './releases.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';

/** So many versions are told of. */
const SHOWN = 30;

export interface Note {
  version: string;
  /** Markdown. */
  text: string;
}

export function ReleaseNotes(props: { before: OpenPackage; after: OpenPackage }): ReactNode {
  const { before, after } = props;
  const notes = useMemo(() => notesBetween(before, after), [before, after]);
  const rest = notes.length - SHOWN;
  if (notes.length === 0) return null;
  return (
    <section className="pm-release-notes">
      <h3 className="pm-part-title">{packageTexts.changes.notes}</h3>
      {notes.slice(0, SHOWN).map(({ version, text }) => (
        <article key={version}>
          <h4>{toLine(version, TEXT_LIMITS.label)}</h4>
          <Markdown text={text} below={4} />
        </article>
      ))}
      {rest > 0 && <p className="pm-soft">{packageTexts.more(rest)}</p>}
    </section>
  );
}

/** From the newer version's CHANGELOG, which is verified with it; else what the list says of a version. */
export function notesBetween(before: OpenPackage, after: OpenPackage): Note[] {
  const newer = compareVersions(before.version, after.version) > 0 ? before : after;
  const sections = sectionsOf(newer.changelog ?? '', newer.versions);
  return releasesBetween(newer.releases, before.version, after.version).flatMap(
    ({ version, changelog = '' }) => {
      const own = version === newer.version ? (newer.spec.changelog ?? '') : '';
      const text = sections.get(version) || own || changelog;
      return text.trim() === '' ? [] : [{ version, text }];
    },
  );
}
