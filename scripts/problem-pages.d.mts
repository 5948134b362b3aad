/** Writes the pages into a folder and gives their names. Throws for a page without title. */
export function buildProblemPages(outFolder: string): string[];
/** What GitHub makes of a heading as the anchor of a link. */
export function toAnchor(heading: string): string;
