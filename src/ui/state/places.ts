/** Where lists were left, by entry of the history: kept while the tab is open, also over a reload. */

/** A list as somebody left it. */
export interface Place {
  /** Pixels that it was scrolled. */
  top: number;
  /** The package that had the focus: its key and where in the order it stood. */
  focus?: { key: string; at: number };
}

export interface Places {
  get(entry: string): Place | undefined;
  set(entry: string, place: Place): void;
  /** Writes them where they outlive the page; call when it goes. */
  save(): void;
}

const KEY = 'pai-market.places';
const KEPT = 50;
/** Characters of all places together that are read back. */
const LIMIT = 20_000;

/** `storage` gives the storage of the tab, or throws where there is none. */
export function createPlaces(storage: () => Storage): Places {
  const places = new Map<string, Place>(read(storage));
  return {
    get: (entry) => places.get(entry),
    set(entry, place) {
      // The last ones are kept, so the order is that of use.
      places.delete(entry);
      places.set(entry, place);
      for (const oldest of places.keys()) {
        if (places.size <= KEPT) break;
        places.delete(oldest);
      }
    },
    save() {
      try {
        storage().setItem(KEY, JSON.stringify([...places]));
      } catch {
        // No storage, or none left: the places are kept as long as the page.
      }
    },
  };
}

function read(storage: () => Storage): [string, Place][] {
  try {
    const text = storage().getItem(KEY) ?? '[]';
    const value: unknown = text.length > LIMIT ? [] : JSON.parse(text);
    return Array.isArray(value) ? value.filter(isPlace) : [];
  } catch {
    // No storage, or not what was written: lists begin at their top.
    return [];
  }
}

function isPlace(value: unknown): value is [string, Place] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const place = value[1] as Partial<Place> | null;
  if (typeof place !== 'object' || place === null || !Number.isFinite(place.top)) return false;
  const { focus } = place;
  return focus === undefined || (typeof focus.key === 'string' && Number.isInteger(focus.at));
}
