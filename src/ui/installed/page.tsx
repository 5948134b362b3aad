/** Page of what was installed: reads what this browser keeps, asks the cluster for jobs, and the markets for updates, side by side. */
import { useEffect, useMemo, useState } from 'react';

import { toMarketError } from '#core/errors.ts';
import { installedTexts } from '../messages/installed.ts';
import { Bones } from '../parts/bones.tsx';
import { marketName } from '../parts/market-name.ts';
import { Status } from '../parts/status.tsx';
import { UndoPanel } from '../parts/undo.tsx';
import { useRouter } from '../router.ts';
import { useServices } from '../services.ts';
import { useStore } from '../state/store.ts';
import { useResource } from '../state/use-resource.ts';
import { useStyles } from '../styles/use-styles.ts';
import { useWizardStyles } from '../styles/use-wizard-styles.ts';
import css from '../styles/installed.css?inline';
import { groupReceipts } from './group.ts';
import { InstalledView } from './view.tsx';

import type { MarketError } from '#core/errors.ts';
import type { Receipt } from '#core/model/generated.ts';
import type { PackageEntry } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Markets } from '../state/markets.ts';

export function InstalledPage({ markets }: { markets: Markets }): ReactNode {
  useWizardStyles();
  useStyles('installed', css);
  const services = useServices();
  const router = useRouter();
  const [failed, setFailed] = useState<MarketError>();
  const kept = useKept();
  const jobs = useResource(
    services.user === undefined ? undefined : (signal) => services.taggedJobs(signal),
    [services],
  );
  const { entryOf, marketNames, versions, ...entries } = useEntries(markets, kept.value?.receipts);
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
      failed={failed ?? kept.error ?? entries.failed}
      jobs={jobs}
      entryOf={entryOf}
      versions={versions}
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

/** The markets are opened beside the page, which is of use without them; they are asked for what is installed only. */
function useEntries(markets: Markets, receipts: readonly Receipt[] | undefined) {
  const services = useServices();
  const { states, shown } = useStore(markets);
  useEffect(() => markets.start(), [markets]);
  const marketNames = useMemo(
    () => new Map(shown.map((config) => [config.id, marketName(config)])),
    [shown],
  );
  const ready = [...states.values()].filter(({ status }) => status === 'ready');
  const open = ready.map(({ config }) => config.id).join(' ');
  const wanted = useMemo(() => {
    const ids = open.split(' ');
    // To ask for those of a market that is still silent would keep back what the others say.
    return groupReceipts(receipts ?? []).filter(({ market }) => ids.includes(market));
  }, [receipts, open]);
  const asked = useResource(
    wanted.length === 0
      ? undefined
      : async () => {
          const [found, versions] = await Promise.all([
            services.entries(wanted.map(({ market, name }) => ({ market, name }))),
            services.clusterVersions(),
          ]);
          return { versions, byKey: new Map(found.map((entry) => [keyOf(entry), entry])) };
        },
    [services, wanted],
  );
  const known = asked.status === 'ready' ? asked.value : undefined;
  return {
    marketNames,
    failed: asked.status === 'failed' ? asked.error : undefined,
    versions: known?.versions ?? {},
    entryOf: (market: string, name: string) => known?.byKey.get(keyOf({ market, name })),
  };
}

function keyOf({ market, name }: Pick<PackageEntry, 'market' | 'name'>): string {
  return `${market}/${name}`;
}

function Waiting(): ReactNode {
  return (
    <div className="pm-page pm-installed" aria-busy="true">
      <h1 className="pm-title">{installedTexts.title}</h1>
      <Status className="pm-soft">{installedTexts.reading}</Status>
      <Bones className="pm-bones" />
    </div>
  );
}
