/** Cards of the list by their ids: those in sight first, then their neighbours, then all, so that scrolling meets no blank one. */
import type { Card } from '#core/model/listing.ts';

/** Cards that are kept; beyond this they are asked for as they come into sight. */
const KEPT = 30_000;
/** Cards asked for at once while nobody waits for them. */
const PIECE = 500;
/** Neighbours on each side, in screens. */
const AHEAD = 4;

export interface CardCache {
  get(id: number): Card | undefined;
  add(cards: readonly Card[]): void;
  /** Another order is shown from now on. */
  follow(order: Uint32Array): void;
  /** Which part of it is in sight. */
  show(from: number, count: number): void;
  stop(): void;
}

export interface CardSource {
  /** Those that are no more are left out. */
  cards(ids: readonly number[]): Promise<Card[]>;
  /** Cards came that somebody waits for. */
  onCards(): void;
  onFailure(thrown: unknown): void;
}

interface Shelf {
  kept: Map<number, Card>;
  /** Asked for under this order, so that what is no more is not asked for for ever. */
  asked: Set<number>;
  order: Uint32Array;
  sight: { from: number; count: number };
  /** All before it in the order was looked at. */
  cursor: number;
}

export function createCardCache(source: CardSource): CardCache {
  const shelf: Shelf = {
    ...{ kept: new Map(), asked: new Set(), order: new Uint32Array() },
    ...{ sight: { from: 0, count: 0 }, cursor: 0 },
  };
  let filling = false;
  let stopped = false;

  const ask = async (ids: number[]) => {
    const { asked } = shelf;
    for (const id of ids) asked.add(id);
    try {
      const cards = await source.cards(ids);
      if (stopped) return;
      put(shelf, cards);
      for (const { id } of cards) asked.delete(id);
      const seen = inSight(shelf);
      if (cards.some(({ id }) => seen.has(id))) source.onCards();
    } catch (thrown) {
      if (!stopped) source.onFailure(thrown);
    }
  };
  const fill = () => {
    if (filling || stopped) return;
    filling = true;
    whenIdle(() => {
      const ids = stopped ? [] : nextPiece(shelf);
      const asking = ids.length > 0 ? ask(ids) : Promise.resolve();
      void asking.then(() => {
        filling = false;
        if (ids.length > 0) fill();
      });
    });
  };
  return {
    get: (id) => shelf.kept.get(id),
    add: (cards) => put(shelf, cards),
    follow(order) {
      Object.assign(shelf, { order, asked: new Set(), cursor: 0 });
      fill();
    },
    show(from, count) {
      shelf.sight = { from, count };
      const ids = missing(shelf, from, from + count);
      if (ids.length > 0) void ask(ids);
      fill();
    },
    stop() {
      stopped = true;
    },
  };
}

function inSight({ order, sight: { from, count } }: Shelf): Set<number> {
  return new Set(order.subarray(from, from + count));
}

function put(shelf: Shelf, cards: readonly Card[]): void {
  const { kept } = shelf;
  for (const card of cards) kept.set(card.id, card);
  if (kept.size <= KEPT) return;
  const seen = inSight(shelf);
  for (const id of kept.keys()) {
    if (kept.size <= KEPT) break;
    if (!seen.has(id)) kept.delete(id);
  }
}

function missing({ order, kept, asked }: Shelf, from: number, to: number): number[] {
  const part = order.subarray(Math.max(0, from), Math.max(0, to));
  return [...part].filter((id) => !kept.has(id) && !asked.has(id));
}

/** What is fetched while nobody waits: neighbours of what is in sight, then whatever follows. */
function nextPiece(shelf: Shelf): number[] {
  const { from, count } = shelf.sight;
  const near = count * AHEAD;
  const ids = missing(shelf, from - near, from + count + near).slice(0, PIECE);
  while (ids.length === 0 && shelf.cursor < shelf.order.length && shelf.kept.size < KEPT) {
    ids.push(...missing(shelf, shelf.cursor, shelf.cursor + PIECE));
    shelf.cursor += PIECE;
  }
  return ids;
}

/** Safari knows no idle time. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 20);
}
