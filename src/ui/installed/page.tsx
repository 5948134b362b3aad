/** Page of what was installed: reads what this browser keeps, asks the cluster for jobs, and the markets for updates, side by side. */
import { useEffect, useMemo, useState } from 'react';

import { toMarketError } from '#core/errors.ts';
import { Bones } from '../parts/bones.tsx';
import { marketName } from '../parts/market-name.ts';
import { Status } from '../parts/status.tsx';
import { UndoPanel } from '../parts/undo.tsx';
import { useRouter } from '../router.ts';
import { useServices } from '../services.ts';
import { useStore } from '../state/store.ts';
import { useResource } from '../state/use-resource.ts';
import { useStyles } from '../styles/use-styles.ts';
import documents from '../styles/documents.css?inline';
import install from '../styles/install.css?inline';
import css from '../styles/installed.css?inline';
import { InstalledView } from './view.tsx';

import type { MarketError } from '#core/errors.ts';
import type { ReactNode } from 'react';
import type { Markets } from '../state/markets.ts';

export function InstalledPage({ markets }: { markets: Markets }): ReactNode {
  useStyles('documents', documents);
  useStyles('install', install);
  useStyles('installed', css);
  const services = useServices();
  const router = useRouter();
  const [failed, setFailed] = useState<MarketError>();
  const kept = useKept();
  const jobs = useResource(
    services.user === undefined ? undefined : (signal) => services.taggedJobs(signal),
    [services],
  );
  const { entryOf, marketNames } = useEntries(markets);
  const change = async (doIt: () => Promise<unknown>) => {
    setFailed(undefined);
    try {
      await doIt();
    } catch (thrown) {
      setFailed(toMarketError(thrown));
    }
    kept.reload();
  };
  if (!kept.value && !kept.error) return <Waiting />;
  return (
    <InstalledView
      loggedIn={services.user !== undefined}
      receipts={kept.value?.receipts ?? []}
      unfinished={kept.value?.unfinished ?? []}
      failed={failed ?? kept.error}
      jobs={jobs}
      entryOf={entryOf}
      marketNames={marketNames}
      jobUrl={services.jobUrl}
      undo={(receipt) => <UndoPanel receipt={receipt} onEnd={kept.reload} />}
      onForget={(receipt) => void change(() => services.forgetReceipt(receipt))}
      onResume={(route) => router.navigate(route)}
      onDiscard={(each) => void change(() => services.discard(each))}
      onImport={async (text) => {
        const told = await services.importReceipts(text);
        kept.reload();
        return told;
      }}
    />
  );
}

/** Receipts and unfinished installs; those of before stay while they are read anew. */
function useKept() {
  const services = useServices();
  const resource = useResource(async () => {
    const [receipts, unfinished] = await Promise.all([services.receipts(), services.unfinished()]);
    return { receipts, unfinished };
  }, [services]);
  const { reload } = resource;
  const fresh = resource.status === 'ready' ? resource.value : undefined;
  const [last, setLast] = useState(fresh);
  if (fresh && fresh !== last) setLast(fresh);
  useEffect(() => {
    // Another tab may have gone on meanwhile.
    const look = () => {
      if (document.visibilityState === 'visible') reload();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [reload]);
  const error = resource.status === 'failed' ? resource.error : undefined;
  return { value: fresh ?? last, error, reload };
}

/** The markets are opened beside the page, which is of use without them. */
function useEntries(markets: Markets) {
  const { states } = useStore(markets);
  useEffect(() => markets.start(), [markets]);
  const marketNames = useMemo(
    () => new Map(markets.config.markets.map((config) => [config.id, marketName(config)])),
    [markets],
  );
  const entries = useMemo(() => {
    const ready = [...states.values()].flatMap((state) =>
      // Trust 2: nothing of a refused market is offered.
      state.status === 'ready' && !state.market.refusal ? state.market.entries : [],
    );
    return new Map(ready.map((entry) => [`${entry.market}/${entry.name}`, entry]));
  }, [states]);
  return {
    marketNames,
    entryOf: (market: string, name: string) => entries.get(`${market}/${name}`),
  };
}

function Waiting(): ReactNode {
  return (
    <div className="pm-page pm-installed" aria-busy="true">
      <h1 className="pm-title">Installed</h1>
      <Status className="pm-soft">Reading the receipts of this browser…</Status>
      <Bones className="pm-bones" />
    </div>
  );
}
