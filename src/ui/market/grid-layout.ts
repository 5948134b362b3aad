/** Which cards of a long list are drawn: all are of one size, so this is arithmetic. */

/** Sizes in pixels. */
export interface GridSizes {
  /** Of the list. */
  width: number;
  /** Least width of a card. */
  cardWidth: number;
  cardHeight: number;
  /** Between cards, both ways. */
  gap: number;
}

export interface GridLayout {
  columns: number;
  /** From the top of one row to the top of the next. */
  rowHeight: number;
}

/** Undefined while nothing is laid out. */
export function layoutOf(sizes: GridSizes): GridLayout | undefined {
  const { width, cardWidth, cardHeight, gap } = sizes;
  if (width <= 0 || cardHeight <= 0 || cardWidth <= 0) return undefined;
  const columns = Math.max(1, Math.floor((width + gap) / (cardWidth + gap)));
  return { columns, rowHeight: cardHeight + gap };
}

/** What is in sight: pixels from the top of the list to the top of the window (less than 0 above it), and its height. */
export interface Sight {
  top: number;
  height: number;
}

/** A part of the order: from `from`, before `to`. */
export interface Part {
  from: number;
  to: number;
}

/** Cards in sight, with `ahead` screens more on each side. */
export function partInSight(
  { columns, rowHeight }: GridLayout,
  { top, height }: Sight,
  { count, ahead }: { count: number; ahead: number },
): Part {
  const rows = Math.ceil(count / columns);
  const more = Math.ceil((height * ahead) / rowHeight);
  const first = Math.floor(top / rowHeight) - more;
  const last = Math.ceil((top + height) / rowHeight) + more;
  const from = Math.min(Math.max(0, first), Math.max(0, rows - 1));
  const to = Math.min(Math.max(last, from + 1), rows);
  return { from: from * columns, to: Math.min(to * columns, count) };
}

/** Height of the whole list. */
export function heightOf(layout: GridLayout, count: number, gap: number): number {
  return Math.max(0, Math.ceil(count / layout.columns) * layout.rowHeight - gap);
}

/** Where a key leads from a card; undefined for a key that leads nowhere. */
export function stepFrom(
  at: number,
  key: string,
  { columns, perScreen, count }: { columns: number; perScreen: number; count: number },
): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowRight':
      return Math.min(at + 1, last);
    case 'ArrowLeft':
      return Math.max(at - 1, 0);
    case 'ArrowDown':
      // From the last row but one a shorter last row is still reached.
      return at + columns <= last ? at + columns : sameRow(at, last, columns) ? at : last;
    case 'ArrowUp':
      return at >= columns ? at - columns : at;
    case 'PageDown':
      return at + perScreen <= last ? at + perScreen : last;
    case 'PageUp':
      return at >= perScreen ? at - perScreen : at % columns;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

function sameRow(a: number, b: number, columns: number): boolean {
  return Math.floor(a / columns) === Math.floor(b / columns);
}
