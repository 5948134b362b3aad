/** Reads the lists of a market to its end, and tells of packages as soon as their rows are there. */
import { MarketError } from '#core/errors.ts';
import { createRowReader } from '#core/read/index.ts';
import { assertNotCancelled } from './findings.ts';
import { createGathering } from './gather-packages.ts';
import { createCategoryList } from './market-categories.ts';

import type { Limits } from '#core/limits.ts';
import type { Category, MarketConfig, PackageRow } from '#core/model/generated.ts';
import type { Notice, OpenMarket } from '#core/model/market.ts';
import type { SignerEvidence } from '#core/model/trust.ts';
import type { RowFile } from '#core/read/index.ts';
import type { PackageChanges } from './gather-packages.ts';
import type { NamedCategories } from './market-categories.ts';

/** A piece of a market that can be shown and searched; the rest follows. */
export interface MarketPart extends PackageChanges {
  /** The first of a reading: what parts before it told counts no more. */
  anew: boolean;
  /** So far, as all that follows. */
  categories: readonly Category[];
  /** Who signed the index; nobody below trust level strict. */
  signers: readonly SignerEvidence[];
  packages: number;
  /** Versions. */
  rows: number;
  /** How many there will be, where the index tells it. */
  ofRows?: number;
}

/** What a market has to read, already trusted as its level asks. */
export interface MarketLists {
  named: Promise<NamedCategories>;
  /** Some of the rows, sooner; undefined where they come too late to be of use, or cannot be had. */
  early?: Promise<RowFile | undefined> | undefined;
  rows: AsyncIterable<RowFile>;
  ofRows?: number | undefined;
  signers: readonly SignerEvidence[];
  /** Only rows with the pin of their spec count. */
  pinned: boolean;
}

export interface CollectDeps {
  limits: Limits;
  /** The administrator's rules, applied before anybody sees a row. */
  admits: (row: PackageRow) => boolean;
  signal?: AbortSignal | undefined;
  onPart?: ((part: MarketPart) => void) | undefined;
  /** Lets others have the thread if it has been long. */
  share?: (() => Promise<void>) | undefined;
}

/** Throws `index-invalid`, and what reading the lists throws. */
export async function collectLists(
  { id }: Pick<MarketConfig, 'id'>,
  lists: MarketLists,
  deps: CollectDeps,
): Promise<Pick<OpenMarket, 'entries' | 'categories' | 'notices'>> {
  const { limits, admits, share = async () => undefined } = deps;
  const gathering = createGathering(id, admits);
  const named = await lists.named;
  const categories = createCategoryList(named.categories);
  let anew = true;
  const tell = ({ entries, gone }: PackageChanges) => {
    if (entries.length + gone.length === 0) return;
    categories.add(entries);
    const { packages, rows } = gathering;
    const { signers, ofRows } = lists;
    const total = ofRows === undefined ? {} : { ofRows };
    const so = { categories: categories.all(), signers, packages, rows, ...total };
    deps.onPart?.({ entries, gone, anew, ...so });
    anew = false;
  };
  const unpinned: PackageRow[] = [];
  const isPinned = ({ spec }: PackageRow) => !lists.pinned || spec !== undefined;
  for (const rows of readEarly(await lists.early, limits)) {
    assertNotCancelled(deps.signal);
    tell(gathering.addEarly(rows.filter(isPinned)));
    await share();
  }
  const reader = createRowReader(limits);
  for await (const file of lists.rows) {
    for (const piece of reader.read(file)) {
      assertNotCancelled(deps.signal);
      tell(gathering.add({ ...piece, rows: piece.rows.filter(isPinned) }));
      unpinned.push(...piece.rows.filter((row) => !isPinned(row)));
      await share();
    }
  }
  for (const changes of gathering.end()) {
    assertNotCancelled(deps.signal);
    tell(changes);
    await share();
  }
  return {
    entries: gathering.entries(),
    categories: categories.all(),
    notices: [...reader.notices(), ...unpinnedNotice(unpinned), ...named.notices],
  };
}

/** Rows of a list that only comes first: where it cannot be read, those that come later decide alone. */
function* readEarly(file: RowFile | undefined, limits: Limits): Generator<PackageRow[], void> {
  if (!file) return;
  try {
    for (const { rows } of createRowReader(limits).read(file)) yield rows;
  } catch (error) {
    if (!(error instanceof MarketError) || error.code !== 'index-invalid') throw error;
  }
}

/** At `strict` index, row, spec and archive are one chain of digests; a row that breaks it leads to nothing. */
function unpinnedNotice(left: readonly PackageRow[]): Notice[] {
  if (left.length === 0) return [];
  const names = left.slice(0, 5).map(({ name, version }) => `${name} ${version}`);
  const list = names.join(', ') + (left.length > names.length ? ' and others' : '');
  const text = `Left out of the list of packages, because the signed index does not pin their specs: ${list} (${left.length} in all).`;
  return [{ code: 'index-entry', text }];
}
