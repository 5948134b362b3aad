/** Door of the stage that holds what lint works with: texts with places, findings, repairs, settings and reports; what is looked for stands in src/flows/lint. */
export { toAnnotations } from './annotations.ts';
export { readSuppressions, suppresses } from './comment.ts';
export { SourceDocument } from './document.ts';
export { compareFindings, SEVERITIES } from './finding.ts';
export { applyFixes, fixOf, renameKey, replaceValue } from './fix.ts';
export { matchesGlob } from './glob.ts';
export { meant, nearest } from './near.ts';
export { toSarif } from './sarif.ts';
export { isWaived, readLevel, readWaiver } from './settings.ts';

export type { Path } from './document.ts';
export type { Edit, Fix, LintFinding, Place, Severity, TextRange } from './finding.ts';
export type { Level, LintSettings, Waiver } from './settings.ts';
