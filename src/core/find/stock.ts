/** All packages with what is worked out for each: place in the index, version that is offered, values of filters, id of its card. */
import { timesOf } from './cards.ts';
import { createFacetTable } from './facets.ts';
import { facetValues } from './facet-values.ts';
import { createOfferer } from './offers.ts';
import { createNameOrder, orderKey } from './order.ts';
import { createShelf, readsAlike, shelve, unshelve, weighAnew } from './shelf.ts';

import type { ClusterVersions } from '../model/listing.ts';
import type { PackageEntry } from '../model/market.ts';
import type { CardTimes } from './cards.ts';
import type { FacetTable } from './facets.ts';
import type { Offer } from './offers.ts';
import type { NameOrder } from './order.ts';
import type { Shelf } from './shelf.ts';

/** So many slots of packages that are gone are borne with, or as many as there are packages. */
const MOST_GONE = 2000;

/** What is worked out for one package; by slot. */
interface Place {
  offer: Offer;
  times: CardTimes;
}

/** Taken off the score of packages that are not for these clusters, or not to be installed at all. */
const DEMERITS = { misfit: 0.5, withdrawn: 3 } as const;

export class Stock {
  shelf: Shelf = createShelf();
  table: FacetTable = createFacetTable();
  /** Numbers of facet values by slot. */
  values: number[][] = [];
  /** Of cards, by slot; never given twice. */
  ids: number[] = [];
  /** By slot, to be taken off the score. */
  demerits: number[] = [];
  /** Packages by number of a facet value. */
  totals: number[] = [];
  names: NameOrder = createNameOrder((a, b) => this.#compare(a, b));
  /** Grows whenever something is not as it was. */
  revision = 0;

  #slots = new Map<string, Map<string, number>>();
  #places: (Place | undefined)[] = [];
  #slotById = new Map<number, number>();
  #keys: string[] = [];
  #added: number[] = [];
  /** Slots of which the offer must be judged anew. */
  #stale: number[] = [];
  #lastId = 0;
  #versions: ClusterVersions = {};
  #signersOf: (market: string) => readonly string[];

  constructor(signersOf: (market: string) => readonly string[]) {
    this.#signersOf = signersOf;
  }

  put(market: string, entries: readonly PackageEntry[]): void {
    const slots = this.#slots.get(market) ?? new Map<string, number>();
    this.#slots.set(market, slots);
    for (const entry of entries) {
      const known = slots.get(entry.name);
      const former = known === undefined ? undefined : this.shelf.entries[known];
      if (known !== undefined && former && readsAlike(former, entry)) {
        this.shelf.entries[known] = entry;
        this.#forgetCard(known);
        this.#stale.push(known);
        continue;
      }
      if (known !== undefined) this.#drop(known);
      slots.set(entry.name, this.#add(entry));
    }
    this.#changed();
  }

  /** All of the market if no names are given. */
  remove(market: string, names?: readonly string[]): void {
    const slots = this.#slots.get(market);
    for (const name of names ?? [...(slots?.keys() ?? [])]) {
      const slot = slots?.get(name);
      if (slot !== undefined) this.#drop(slot);
      slots?.delete(name);
    }
    if (!names) this.#slots.delete(market);
    this.#changed();
  }

  /** What is said of markets changed; of `market`, who signed. */
  touch(market: string | undefined): void {
    const slots = market === undefined ? undefined : this.#slots.get(market);
    for (const slot of slots?.values() ?? []) this.#refile(slot);
    this.revision += 1;
  }

  /** Makes everything right for these versions of the clusters; to be called before anything is searched. */
  settle(versions: ClusterVersions): void {
    const same = versions.pai === this.#versions.pai && versions.cdap === this.#versions.cdap;
    const due = same ? this.#stale : this.shelf.entries.keys();
    this.#versions = { ...versions };
    const offerOf = createOfferer(versions);
    for (const slot of due) this.#judge(slot, offerOf);
    if (!same) this.revision += 1;
    this.#stale = [];
    if (this.#added.length === 0) return;
    weighAnew(this.shelf);
    this.names.change(this.#added, (slot) => this.shelf.entries[slot] !== undefined);
    this.#added = [];
  }

  entry(market: string, name: string): PackageEntry | undefined {
    const slot = this.#slots.get(market)?.get(name);
    return slot === undefined ? undefined : this.shelf.entries[slot];
  }

  *entriesOf(market: string): Generator<PackageEntry> {
    for (const slot of this.#slots.get(market)?.values() ?? []) {
      const entry = this.shelf.entries[slot];
      if (entry) yield entry;
    }
  }

  offerOf(slot: number): Offer | undefined {
    return this.#places[slot]?.offer;
  }

  timesOf(slot: number): CardTimes {
    return this.#places[slot]?.times ?? { updated: undefined, created: undefined };
  }

  slotOf(id: number): number | undefined {
    return this.#slotById.get(id);
  }

  #add(entry: PackageEntry): number {
    const slot = shelve(this.shelf, entry);
    this.#keys[slot] = orderKey(entry.label);
    this.#added.push(slot);
    this.#stale.push(slot);
    return slot;
  }

  #drop(slot: number): void {
    unshelve(this.shelf, slot);
    this.#forgetCard(slot);
    this.#count(slot, -1);
    this.values[slot] = [];
    // The order by name must forget it.
    this.#added.push(slot);
  }

  #forgetCard(slot: number): void {
    this.#slotById.delete(this.ids[slot] ?? 0);
    this.#places[slot] = undefined;
  }

  #judge(slot: number, offerOf: (entry: PackageEntry) => Offer): void {
    const entry = this.shelf.entries[slot];
    if (!entry) return;
    const offer = offerOf(entry);
    const former = this.#places[slot];
    const same = former !== undefined && sameOffer(former.offer, offer);
    if (former && !same) this.#forgetCard(slot);
    const id = same ? (this.ids[slot] ?? 0) : ++this.#lastId;
    this.#places[slot] = { offer, times: timesOf(entry, offer) };
    this.#slotById.set(id, slot);
    this.ids[slot] = id;
    const misfit = offer.fits === 'no' ? DEMERITS.misfit : 0;
    this.demerits[slot] = offer.withdrawn === undefined ? misfit : DEMERITS.withdrawn;
    this.#refile(slot);
  }

  /** Values of filters, anew. */
  #refile(slot: number): void {
    const entry = this.shelf.entries[slot];
    const offer = this.#places[slot]?.offer;
    if (!entry || !offer) return;
    this.#count(slot, -1);
    this.values[slot] = facetValues(entry, offer, {
      table: this.table,
      signers: this.#signersOf(entry.market),
    });
    this.#count(slot, 1);
  }

  #count(slot: number, by: 1 | -1): void {
    for (const value of this.values[slot] ?? []) {
      this.totals[value] = (this.totals[value] ?? 0) + by;
    }
  }

  #changed(): void {
    this.revision += 1;
    const { live, entries } = this.shelf;
    if (entries.length - live > Math.max(MOST_GONE, live)) this.#rebuild();
  }

  /** Postings of packages that are gone would grow without end while markets are read again and again. */
  #rebuild(): void {
    const entries = this.shelf.entries.filter((entry) => entry !== undefined);
    const places = this.#places;
    const ids = this.ids;
    const former = this.#slots;
    this.shelf = createShelf();
    this.names = createNameOrder((a, b) => this.#compare(a, b));
    this.table = createFacetTable();
    this.values = [];
    this.totals = [];
    this.#places = [];
    this.ids = [];
    this.demerits = [];
    this.#keys = [];
    this.#added = [];
    this.#stale = [];
    this.#slotById = new Map();
    this.#slots = new Map([...former.keys()].map((market) => [market, new Map()]));
    for (const entry of entries) {
      const slot = this.#add(entry);
      const old = former.get(entry.market)?.get(entry.name);
      this.#slots.get(entry.market)?.set(entry.name, slot);
      const place = old === undefined ? undefined : places[old];
      if (!place) continue;
      // Its card is the same as before.
      const id = ids[old ?? 0] ?? 0;
      this.#places[slot] = place;
      this.ids[slot] = id;
      this.#slotById.set(id, slot);
      this.#refile(slot);
    }
  }

  /** By label; never 0, so that every order is the same each time. */
  #compare(a: number, b: number): number {
    const [left, right] = [this.#keys[a] ?? '', this.#keys[b] ?? ''];
    if (left !== right) return left < right ? -1 : 1;
    const [first, second] = [this.shelf.entries[a], this.shelf.entries[b]];
    if (!first || !second) return a - b;
    if (first.name !== second.name) return first.name < second.name ? -1 : 1;
    return first.market < second.market ? -1 : 1;
  }
}

function sameOffer(a: Offer, b: Offer): boolean {
  return (
    a.row === b.row &&
    a.withdrawn === b.withdrawn &&
    a.misfit?.range === b.misfit?.range &&
    a.misfit?.version === b.misfit?.version &&
    a.misfit?.cluster === b.misfit?.cluster
  );
}
