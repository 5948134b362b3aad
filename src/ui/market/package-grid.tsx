/** The packages as cards, of which only those near the window are drawn; grey shapes stand in for cards that are on their way. */
import { forwardRef, memo, useEffect, useImperativeHandle } from 'react';

import { marketTexts } from '../messages/market.ts';
import { keyOf, PackageCard, styleOf } from './package-card.tsx';
import { useCardFocus } from './use-card-focus.ts';
import { useGrid } from './use-grid.ts';

import type { Card } from '#core/model/listing.ts';
import type { Grid } from './use-grid.ts';

export interface PackageGridProps {
  order: Uint32Array;
  marks: readonly string[];
  /** There are few packages in all: they may be drawn whole. */
  isSmall: boolean;
  /** Names by `id`; given when several markets are shown. */
  marketNames: ReadonlyMap<string, string> | undefined;
  /** Milliseconds since the epoch. */
  now: number;
  /** Another number when cards came that were on their way. */
  cards: number;
  /** Undefined while it is on its way. */
  card(id: number): Card | undefined;
  /** Hears which part of the order is drawn. */
  onShow(from: number, count: number): void;
  /** The arrow up was pressed in the first row. */
  onLeaveUp(): void;
}

export interface GridHandle {
  /** Gives a card the focus, scrolling to it where need be; `still` scrolls nothing. */
  focus(at: number, options?: { still?: boolean }): void;
}

/** Drawn anew for another answer only, not for each letter that is typed. */
export const PackageGrid = memo(
  forwardRef<GridHandle, PackageGridProps>(function PackageGrid(props, ref) {
    const { order, marketNames, onShow } = props;
    const grid = useGrid(order, props.isSmall);
    const focus = useCardFocus(grid, order.length, props.onLeaveUp);
    useImperativeHandle(ref, () => ({ focus: focus.focus }));
    const { from, to } = grid.part;
    useEffect(() => onShow(from, to - from), [order, from, to, onShow]);
    return (
      // The keys lead from link to link inside; the list itself is no control.
      <ul
        ref={grid.list}
        className={grid.layout ? 'pm-grid pm-grid-measured' : 'pm-grid'}
        style={gridStyle(grid)}
        data-markets={marketNames ? 'several' : undefined}
        aria-label={marketTexts.list}
        onKeyDown={focus.onKeyDown}
        onFocus={focus.onFocus}
        onBlur={focus.onBlur}
      >
        <li ref={grid.probe} className="pm-card-probe" role="presentation" aria-hidden="true" />
        {drawn(grid, focus).map((at) => (
          <Place key={keyAt(props, at)} {...props} at={at} grid={grid} stop={focus.stop} />
        ))}
      </ul>
    );
  }),
);

/** Positions to draw: the part, and the card with the focus wherever it is. */
function drawn(
  { part: { from, to } }: Grid,
  { inside, stop }: { inside: boolean; stop: number },
): number[] {
  const positions = Array.from({ length: to - from }, (_, at) => from + at);
  if (!inside || (stop >= from && stop < to)) return positions;
  return stop < from ? [stop, ...positions] : [...positions, stop];
}

function keyAt({ order, card }: PackageGridProps, at: number): string {
  const known = card(order[at] ?? -1);
  return known ? keyOf(known) : `at ${at}`;
}

function gridStyle({ layout, height }: Grid) {
  if (!layout) return undefined;
  return { height, '--pm-columns': layout.columns } as React.CSSProperties;
}

function Place(props: PackageGridProps & { at: number; grid: Grid; stop: number }) {
  const { at, order, marketNames, grid, stop } = props;
  const card = props.card(order[at] ?? -1);
  const { layout } = grid;
  const place = {
    top: layout && Math.floor(at / layout.columns) * layout.rowHeight,
    column: layout ? at % layout.columns : 0,
  };
  const position = at + 1;
  if (!card) return <CardBones {...place} position={position} of={order.length} />;
  return (
    <PackageCard
      {...place}
      card={card}
      marks={props.marks}
      marketName={marketNames?.get(card.market)}
      now={props.now}
      position={position}
      of={order.length}
      tabStop={at === stop}
    />
  );
}

interface CardBonesProps {
  top?: number | undefined;
  column?: number;
  position?: number;
  of?: number;
}

/** The shape of a card. */
function CardBones({ top, column = 0, position, of }: CardBonesProps) {
  return (
    <li
      className="pm-card pm-card-bones"
      style={styleOf({ top, column })}
      aria-hidden={position === undefined ? 'true' : undefined}
      aria-posinset={position}
      aria-setsize={of}
    >
      <span className="pm-card-head" aria-hidden="true">
        <span className="pm-bone pm-bone-tile" />
        <span className="pm-bone pm-bone-label" />
      </span>
      <span className="pm-bone" aria-hidden="true" />
      <span className="pm-bone" aria-hidden="true" />
      <span className="pm-bone pm-bone-short" aria-hidden="true" />
    </li>
  );
}

const BONES = 9;

/** The shapes of cards while the first market is being read. */
export function SkeletonGrid({ several }: { several: boolean }) {
  return (
    <ul className="pm-grid" data-markets={several ? 'several' : undefined} aria-hidden="true">
      {Array.from({ length: BONES }, (_, at) => (
        <CardBones key={at} />
      ))}
    </ul>
  );
}
