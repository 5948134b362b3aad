/** One package of the list. Every text in it comes from the market and is shown as text, clipped and set apart by direction. */
import { memo } from 'react';

import { withdrawnReason } from '#core/find/index.ts';
import { IconImage } from '../parts/icon-image.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { formatHash } from '../router.ts';
import { marketTexts } from '../messages/market.ts';

import type { PackageEntry } from '#core/model/market.ts';

const TAGS_SHOWN = 3;

export interface PackageCardProps {
  entry: PackageEntry;
  /** Shown when several markets are configured. */
  marketName: string | undefined;
}

export const PackageCard = memo(function PackageCard({ entry, marketName }: PackageCardProps) {
  const label = toLine(entry.label, TEXT_LIMITS.label) || entry.name;
  const { market, name, latest } = entry;
  return (
    <li className="pm-card">
      <div className="pm-card-head">
        <IconImage label={label} />
        <div className="pm-card-titles">
          <h2 className="pm-card-title" dir="auto">
            <a className="pm-card-link" href={formatHash({ page: 'package', market, name })}>
              {label}
            </a>
          </h2>
          <Author entry={entry} />
        </div>
      </div>
      <p className="pm-card-text" dir="auto">
        {toLine(entry.description, TEXT_LIMITS.paragraph)}
      </p>
      <div className="pm-card-foot">
        <span className="pm-version">
          <span className="pm-hidden">{marketTexts.version} </span>
          {latest.version}
        </span>
        {withdrawnReason(latest) !== undefined && (
          <span className="pm-chip pm-chip-danger">{marketTexts.withdrawn}</span>
        )}
        {latest.beta === true && <span className="pm-chip pm-chip-beta">{marketTexts.beta}</span>}
        <Tags tags={entry.tags} />
      </div>
      {marketName !== undefined && (
        <p className="pm-card-market" dir="auto">
          {marketName}
        </p>
      )}
    </li>
  );
});

function Author({ entry }: { entry: PackageEntry }) {
  const author = toLine(entry.author || entry.org, TEXT_LIMITS.label);
  if (author === '') return null;
  return (
    <p className="pm-card-author">
      {marketTexts.by} <bdi>{author}</bdi>
    </p>
  );
}

function Tags({ tags }: { tags: string[] }) {
  const more = tags.length - TAGS_SHOWN;
  const chips = tags.slice(0, TAGS_SHOWN).map((tag, at) => (
    <span key={at} className="pm-chip" dir="auto">
      {toLine(tag, TEXT_LIMITS.label)}
    </span>
  ));
  if (more <= 0) return chips;
  return (
    <>
      {chips.slice(0, -1)}
      <span className="pm-card-last">
        {chips.at(-1)}
        <span className="pm-card-more">+{more}</span>
      </span>
    </>
  );
}
