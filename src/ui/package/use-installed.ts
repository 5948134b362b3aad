/** Whether a package is installed already, and of which versions an install was begun, as the receipts of this browser tell. */
import { findCurrent } from '../parts/current.ts';
import { useServices } from '../services.ts';
import { useResource } from '../state/use-resource.ts';

import type { Current } from '../parts/current.ts';

export interface CurrentInstall {
  current: Current | undefined;
  /** Versions whose install was begun and not ended. */
  begun: readonly string[];
}

/** Undefined until the receipts are read; a failure to read them is told by the page of receipts. `market`: its id. */
export function useInstalled(market: string, name: string): CurrentInstall | undefined {
  const services = useServices();
  const found = useResource(async () => {
    const [receipts, unfinished] = await Promise.all([services.receipts(), services.unfinished()]);
    return {
      current: findCurrent(receipts, { market, name }),
      begun: unfinished
        .map(({ journal }) => journal.plan)
        .filter((plan) => plan.market === market && plan.package.name === name)
        .map((plan) => plan.package.version),
    };
  }, [services, market, name]);
  return found.status === 'ready' ? found.value : undefined;
}
