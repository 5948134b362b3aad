/** Door of the stage that orders versions, groups rows to packages and searches them. */
export { compareSpecs, isUnchanged, listFiles } from './changes.ts';
export type { Change, SpecChanges, StepArgument, StepChange } from './changes.ts';
export { groupPackages } from './group.ts';
export { cdapRange, judgeCompatibility, matchesRange, parseRange } from './range.ts';
export { searchPackages } from './search.ts';
export { compareVersions } from './version.ts';
export { withdrawnReason } from './withdrawn.ts';
