/** What the catalog knows of markets besides their packages: names, titles of categories, who signed. */
import type { Category } from '../model/generated.ts';
import type { FacetName } from '../model/listing.ts';
import type { FacetWords } from './facets.ts';

/** What the list says of a market besides its packages. */
export interface CatalogMarket {
  id: string;
  name: string;
  categories: readonly Category[];
  /** Who signed its index; none below trust level strict. */
  signers: readonly { fingerprint: string; userId?: string | undefined }[];
}

/** Value of the facet `signer` for markets without one. */
const NO_SIGNER = 'none';

export interface Markets {
  get(id: string): CatalogMarket;
  set(market: CatalogMarket): void;
  remove(id: string): void;
  /** Values of the facet `signer` for all packages of a market. */
  signersOf(id: string): readonly string[];
  /** Titles of categories, markets and signers, and the order of the first two. */
  wordsOf(facet: FacetName, value: string): FacetWords;
}

export function createMarkets(): Markets {
  /** A market that is gone keeps its place, as it mostly comes again. */
  const known = new Map<string, CatalogMarket | undefined>();
  const present = () => [...known.values()].filter((market) => market !== undefined);
  let titles: ReadonlyMap<string, FacetWords> | undefined;
  const get = (id: string) => known.get(id) ?? { id, name: id, categories: [], signers: [] };
  return {
    get,
    set(market) {
      known.set(market.id, market);
      titles = undefined;
    },
    remove(id) {
      if (known.has(id)) known.set(id, undefined);
      titles = undefined;
    },
    signersOf(id) {
      const { signers } = get(id);
      return signers.length > 0 ? signers.map(({ fingerprint }) => fingerprint) : [NO_SIGNER];
    },
    wordsOf(facet, value) {
      titles ??= collectTitles(present());
      return titles.get(`${facet}\n${value}`) ?? {};
    },
  };
}

function collectTitles(markets: readonly CatalogMarket[]): Map<string, FacetWords> {
  const titles = new Map<string, FacetWords>();
  // Two markets may have a category of the same name: the first one's words stand for both.
  const add = (key: string, words: FacetWords) => {
    if (!titles.has(key)) titles.set(key, { ...words, place: titles.size });
  };
  for (const { id, name, categories, signers } of markets) {
    add(`market\n${id}`, { label: name });
    for (const { name: category, label, description } of categories) {
      add(`category\n${category}`, {
        ...(label === undefined ? {} : { label }),
        ...(description === undefined ? {} : { description }),
      });
    }
    for (const { fingerprint, userId } of signers) {
      add(`signer\n${fingerprint}`, userId === undefined ? {} : { label: userId });
    }
  }
  return titles;
}
