/** Door of the stage that orders versions, groups rows to packages and searches them. */
export { createCatalog } from './catalog.ts';
export { compareSpecs, isUnchanged, listFiles } from './changes.ts';
export { groupPackages } from './group.ts';
export { markWords } from './mark.ts';
export { clusterMisfit, pickRelease } from './offer.ts';
export { parseQuery } from './query.ts';
export { cdapRange, isEmptyRange, judgeCompatibility, matchesRange, parseRange } from './range.ts';
export { compareVersions } from './version.ts';
export { withdrawnReason } from './withdrawn.ts';

export type { Catalog } from './catalog.ts';
export type { CatalogMarket } from './markets.ts';
export type { Change, ListedFile, SpecChanges, StepArgument, StepChange } from './changes.ts';
export type { MarkedText } from './mark.ts';
export type { ParsedQuery, QueryField, QueryText } from './query.ts';
