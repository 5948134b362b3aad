/** Which version of a package is installed now, told by the receipts: its own installs, and those of packages that brought it along. */
import type { Receipt } from '#core/model/generated.ts';

export interface Current {
  version: string;
  /** RFC 3339. */
  at: string;
  /** The package with which it came, where it was not asked for itself. */
  by?: string;
}

/** Of the newest install that was done and not taken back; receipts come newest first. A package of which only a part was used is not installed. */
export function findCurrent(
  receipts: readonly Receipt[],
  { market, name }: { market: string; name: string },
): Current | undefined {
  for (const receipt of receipts) {
    if (receipt.market !== market || receipt.outcome !== 'done') continue;
    const at = receipt.finishedAt;
    if (receipt.package.name === name) return { version: receipt.package.version, at };
    const step = receipt.steps.filter((each) => each.package.name === name).at(-1);
    if (step) return { version: step.package.version, at, by: receipt.package.name };
  }
  return undefined;
}
