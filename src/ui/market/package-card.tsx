/** One package of the list. Every text in it comes from the market and is shown as text, clipped and set apart by direction. */
import { memo } from 'react';

import { IconImage } from '../parts/icon-image.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Age } from '../parts/time.tsx';
import { formatHash } from '../router.ts';
import { marketTexts } from '../messages/market.ts';
import { Marked } from './marked.tsx';

import type { CSSProperties } from 'react';
import type { Card } from '#core/model/listing.ts';

const TAGS_SHOWN = 3;
/** A label that may be cut off, in characters. */
const LONG = 40;

export interface PackageCardProps {
  card: Card;
  marks: readonly string[];
  /** Shown when several markets are. */
  marketName: string | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  /** Where in the whole list it stands, from 1, and how many there are. */
  position: number;
  of: number;
  /** The one that Tab leads to; arrows go on from it. */
  tabStop: boolean;
  /** Pixels from the top of the list, and which column; absent before the list was measured. */
  top: number | undefined;
  column: number;
}

/** What the list finds its cards by: stays the same when a card is made anew. */
export function keyOf({ market, name }: Pick<Card, 'market' | 'name'>): string {
  return `${market}/${name}`;
}

export const PackageCard = memo(function PackageCard(props: PackageCardProps) {
  const { card, marks, marketName, now } = props;
  const { market, name } = card;
  const label = toLine(card.label, TEXT_LIMITS.label) || name;
  const author = toLine(card.author || card.org, TEXT_LIMITS.label);
  return (
    <li
      className="pm-card"
      style={styleOf(props)}
      aria-posinset={props.position}
      aria-setsize={props.of}
    >
      <div className="pm-card-head">
        <IconImage label={label} />
        <h2 className="pm-card-title" dir="auto">
          <a
            className="pm-card-link"
            href={formatHash({ page: 'package', market, name })}
            title={label.length > LONG ? label : undefined}
            tabIndex={props.tabStop ? 0 : -1}
            data-at={props.position - 1}
            data-key={keyOf(card)}
          >
            <Marked text={label} marks={marks} />
          </a>
        </h2>
      </div>
      <p className="pm-card-text" dir="auto">
        <Marked text={toLine(card.description, TEXT_LIMITS.line)} marks={marks} />
      </p>
      <p className="pm-card-facts">
        <span className="pm-version">
          <span className="pm-hidden">{marketTexts.version} </span>
          {card.version}
        </span>
        {author !== '' && (
          <span className="pm-card-author">
            <Sentence
              words={marketTexts.by}
              parts={{
                author: (
                  <bdi>
                    <Marked text={author} marks={marks} />
                  </bdi>
                ),
              }}
            />
          </span>
        )}
        {card.updated !== undefined && (
          <span className="pm-card-updated">
            <span className="pm-hidden">{marketTexts.updated} </span>
            <Age at={card.updated * 1000} now={now} />
          </span>
        )}
      </p>
      <Chips card={card} marks={marks} />
      {marketName !== undefined && (
        <p className="pm-card-market" dir="auto">
          {marketName}
        </p>
      )}
    </li>
  );
});

export function styleOf({
  top,
  column,
}: Pick<PackageCardProps, 'top' | 'column'>): CSSProperties | undefined {
  if (top === undefined) return undefined;
  return { '--pm-card-top': `${top}px`, '--pm-card-column': column } as CSSProperties;
}

function Chips({ card, marks }: Pick<PackageCardProps, 'card' | 'marks'>) {
  const { misfit, needs, tags, types } = card;
  const more = tags.length - TAGS_SHOWN;
  return (
    <div className="pm-card-chips">
      {card.withdrawn !== undefined && (
        <span className="pm-chip pm-chip-danger" title={toLine(card.withdrawn)}>
          {marketTexts.withdrawn}
        </span>
      )}
      {misfit && (
        <span
          className="pm-chip pm-chip-warning"
          title={marketTexts.misfitReason(misfit.cluster, toLine(misfit.range), misfit.version)}
        >
          {marketTexts.misfit(misfit.cluster)}
        </span>
      )}
      {card.beta && <span className="pm-chip pm-chip-beta">{marketTexts.beta}</span>}
      {types.map((type) => (
        <span key={type} className="pm-chip pm-chip-type">
          {Object.hasOwn(marketTexts.types, type) ? marketTexts.types[type] : toLine(type)}
        </span>
      ))}
      {needs?.gpu !== undefined && needs.gpu > 0 && (
        <span className="pm-chip">{marketTexts.gpus(needs.gpu)}</span>
      )}
      {tags.slice(0, TAGS_SHOWN).map((tag, at) => (
        <span key={at} className="pm-chip" dir="auto">
          <Marked text={toLine(tag, TEXT_LIMITS.label)} marks={marks} />
        </span>
      ))}
      {more > 0 && (
        <span className="pm-card-more">
          <span aria-hidden="true">+{more}</span>
          <span className="pm-hidden">{marketTexts.moreTags(more)}</span>
        </span>
      )}
    </div>
  );
}
