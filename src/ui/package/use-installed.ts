/** Whether the package is installed already, and whether an install of this version was begun, as the receipts of this browser tell. */
import { findCurrent } from '../parts/current.ts';
import { useServices } from '../services.ts';
import { useResource } from '../state/use-resource.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { Current } from '../parts/current.ts';

export interface CurrentInstall {
  current: Current | undefined;
  begun: boolean;
}

/** Undefined until the receipts are read; a failure to read them is told by the page of receipts. */
export function useInstalled(opened: OpenPackage): CurrentInstall | undefined {
  const services = useServices();
  const { market, name, version } = opened;
  const found = useResource(async () => {
    const [receipts, unfinished] = await Promise.all([services.receipts(), services.unfinished()]);
    return {
      current: findCurrent(receipts, { market: market.id, name }),
      begun: unfinished.some(
        ({ journal: { plan } }) =>
          plan.market === market.id &&
          plan.package.name === name &&
          plan.package.version === version,
      ),
    };
  }, [services, market.id, name, version]);
  return found.status === 'ready' ? found.value : undefined;
}
