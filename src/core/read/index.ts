/** Door of the stage that turns bytes of a market, and the administrator's configuration, into checked data. */
export { actionFiles } from './action-files.ts';
export { parseCategories } from './categories.ts';
export { parsePluginConfig } from './config.ts';
export { decodeText } from './encoding.ts';
export { readIcon, readPackagePicture } from './icon.ts';
export { parseJournal, parseReceipt, parseReceiptFile, toReceiptFile } from './install-data.ts';
export { readJson } from './json.ts';
export { parseMarketIndex } from './market-index.ts';
export { MIRROR_FILE, parseMirrorNote } from './mirror.ts';
export { createRowReader, parsePackages, parseShards } from './packages.ts';
export { packageNeeds } from './package-needs.ts';
export { assertSegment, filePath, isFileName, isSegment } from './path.ts';
export { parseMarketSource, parsePackageSource } from './source.ts';
export { sourceProblems } from './source-problems.ts';
export { parseSpec } from './spec.ts';
export { parseVersions } from './versions.ts';

export type { SourceProblem } from './source-problems.ts';
export type { PackageNeed } from './package-needs.ts';
export type { RowFile, RowsPiece } from './packages.ts';
