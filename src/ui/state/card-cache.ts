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

export function createCardCache(source: CardSource): CardCache {
  const kept = new Map<number, Card>();
  /** Asked for under this order, so that what is no more is not asked for for ever. */
  let asked = new Set<number>();
  let order: Uint32Array = new Uint32Array();
  let sight = { from: 0, count: 0 };
  /** Everything before it was looked at. */
  let cursor = 0;
  let filling = false;
  let stopped = false;

  const inSight = () => new Set(order.subarray(sight.from, sight.from + sight.count));
  const add = (cards: readonly Card[]) => {
    for (const card of cards) kept.set(card.id, card);
    if (kept.size <= KEPT) return;
    const seen = inSight();
    for (const id of kept.keys()) {
      if (kept.size <= KEPT) break;
      if (!seen.has(id)) kept.delete(id);
    }
  };
  const missing = (from: number, to: number): number[] => {
    const ids: number[] = [];
    for (const id of order.subarray(Math.max(0, from), Math.max(0, to))) {
      if (!kept.has(id) && !asked.has(id)) ids.push(id);
    }
    return ids;
  };
  const ask = async (ids: number[]) => {
    const mine = asked;
    for (const id of ids) mine.add(id);
    try {
      const cards = await source.cards(ids);
      if (stopped) return;
      add(cards);
      for (const { id } of cards) mine.delete(id);
      const seen = inSight();
      if (cards.some(({ id }) => seen.has(id))) source.onCards();
    } catch (thrown) {
      if (!stopped) source.onFailure(thrown);
    }
  };
  const nextPiece = (): number[] => {
    const near = sight.count * AHEAD;
    const ids = missing(sight.from - near, sight.from + sight.count + near);
    if (ids.length > 0) return ids.slice(0, PIECE);
    while (ids.length === 0 && cursor < order.length && kept.size < KEPT) {
      ids.push(...missing(cursor, cursor + PIECE));
      cursor += PIECE;
    }
    return ids;
  };
  const fill = () => {
    if (filling || stopped) return;
    filling = true;
    whenIdle(() => {
      const ids = stopped ? [] : nextPiece();
      const done = () => {
        filling = false;
        if (ids.length > 0) fill();
      };
      if (ids.length === 0) done();
      else void ask(ids).then(done);
    });
  };
  return {
    get: (id) => kept.get(id),
    add,
    follow(next) {
      order = next;
      asked = new Set();
      cursor = 0;
      fill();
    },
    show(from, count) {
      sight = { from, count };
      const ids = missing(from, from + count);
      if (ids.length > 0) void ask(ids);
      fill();
    },
    stop() {
      stopped = true;
    },
  };
}

/** Safari knows no idle time. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 20);
}
