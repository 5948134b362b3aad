/** Reads the pictures that a package shows as a reader would, and tells of those that readers leave out. */
import { toFinding } from './findings.ts';
import { readPicture } from './package-picture.ts';
import { mayBePicture } from './source-pictures.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { Finding } from '#core/model/publish.ts';
import type { MarketDeps } from './market-keys.ts';

/** A picture with other bytes than the signed ones is damage; one that is only missing or odd leaves a package that can be installed. */
export async function pictureFindings(opened: OpenPackage, deps: MarketDeps): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of shownPictures(opened)) {
    const file = `packages/${opened.name}/${opened.version}/${name}`;
    try {
      await readPicture(opened, name, deps);
    } catch (thrown) {
      const finding = toFinding(thrown, file);
      findings.push(
        finding.code === 'icon-invalid' ? { ...finding, severity: 'warning' } : finding,
      );
    }
  }
  return findings;
}

/** Screenshots, and pinned pictures that README or change log name. */
function shownPictures({ spec, readme = '', changelog = '' }: OpenPackage): Set<string> {
  const screenshots = (spec.screenshots ?? []).map(({ file }) => file);
  const pinned = Object.keys(spec.files ?? {}).filter(
    (name) => mayBePicture(name) && (readme.includes(name) || changelog.includes(name)),
  );
  return new Set([...screenshots, ...pinned]);
}
