/** Why a version does not suit the clusters, and where to go then. */
import { packageTexts } from '../messages/package.ts';
import { Button } from '../parts/button.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { formatHash } from '../router.ts';

import type { Misfit } from '#core/model/listing.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';

export interface DoesNotSuitProps {
  opened: OpenPackage;
  misfit: Misfit;
  /** The newest version that suits, if one does. */
  best: string | undefined;
  /** Absent where nothing can be installed at all. */
  onInstall?: (() => void) | undefined;
}

/** Stands where "Install" stands else, and before it: ranges are the publisher's word, so whoever knows better may go on. */
export function DoesNotSuit({ opened, misfit, best, onInstall }: DoesNotSuitProps): ReactNode {
  const words = packageTexts.suits;
  return (
    <div className="pm-misfit" role="note">
      <p className="pm-misfit-title">{words.not}</p>
      <p>{misfitText(misfit)}</p>
      {best === undefined ? (
        <p>{words.none}</p>
      ) : (
        <p>
          {words.newest} <GoTo opened={opened} version={best} />
        </p>
      )}
      {onInstall && <Button onClick={onInstall}>{packageTexts.install}</Button>}
    </div>
  );
}

export function GoTo({ opened, version }: { opened: OpenPackage; version: string }): ReactNode {
  const { market, name } = opened;
  return (
    <a href={formatHash({ page: 'package', market: market.id, name, version })}>
      {packageTexts.goTo(toLine(version, TEXT_LIMITS.label))}
    </a>
  );
}

/** Such as "It is for OpenPAI [1.9.0,2.0.0), and this cluster has 1.8.0." */
export function misfitText({ cluster, range, version }: Misfit): string {
  return packageTexts.suits.because({
    cluster,
    range: toLine(range, TEXT_LIMITS.label),
    version: toLine(version, TEXT_LIMITS.label),
  });
}
