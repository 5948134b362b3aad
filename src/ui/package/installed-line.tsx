/** Whether the package is installed already, beside the button; and what the button does then. */
import { compareVersions } from '#core/find/index.ts';
import { findCurrent } from '../parts/current.ts';
import { Time } from '../parts/time.tsx';
import { formatHash } from '../router.ts';
import { useServices } from '../services.ts';
import { useResource } from '../state/use-resource.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Current } from '../parts/current.ts';

/** Draws nothing until the receipts are read, and where there are none; a failure to read them is told by the page of receipts. */
export function InstalledLine({ opened }: { opened: OpenPackage }): ReactNode {
  const services = useServices();
  const { market, name } = opened;
  const found = useResource(async () => {
    const [receipts, unfinished] = await Promise.all([services.receipts(), services.unfinished()]);
    return {
      current: findCurrent(receipts, { market: market.id, name }),
      begun: unfinished.some(
        ({ journal: { plan } }) =>
          plan.market === market.id &&
          plan.package.name === name &&
          plan.package.version === opened.version,
      ),
    };
  }, [services, market.id, name, opened.version]);
  if (found.status !== 'ready' || (!found.value.current && !found.value.begun)) return null;
  const { current, begun } = found.value;
  return (
    <div className="pm-installed-line">
      {current && (
        <p>
          <a href={formatHash({ page: 'installed' })}>Installed: {current.version}</a> on{' '}
          <Time at={current.at} day />
          {current.by !== undefined && ` with ${current.by}`}
        </p>
      )}
      {current && !begun && <p className="pm-soft">{doesWhat(opened, current)}</p>}
      {begun && (
        <p className="pm-soft">
          An install of this version was begun and not finished; it can go on where it stopped.
        </p>
      )}
    </div>
  );
}

function doesWhat(opened: OpenPackage, { version, by }: Current): string {
  const order = compareVersions(opened.version, version);
  const what =
    order > 0
      ? `Update to ${opened.version}`
      : order < 0
        ? `Go back to ${opened.version}`
        : 'Reinstall';
  return by === undefined ? `${what} with your former answers filled in.` : `${what}.`;
}
